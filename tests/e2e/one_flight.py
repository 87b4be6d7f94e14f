"""What the tests of the page of one flight have in common: its address, its form, its answer."""

import json
import urllib.request
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, Request, Route, expect

DELTA = {"carrier": "DL", "origin": "JFK", "destination": "LAX"}


TODAY = date.today()
"""Read once: a run that passes midnight goes on to speak of the same days."""


def day(ahead: int) -> str:
    """Return the date so many days from the day on which the tests began."""
    return (TODAY + timedelta(days=ahead)).isoformat()


DAY = day(30)
"""Further ahead than any forecast reaches."""


def flight(ahead: int = 30, time: str = "18:30", **fields: str) -> dict[str, str]:
    """Return a flight as the API takes it, so many days from now."""
    return {**DELTA, "departure": f"{day(ahead)}T{time}", **fields}


def address(ahead: int = 30, time: str = "18:30", **fields: str) -> str:
    """Return the address at which the page asks about a flight."""
    return f"/?{urlencode(flight(ahead, time, **fields))}"


def ask(api: str, *flights: Mapping[str, Any], **question: Any) -> list[dict[str, Any]]:
    """Ask the API without the page."""
    body = json.dumps({"flights": flights, **question}).encode()
    request = urllib.request.Request(f"{api}/predict", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        predictions: list[dict[str, Any]] = json.load(answer)["predictions"]
        return predictions


def open_form(page: Page) -> None:
    """Open the page and wait until its lists are there."""
    page.goto("/")
    expect(page.locator("#origin-name")).not_to_be_empty()


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#{name}").fill(value)


def submit(page: Page) -> None:
    page.locator("#ask button[type=submit]").click()


def ask_again(page: Page, **values: str) -> None:
    """Ask on the open page with other values in its form, and wait for the answer.

    That costs half of what opening the page at the question does.
    """
    fill(page, **values)
    submit(page)
    expect(page.locator("#sentence")).to_be_focused()


def open_answer(page: Page, where: str | None = None) -> Locator:
    """Open the page at a question and return its chance once it is there."""
    page.goto(where or address())
    chance = page.locator("#chance")
    expect(chance).to_be_visible()
    return chance


def open_choice(page: Page, where: str | None = None) -> Locator:
    """Open the page at a question and return its heat map once it is there."""
    open_answer(page, where)
    grid = page.get_by_role("grid")
    expect(grid).to_be_visible()
    expect(page.locator("#choose")).to_have_attribute("aria-busy", "false")
    return grid


def leave_open(route: Route) -> None:
    """Never answer a request."""


def batch_of(route: Route) -> dict[str, Any]:
    """Return what a request to the function asks."""
    question: dict[str, Any] = route.request.post_data_json or {}
    return question


def batches(requests: list[Request]) -> list[dict[str, Any]]:
    """Return what a page has asked of the function, of all that it has asked for."""
    return [
        one.post_data_json or {}
        for one in requests
        if one.method == "POST" and one.url.endswith("/predict")
    ]


LAST_PLACE = 1.5e-6
"""How far answers may lie apart: for many flights at once the graph adds in another order."""


def value_of(shown: Locator) -> float:
    """Return the exact figure behind what is shown."""
    return float(shown.get_attribute("data-value") or "nan")


def focused(page: Page) -> str:
    """Return the id of what has the focus."""
    found: str = page.evaluate("document.activeElement.id")
    return found

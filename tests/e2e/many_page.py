"""What the tests of the page for many flights have in common: lists, and how to give them."""

import csv
import io
import json
import urllib.request
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page, Request, expect

HEADER = ("carrier", "origin", "destination", "departure", "arrival")
GOOD = ("DL", "JFK", "LAX", "2026-12-23T18:30", "2026-12-23T22:05")
ROUTES = (("DL", "LAX"), ("B6", "BOS"), ("AA", "ORD"), ("DL", "ATL"), ("B6", "MCO"))

PATIENCE_MS = 60_000
"""A thousand rows take a busy machine a while to draw."""

Table = Sequence[tuple[str, ...]]


def written(rows: Table, delimiter: str = ",", header: tuple[str, ...] = HEADER) -> str:
    """Return a list as a spreadsheet saves it."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    return file.getvalue()


def flights(count: int) -> Table:
    """Return sound flights, each different from the one before."""
    return [flight(place) for place in range(count)]


def flight(place: int) -> tuple[str, ...]:
    """Return a flight of November from JFK, by its place in a list."""
    carrier, destination = ROUTES[place % len(ROUTES)]
    departure = f"2026-11-{1 + place % 28:02d}T{6 + place % 17:02d}:15"
    return (carrier, "JFK", destination, departure, "")


def paste(page: Page, text: str) -> None:
    """Open the page, paste a list and ask."""
    page.goto("/many.html")
    page.locator("#paste").fill(text)
    page.locator("#submit").click()


def choose(page: Page, body: bytes, name: str = "flights.csv") -> None:
    """Open the page and choose a file."""
    page.goto("/many.html")
    give(page, body, name)


def give(page: Page, body: bytes, name: str) -> None:
    """Choose a file on the open page."""
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": body})


def answered(page: Page, rows: Table, **form: Any) -> None:
    """Paste a list and wait for the answers."""
    paste(page, written(rows, **form))
    expect(page.locator("#result")).to_be_visible(timeout=PATIENCE_MS)


def ask(api: str, rows: Table) -> list[dict[str, Any]]:
    """Ask the API without the page."""
    asked = [{name: cell for name, cell in zip(HEADER, row, strict=True) if cell} for row in rows]
    body = json.dumps({"flights": asked}).encode()
    request = urllib.request.Request(f"{api}/predict", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        predictions: list[dict[str, Any]] = json.load(answer)["predictions"]
        return predictions


def order(page: Page) -> list[int]:
    """Return the rows of the table from top to bottom, by their numbers in the list."""
    numbers: list[int] = page.locator(".flights tbody tr").evaluate_all(
        "lines => lines.map((line) => Number(line.dataset.row))"
    )
    return numbers


def downloaded(page: Page, button: str = "#download") -> tuple[str, str]:
    """Click a button that gives a file, and return the file's name and text."""
    with page.expect_download() as waiting:
        page.locator(button).click()
    download = waiting.value
    return download.suggested_filename, download.path().read_bytes().decode("utf-8-sig")


def asked_about(page: Page, text: str) -> Any:
    """Paste a list on the open page, wait for the answers, and return the flights asked about."""
    page.locator("#paste").fill(text)
    with page.expect_request("**/predict") as asked:
        page.locator("#submit").click()
    expect(page.locator("#sentence")).to_be_focused()
    expect(page.locator("#intake")).to_have_attribute("aria-busy", "false")
    return (asked.value.post_data_json or {})["flights"]


def answer_to(page: Page, body: bytes, name: str) -> tuple[str, str]:
    """Choose a file on the open page, and return the name and the text of its result."""
    with page.expect_response("**/predict"):
        give(page, body, f"{name}.csv")
    expect(page.locator("#intake")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#result")).to_be_visible()
    return downloaded(page)


def flights_sent(requests: Sequence[Request]) -> Any:
    """Return the flights of the one question that the page asked."""
    (asked,) = [request for request in requests if request.method == "POST"]
    return (asked.post_data_json or {})["flights"]

"""Tests of every state of the page with axe: in each language, in each colour scheme once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.every_reader import assert_no_barrier, open_details
from tests.e2e.one_flight import (
    DAY,
    address,
    batch_of,
    fill,
    leave_open,
    open_choice,
    open_form,
    submit,
)
from tests.e2e.weather_service import WeatherService

FULL = f"{address(arrival='22:05')}&next=23:30"


def empty(tab: Page) -> None:
    open_form(tab)


def suggestions(tab: Page) -> None:
    tab.locator("#destination").press("ArrowDown")
    expect(tab.locator("#destination-list [aria-selected=true]")).to_be_visible()


def no_match(tab: Page) -> None:
    tab.locator("#carrier").fill("zzz")
    expect(tab.locator("#carrier-popup")).to_be_visible()


def mistakes(tab: Page) -> None:
    fill(tab, carrier="DL", origin="JFK", destination="JFK", date="")
    submit(tab)
    expect(tab.locator("#errors")).to_be_visible()


def offline(tab: Page) -> None:
    fill(tab, destination="LAX", date=DAY)
    tab.context.set_offline(True)
    submit(tab)
    expect(tab.locator("#errors")).to_be_hidden()
    expect(tab.locator("#failure")).to_be_visible()


def answer(tab: Page) -> None:
    open_choice(tab, FULL)
    open_details(tab)


def short_change(tab: Page) -> None:
    tab.locator("#next").fill("22:15")
    tab.locator("#next").blur()
    expect(tab).to_have_url(re.compile("next=22:15"))


def moved(tab: Page) -> None:
    tab.get_by_role("grid").get_by_role("button").first.click()
    expect(tab.locator("#moved")).not_to_be_empty()
    expect(tab.locator("#choose")).to_have_attribute("aria-busy", "false")


def answer_with_weather(tab: Page) -> None:
    WeatherService().take_over(tab)
    open_choice(tab, address(ahead=3, arrival="22:05"))


def doubtful(tab: Page) -> None:
    open_choice(tab, address(carrier="ZZ"))
    open_details(tab)


def unknown_flight(tab: Page) -> None:
    fill(tab, origin="HON")
    submit(tab)
    expect(tab.locator("#sentence")).to_be_focused()
    expect(tab.locator("#doubt")).to_be_visible()
    expect(tab.locator("#chance")).to_be_hidden()


def not_compared(tab: Page) -> None:
    tab.route(
        "**/predict",
        lambda route: route.continue_() if len(batch_of(route)["flights"]) == 1 else route.abort(),
    )
    tab.goto(address())
    expect(tab.locator("#choices button")).to_be_visible()


def failure(tab: Page) -> None:
    tab.unroute("**/predict")
    tab.route("**/predict", lambda route: route.abort())
    submit(tab)
    expect(tab.locator("#failure")).to_be_visible()


def slow(tab: Page) -> None:
    tab.unroute("**/predict")
    tab.route("**/predict", leave_open)
    submit(tab)
    expect(tab.locator("#status")).to_contain_text(re.compile("wake the service|réveiller le"))


def stuck(tab: Page) -> None:
    tab.route("**/scripts/main.js", lambda route: route.abort())
    tab.goto("/")
    expect(tab.locator("#stuck")).to_be_visible()


def unknown_address(tab: Page) -> None:
    tab.goto("/no/such/page")
    expect(tab.locator("main a").first).to_be_visible()


State = Callable[[Page], None]
JOURNEYS: dict[str, dict[State, tuple[str, ...]]] = {
    "form": {
        empty: (),
        suggestions: ("#ask",),
        no_match: ("#ask",),
        mistakes: ("#errors", "#ask"),
        offline: ("#failure",),
    },
    "answer": {answer: (), short_change: ("#connect",), moved: ("#choose",)},
    "weather": {answer_with_weather: ("#weather",)},
    "doubt": {doubtful: ("#answer",), unknown_flight: ("#answer",)},
    "failing": {
        not_compared: ("#choose",),
        failure: ("#failure",),
        slow: ("#board", "#status"),
    },
    "stuck": {stuck: ("#stuck",)},
    "unknown address": {unknown_address: ()},
}
"""What brings the page from state to state, and the parts of it that are of each state alone.

The first of each opens the page, the others go on from the one before: opening it is dear.
"""


@pytest.mark.parametrize("journey", JOURNEYS)
def test_axe_finds_nothing(still_page: Page, journey: str) -> None:
    for state, parts in JOURNEYS[journey].items():
        state(still_page)
        assert_no_barrier(still_page, *parts)

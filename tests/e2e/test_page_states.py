"""Tests of every state of the page with axe: in each language, in each colour scheme once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.every_reader import assert_no_barrier, open_details
from tests.e2e.one_flight import address, batch_of, fill, leave_open, open_choice, submit
from tests.e2e.weather_service import WeatherService

FULL = f"{address(arrival='22:05')}&next=23:30"


def empty(tab: Page) -> None:
    tab.goto("/")
    expect(tab.locator("#origin-name")).not_to_be_empty()


def suggestions(tab: Page) -> None:
    empty(tab)
    tab.locator("#destination").press("ArrowDown")
    expect(tab.locator("#destination-list [aria-selected=true]")).to_be_visible()


def no_match(tab: Page) -> None:
    empty(tab)
    tab.locator("#carrier").fill("zzz")
    expect(tab.locator("#carrier-popup")).to_be_visible()


def answer(tab: Page) -> None:
    open_choice(tab, FULL)
    open_details(tab)


def answer_with_weather(tab: Page) -> None:
    WeatherService().take_over(tab)
    open_choice(tab, address(ahead=3, arrival="22:05"))


def moved(tab: Page) -> None:
    open_choice(tab).get_by_role("button").first.click()
    expect(tab.locator("#moved")).not_to_be_empty()
    expect(tab.locator("#choose")).to_have_attribute("aria-busy", "false")


def short_change(tab: Page) -> None:
    open_choice(tab, f"{address(arrival='22:05')}&next=22:15")


def not_compared(tab: Page) -> None:
    tab.route(
        "**/predict",
        lambda route: route.continue_() if len(batch_of(route)["flights"]) == 1 else route.abort(),
    )
    tab.goto(address())
    expect(tab.locator("#choices button")).to_be_visible()


def slow(tab: Page) -> None:
    tab.route("**/predict", leave_open)
    tab.goto(address())
    expect(tab.locator("#status")).to_contain_text(re.compile("wake the service|réveiller le"))


def mistakes(tab: Page) -> None:
    empty(tab)
    fill(tab, origin="JFK", destination="JFK", date="")
    submit(tab)
    expect(tab.locator("#errors")).to_be_visible()


def failure(tab: Page) -> None:
    tab.route("**/predict", lambda route: route.abort())
    tab.goto(address())
    expect(tab.locator("#failure")).to_be_visible()


def offline(tab: Page) -> None:
    empty(tab)
    tab.context.set_offline(True)
    submit(tab)
    expect(tab.locator("#failure")).to_be_visible()


def unknown_address(tab: Page) -> None:
    tab.goto("/no/such/page")
    expect(tab.locator("main a").first).to_be_visible()


STATES: dict[Callable[[Page], None], tuple[str, ...]] = {
    empty: (),
    answer: (),
    unknown_address: (),
    suggestions: ("#ask",),
    no_match: ("#ask",),
    mistakes: ("#errors", "#ask"),
    answer_with_weather: ("#weather",),
    moved: ("#choose",),
    not_compared: ("#choose",),
    short_change: ("#connect",),
    slow: ("#board", "#status"),
    failure: ("#failure",),
    offline: ("#failure",),
}
"""What brings the page into a state, and the parts of it that are of this state alone."""


@pytest.mark.parametrize(
    ("state", "parts"), STATES.items(), ids=[state.__name__ for state in STATES]
)
def test_axe_finds_nothing(
    still_page: Page, state: Callable[[Page], None], parts: tuple[str, ...]
) -> None:
    state(still_page)
    assert_no_barrier(still_page, *parts)

"""Tests of every state of the page with axe, in both languages and both colour schemes."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Site, without_weather
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
    tab.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")


def answer_with_weather(tab: Page) -> None:
    WeatherService().take_over(tab)
    open_choice(tab, address(ahead=3, arrival="22:05"))


def doubtful(tab: Page) -> None:
    open_choice(tab, address(carrier="ZZ"))
    tab.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")


def unknown_flight(tab: Page) -> None:
    tab.goto(address(carrier="ZZ", origin="HON"))
    expect(tab.locator("#doubt")).to_be_visible()


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


def waiting(tab: Page) -> None:
    tab.route("**/predict", leave_open)
    tab.goto(address())
    expect(tab.locator("#status")).not_to_be_empty()


def slow(tab: Page) -> None:
    waiting(tab)
    tab.wait_for_timeout(2_500)


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


def stuck(tab: Page) -> None:
    tab.route("**/scripts/main.js", lambda route: route.abort())
    tab.goto("/")
    expect(tab.locator("#stuck")).to_be_visible()


def unknown_address(tab: Page) -> None:
    tab.goto("/no/such/page")
    expect(tab.locator("main a").first).to_be_visible()


STATES: list[Callable[[Page], None]] = [
    empty,
    suggestions,
    no_match,
    answer,
    answer_with_weather,
    doubtful,
    unknown_flight,
    moved,
    short_change,
    not_compared,
    waiting,
    slow,
    mistakes,
    failure,
    offline,
    stuck,
    unknown_address,
]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Literal["light", "dark"]:
    """A colour scheme."""
    chosen: Literal["light", "dark"] = request.param
    return chosen


@pytest.fixture(params=["en-US", "fr-FR"])
def tab(
    browser: Browser, site: Site, scheme: Literal["light", "dark"], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A fresh tab in a language and a colour scheme."""
    context = browser.new_context(
        base_url=site.page, locale=request.param, color_scheme=scheme, reduced_motion="reduce"
    )
    without_weather(context)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(tab: Page, state: Callable[[Page], None]) -> None:
    state(tab)
    results = Axe().run(tab)
    assert results.violations_count == 0, results.generate_report()

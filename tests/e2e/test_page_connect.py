"""Tests of the connection: the chance to make it, from the whole distribution of delays."""

import json
import re
import urllib.request
from bisect import bisect_right
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.one_flight import address, ask, flight, open_answer, value_of

ARRIVING = address(arrival="22:05")


def chance(outcomes: dict[str, float], classes: list[dict[str, Any]], slack: float) -> float:
    """The chance as the module's comment has it, worked out once more."""
    total = 0.0
    for outcome in classes:
        minutes = outcome["minutes"]
        if minutes is None or slack < minutes[0]:
            continue
        last = len(minutes) - 1
        left = bisect_right(minutes, slack) - 1
        low, high = minutes[left], minutes[min(left + 1, last)]
        step = (slack - low) / (high - low) if high > low else 0.0
        total += outcomes[outcome["name"]] * (left + step) / last
    return total


@pytest.fixture(scope="module")
def classes(site: Site) -> list[dict[str, Any]]:
    """The outcome classes of the contract."""
    with urllib.request.urlopen(f"{site.api}/contract") as answer:
        found: list[dict[str, Any]] = json.load(answer)["outcomes"]
        return found


def test_the_chance_is_that_of_the_distribution(
    page: Page, site: Site, classes: list[dict[str, Any]]
) -> None:
    (answer,) = ask(site.api, flight(arrival=f"{flight()['departure'][:10]}T22:05"))
    open_answer(page, ARRIVING)
    slacks = [("23:30", "45", 40), ("22:50", "45", 0), ("23:59", "10", 104), ("23:00", "42", 13)]
    for next_time, change, slack in slacks:
        page.locator("#next").fill(next_time)
        page.locator("#change").fill(change)
        shown = value_of(page.locator("#connect-chance"))
        assert shown == pytest.approx(chance(answer["outcomes"], classes, slack), abs=1e-9), slack
        assert shown <= 1 - answer["cancelled"]


def test_the_formula_goes_from_nothing_to_all_that_arrive(
    page: Page, classes: list[dict[str, Any]]
) -> None:
    page.goto("/")
    outcomes = {outcome["name"]: 1 / len(classes) for outcome in classes}
    slacks = [-1, 0, 7, 14, 15, 29.5, 60, 300, 5000]
    shown = page.evaluate(
        """async ([outcomes, classes, slacks]) => {
            const { chanceToConnect } = await import("/scripts/connect/chance.js")
            return slacks.map((slack) => chanceToConnect(outcomes, classes, slack))
        }""",
        [outcomes, classes, slacks],
    )
    assert shown == pytest.approx([chance(outcomes, classes, slack) for slack in slacks])
    assert shown == sorted(shown)
    assert shown[0] == 0
    assert shown[-1] == pytest.approx(1 - outcomes["cancelled"])


def test_a_longer_change_leaves_a_smaller_chance(page: Page) -> None:
    open_answer(page, f"{ARRIVING}&next=23:30")
    before = value_of(page.locator("#connect-chance"))
    expect(page.locator("#connect-said")).to_be_empty()
    page.locator("#change").fill("70")
    assert value_of(page.locator("#connect-chance")) < before
    expect(page.locator("#connect-said")).to_contain_text("You make it about")


def test_the_next_day_leaves_a_larger_chance(page: Page) -> None:
    open_answer(page, f"{ARRIVING}&next=23:30")
    before = value_of(page.locator("#connect-chance"))
    page.locator("#next_day").select_option("1")
    assert value_of(page.locator("#connect-chance")) > before


def test_later_flights_are_listed_with_their_chances(page: Page) -> None:
    open_answer(page, f"{ARRIVING}&next=23:30")
    shown = value_of(page.locator("#connect-chance"))
    chances = [value_of(row) for row in page.locator("#connect [data-later]").all()]
    assert chances[0] == shown
    assert chances == sorted(chances)


def test_too_short_a_change_is_told_without_a_chance(page: Page) -> None:
    open_answer(page, f"{ARRIVING}&next=22:30")
    expect(page.locator("#connect-result")).to_contain_text("20 min too short")
    expect(page.locator("#connect-chance")).to_have_count(0)


def test_a_departure_before_the_landing_is_told(page: Page) -> None:
    open_answer(page, f"{ARRIVING}&next=21:00")
    expect(page.locator("#connect-result")).to_contain_text("leaves before this one lands")


def test_without_an_arrival_the_usual_one_is_taken_and_named(page: Page) -> None:
    open_answer(page, f"{address()}&next=23:30")
    expect(page.locator("#connect-result")).to_contain_text("how long this flight usually takes")
    expect(page.locator("#connect-chance")).to_be_visible()


def test_a_route_of_unknown_length_needs_the_arrival(page: Page) -> None:
    open_answer(page, f"{address(destination='PSE', origin='LAX')}&next=23:30")
    expect(page.locator("#connect-result")).to_contain_text("Enter its arrival")


def test_the_connection_stands_in_the_address(page: Page) -> None:
    open_answer(page, ARRIVING)
    page.locator("#next").fill("00:40")
    page.locator("#next_day").select_option("1")
    page.locator("#change").fill("60")
    expect(page).to_have_url(re.compile("&next=00:40&next_day=1&change=60$"))
    shown = value_of(page.locator("#connect-chance"))
    page.reload()
    expect(page.locator("#connect-chance")).to_be_visible()
    assert value_of(page.locator("#connect-chance")) == shown
    expect(page.locator("#change")).to_have_value("60")


def test_minutes_out_of_range_are_asked_for_again(page: Page) -> None:
    open_answer(page, f"{ARRIVING}&next=23:30")
    page.locator("#change").fill("-5")
    expect(page.locator("#connect-result")).to_contain_text("from 0 to 600")


def test_a_usual_flight_time_of_half_minutes_moves_no_clock(page: Page) -> None:
    open_answer(page, f"{address(origin='DTW', destination='LGA', time='09:00')}&next=14:00")
    expect(page.locator("#connect-chance")).to_be_visible()
    expect(page.locator(".connect-clocks")).to_have_count(0)

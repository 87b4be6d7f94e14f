"""Tests of the choice: other hours, days and airlines, compared in one question."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.e2e.conftest import Site, Tab
from tests.e2e.flown import airlines
from tests.e2e.one_flight import (
    DAY,
    LAST_PLACE,
    TODAY,
    address,
    ask,
    batch_of,
    batches,
    day,
    flight,
    open_answer,
    open_choice,
    value_of,
)

MAX_FLIGHTS = 1_000


@pytest.fixture(scope="module")
def opened(reading_tab: Tab, site: Site) -> Iterator[Page]:
    """The choice around a flight opened once, for tests that only read it."""
    with reading_tab.opened(site, open_choice) as page:
        yield page


def test_hours_days_and_airlines_are_compared_in_one_question(
    page: Page, requests: list[Request]
) -> None:
    open_choice(page)
    _, asked = batches(requests)  # the first was about the flight itself
    flights = asked["flights"]
    assert len(flights) <= MAX_FLIGHTS
    days = {one["departure"][:10] for one in flights}
    assert days == {day(30 + offset) for offset in range(-3, 4)}
    assert {one["carrier"] for one in flights} == {one["carrier"] for one in airlines("JFK", "LAX")}


def test_every_cell_holds_what_the_api_says_of_its_hour(opened: Page, site: Site) -> None:
    cells = opened.get_by_role("grid").locator("button").all()
    assert len(cells) == 7 * 19
    some = cells[:: len(cells) // 10]
    departures = [cell.get_attribute("data-departure") or "" for cell in some]
    flights = [{**flight(), "departure": departure} for departure in departures]
    expected = [prediction["late"] for prediction in ask(site.api, *flights)]
    assert [value_of(cell) for cell in some] == pytest.approx(expected, abs=LAST_PLACE)


def test_the_airlines_of_the_route_hold_what_the_api_says(opened: Page, site: Site) -> None:
    bars = opened.locator(".airline").all()
    carriers = [bar.get_attribute("data-carrier") or "" for bar in bars]
    answers = ask(site.api, *(flight(carrier=carrier) for carrier in carriers))
    shown = [value_of(bar.locator(".meter-fill")) for bar in bars]
    assert shown == pytest.approx([answer["late"] for answer in answers], abs=LAST_PLACE)
    assert shown == sorted(shown)
    assert [_filled(bar) for bar in bars] == pytest.approx(shown, abs=0.01)
    expect(opened.locator(".airline[aria-current]")).to_contain_text("Delta")


def test_the_best_hours_are_the_least_likely_to_be_late(opened: Page) -> None:
    grid = opened.get_by_role("grid")
    chances: dict[str, float] = grid.locator("button").evaluate_all("""(cells) =>
      Object.fromEntries(cells.map(({ dataset }) => [dataset.departure, Number(dataset.value)]))
    """)
    of_day = min((late, at) for at, late in chances.items() if at.startswith(DAY))[1]
    of_all = min((late, at) for at, late in chances.items())[1]
    best = opened.locator("#best > :not(#later) .best-hour").all()
    named = [one.get_attribute("data-departure") for one in best]
    assert named == list(dict.fromkeys([of_day, of_all]))
    expect(grid.locator("[data-best]")).to_have_attribute("data-departure", of_all)


def test_a_click_on_a_cell_moves_the_flight_there(page: Page) -> None:
    grid = open_choice(page, address(time="18:30", arrival="22:05"))
    cell = grid.locator(f"[data-departure='{day(31)}T07:30']")
    late = value_of(cell)
    cell.click()
    expect(page.locator("#time")).to_have_value("07:30")
    expect(page.locator("#date")).to_have_value(day(31))
    expect(page.locator("#arrival")).to_have_value("11:05")
    expect(page.locator("#moved")).to_contain_text(f"{late * 100:.0f}%")
    assert value_of(page.locator("#chance")) == late
    expect(page).to_have_url(re.compile(f"{day(31)}T07:30"))
    current = page.get_by_role("grid").locator("[aria-current]")
    expect(current).to_have_attribute("data-departure", f"{day(31)}T07:30")


def test_a_chosen_day_leaves_the_map_where_it_is(page: Page) -> None:
    grid = open_choice(page)
    first = grid.locator("button").first.get_attribute("data-departure") or ""
    grid.locator(f"[data-departure='{day(33)}T09:30']").click()
    expect(page.locator("#moved")).not_to_be_empty()
    expect(page.locator("#choose")).to_have_attribute("aria-busy", "false")
    again = page.get_by_role("grid").locator("button").first
    expect(again).to_have_attribute("data-departure", first)


def test_the_grid_is_one_stop_of_tab_and_arrows_move_in_it(page: Page) -> None:
    grid = open_choice(page)
    expect(grid.locator("[tabindex='0']")).to_have_count(1)
    grid.locator("[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    moved = page.evaluate("document.activeElement.dataset.departure")
    assert moved == f"{day(31)}T17:30"
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.dataset.departure") == f"{day(27)}T17:30"
    page.keyboard.press("Control+End")
    assert page.evaluate("document.activeElement.dataset.departure") == f"{day(33)}T23:30"
    page.keyboard.press("Enter")
    expect(page.locator("#time")).to_have_value("23:30")
    expect(page.get_by_role("grid").locator("[aria-current]")).to_be_focused()


def test_a_click_on_an_airline_moves_the_flight_there(page: Page) -> None:
    open_choice(page)
    page.locator(".airline[data-carrier=AA]").click()
    expect(page.locator("#carrier")).to_have_value("American Airlines (AA)")
    expect(page.locator("#moved")).to_contain_text("AA")
    expect(page.locator(".airline[data-carrier=AA]")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.locator("#carrier")).to_have_value("Delta Air Lines (DL)")


def test_what_has_passed_is_not_offered(page: Page) -> None:
    grid = open_choice(page, address(ahead=1))
    shown: list[str] = grid.locator("button").evaluate_all(
        "cells => cells.map((cell) => cell.dataset.departure)"
    )
    assert min(shown) >= f"{datetime.now(ZoneInfo('America/New_York')):%Y-%m-%dT%H:%M}"
    assert max(shown) > day(5)


def test_of_a_day_gone_by_the_days_around_are_shown(page: Page) -> None:
    past = TODAY - timedelta(days=200)
    where = f"/?carrier=DL&origin=JFK&destination=LAX&departure={past}T18:30"
    first = open_choice(page, where).locator("button").first
    expect(first).to_have_attribute("data-departure", f"{past - timedelta(days=3)}T05:30")


def test_an_hour_of_the_night_gets_a_row_of_its_own(page: Page) -> None:
    grid = open_choice(page, address(time="01:15"))
    expect(grid.get_by_role("rowheader").first).to_have_text("1:15 AM")
    expect(grid.get_by_role("rowheader")).to_have_count(20)


@pytest.mark.parametrize("fault", ["abort", "500", "nonsense"])
def test_a_failed_comparison_is_told_and_can_be_tried_again(page: Page, fault: str) -> None:
    def fail(route: Route) -> None:
        if len(batch_of(route)["flights"]) == 1:
            route.continue_()
        elif fault == "abort":
            route.abort()
        else:
            status = 500 if fault == "500" else 200
            headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
            route.fulfill(status=status, headers=headers, body=json.dumps({"predictions": []}))

    page.route("**/predict", fail)
    open_answer(page)
    expect(page.locator("#choices")).to_contain_text("could not be compared")
    page.unroute("**/predict")
    page.locator("#choices").get_by_role("button", name="Try again").click()
    expect(page.get_by_role("grid")).to_be_visible()


def _filled(bar: Locator) -> float:
    """Return the share of its track that a bar fills."""
    fill = bar.locator(".meter-fill").bounding_box()
    track = bar.locator(".meter-track").bounding_box()
    assert fill is not None
    assert track is not None
    return fill["width"] / track["width"]


def test_an_hour_with_an_announced_delay_is_not_ranked_among_the_others(page: Page) -> None:
    best_of = page.locator("#best > :not(#later) .best-hour")
    open_choice(page)
    best = best_of.last.get_attribute("data-departure") or ""
    where = address(time=best[11:]).replace(DAY, best[:10])
    open_choice(page, f"{where}&departure_delay_min=0")
    expect(page.locator(".heat-cell[aria-current]")).to_have_attribute("data-departure", best)
    named = [one.get_attribute("data-departure") for one in best_of.all()]
    assert named
    assert best not in named


def test_hours_that_have_passed_are_not_recommended(page: Page) -> None:
    open_choice(page, address(ahead=-40))
    expect(page.locator("#best .best-hour")).to_have_count(0)
    expect(page.locator(".heat-cell[data-best]")).to_have_count(0)

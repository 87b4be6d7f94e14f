"""Tests of the weather on the page for many flights: as on that of one, and for how many rows."""

import csv
import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.many_page import HEADER, Table, answered, downloaded
from tests.e2e.one_flight import address, ask_again, day, open_answer, value_of
from tests.e2e.weather_service import CONDITIONS, SOON, WeatherService, questions

NEAR = ("DL", "JFK", "LAX", f"{SOON}T18:30", f"{SOON}T22:05")
FAR = ("DL", "JFK", "LAX", f"{day(40)}T18:30", "")
PAST = ("DL", "JFK", "LAX", f"{day(-40)}T18:30", "")
ELSEWHERE = ("DL", "XQX", "LAX", f"{SOON}T18:30", "")
ORIGINS = ("JFK", "LGA", "EWR", "BOS", "ORD", "ATL", "MCO", "MIA", "DFW", "DEN", "SEA", "SFO")
THIRTEENTH = "PHX"
NOW = datetime.fromisoformat(f"{day(0)}T14:10").replace(tzinfo=ZoneInfo("America/New_York"))


def taken_home(page: Page) -> list[dict[str, str]]:
    """Download the result and return its rows."""
    return list(csv.DictReader(io.StringIO(downloaded(page)[1])))


def from_each(origins: tuple[str, ...]) -> Table:
    return [("DL", origin, "LAX", f"{SOON}T18:30", "") for origin in origins]


def test_the_same_flight_gets_the_same_figure_on_both_pages(page: Page) -> None:
    WeatherService().take_over(page)
    chance = value_of(open_answer(page, address(ahead=3, arrival="22:05")))
    shown = page.locator("#chance").inner_text().strip()
    answered(page, [FAR, NEAR, ("B6", "JFK", "BOS", f"{SOON}T07:00", "")])
    assert float(taken_home(page)[1]["late"]) == chance
    expect(page.locator("tr[data-row='3'] .late-share")).to_have_text(shown)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_whatever_the_service_holds_both_pages_say_the_same(
    clock_page: Page, condition: str
) -> None:
    page = clock_page
    page.clock.set_fixed_time(NOW)
    WeatherService(now=NOW, **CONDITIONS[condition]).take_over(page)
    days = (0, 1, 4)
    answered(page, [("DL", "JFK", "LAX", f"{day(ahead)}T18:30", "") for ahead in days])
    listed = taken_home(page)
    chance, line = open_answer(page, address(ahead=days[0])), page.locator("#weather")
    for ahead, row in zip(days, listed, strict=True):
        ask_again(page, date=day(ahead))
        assert value_of(chance) == float(row["late"])
        expect(line).to_have_attribute("data-known", row["weather_known"])
        expect(line).to_have_attribute("data-missing", row["weather_missing_hours"])


def test_each_origin_is_asked_about_once_and_no_destination(page: Page) -> None:
    service = WeatherService()
    service.take_over(page)
    asked = questions(page)
    lower = ("dl", "jfk", "lax", f"{SOON} 7:30", "")
    answered(page, [NEAR, lower, ("DL", "ATL", "JFK", f"{SOON}T09:00", "")])
    assert [service.count(kind) for kind in ("points", "forecast", "observations")] == [2, 2, 2]
    assert {row["airport"] for row in asked[0]["weather"]} == {"JFK", "ATL"}
    assert {row["weather_known"] for row in taken_home(page)} == {"forecast"}


def test_it_is_told_for_how_many_rows_the_forecast_is_counted_in(page: Page) -> None:
    WeatherService(holes=[f"{SOON}T12:00"]).take_over(page)
    answered(page, [NEAR, FAR, PAST, ELSEWHERE])
    told = page.locator("#weather")
    expect(told).to_contain_text("counted in for 1 of 4 flights. For 1 of them only in part")
    for cause in ("far", "past", "nowhere"):
        expect(told.locator(f"[data-cause={cause}]")).to_contain_text("1 flight")
    near, *others = taken_home(page)
    assert (near["weather_known"], near["weather_missing_hours"]) == ("partial", "1")
    assert [(row["weather_known"], row["weather_missing_hours"]) for row in others] == [
        ("none", "19")
    ] * 3
    notes = page.locator(".flights tbody [data-column=notes]")
    expect(notes.nth(0)).to_contain_text("Only part of the weather")
    expect(notes.nth(1)).to_contain_text("no forecast is counted in")


def test_with_all_of_them_counted_in_no_note_says_otherwise(page: Page) -> None:
    WeatherService().take_over(page)
    answered(page, [NEAR, NEAR])
    expect(page.locator("#weather")).to_contain_text("counted in for all 2 flights")
    expect(page.locator("#notes")).to_have_count(0)


def test_the_hours_of_today_that_were_measured_are_granted(page: Page) -> None:
    WeatherService(observations=60, start=0).take_over(page)
    answered(page, [("DL", "JFK", "LAX", f"{day(0)}T23:30", "")])
    told = page.locator("#weather")
    expect(told).to_contain_text("measured or forecast, is counted in for this flight")
    expect(told).not_to_contain_text("only in part")


def test_no_more_than_twelve_origins_are_asked_about(page: Page) -> None:
    service = WeatherService()
    service.take_over(page)
    asked = questions(page)
    answered(page, [*from_each((*ORIGINS, THIRTEENTH)), NEAR])
    assert service.count("points") == 12
    assert len(asked[0]["weather"]) == 12 * 19
    told = page.locator("#weather")
    expect(told).to_contain_text("counted in for 13 of 14 flights")
    expect(told.locator("[data-cause=crowded]")).to_contain_text("12 origins")


@pytest.mark.parametrize(
    ("service", "cause"),
    [
        (WeatherService(instead={"points": "abort"}), "failed"),
        (WeatherService(instead={"points": {"status": 404, "body": "null"}}), "refused"),
        (WeatherService(instead={"forecast": {"body": "null"}}), "failed"),
        (WeatherService(hours=24), "far"),
    ],
)
def test_without_the_forecast_the_list_is_answered_all_the_same(
    page: Page, service: WeatherService, cause: str
) -> None:
    service.take_over(page)
    answered(page, [NEAR, NEAR])
    told = page.locator("#weather")
    expect(told).to_contain_text("No weather is counted in")
    expect(told.locator(f"[data-cause={cause}]")).to_contain_text("2 flights")
    expect(page.locator("#notes [data-code=no_weather]")).to_be_visible()


def test_without_the_contract_the_list_is_answered_all_the_same(page: Page) -> None:
    page.route("**/contract", lambda route: route.abort())
    answered(page, [NEAR])
    expect(page.locator("#weather [data-cause=failed]")).to_be_visible()


def test_departures_that_are_none_are_left_to_the_service(page: Page) -> None:
    WeatherService().take_over(page)
    moments = ("12/32/2026 18:30", "2026-13-40T10:00", "2026-02-30T10:00", "soon")
    bad: list[tuple[Any, ...]] = [("DL", "JFK", "LAX", moment, "") for moment in moments]
    answered(page, [*bad, NEAR])
    expect(page.locator("#set-aside li")).to_have_count(len(moments))
    expect(page.locator("#weather")).to_contain_text("counted in for this flight")


def test_a_result_that_is_given_again_does_not_get_its_columns_twice(page: Page) -> None:
    WeatherService().take_over(page)
    answered(page, [NEAR])
    first = downloaded(page)[1]
    page.locator("#paste").fill(first)
    page.locator("#submit").click()
    expect(page.locator("#sentence")).to_be_focused()
    again = downloaded(page)[1]
    assert again == first
    assert again.splitlines()[0].split(",")[: len(HEADER)] == list(HEADER)

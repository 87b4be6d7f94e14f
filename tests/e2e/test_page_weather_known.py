"""Tests of what is known of the weather hour by hour: which hours are missing, and why."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.one_flight import address, ask_again, day, open_answer
from tests.e2e.weather_service import OPEN, WeatherService, period


@pytest.fixture
def page(clock_page: Page) -> Page:
    """Return the tab whose clock can be set."""
    return clock_page


NEW_YORK = ZoneInfo("America/New_York")
TODAY = date.fromisoformat(day(1))
"""The day that the page believes it is."""
NOW = datetime.combine(TODAY, time(9, 5), NEW_YORK)
UNMEASURED = "What was measured there in hours gone by could not be had"


def told(page: Page, service: WeatherService, days: int, at: str = "18:30") -> Locator:
    """Ask at five past nine about a flight some days later; return what the weather line says."""
    service.now = service.now or NOW
    service.take_over(page)
    page.clock.set_fixed_time(service.now)
    open_answer(page, address(ahead=1 + days, time=at))
    return page.locator("#weather")


def told_of_each(page: Page, service: WeatherService, days: Iterable[int]) -> Iterator[Locator]:
    """Ask about one day after the other on one page; give what the weather line says of each."""
    for place, ahead in enumerate(days):
        if place == 0:
            yield told(page, service, ahead)
        else:
            ask_again(page, date=day(1 + ahead))
            yield page.locator("#weather")


def short(days: int) -> str:
    """Return a day as the page writes it."""
    found = TODAY + timedelta(days=days)
    return f"{found:%a, %b} {found.day}"


def test_each_day_that_the_forecast_covers_is_known(page: Page) -> None:
    covered = (0, 1, 3, 5)
    for days, line in zip(covered, told_of_each(page, WeatherService(), covered), strict=True):
        expect(line, str(days)).to_have_attribute("data-known", "forecast")
        expect(line, str(days)).to_have_attribute("data-missing", "0")
        measured = "what was measured there so far, then the National Weather Service"
        expect(line, str(days)).to_contain_text(
            measured if days == 0 else "forecast for JFK, where the flight leaves"
        )


Told = tuple[str, str, tuple[int, str] | None]
ENDS: dict[int, dict[int, Told]] = {
    156: {
        6: ("partial", "3 are missing. Missing: 9:00 PM\N{EN DASH}12:00 AM.", (0, "12:00 PM")),
        7: ("none", "not reach your departure yet", (1, "11:00 AM")),
    },
    96: {
        3: ("forecast", "", None),
        4: ("none", "not reach your departure yet", (1, "12:00 AM")),
    },
    30: {
        0: ("forecast", "", None),
        1: ("partial", "9 are missing. Missing: 3:00 PM\N{EN DASH}12:00 AM.", (0, "6:00 PM")),
        2: ("none", "not reach your departure yet", (1, "6:00 PM")),
    },
}
"""By the hours of the forecast and the days to the flight: what is known, missing, and told."""


@pytest.mark.parametrize("hours", ENDS)
def test_beyond_the_forecast_it_is_told_when_to_ask_again(page: Page, hours: int) -> None:
    lines = told_of_each(page, WeatherService(hours=hours), ENDS[hours])
    for (days, wanted), line in zip(ENDS[hours].items(), lines, strict=True):
        known, missing, again = wanted
        expect(line, str(days)).to_have_attribute("data-known", known)
        expect(line, str(days)).to_contain_text(missing)
        if again:
            expect(line).to_contain_text(f"ask again from {short(again[0])}, {again[1]}.")
        else:
            expect(line).not_to_contain_text("ask again")


def test_hours_of_the_evening_before_are_not_told_as_those_of_today(page: Page) -> None:
    service = WeatherService(now=datetime.combine(TODAY, time(0, 5), NEW_YORK))
    line = told(page, service, 0, "02:15")
    expect(line).to_have_attribute("data-known", "forecast")
    expect(line).to_contain_text("what was measured there so far")
    expect(line).not_to_contain_text("today")


def test_hours_that_the_forecast_leaves_out_are_named(page: Page) -> None:
    there = TODAY + timedelta(days=2)
    holes = [f"{there}T{hour}:00" for hour in ("07", "12", "13")]
    line = told(page, WeatherService(holes=holes), 2)
    expect(line).to_have_attribute("data-known", "partial")
    expect(line).to_contain_text("of the 19 hours that count, 3 are missing")
    expect(line).to_contain_text(
        "Missing: 7:00 AM\N{EN DASH}8:00 AM and 12:00 PM\N{EN DASH}2:00 PM."
    )
    expect(line).to_contain_text("The forecast leaves hours out.")
    expect(page.locator("#notes [data-code=partial_weather]")).to_be_visible()


def test_hours_of_another_day_are_named_with_it(page: Page) -> None:
    holes = [f"{TODAY + timedelta(days=2)}T23:00", f"{TODAY + timedelta(days=3)}T00:00"]
    line = told(page, WeatherService(holes=holes), 3, "02:15")
    expect(line).to_contain_text("of the 26 hours that count, 2 are missing")
    expect(line).to_contain_text(f"Missing: {short(2)}, 11:00 PM\N{EN DASH}1:00 AM.")


@pytest.mark.parametrize(("observations", "missing"), [(None, 4), (0, 4), (2, 2)])
def test_hours_gone_by_that_nobody_tells_are_missing(
    page: Page, observations: int | None, missing: int
) -> None:
    line = told(page, WeatherService(observations=observations), 0)
    expect(line).to_have_attribute("data-known", "partial")
    expect(line).to_contain_text(f"Missing: 5:00 AM\N{EN DASH}{5 + missing}:00 AM.")
    expect(line).to_contain_text(UNMEASURED)


ANSWERS: list[dict[str, Any] | str] = [
    "abort",
    {"body": "null"},
    {"body": '{"features": {}}'},
    {"body": '{"features": [null, {"id": null, "properties": 3}]}'},
    {"body": '{"features": [{"id": "https://e.example/", "properties": {"timestamp": 7}}]}'},
    {"status": 500, "body": "{}"},
]
KEPT = timedelta(minutes=31)
"""So much later an airport's weather is asked for again."""


@pytest.mark.parametrize("kind", ["stations", "observations"])
def test_no_answer_of_the_stations_does_harm(page: Page, kind: str) -> None:
    service = WeatherService(instead={kind: ANSWERS[0]})
    line = told(page, service, 0)
    for place, answer in enumerate(ANSWERS):
        if place:
            service.instead, service.now = {kind: answer}, NOW + place * KEPT
            page.clock.set_fixed_time(service.now)
            ask_again(page)
        assert service.count("stations") == place + 1, answer
        expect(line, str(answer)).to_have_attribute("data-known", "partial")
        expect(line, str(answer)).to_contain_text(UNMEASURED)


def test_without_the_forecast_what_was_measured_still_counts(page: Page) -> None:
    evening = datetime.combine(TODAY, time(17, 5), NEW_YORK)
    service = WeatherService(now=evening, instead={"forecast": {"status": 500, "body": "{}"}})
    line = told(page, service, 0)
    expect(line).to_have_attribute("data-known", "partial")
    expect(line).to_contain_text("Missing: 5:00 PM\N{EN DASH}12:00 AM.")
    expect(line).to_contain_text("The forecast could not be had just now")


def test_what_was_measured_takes_the_place_of_an_old_forecast(page: Page) -> None:
    line = told(page, WeatherService(start=-6), 0)
    expect(line).to_have_attribute("data-known", "forecast")
    expect(line).to_contain_text("what was measured there so far")


def test_an_old_forecast_still_tells_hours_that_nobody_measured(page: Page) -> None:
    line = told(page, WeatherService(start=-6, observations=None), 0)
    expect(line).to_have_attribute("data-known", "forecast")
    expect(line).not_to_contain_text("measured")


def test_a_forecast_that_has_run_out_is_none(page: Page) -> None:
    line = told(page, WeatherService(start=-200), 2)
    expect(line).to_have_attribute("data-known", "none")
    expect(line).to_contain_text("could not be had just now")


def test_half_a_day_is_told_as_such(page: Page) -> None:
    line = told(page, WeatherService(start=4), 0, "21:30")
    expect(line).to_have_attribute("data-known", "partial")
    expect(line).to_contain_text("Missing: 9:00 AM\N{EN DASH}1:00 PM.")
    expect(line).to_contain_text("The forecast leaves hours out.")


def test_hours_told_in_universal_time_are_the_same_hours(page: Page) -> None:
    begin = NOW.astimezone(UTC).replace(minute=0)
    periods = [period(begin + timedelta(hours=hour)) for hour in range(100)]
    forecast = {"json": {"properties": {"periods": periods}}, "headers": OPEN}
    line = told(page, WeatherService(instead={"forecast": forecast}), 1)
    expect(line).to_have_attribute("data-known", "forecast")


def test_the_hour_that_a_clock_leaps_over_is_not_missed(page: Page) -> None:
    saturday = datetime(2027, 3, 13, 9, 5, tzinfo=NEW_YORK)
    WeatherService(now=saturday).take_over(page)
    page.clock.set_fixed_time(saturday)
    open_answer(page, address(departure="2027-03-14T05:30"))
    expect(page.locator("#weather")).to_have_attribute("data-known", "forecast")


def test_a_report_in_between_that_leaves_fields_out_hides_nothing(page: Page) -> None:
    service = WeatherService(now=NOW)
    measured = service.measured(NOW)
    for report in list(measured):
        taken = datetime.fromisoformat(report["properties"]["timestamp"]) + timedelta(minutes=4)
        bare = {"value": None, "unitCode": "wmoUnit:percent"}
        properties = {**report["properties"], "timestamp": taken.isoformat()}
        measured.append({"properties": {**properties, "relativeHumidity": bare, "dewpoint": bare}})
    service.instead = {"observations": {"json": {"features": measured}}}
    expect(told(page, service, 0)).to_have_attribute("data-known", "forecast")

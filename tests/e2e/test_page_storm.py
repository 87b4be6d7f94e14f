"""Tests of one storm over its day: what was measured takes the place of the forecast."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.one_flight import address, ask_again, day, open_answer, value_of
from tests.e2e.weather_service import Storm, WeatherService, calm, questions


@pytest.fixture
def page(clock_page: Page) -> Page:
    """Return the tab whose clock can be set."""
    return clock_page


TODAY = date.fromisoformat(day(1))
CLOCK = ZoneInfo("America/New_York")
STORM = Storm(comes=datetime.combine(TODAY, time(17)))
EVENING = address(ahead=1)
TIMES = [time(6), time(10), time(13), time(17, 5)]
SERVICES: list[dict[str, int]] = [
    {}, {"start": 1}, {"start": -6}, {"hours": 96}, {"hours": 30}
]  # fmt: skip
"""What the service holds, beginning with the ordinary case."""
POINTS = 0.05


def chance(page: Page, at: datetime, **service: Any) -> float:
    """Ask about the evening's flight at a time; return its chance of late."""
    stand_in = WeatherService(now=at, **{"weather": STORM, **service})
    stand_in.take_over(page)
    page.clock.set_fixed_time(at)
    return value_of(open_answer(page, EVENING))


def chance_again(page: Page, at: datetime, **service: Any) -> float:
    """Ask once more on the open page, so much later that the weather is asked for anew."""
    stand_in = WeatherService(now=at, **{"weather": STORM, **service})
    stand_in.take_over(page)
    page.clock.set_fixed_time(at)
    ask_again(page)
    assert stand_in.count("forecast") == 1
    return value_of(page.locator("#chance"))


def today(at: time) -> datetime:
    return datetime.combine(TODAY, at, CLOCK)


@pytest.mark.parametrize("service", SERVICES, ids=str)
def test_the_chance_does_not_move_because_hours_have_passed(
    page: Page, service: dict[str, int]
) -> None:
    before = chance(page, today(time(20)) - timedelta(days=1))
    for at in TIMES:
        assert abs(chance_again(page, today(at), **service) - before) <= POINTS, at
        known = page.locator("#weather").get_attribute("data-known")
        assert known != "none", at


def test_a_storm_is_no_ordinary_evening(page: Page) -> None:
    stormy = chance(page, today(time(13)))
    assert stormy - chance(page, today(time(13)), weather=calm) > 2 * POINTS


def test_the_hours_gone_by_are_sent_as_they_were_measured(page: Page) -> None:
    asked = questions(page)
    chance(page, today(time(13)))
    rows = {row["time"][11:13]: row for row in asked[0]["weather"]}
    assert sorted(rows) == [f"{hour:02}" for hour in range(5, 24)]
    for hour in (5, 9, 12):
        blown = STORM(datetime.combine(TODAY, time(hour))).wind_speed_kmh
        assert rows[f"{hour:02}"]["wind_speed_kmh"] == pytest.approx(blown, abs=0.1)
    assert {"precipitation_mm", "pressure_hpa", "visibility_km"} & set(rows["09"]) == set()


def test_what_is_said_of_the_day_itself_grants_its_weather(page: Page) -> None:
    chance(page, today(time(13)))
    expect(page.locator("#limits")).to_contain_text("at most the weather at the origin and a delay")


def test_without_what_was_measured_it_is_told_that_the_chance_can_differ(page: Page) -> None:
    chance(page, today(time(17, 5)), observations=None)
    line = page.locator("#weather")
    expect(line).to_contain_text("of the 19 hours that count, 12 are missing")
    expect(line).to_contain_text("Missing: 5:00 AM\N{EN DASH}5:00 PM.")
    expect(line).to_contain_text("so the chance can differ from what it was before")

"""Tests of the forecast: when it is asked for, what is sent of it, and what happens without it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.every_reader import speak
from tests.e2e.one_flight import (
    DELTA,
    address,
    day,
    fill,
    leave_open,
    open_answer,
    open_choice,
    open_form,
    questions,
    submit,
)
from tests.e2e.weather_service import HOST, SOON, WeatherService

NEAR = address(ahead=3, arrival="22:05")
WEATHER = {"temperature_c", "dew_point_c", "humidity_pct", "wind_speed_kmh", "wind_direction_deg"}


# What is told while the page waits for a forecast stands for one second before it has waited long
# enough, and a busy machine may not look in time.
PATIENCE_THAT_ENDS_WHEN_TOLD = """() => {
  const patience = AbortSignal.timeout.bind(AbortSignal)
  const forecasts = []
  AbortSignal.timeout = (milliseconds) => {
    if (milliseconds > 3_000) return patience(milliseconds)
    forecasts.push(new AbortController())
    return forecasts.at(-1).signal
  }
  window.endPatience = () => {
    AbortSignal.timeout = patience
    for (const each of forecasts) each.abort(new DOMException("", "TimeoutError"))
  }
}"""


def answer_with(page: Page, service: WeatherService) -> None:
    """Ask about a flight in three days, while the service tells the weather."""
    service.take_over(page)
    open_answer(page, NEAR)


def rows_sent(requests: list[Request]) -> list[dict[str, Any]]:
    """Return the weather that was sent with the first question."""
    rows: list[dict[str, Any]] = questions(requests)[0]["weather"]
    return rows


def test_the_hours_of_that_day_are_sent_for_both_airports(
    page: Page, requests: list[Request]
) -> None:
    answer_with(page, WeatherService())
    rows = rows_sent(requests)
    hours = [f"{SOON}T{hour:02}:00" for hour in range(24)]
    expected = {(airport, hour) for airport in ("JFK", "LAX") for hour in hours}
    assert {(row["airport"], row["time"]) for row in rows} == expected


def test_units_are_converted_and_only_what_is_there_is_sent(
    page: Page, requests: list[Request]
) -> None:
    answer_with(page, WeatherService())
    row = rows_sent(requests)[0]
    assert {name: value for name, value in row.items() if name in WEATHER} == {
        "temperature_c": 10,
        "dew_point_c": 3.3,
        "humidity_pct": 81,
        "wind_speed_kmh": 12.1,
        "wind_direction_deg": 315,
    }
    assert set(row) == WEATHER | {"airport", "time"}


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"windDirection": "VRB"}, {"wind_direction_deg"}),
        ({"windDirection": ""}, {"wind_direction_deg"}),
        ({"windDirection": None, "windSpeed": None}, {"wind_direction_deg", "wind_speed_kmh"}),
        ({"temperature": None}, {"temperature_c"}),
        ({"dewpoint": {"unitCode": "wmoUnit:degC", "value": None}}, {"dew_point_c"}),
        ({"relativeHumidity": None}, {"humidity_pct"}),
        ({"temperature": 999}, {"temperature_c"}),
    ],
)
def test_what_is_null_variable_or_absurd_is_left_out(
    page: Page, requests: list[Request], changes: dict[str, Any], missing: set[str]
) -> None:
    answer_with(page, WeatherService(changes))
    rows = rows_sent(requests)
    assert all(set(row) & WEATHER == WEATHER - missing for row in rows)
    expect(page.locator("#weather")).to_have_attribute("data-state", "known")


def test_the_weather_counted_in_is_told_and_changes_the_notes(page: Page) -> None:
    WeatherService().take_over(page)
    open_answer(page, NEAR)
    line = page.locator("#weather")
    expect(line).to_contain_text("JFK and LAX")
    expect(line).to_contain_text(re.compile("JFK, 18:00.*50.F.*wind 8.mph", re.DOTALL))
    expect(page.locator("#notes [data-code=no_weather]")).to_have_count(0)
    speak(page, "fr")
    expect(line).to_contain_text(re.compile("10.°C.*vent 12.km/h", re.DOTALL))


def test_the_comparison_counts_the_forecast_in_too(page: Page, requests: list[Request]) -> None:
    WeatherService().take_over(page)
    open_choice(page, NEAR)
    days = {row["time"][:10] for row in questions(requests)[1]["weather"]}
    assert {day(1), day(3), day(5)} <= days


def test_each_airport_is_asked_about_once_in_a_while(page: Page) -> None:
    service = WeatherService()
    service.take_over(page)
    open_answer(page, NEAR)
    page.locator("#submit").click()
    expect(page.locator("#sentence")).to_be_focused()
    assert len(service.asked) == 4
    assert service.asked[0].startswith("https://api.weather.gov/points/")


@pytest.mark.parametrize("ahead", [-5, 8, 30])
def test_a_flight_that_no_forecast_reaches_asks_for_none(page: Page, ahead: int) -> None:
    service = WeatherService()
    service.take_over(page)
    open_answer(page, address(ahead=ahead))
    assert service.asked == []
    told = page.locator("#weather[data-state=far]")
    expect(told).to_have_count(1 if ahead > 0 else 0)


def test_without_the_forecast_the_answer_comes_with_a_note(page: Page) -> None:
    open_answer(page, NEAR)
    expect(page.locator("#weather")).to_contain_text("could not be had")
    expect(page.locator("#notes [data-code=no_weather]")).to_be_visible()


def test_with_half_the_forecast_it_is_told_which_half(page: Page, requests: list[Request]) -> None:
    answer_with(page, WeatherService(failing=("33.9",)))
    assert {row["airport"] for row in rows_sent(requests)} == {"JFK"}
    expect(page.locator("#weather")).to_contain_text("none to be had for LAX")


@pytest.mark.parametrize(
    "answer",
    [
        "<html>",
        '{"properties": null}',
        '{"properties": {"forecastHourly": "https://elsewhere.example/"}}',
        '{"properties": {"forecastHourly": "https://api.weather.gov/g", "periods": 3}}',
        '{"properties": {"forecastHourly": "https://api.weather.gov/g", "periods": [null, {}]}}',
    ],
)
def test_a_forecast_that_makes_no_sense_does_no_harm(page: Page, answer: str) -> None:
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
    page.route(f"{HOST}/**", lambda route: route.fulfill(body=answer, headers=headers))
    open_answer(page, NEAR)
    expect(page.locator("#weather")).to_have_attribute("data-state", "failed")


def test_a_forecast_that_hangs_is_not_waited_for_long(page: Page) -> None:
    page.route(f"{HOST}/**", leave_open)
    open_form(page)
    page.evaluate(PATIENCE_THAT_ENDS_WHEN_TOLD)
    fill(page, **DELTA, date=SOON, time="18:30")
    submit(page)
    expect(page.locator("#status")).to_contain_text("slow today")
    page.evaluate("endPatience()")
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#weather")).to_have_attribute("data-state", "failed")


UNITS = [
    ("celsius", [212, "F"], 100),
    ("celsius", [-40, "F"], -40),
    ("celsius", [21.14, "C"], 21.1),
    ("celsius", [{"unitCode": "wmoUnit:degC", "value": 3.333}], 3.3),
    ("celsius", [{"unitCode": "wmoUnit:degF", "value": 50}], 10),
    ("celsius", [{"unitCode": "wmoUnit:degC", "value": None}], None),
    ("celsius", [None, "F"], None),
    ("celsius", ["50", "F"], None),
    ("fahrenheit", [10], 50),
    ("kilometresAnHour", ["10 mph"], 16.1),
    ("kilometresAnHour", ["5 to 10 mph"], 12.1),
    ("kilometresAnHour", ["20 km/h"], 20),
    ("kilometresAnHour", ["0 mph"], 0),
    ("kilometresAnHour", ["breezy"], None),
    ("kilometresAnHour", [None], None),
    ("milesAnHour", [16.1], 10),
    ("degrees", ["N"], 0),
    ("degrees", ["SSW"], 202.5),
    ("degrees", ["NNW"], 337.5),
    ("degrees", ["VRB"], None),
    ("degrees", [None], None),
    ("percent", [{"unitCode": "wmoUnit:percent", "value": 81}], 81),
    ("percent", [{"unitCode": "wmoUnit:percent", "value": None}], None),
    ("percent", [None], None),
]


def test_every_unit_is_converted_rightly(page: Page) -> None:
    page.goto("/")
    converted = page.evaluate(
        """async (cases) => {
            const units = await import("/scripts/forecast/units.js")
            return cases.map(([name, values]) => units[name](...values) ?? null)
        }""",
        [[name, values] for name, values, _ in UNITS],
    )
    assert converted == [expected for *_, expected in UNITS]

"""Tests of the forecast: when it is asked for, what is sent of it, and what happens without it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.one_flight import (
    address,
    ask_again,
    day,
    leave_open,
    open_answer,
    open_choice,
    open_form,
)
from tests.e2e.weather_service import HOST, SOON, WeatherService, questions

NEAR = address(ahead=3, arrival="22:05")
WEATHER = {"temperature_c", "dew_point_c", "humidity_pct", "wind_speed_kmh", "wind_direction_deg"}


def rows_sent(page: Page, service: WeatherService) -> list[dict[str, Any]]:
    """Ask about a flight in three days and return the weather that was sent with it."""
    service.take_over(page)
    asked = questions(page)
    open_answer(page, NEAR)
    rows: list[dict[str, Any]] = asked[0]["weather"]
    return rows


def test_the_hours_that_count_are_sent_for_the_origin_alone(page: Page) -> None:
    service = WeatherService()
    rows = rows_sent(page, service)
    assert [(row["airport"], row["time"]) for row in rows] == [
        ("JFK", f"{SOON}T{hour:02}:00") for hour in range(5, 24)
    ]
    assert not [url for url in service.asked if "33.9" in url]


def test_units_are_converted_and_only_what_is_there_is_sent(page: Page) -> None:
    row = rows_sent(page, WeatherService())[0]
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
        ({"temperatureUnit": None}, {"temperature_c"}),
        ({"dewpoint": {"unitCode": "wmoUnit:degC", "value": None}}, {"dew_point_c"}),
        ({"relativeHumidity": None}, {"humidity_pct"}),
        ({"temperature": 999}, {"temperature_c"}),
    ],
)
def test_what_is_null_variable_or_absurd_is_left_out_and_told(
    page: Page, changes: dict[str, Any], missing: set[str]
) -> None:
    rows = rows_sent(page, WeatherService(changes))
    assert all(set(row) & WEATHER == WEATHER - missing for row in rows)
    # A wind may blow from nowhere in particular; any other gap makes an hour one that is missing.
    whole = missing == {"wind_direction_deg"}
    line = page.locator("#weather")
    expect(line).to_have_attribute("data-known", "forecast" if whole else "partial")
    expect(line).to_contain_text("uses the" if whole else "The forecast leaves hours out.")


def test_a_forecast_is_the_ordinary_case_and_no_warning(page: Page) -> None:
    WeatherService().take_over(page)
    open_answer(page, NEAR)
    line = page.locator("#weather")
    expect(line).to_have_attribute("data-known", "forecast")
    expect(line).to_contain_text("forecast for JFK, where the flight leaves")
    expect(line).not_to_contain_text("LAX")
    expect(line).to_contain_text(re.compile("JFK, 6:00 PM.*50.F.*wind 8.mph", re.DOTALL))
    expect(page.locator("#notes")).to_have_count(0)
    page.locator("#languages [data-language=fr]").click()
    expect(line).to_contain_text(re.compile("10.°C.*vent 12.km/h", re.DOTALL))


def test_the_comparison_counts_the_forecast_in_too(page: Page) -> None:
    WeatherService().take_over(page)
    asked = questions(page)
    open_choice(page, NEAR)
    days = {row["time"][:10] for row in asked[1]["weather"]}
    assert {day(1), day(3), day(5)} <= days
    assert {row["airport"] for row in asked[1]["weather"]} == {"JFK"}


def test_each_airport_is_asked_about_once_in_a_while(page: Page) -> None:
    service = WeatherService()
    service.take_over(page)
    open_answer(page, NEAR)
    page.locator("#submit").click()
    expect(page.locator("#sentence")).to_be_focused()
    kinds = ("points", "forecast", "stations", "observations")
    assert [service.count(kind) for kind in kinds] == [1, 1, 1, 1]
    assert service.asked[0].startswith("https://api.weather.gov/points/")


@pytest.mark.parametrize("ahead", [-12, 12, 30])
def test_a_flight_that_no_forecast_reaches_asks_for_none(page: Page, ahead: int) -> None:
    service = WeatherService()
    service.take_over(page)
    open_answer(page, address(ahead=ahead))
    assert service.asked == []
    told = page.locator("#weather", has_text="The forecast does not reach your departure yet")
    expect(told).to_have_count(1 if ahead > 0 else 0)


def test_the_forecast_of_the_destination_is_not_missed(page: Page) -> None:
    rows = rows_sent(page, WeatherService(failing=("33.9",)))
    assert {row["airport"] for row in rows} == {"JFK"}
    expect(page.locator("#weather")).to_have_attribute("data-known", "forecast")


def test_without_the_forecast_the_answer_comes_with_a_note(page: Page) -> None:
    open_answer(page, NEAR)
    expect(page.locator("#weather")).to_contain_text("could not be had just now; ask again")
    expect(page.locator("#notes [data-code=no_weather]")).to_be_visible()


def test_an_airport_that_is_not_known_is_not_looked_up(page: Page) -> None:
    service = WeatherService()
    service.take_over(page)
    open_answer(page, address(ahead=3, origin="XQX"))
    expect(page.locator("#weather")).to_contain_text("We do not know where XQX is")
    assert service.asked == []


JSON = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
CLOSED = {"Content-Type": "application/json"}
MARINE = '{"type": "https://api.weather.gov/problems/MarineForecastNotSupported", "status": 404}'
COULD_NOT = "could not be had just now; ask again"
GIVES_NONE = "gives no forecast"
TEXTS = {"temperature": "50", "windSpeed": 10, "windDirection": 315, "relativeHumidity": "81"}


ANSWERS: dict[str, list[tuple[dict[str, Any] | str, str]]] = {
    "points": [
        ({"body": "<html>"}, COULD_NOT),
        ({"body": "null"}, COULD_NOT),
        ({"body": "[]"}, COULD_NOT),
        ({"body": '{"properties": null}'}, COULD_NOT),
        ({"body": '{"properties": {"forecastHourly": null}}'}, COULD_NOT),
        ({"body": '{"properties": {"forecastHourly": 7}}'}, COULD_NOT),
        ({"body": '{"properties": {"forecastHourly": "https://e.example/"}}'}, COULD_NOT),
        ({"status": 404, "body": "null"}, GIVES_NONE),
        ({"status": 403, "body": "<html>"}, GIVES_NONE),
        ({"status": 500, "body": "{}"}, COULD_NOT),
        ({"status": 503, "body": "busy", "headers": CLOSED}, COULD_NOT),
    ],
    "forecast": [
        ({"status": 404, "body": MARINE}, GIVES_NONE),
        ({"status": 404, "body": '{"errors": 3}'}, GIVES_NONE),
        ({"status": 503, "body": "{}"}, COULD_NOT),
        ({"body": '{"properties": {"periods": 3}}'}, COULD_NOT),
        ({"body": '{"properties": {"periods": []}}'}, COULD_NOT),
        ({"body": '{"properties": {"periods": [null, {}, 7, [1]]}}'}, COULD_NOT),
        ("abort", COULD_NOT),
    ],
}
"""What the weather service may answer, and what is told of it."""


@pytest.mark.parametrize("kind", ANSWERS)
def test_no_answer_of_the_weather_service_does_harm(page: Page, kind: str) -> None:
    service = WeatherService()
    service.take_over(page)
    open_form(page)
    line = page.locator("#weather")
    for place, (answer, told) in enumerate(ANSWERS[kind], 1):
        service.instead = {kind: answer if isinstance(answer, str) else {"headers": JSON, **answer}}
        ask_again(page, date=SOON, time="18:30", arrival="22:05")
        assert service.count(kind) >= place, answer  # what was not had is asked for anew
        expect(line, str(answer)).to_have_attribute("data-known", "none")
        expect(line, str(answer)).to_contain_text(told)


def test_numbers_for_texts_and_texts_for_numbers_are_told_as_missing(page: Page) -> None:
    rows = rows_sent(page, WeatherService(TEXTS))
    assert {tuple(sorted(row)) for row in rows} == {("airport", "dew_point_c", "time")}
    expect(page.locator("#weather")).to_contain_text("The forecast leaves")


@pytest.mark.parametrize(
    "wind",
    [
        {"unitCode": "wmoUnit:km_h-1", "value": 12},
        {"unitCode": "wmoUnit:km_h-1", "minValue": 8, "maxValue": 16},
        {"unitCode": "wmoUnit:km_h-1", "value": None, "minValue": 12, "maxValue": None},
    ],
)
def test_quantities_with_their_units_are_read(page: Page, wind: dict[str, Any]) -> None:
    warmth = {"unitCode": "wmoUnit:degC", "value": 10}
    rows = rows_sent(page, WeatherService({"temperature": warmth, "windSpeed": wind}))
    assert {(row["temperature_c"], row["wind_speed_kmh"]) for row in rows} == {(10, 12)}
    expect(page.locator("#weather")).to_have_attribute("data-known", "forecast")


def test_a_forecast_that_hangs_is_not_waited_for_long(page: Page) -> None:
    page.route(f"{HOST}/**", leave_open)
    page.goto(NEAR)
    expect(page.locator("#status")).to_contain_text("slow today")
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#weather")).to_contain_text(COULD_NOT)


UNITS = [
    ("celsius", [212, "F"], 100),
    ("celsius", [-40, "F"], -40),
    ("celsius", [21.14, "C"], 21.1),
    ("celsius", [21.14, None], None),
    ("celsius", [{"unitCode": "wmoUnit:degC", "value": 3.333}], 3.3),
    ("celsius", [{"unitCode": "unit:degC", "value": 3.333}], 3.3),
    ("celsius", [{"unitCode": "wmoUnit:degF", "value": 50}], 10),
    ("celsius", [{"unitCode": "wmoUnit:degC", "value": None}], None),
    ("celsius", [{"unitCode": None, "value": 3}], None),
    ("celsius", [{"value": 3}], None),
    ("celsius", [None, "F"], None),
    ("celsius", ["50", "F"], None),
    ("fahrenheit", [10], 50),
    ("kilometresAnHour", ["10 mph"], 16.1),
    ("kilometresAnHour", ["5 to 10 mph"], 12.1),
    ("kilometresAnHour", ["20 km/h"], 20),
    ("kilometresAnHour", ["0 mph"], 0),
    ("kilometresAnHour", ["breezy"], None),
    ("kilometresAnHour", [10], None),
    ("kilometresAnHour", [None], None),
    ("kilometresAnHour", [{"unitCode": "wmoUnit:m_s-1", "value": 10}], 36),
    ("kilometresAnHour", [{"unitCode": "wmoUnit:km_h-1", "minValue": 8, "maxValue": 16}], 12),
    ("kilometresAnHour", [{"unitCode": "wmoUnit:furlong", "value": 10}], None),
    ("kilometresAnHour", [{"unitCode": "wmoUnit:km_h-1", "value": None}], None),
    ("milesAnHour", [16.1], 10),
    ("degrees", ["N"], 0),
    ("degrees", ["SSW"], 202.5),
    ("degrees", ["NNW"], 337.5),
    ("degrees", ["VRB"], None),
    ("degrees", [{"unitCode": "wmoUnit:degree_(angle)", "value": 240}], 240),
    ("degrees", [None], None),
    ("percent", [{"unitCode": "wmoUnit:percent", "value": 81}], 81),
    ("percent", [{"unitCode": "wmoUnit:percent", "value": None}], None),
    ("percent", ["81"], None),
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

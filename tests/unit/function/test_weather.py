"""Tests of pushback.weather."""

import numpy as np
import pytest

from pushback.flights import WEATHER_FIELDS
from pushback.weather import HourlyWeather, highest, lowest, mean
from tests.builders import weather, weather_table

WIND = WEATHER_FIELDS.index("wind_speed_kmh")


def winds(hourly: HourlyWeather, airport: int, start: str, count: int) -> list[float]:
    first = np.array([np.datetime64(start, "h").astype(np.int64)])
    hours = hourly.hours(np.array([airport]), first, count)
    found: list[float] = np.nan_to_num(hours[0, :, WIND], nan=-1).tolist()
    return found


def test_hours_are_found_by_airport_and_hour_and_gaps_are_unknown() -> None:
    rows = [
        weather(time="2026-12-23T07:00", wind_speed_kmh=7),
        weather(time="2026-12-23T09:00", wind_speed_kmh=9),
        weather(airport="LAX", time="2026-12-23T08:00", wind_speed_kmh=80),
    ]
    hourly = HourlyWeather(weather_table(*rows), {"JFK": 0, "LAX": 1})
    assert winds(hourly, 0, "2026-12-23T06", 4) == [-1, 7, -1, 9]
    assert winds(hourly, 1, "2026-12-23T08", 1) == [80]


def test_the_latest_of_several_rows_in_an_hour_counts() -> None:
    rows = [
        weather(time="2026-12-23T07:51", wind_speed_kmh=51),
        weather(time="2026-12-23T07:05", wind_speed_kmh=5),
    ]
    hourly = HourlyWeather(weather_table(*rows), {"JFK": 0})
    assert winds(hourly, 0, "2026-12-23T07", 1) == [51]


def test_rows_of_an_unknown_airport_are_left_out() -> None:
    hourly = HourlyWeather(weather_table(weather(airport="XXX")), {"JFK": 0})
    assert winds(hourly, 0, "2026-12-23T18", 1) == [-1]
    assert winds(hourly, -1, "2026-12-23T18", 1) == [-1]


@pytest.mark.parametrize(("reduce", "expected"), [(mean, 2.0), (highest, 3.0), (lowest, 1.0)])
def test_windows_are_taken_over_what_is_known(reduce, expected) -> None:  # type: ignore[no-untyped-def]
    values = np.array([[1, np.nan, 3], [np.nan] * 3], np.float32)
    known, unknown = reduce(values)
    assert known == expected
    assert np.isnan(unknown)

"""Tests of training.lake.intake."""

from typing import Any

import pandas as pd
import pytest

from training.lake.intake import clean_flights, clean_weather
from training.sources.schema import TABLES


def flights(*changes: dict[str, Any]) -> pd.DataFrame:
    ordinary = {
        "carrier": "DL",
        "flight_number": 1,
        "tail_number": "N1",
        "origin": "JFK",
        "destination": "LAX",
        "scheduled_departure": pd.Timestamp("2023-01-01 08:00"),
        "scheduled_arrival": pd.Timestamp("2023-01-01 11:15"),
        "departure_delay_min": 3.0,
        "arrival_delay_min": -4.0,
        "air_time_min": 340.0,
        "distance_km": 3983.0,
        "cancelled": False,
        "diverted": False,
    }
    return pd.DataFrame([{**ordinary, **change} for change in changes])[list(TABLES["flights"])]


def hours(*changes: dict[str, Any]) -> pd.DataFrame:
    ordinary = dict.fromkeys(TABLES["weather"], 10.0) | {
        "airport": "JFK",
        "time": pd.Timestamp("2023-01-01 08:00"),
        "pressure_hpa": 1013.0,
    }
    return pd.DataFrame([{**ordinary, **change} for change in changes])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"origin": None}, "airline, airport or departure missing"),
        ({"scheduled_departure": pd.NaT}, "airline, airport or departure missing"),
        ({"destination": "JFK"}, "same origin and destination"),
        ({"distance_km": -5.0}, "distance not positive"),
        ({"arrival_delay_min": None}, "neither arrived, cancelled nor diverted"),
        ({"cancelled": True}, "both arrived and cancelled or diverted"),
        ({"diverted": True}, "both arrived and cancelled or diverted"),
    ],
)
def test_a_flight_that_cannot_be_used_is_dropped_and_counted(
    change: dict[str, Any], reason: str
) -> None:
    cleaned = clean_flights(flights({}, {"flight_number": 2, **change}))
    assert len(cleaned.rows) == 1
    assert cleaned.dropped == {reason: 1}


def test_a_repeated_flight_is_kept_once() -> None:
    cleaned = clean_flights(flights({}, {}, {"flight_number": 2}))
    assert len(cleaned.rows) == 2
    assert cleaned.dropped == {"the same flight twice": 1}


def test_sound_flights_are_all_kept() -> None:
    rows = flights({}, {"flight_number": 2, "arrival_delay_min": None, "cancelled": True})
    cleaned = clean_flights(rows)
    assert (len(cleaned.rows), cleaned.dropped) == (2, {})


def test_an_impossible_reading_is_blanked_and_its_hour_kept() -> None:
    cleaned = clean_weather(hours({"wind_speed_kmh": 1687.0}))
    assert cleaned.blanked == {"wind_speed_kmh outside 0 to 300": 1}
    assert cleaned.rows["wind_speed_kmh"].isna().all()
    assert cleaned.rows["humidity_pct"].notna().all()


def test_of_two_rows_of_an_hour_the_last_is_kept() -> None:
    cleaned = clean_weather(hours({"visibility_km": 1.0}, {"visibility_km": 2.0}))
    assert cleaned.rows["visibility_km"].tolist() == [2.0]
    assert cleaned.dropped == {"the same hour twice": 1}


def test_cleaning_leaves_its_input_as_it_was() -> None:
    rows = hours({"wind_speed_kmh": 1687.0}, {})
    before = rows.copy()
    clean_weather(rows)
    pd.testing.assert_frame_equal(rows, before)

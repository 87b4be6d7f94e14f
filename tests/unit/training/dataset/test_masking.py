"""Tests of training.dataset.masking: weather that is hidden, and weather as it might be told."""

import numpy as np
import pytest

from pushback.features import FEATURE_NAMES
from pushback.flights import WEATHER_FIELDS, WeatherTable
from pushback.weather_features import WEATHER_FEATURES
from training.dataset.masking import (
    LEADS,
    MEMORY_HOURS,
    NOT_FORECAST,
    TRAINING_SHARES,
    Errors,
    foretell,
    mask,
    mask_at_random,
)

INPUTS = np.ones((3, len(FEATURE_NAMES)), np.float32)

HOURS = 4000
ERRORS = Errors(temperature_c=2.0, wind_kmh=5.0)
CALM = {
    "temperature_c": 15.0,
    "dew_point_c": -10.0,  # far below: the cap at the temperature plays no part
    "humidity_pct": 17.0,
    "wind_speed_kmh": 100.0,
    "wind_direction_deg": 90.0,
    "precipitation_mm": 1.0,
    "pressure_hpa": 1010.0,
    "visibility_km": 16.0,
}


def hidden(state: str) -> set[str]:
    masked = mask(INPUTS, state)  # type: ignore[arg-type]
    return {
        name for name, column in zip(FEATURE_NAMES, masked.T, strict=True) if np.isnan(column).all()
    }


def test_all_weather_hides_nothing() -> None:
    assert hidden("full") == set()


def test_no_weather_hides_all_but_the_schedule() -> None:
    assert hidden("none") == {feature.name for feature in WEATHER_FEATURES}


def test_a_forecast_lacks_rain_amounts_pressure_and_visibility() -> None:
    found = hidden("forecast")
    assert {"precipitation_mm", "pressure_hpa", "visibility_km"} <= found
    assert all(name.startswith(("precipitation", "pressure", "visibility")) for name in found)
    lacking = [
        name for name in FEATURE_NAMES if "press" in name or "precip" in name or "vis" in name
    ]
    assert set(lacking) == found


def test_each_flight_is_in_one_state_by_its_share() -> None:
    inputs = np.ones((10_000, len(FEATURE_NAMES)), np.float32)
    hidden_count = np.isnan(mask_at_random(inputs, seed=1)).sum(axis=1)
    counts = dict(zip(*np.unique(hidden_count, return_counts=True), strict=True))
    expected = {len(hidden(state)): share * 10_000 for state, share in TRAINING_SHARES.items()}
    assert counts == pytest.approx(expected, abs=200)
    assert not np.isnan(inputs).any()


def test_the_hour_alone_hides_every_window() -> None:
    shown = set(FEATURE_NAMES) - hidden("hour")
    assert "wind_speed_kmh" in shown
    assert not any(name.endswith(("_day", "_before", "_after", "_near")) for name in shown)


def test_masking_is_repeatable() -> None:
    inputs = np.ones((100, len(FEATURE_NAMES)), np.float32)
    np.testing.assert_array_equal(mask_at_random(inputs, 3), mask_at_random(inputs, 3))


def weather(**changes: float) -> WeatherTable:
    """Return the same weather in many hours at two airports."""
    row = [{**CALM, **changes}[name] for name in WEATHER_FIELDS]
    time = np.datetime64("2023-01-01T00:00") + np.arange(HOURS) * np.timedelta64(1, "h")
    airport = np.repeat(np.array(["JFK", "LGA"], object), HOURS)
    return WeatherTable(
        airport, np.tile(time, 2), np.tile(np.array(row, np.float32), (2 * HOURS, 1))
    )


def column(table: WeatherTable, name: str) -> np.ndarray:
    return table.values[:HOURS, WEATHER_FIELDS.index(name)].astype(np.float64)


def test_errors_have_the_size_that_was_asked_for() -> None:
    told = foretell(weather(), ERRORS, seed=1)
    for name in ("temperature_c", "dew_point_c"):
        assert (column(told, name) - CALM[name]).std() == pytest.approx(2, rel=0.15)
    assert (column(told, "wind_speed_kmh") - 100).std() == pytest.approx(5, rel=0.15)


def test_errors_last_for_hours() -> None:
    off = column(foretell(weather(), ERRORS, seed=1), "temperature_c") - CALM["temperature_c"]
    after = int(MEMORY_HOURS)
    assert np.corrcoef(off[:-1], off[1:])[0, 1] > 0.85
    assert np.corrcoef(off[:-after], off[after:])[0, 1] == pytest.approx(np.exp(-1), abs=0.12)


def test_airports_err_by_themselves_and_alike_each_time() -> None:
    once, again = (foretell(weather(), ERRORS, seed=1).values for _ in range(2))
    np.testing.assert_array_equal(once, again)
    assert abs(np.corrcoef(once[:HOURS, 0], once[HOURS:, 0])[0, 1]) < 0.3
    assert (once != foretell(weather(), ERRORS, seed=2).values).any()


def test_a_forecast_has_no_rain_amount_and_no_dew_above_the_temperature() -> None:
    told = foretell(weather(dew_point_c=14.5), ERRORS, seed=1)
    assert all(np.isnan(column(told, name)).all() for name in NOT_FORECAST)
    assert (column(told, "dew_point_c") <= column(told, "temperature_c")).all()
    assert 0 < column(told, "humidity_pct").min() <= column(told, "humidity_pct").max() <= 100
    assert ((column(told, "wind_direction_deg") >= 0) & (column(told, "wind_speed_kmh") >= 0)).all()


def test_what_is_not_known_is_not_foretold() -> None:
    told = foretell(weather(temperature_c=np.nan, wind_direction_deg=np.nan), ERRORS, seed=1)
    assert np.isnan(column(told, "temperature_c")).all()
    assert np.isnan(column(told, "humidity_pct")).all()
    assert np.isnan(column(told, "wind_direction_deg")).all()
    assert not np.isnan(column(told, "wind_speed_kmh")).any()


def test_without_weather_there_is_no_forecast() -> None:
    assert len(foretell(WeatherTable.from_rows([]), ERRORS, seed=1)) == 0


def test_a_forecast_farther_ahead_errs_more() -> None:
    near, far = LEADS["forecast_1_day"], LEADS["forecast_3_days"]
    assert near.temperature_c < far.temperature_c
    assert near.wind_kmh < far.wind_kmh

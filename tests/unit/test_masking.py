"""Tests of training.masking."""

import numpy as np
import pytest

from pushback.features import FEATURE_NAMES, SCHEDULE_FEATURES
from training.masking import STATE_SHARES, WEATHER_STATES, mask, mask_at_random

INPUTS = np.ones((3, len(FEATURE_NAMES)), np.float32)


def hidden(state: str) -> set[str]:
    masked = mask(INPUTS, state)  # type: ignore[arg-type]
    return {
        name for name, column in zip(FEATURE_NAMES, masked.T, strict=True) if np.isnan(column).all()
    }


def test_all_weather_hides_nothing() -> None:
    assert hidden("full") == set()


def test_no_weather_hides_all_but_the_schedule() -> None:
    assert hidden("none") == set(FEATURE_NAMES) - {feature.name for feature in SCHEDULE_FEATURES}


def test_a_forecast_lacks_rain_amounts_pressure_and_visibility() -> None:
    found = hidden("forecast")
    assert {"precipitation_mm", "pressure_hpa", "visibility_km"} <= found
    assert not any(name.startswith(("temperature", "wind", "humidity", "dew")) for name in found)


def test_each_flight_is_in_one_state_half_of_them_in_the_first() -> None:
    inputs = np.ones((10_000, len(FEATURE_NAMES)), np.float32)
    masked = np.isnan(mask_at_random(inputs, seed=1))
    states = {state: np.isnan(mask(INPUTS, state))[0] for state in WEATHER_STATES}
    found = {name: (masked == pattern).all(axis=1).mean() for name, pattern in states.items()}
    assert found == pytest.approx(dict(zip(WEATHER_STATES, STATE_SHARES, strict=True)), abs=0.02)
    assert not np.isnan(inputs).any()


def test_masking_is_repeatable() -> None:
    inputs = np.ones((100, len(FEATURE_NAMES)), np.float32)
    np.testing.assert_array_equal(mask_at_random(inputs, 3), mask_at_random(inputs, 3))

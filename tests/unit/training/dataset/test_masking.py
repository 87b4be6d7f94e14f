"""Tests of training.dataset.masking."""

import numpy as np
import pytest

from pushback.features import FEATURE_NAMES
from pushback.weather_features import WEATHER_FEATURES
from training.dataset.masking import TRAINING_SHARES, mask, mask_at_random

INPUTS = np.ones((3, len(FEATURE_NAMES)), np.float32)


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

"""Masking: hiding weather from the model, so that it learns to do without.

A request comes with all of the weather, with what a public forecast gives, or with none. The
model meets the three in training, and is scored in the three.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pushback.features import FEATURE_NAMES, SCHEDULE_FEATURES

Floats = NDArray[np.float32]
WeatherState = Literal["full", "forecast", "none"]
WEATHER_STATES: tuple[WeatherState, ...] = ("full", "forecast", "none")

# The US National Weather Service's hourly forecast has none of these as numbers.
NOT_FORECAST = ("precipitation_mm", "pressure_hpa", "visibility_km")

_HIDDEN = {
    "full": [],
    "forecast": [at for at, name in enumerate(FEATURE_NAMES) if name.startswith(NOT_FORECAST)],
    "none": list(range(len(SCHEDULE_FEATURES), len(FEATURE_NAMES))),
}


def mask(inputs: Floats, state: WeatherState) -> Floats:
    """Return a copy of the model's inputs with what `state` lacks set to NaN."""
    masked = inputs.copy()
    masked[:, _HIDDEN[state]] = np.nan
    return masked


def with_masked_copies(
    inputs: Floats, outcome: NDArray[np.int64], weight: NDArray[np.float64], masked_weight: float
) -> tuple[Floats, NDArray[np.int64], NDArray[np.float64]]:
    """Return the flights once for each weather state, the masked copies at a lower weight."""
    states = len(WEATHER_STATES)
    weights = [weight, *[weight * masked_weight] * (states - 1)]
    return (
        np.concatenate([mask(inputs, state) for state in WEATHER_STATES]),
        np.tile(outcome, states),
        np.concatenate(weights),
    )

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
STATE_SHARES = (0.5, 0.25, 0.25)

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


def mask_at_random(inputs: Floats, seed: int) -> Floats:
    """Return a copy in which each flight is in one weather state, half of them in the first.

    One copy of each flight is enough: seen in every state, a model takes three times as long
    to fit and scores no better.
    """
    state = np.random.default_rng(seed).choice(len(WEATHER_STATES), len(inputs), p=STATE_SHARES)
    masked = inputs.copy()
    for at, name in enumerate(WEATHER_STATES):
        masked[np.ix_(state == at, _HIDDEN[name])] = np.nan
    return masked

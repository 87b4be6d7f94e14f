"""Masking: weather as the model may know it: whole, or hidden in part.

A request comes with all of the weather, with what a public forecast gives, or with none; some
come with the hour of departure alone. The model meets the four in training, and is scored in
the first three.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pushback.features import FEATURE_NAMES
from pushback.weather import FIELDS as HOURLY_FIELDS
from pushback.weather_features import WEATHER_FEATURES

Floats = NDArray[np.float32]
WeatherState = Literal["full", "forecast", "none"]
WEATHER_STATES: tuple[WeatherState, ...] = ("full", "forecast", "none")
TRAINING_SHARES = {"full": 0.40, "forecast": 0.25, "none": 0.25, "hour": 0.10}

# The US National Weather Service's hourly forecast has none of these as numbers.
NOT_FORECAST = ("precipitation_mm", "pressure_hpa", "visibility_km")

_WEATHER = [FEATURE_NAMES.index(feature.name) for feature in WEATHER_FEATURES]
_HIDDEN = {
    "full": [],
    "forecast": [at for at in _WEATHER if FEATURE_NAMES[at].startswith(NOT_FORECAST)],
    "none": _WEATHER,
    "hour": [at for at in _WEATHER if FEATURE_NAMES[at] not in HOURLY_FIELDS],
}


def mask(inputs: Floats, state: WeatherState) -> Floats:
    """Return a copy of the model's inputs with what `state` lacks set to NaN."""
    masked = inputs.copy()
    masked[:, _HIDDEN[state]] = np.nan
    return masked


def mask_at_random(inputs: Floats, seed: int) -> Floats:
    """Return a copy in which each flight is in one state, drawn by `TRAINING_SHARES`."""
    shares = list(TRAINING_SHARES.values())
    state = np.random.default_rng(seed).choice(len(shares), len(inputs), p=shares)
    masked = inputs.copy()
    for at, name in enumerate(TRAINING_SHARES):
        masked[np.ix_(state == at, _HIDDEN[name])] = np.nan
    return masked

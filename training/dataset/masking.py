"""Masking: weather as the model may know it: whole, hidden in part, or with a forecast's errors.

A request comes with all of the weather, with what a public forecast gives, or with none; some
come with the hour of departure alone. The model meets the four in training, and is scored in
the first three.

No archive of forecasts comes with the data, so the errors of one are drawn and added to what was
observed. An error lasts for hours, as that of a front that comes late does. The sizes are assumed.
For scale: in the mountains of the West, in the winter of 2003, the Weather Service's grids had a
root mean square error of temperature of about 3 degrees at less than 48 hours and of more than 4
beyond (Myrick and Horel, Weather and Forecasting 21, 2006, pages 869 to 892).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.features import FEATURE_NAMES
from pushback.flights import WEATHER_FIELDS, WeatherTable
from pushback.weather import FIELDS as HOURLY_FIELDS
from pushback.weather_features import WEATHER_FEATURES

Floats = NDArray[np.float32]
Numbers = NDArray[np.float64]
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


@dataclass(frozen=True)
class Errors:
    """Standard deviations of a forecast's errors.

    Of the temperature and of the dew point, in degrees; of each of the wind's two components, in
    km/h.
    """

    temperature_c: float
    wind_kmh: float


MEMORY_HOURS = 12.0
"""Hours over which the correlation of an error with itself falls by a factor of e."""

LEADS: Mapping[str, Errors] = {
    "forecast_1_day": Errors(temperature_c=2.0, wind_kmh=5.5),
    "forecast_3_days": Errors(temperature_c=3.0, wind_kmh=7.5),
}
"""By how long before: systems that are scored beside the weather states."""

_FORETOLD = ("temperature_c", "dew_point_c", "humidity_pct", "wind_speed_kmh", "wind_direction_deg")
_TEMPERATURE, _DEW_POINT, _HUMIDITY, _SPEED, _DIRECTION = map(WEATHER_FIELDS.index, _FORETOLD)
_FORECAST_LACKS = [WEATHER_FIELDS.index(name) for name in NOT_FORECAST]


def foretell(weather: WeatherTable, errors: Errors, seed: int) -> WeatherTable:
    """Return the weather as it might have been forecast: with errors, without rain amounts.

    Dew points stay below temperatures, and the humidity follows from both. A wind without a
    direction keeps none.
    """
    values = weather.values.astype(np.float64)  # noqa: PD011 - a table of ours
    drawn = _draw(weather, seed)
    values[:, _TEMPERATURE] += errors.temperature_c * drawn[0]
    dew_point = values[:, _DEW_POINT] + errors.temperature_c * drawn[1]
    values[:, _DEW_POINT] = np.fmin(dew_point, values[:, _TEMPERATURE])
    humidity = _vapour(values[:, _DEW_POINT]) / _vapour(values[:, _TEMPERATURE])
    values[:, _HUMIDITY] = 100 * humidity
    along, across = errors.wind_kmh * drawn[2:]
    ahead = values[:, _SPEED] + along
    values[:, _SPEED] = np.hypot(ahead, across)
    turned = np.degrees(np.arctan2(across, ahead))
    values[:, _DIRECTION] = (values[:, _DIRECTION] + turned) % 360
    values[:, _FORECAST_LACKS] = np.nan
    return WeatherTable(weather.airport, weather.time, values.astype(np.float32))


def _draw(weather: WeatherTable, seed: int) -> Numbers:
    """Draw four errors for each row, of variance 1 and correlated over the hours: (4, rows)."""
    hour = weather.time.astype("datetime64[h]").astype(np.int64)
    drawn = np.empty((4, len(hour)))
    airport = pd.Series(weather.airport)
    for code, rows in airport.groupby(airport).indices.items():
        since = hour[rows] - hour[rows].min()
        random = np.random.default_rng([seed, *str(code).encode()])
        drawn[:, rows] = _persistent(random.standard_normal((4, int(since.max()) + 1)))[:, since]
    return drawn


def _persistent(noise: Numbers) -> Numbers:
    """Return noise of variance 1 with a memory of `MEMORY_HOURS` along its last axis."""
    from scipy.signal import lfilter  # takes longer to load than most commands, which need none

    kept = np.exp(-1 / MEMORY_HOURS)
    innovations = noise * np.sqrt(1 - kept**2)
    innovations[:, 0] = noise[:, 0]
    return np.asarray(lfilter([1.0], [1.0, -kept], innovations, axis=1))


def _vapour(dew_point_c: Numbers) -> Numbers:
    """Return the saturation vapour pressure over that at 0 degrees (Magnus's formula)."""
    return np.asarray(np.exp(17.625 * dew_point_c / (243.04 + dew_point_c)))

"""Known weather: how much of the origin's weather an answer could use.

An answer looks at the hours around the departure and at the whole day at the origin. An hour is
known where temperature, dew point, humidity and wind speed are given: what every hourly forecast
has. Rain amount, pressure and visibility are measured, and no public hourly forecast gives them.
"""

from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from pushback.weather import HourlyWeather
from pushback.weather_features import DAY_HOURS, DAY_START, NEAR_HOURS, NEAR_START

Known = Literal["full", "forecast", "partial", "none"]
STATES: tuple[Known, ...] = ("full", "forecast", "partial", "none")
FULL, FORECAST, PARTIAL, NONE = range(len(STATES))

_NONE = np.array([NONE])

# From the evening before to the night after: all hours that a departure of the day looks at.
_FIRST, _COUNT = NEAR_START, 24 - NEAR_START + NEAR_HOURS
_CLOCK = np.arange(_FIRST, _FIRST + _COUNT)
_IN_DAY = (_CLOCK >= DAY_START) & (_CLOCK < DAY_START + DAY_HOURS)
_LOOKED_AT = _IN_DAY | (np.abs(_CLOCK - np.arange(24)[:, None]) <= -NEAR_START)
"""Which of these hours a departure looks at, by its hour of the day."""
_LOOKED_AT_COUNT = _LOOKED_AT.sum(axis=1)


class KnownWeather(msgspec.Struct, frozen=True):
    """What the answer could use of the weather at the origin.

    Attributes
    ----------
    known
        "full": every hour, as measured. "forecast": every hour, without one or more of rain
        amount, pressure and visibility. "partial": hours are missing. "none": nothing usable.
    missing_hours
        How many of the hours that the answer looks at are missing.
    """

    known: Known
    missing_hours: int


def known_weather(
    weather: HourlyWeather,
    airport: NDArray[np.int64],
    departure: NDArray[np.datetime64],
    features: NDArray[np.float32],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each flight's position in `STATES` and its number of missing hours.

    Parameters
    ----------
    weather
        The rows that were given.
    airport
        Position of each flight's origin in the airport index, -1 for one that is not known.
    features
        The flights' weather features. Where hours are given, but too few or too far from the
        departure for any feature, nothing is usable.
    """
    hour = departure.astype("datetime64[h]").astype(np.int64)
    clock = hour % 24
    if not len(weather):
        return _NONE.repeat(len(hour)), _LOOKED_AT_COUNT.take(clock)
    needed = _LOOKED_AT.take(clock, axis=0)
    is_missing, is_unmeasured = weather.gaps(airport, (hour - clock)[:, None] + _CLOCK)
    missing = (is_missing & needed).sum(axis=1)
    unmeasured = (is_unmeasured & needed).any(axis=1)
    state = np.where(missing > 0, PARTIAL, np.where(unmeasured, FORECAST, FULL))
    is_used = ~np.isnan(features).all(axis=1)
    return np.where(is_used, state, NONE), missing

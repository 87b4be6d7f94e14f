"""Weather: hourly rows looked up by airport and hour, and figures over several hours."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from pushback.flights import WEATHER_FIELDS, WeatherTable

Floats = NDArray[np.float32]

DERIVED_FIELDS = ("wind_from_east_kmh", "wind_from_north_kmh", "dew_point_spread_c")
FIELDS = (*WEATHER_FIELDS, *DERIVED_FIELDS)

_STRIDE = 1 << 28  # more hours than any airport's calendar holds


class HourlyWeather:
    """Weather rows, to be looked up by airport and hour.

    If several rows fall in one hour, the latest counts. Rows of airports outside
    `airport_index` are left out.
    """

    def __init__(self, table: WeatherTable, airport_index: Mapping[str, int]) -> None:
        airports = np.array([airport_index.get(code, -1) for code in table.airport], np.int64)
        rows = np.flatnonzero(airports >= 0)
        hours = table.time[rows].astype("datetime64[h]").astype(np.int64)
        keys = airports[rows] * _STRIDE + hours
        order = np.lexsort((table.time[rows], keys))
        keys = keys[order]
        latest = np.append(keys[1:] != keys[:-1], True)[: len(keys)]
        self._keys = keys[latest]
        self._values = _with_derived(table.values[rows[order[latest]]])

    def hours(self, airport: NDArray[np.int64], start: NDArray[np.int64], count: int) -> Floats:
        """Return `count` hours from `start` on, shape (rows, count, FIELDS).

        Parameters
        ----------
        airport
            Positions in the airport index; -1 (not known) gives NaN.
        start
            First hour, in hours since 1970-01-01 local time.
        """
        wanted = (airport * _STRIDE + start)[:, None] + np.arange(count)
        found = np.full((*wanted.shape, len(FIELDS)), np.nan, np.float32)
        if len(self._keys):
            at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
            hit = (self._keys[at] == wanted) & (airport >= 0)[:, None]
            found[hit] = self._values[at[hit]]
        return found


def _with_derived(values: Floats) -> Floats:
    """Append the components of the wind, because directions cannot be averaged, and the spread."""
    temperature, dew_point, speed, direction = (
        values[:, WEATHER_FIELDS.index(name)]
        for name in ("temperature_c", "dew_point_c", "wind_speed_kmh", "wind_direction_deg")
    )
    angle = np.radians(np.where(speed == 0, 0, direction))  # a calm comes from nowhere
    return np.column_stack(
        [values, speed * np.sin(angle), speed * np.cos(angle), temperature - dew_point]
    )


def mean(hours: Floats) -> Floats:
    """Mean over the hours (axis 1) of what is known; NaN where nothing is."""
    known = ~np.isnan(hours)
    count = known.sum(axis=1)
    total = np.where(known, hours, 0).sum(axis=1, dtype=np.float64)
    unknown = np.full(total.shape, np.nan)
    return np.asarray(np.divide(total, count, out=unknown, where=count > 0), np.float32)


def highest(hours: Floats) -> Floats:
    """Maximum over the hours (axis 1) of what is known; NaN where nothing is."""
    return np.asarray(np.fmax.reduce(hours, axis=1))


def lowest(hours: Floats) -> Floats:
    """Minimum over the hours (axis 1) of what is known; NaN where nothing is."""
    return np.asarray(np.fmin.reduce(hours, axis=1))


REDUCTIONS: Mapping[str, Callable[[Floats], Floats]] = {
    "mean": mean,
    "max": highest,
    "min": lowest,
}


def temperature_drop(hours: Floats) -> Floats:
    """Largest fall of the temperature from one hour to the next, in degrees: a cold front."""
    temperature = hours[:, :, FIELDS.index("temperature_c")]
    return highest(temperature[:, :-1] - temperature[:, 1:])


def wind_shift(hours: Floats, apart: int) -> Floats:
    """Largest change of the wind vector between hours so far apart, in km/h: a front."""
    wind = hours[:, :, [FIELDS.index(name) for name in DERIVED_FIELDS[:2]]]
    change = wind[:, apart:] - wind[:, :-apart]
    return highest(np.sqrt((change**2).sum(axis=2)))

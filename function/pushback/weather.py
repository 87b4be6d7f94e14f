"""Weather windows: what the hours around each departure, and its whole day, look like."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from pushback.flights import WEATHER_FIELDS, WeatherTable

Floats = NDArray[np.float32]

_STRIDE = 1 << 28  # more hours than any airport's calendar holds


class HourlyWeather:
    """Weather rows, ready to be looked up by airport and hour.

    Where several rows fall in one hour, the latest counts. Rows of airports outside
    `airport_index` are left out.
    """

    def __init__(self, table: WeatherTable, airport_index: Mapping[str, int]) -> None:
        airports = np.array([airport_index.get(code, -1) for code in table.airport], np.int64)
        rows = np.flatnonzero(airports >= 0)
        keys = _keys(airports[rows], _hours(table.time[rows]))
        order = np.lexsort((table.time[rows], keys))
        keys = keys[order]
        latest = np.append(keys[1:] != keys[:-1], True)[: len(keys)]
        self._keys = keys[latest]
        self._values = table.values[rows[order[latest]]]

    def hours(self, airport: NDArray[np.int64], start: NDArray[np.int64], count: int) -> Floats:
        """Return `count` hours from `start` on, shape (rows, count, WEATHER_FIELDS).

        Parameters
        ----------
        airport
            Positions in the airport index; -1 (not known) gives NaN.
        start
            First hour, in hours since 1970-01-01 local time.
        """
        wanted = _keys(airport, start)[:, None] + np.arange(count)
        found = np.full((*wanted.shape, len(WEATHER_FIELDS)), np.nan, np.float32)
        if len(self._keys):
            at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
            hit = (self._keys[at] == wanted) & (airport >= 0)[:, None]
            found[hit] = self._values[at[hit]]
        return found


def _hours(times: NDArray[np.datetime64]) -> NDArray[np.int64]:
    return times.astype("datetime64[h]").astype(np.int64)


def _keys(airport: NDArray[np.int64], hours: NDArray[np.int64]) -> NDArray[np.int64]:
    return airport * _STRIDE + hours


def mean(values: Floats) -> Floats:
    """Mean over axis 1 of what is known; NaN where nothing is."""
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0).sum(axis=1, dtype=np.float64)
    unknown = np.full(total.shape, np.nan)
    return np.asarray(np.divide(total, count, out=unknown, where=count > 0), np.float32)


def highest(values: Floats) -> Floats:
    """Maximum over axis 1 of what is known; NaN where nothing is."""
    return np.asarray(np.fmax.reduce(values, axis=1))


def lowest(values: Floats) -> Floats:
    """Minimum over axis 1 of what is known; NaN where nothing is."""
    return np.asarray(np.fmin.reduce(values, axis=1))

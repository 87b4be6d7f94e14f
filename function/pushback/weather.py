"""Weather: hourly rows looked up by airport and hour, and figures over several hours."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pushback.flights import WEATHER_FIELDS, WeatherTable

Floats = NDArray[np.float32]

DERIVED_FIELDS = ("wind_from_east_kmh", "wind_from_north_kmh", "dew_point_spread_c")
FIELDS = (*WEATHER_FIELDS, *DERIVED_FIELDS)

NEEDED, MEASURED = (
    [WEATHER_FIELDS.index(name) for name in names]
    for names in (
        ("temperature_c", "dew_point_c", "humidity_pct", "wind_speed_kmh"),
        ("precipitation_mm", "pressure_hpa", "visibility_km"),
    )
)
"""What every hourly forecast has, and what none has, for it is measured."""

HOURS_AT_MOST = 1 << 28
"""More hours than any airport's calendar holds."""
_NEVER = np.array([np.iinfo(np.int64).max])
_UNKNOWN = np.full((1, len(FIELDS)), np.nan, np.float32)


class HourlyWeather:
    """Weather rows, to be looked up by airport and hour.

    If several rows fall in one hour, the latest counts. Rows of airports outside
    `airport_index` are left out. Times are of 1970 or later.
    """

    def __init__(self, table: WeatherTable, airport_index: Mapping[str, int]) -> None:
        # The last hour is later than any that is asked for: nothing is known of it.
        self._keys, self._values = _NEVER, _UNKNOWN
        if not len(table):
            return
        airports = np.array([airport_index.get(code, -1) for code in table.airport], np.int64)
        rows = np.flatnonzero(airports >= 0)
        hours = table.time[rows].astype("datetime64[h]").astype(np.int64)
        keys = airports[rows] * HOURS_AT_MOST + hours
        order = np.lexsort((table.time[rows], keys))
        keys = keys[order]
        latest = np.append(keys[1:] != keys[:-1], True)[: len(keys)]
        values = _with_derived(table.values[rows[order[latest]]])
        self._keys = np.concatenate([keys[latest], _NEVER])
        self._values = np.concatenate([values, _UNKNOWN])

    def __len__(self) -> int:
        return len(self._keys) - 1

    def hours(self, airport: NDArray[np.int64], start: NDArray[np.int64], count: int) -> Floats:
        """Return `count` hours from `start` on, shape (rows, count, FIELDS).

        Parameters
        ----------
        airport
            Positions in the airport index; -1 (not known) gives NaN.
        start
            First hour, in hours since 1970-01-01 local time.
        """
        return self.at(airport, start[:, None] + np.arange(count))

    def at(self, airport: NDArray[np.int64], hours: NDArray[np.int64]) -> Floats:
        """Return the given hours, of shape (rows, hours), as `hours` does those of a row."""
        return self._values.take(self._places(airport, hours), axis=0)

    def gaps(
        self, airport: NDArray[np.int64], hours: NDArray[np.int64]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return in which of the given hours a field of `NEEDED`, and of `MEASURED`, lacks."""
        places = self._places(airport, hours)
        lacks_needed, lacks_measured = self._gaps
        return lacks_needed.take(places), lacks_measured.take(places)

    @cached_property
    def _gaps(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        unknown = np.isnan(self._values)
        needed, measured = (unknown[:, fields].any(axis=1) for fields in (NEEDED, MEASURED))
        return np.asarray(needed), np.asarray(measured)

    def _places(self, airport: NDArray[np.int64], hours: NDArray[np.int64]) -> NDArray[np.intp]:
        wanted = airport[:, None] * HOURS_AT_MOST + hours
        places = self._keys.searchsorted(wanted)
        places[self._keys.take(places) != wanted] = -1
        return places


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

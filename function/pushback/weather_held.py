"""Held weather: the weather features of flights, each airport's hour worked out once."""

from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from pushback.flights import WeatherTable
from pushback.weather import HOURS_AT_MOST, HourlyWeather
from pushback.weather_features import WEATHER_FEATURES, features_of_hours

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

UNKNOWN = np.full((1, len(WEATHER_FEATURES)), np.nan, np.float32)
"""The features of an hour of which nothing is known."""
_REACH = 24
"""Hours before the first row and after the last whose windows may still include a row."""
_NEVER = np.iinfo(np.int64).max
_NOT_ASKED = -1
_AT_ONCE = 4_096
"""Hours that are worked out at once, so that their windows fit into the processor's cache."""


def build_weather_features(
    hourly: HourlyWeather,
    airport: Sequence[int],
    departure: NDArray[np.datetime64],
) -> Floats:
    """Return the weather features, shape (flights, WEATHER_FEATURES); NaN for what is not known.

    Parameters
    ----------
    airport
        Position of each flight's origin in the airport index, -1 for one that is not known.
    """
    if not len(hourly):
        return UNKNOWN.repeat(len(departure), axis=0)
    at, hour = np.asarray(airport, np.int64), departure.astype("datetime64[h]").astype(np.int64)
    if len(hour) == 1:
        return features_of_hours(hourly, at, hour)
    # Flights of one airport and hour share their weather: look each hour up once.
    keys = at * HOURS_AT_MOST + hour
    _, first, flight_key = np.unique(keys, return_index=True, return_inverse=True)
    return features_of_hours(hourly, at[first], hour[first])[flight_key]


class WeatherFeatures:
    """Weather features for many batches of flights that are joined with the same rows.

    The rows are sorted once. The features of an airport's hour are worked out when the first
    flight departs in it, and kept: memory grows with the hours, not with the flights. Safe to share
    between threads.
    """

    def __init__(self, weather: WeatherTable, airport_index: Mapping[str, int]) -> None:
        self.hourly = HourlyWeather(weather, airport_index)
        self._lock = Lock()
        there = np.unique(weather.time.astype("datetime64[h]").astype(np.int64))
        around = there[:, None] + np.arange(-_REACH, _REACH + 1)
        self._hours = np.append(np.unique(around), _NEVER)
        # For each airport's hour the row of its features; the last place is for no hour at all.
        places = len(self._hours) * len(airport_index)
        self._row = np.append(np.full(places, _NOT_ASKED, np.int32), 0)
        self._rows = UNKNOWN
        self._count = 1

    def of(self, airport: Sequence[int], departure: NDArray[np.datetime64]) -> Floats:
        """Return what `build_weather_features` returns for the same rows."""
        at, hour = np.asarray(airport), departure.astype("datetime64[h]").astype(np.int64)
        nearest = self._hours.searchsorted(hour)
        known = (at >= 0) & (self._hours[nearest] == hour)
        place = np.where(known, at * len(self._hours) + nearest, len(self._row) - 1)
        if (self._row[place] == _NOT_ASKED).any():
            with self._lock:
                asked = np.unique(place[self._row[place] == _NOT_ASKED])
                for start in range(0, len(asked), _AT_ONCE):
                    self._work_out(asked[start : start + _AT_ONCE])
        return np.asarray(self._rows[self._row[place]])

    def _work_out(self, places: Whole) -> None:
        end = self._count + len(places)
        if end > len(self._rows):
            more = np.empty((end, len(WEATHER_FEATURES)), np.float32)
            self._rows = np.concatenate([self._rows, more])  # threads may be reading the old ones
        airport, nearest = np.divmod(places, len(self._hours))
        found = features_of_hours(self.hourly, airport, self._hours[nearest])
        self._rows[self._count : end] = found
        self._row[places] = np.arange(self._count, end)
        self._count = end

"""Weather features: figures of the hours around a departure, and of its whole day."""

from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Feature
from pushback.flights import WeatherTable
from pushback.weather import FIELDS, REDUCTIONS, HourlyWeather, temperature_drop, wind_shift

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

# Windows of weather: first hour and number of hours. All but the day count from the hour of
# departure; delays build up from the morning on, so the whole day counts as well.
NEAR_START, NEAR_HOURS = -4, 9
DAY_START, DAY_HOURS = 5, 19
WINDOWS = {"hour": (0, 1), "before": (-3, 3), "after": (1, 3)}
ENOUGH_HOURS = 0.5
"""Share of a window's hours that must be known, else the window is unknown: the worst of a single
hour is no measure of a day."""

_REACH = 24
"""Hours before the first row and after the last whose windows may still include a row."""
_NOT_ASKED = -1
_AT_ONCE = 4_096
"""Hours that are worked out at once, so that their windows fit into the processor's cache."""

_AT_HOUR = tuple(("hour", "mean", name) for name in FIELDS if name != "wind_direction_deg")
_AROUND = tuple(
    (window, how, name)
    for window in ("before", "after")
    for how, name in (
        ("max", "wind_speed_kmh"),
        ("max", "humidity_pct"),
        ("min", "dew_point_spread_c"),
        ("mean", "precipitation_mm"),
        ("min", "visibility_km"),
    )
)
_DAY = tuple(
    ("day", how, name)
    for how, name in (
        ("max", "wind_speed_kmh"),
        ("mean", "wind_speed_kmh"),
        ("mean", "wind_from_east_kmh"),
        ("mean", "wind_from_north_kmh"),
        ("min", "temperature_c"),
        ("max", "temperature_c"),
        ("mean", "dew_point_c"),
        ("mean", "humidity_pct"),
        ("mean", "precipitation_mm"),
        ("max", "precipitation_mm"),
        ("min", "visibility_km"),
        ("mean", "visibility_km"),
        ("min", "pressure_hpa"),
        ("max", "pressure_hpa"),
    )
)
_SUMMARIES = (*_AT_HOUR, *_AROUND, *_DAY)
_CHANGES = (
    "pressure_hpa_change_before",
    "pressure_hpa_change_after",
    "temperature_drop_near",
    "temperature_drop_day",
    "wind_shift_before",
    "wind_shift_near",
    "wind_shift_after",
    "wind_shift_day",
)
WEATHER_FEATURES = (
    *(
        Feature(name if window == "hour" else f"{name}_{how}_{window}", "weather")
        for window, how, name in _SUMMARIES
    ),
    *(Feature(name, "weather") for name in _CHANGES),
)


def build_weather_features(
    weather: WeatherTable,
    airport_index: Mapping[str, int],
    airport: Sequence[int],
    departure: NDArray[np.datetime64],
) -> Floats:
    """Return the weather features, shape (flights, WEATHER_FEATURES); NaN for what is not known.

    Parameters
    ----------
    airport
        Position of each flight's origin in `airport_index`, -1 for one that is not known.
    """
    if len(weather) == 0:
        return np.full((len(departure), len(WEATHER_FEATURES)), np.nan, np.float32)
    hourly = HourlyWeather(weather, airport_index)
    hour = departure.astype("datetime64[h]").astype(np.int64)
    # Flights of one airport and hour share their weather: look each hour up once.
    pairs = np.stack([np.asarray(airport, np.int64), hour])
    keys, flight_key = np.unique(pairs, axis=1, return_inverse=True)
    return _of_hours(hourly, keys[0], keys[1])[flight_key]


class WeatherFeatures:
    """Weather features for many batches of flights that are joined with the same rows.

    The rows are sorted once. The features of an airport's hour are worked out when the first
    flight departs in it, and kept: memory grows with the hours, not with the flights. Safe to share
    between threads.
    """

    def __init__(self, weather: WeatherTable, airport_index: Mapping[str, int]) -> None:
        self.hourly = HourlyWeather(weather, airport_index)
        self._lock = Lock()
        hours = weather.time.astype("datetime64[h]").astype(np.int64)
        first, last = (hours.min(), hours.max()) if len(hours) else (0, 0)
        self._first, self._span = first - _REACH, last - first + 2 * _REACH + 1
        # For each airport's hour the row of its features; the last place is for no hour at all.
        places = self._span * len(airport_index)
        self._row = np.append(np.full(places, _NOT_ASKED, np.int32), 0)
        self._rows = np.full((1, len(WEATHER_FEATURES)), np.nan, np.float32)
        self._count = 1

    def of(self, airport: Sequence[int], departure: NDArray[np.datetime64]) -> Floats:
        """Return what `build_weather_features` returns for the same rows."""
        at, hour = np.asarray(airport), departure.astype("datetime64[h]").astype(np.int64)
        hour -= self._first
        known = (at >= 0) & (hour >= 0) & (hour < self._span)
        place = np.where(known, at * self._span + hour, len(self._row) - 1)
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
        airport, hour = np.divmod(places, self._span)
        self._rows[self._count : end] = _of_hours(self.hourly, airport, hour + self._first)
        self._row[places] = np.arange(self._count, end)
        self._count = end


def _of_hours(hourly: HourlyWeather, airport: NDArray[np.int64], hour: NDArray[np.int64]) -> Floats:
    """Return the weather features of departures at the given airports and hours."""
    near = hourly.hours(airport, hour + NEAR_START, NEAR_HOURS)
    windows = {
        name: _enough(near[:, start - NEAR_START : start - NEAR_START + count])
        for name, (start, count) in WINDOWS.items()
    }
    windows["day"] = _enough(hourly.hours(airport, hour // 24 * 24 + DAY_START, DAY_HOURS))
    asked = dict.fromkeys((window, how) for window, how, _ in _SUMMARIES)
    reduced = {(window, how): REDUCTIONS[how](windows[window]) for window, how in asked}
    columns = [reduced[window, how][:, FIELDS.index(name)] for window, how, name in _SUMMARIES]
    return np.column_stack([*columns, *_changes(_enough(near), windows)])


def _enough(hours: Floats) -> Floats:
    """Return the hours, all of them unknown if too few are known."""
    known = ~np.isnan(hours).all(axis=2)
    return np.where((known.mean(axis=1) >= ENOUGH_HOURS)[:, None, None], hours, np.nan)


def _changes(near: Floats, windows: Mapping[str, Floats]) -> list[Floats]:
    """Return the columns of `_CHANGES`, which show a front passing through."""
    pressure = FIELDS.index("pressure_hpa")
    now = windows["hour"][:, 0, pressure]
    here = -NEAR_START
    return [
        *(REDUCTIONS["mean"](windows[name])[:, pressure] - now for name in ("before", "after")),
        temperature_drop(near[:, here - 2 :]),
        temperature_drop(windows["day"]),
        wind_shift(near[:, : here + 1], apart=4),
        wind_shift(near[:, here - 2 : here + 4], apart=3),
        wind_shift(near[:, here:], apart=4),
        wind_shift(windows["day"], apart=3),
    ]

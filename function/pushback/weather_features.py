"""Weather features: what the hours around a departure, and its whole day, tell the model."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Feature
from pushback.flights import WeatherTable
from pushback.weather import FIELDS, REDUCTIONS, HourlyWeather, temperature_drop, wind_shift

Floats = NDArray[np.float32]

# Windows of weather: first hour and number of hours. All but the day count from the hour of
# departure; delays build up from the morning on, so the whole day counts as well.
NEAR_START, NEAR_HOURS = -4, 9
DAY_START, DAY_HOURS = 5, 19
WINDOWS = {"hour": (0, 1), "before": (-3, 3), "after": (1, 3)}
ENOUGH_HOURS = 0.5
"""A window of which fewer hours than this share are known is not known: the worst of one hour is
no measure of a day."""

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
    """Return the hours, all unknown where too few of them are known."""
    known = ~np.isnan(hours).all(axis=2)
    return np.where((known.mean(axis=1) >= ENOUGH_HOURS)[:, None, None], hours, np.nan)


def _changes(near: Floats, windows: Mapping[str, Floats]) -> list[Floats]:
    """Return the columns of `_CHANGES`: signs of a front passing through."""
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

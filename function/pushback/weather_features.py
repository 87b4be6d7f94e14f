"""Weather features: figures of the hours around a departure, and of its whole day."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Feature
from pushback.weather import (
    DERIVED_FIELDS,
    FIELDS,
    HourlyWeather,
    highest,
    lowest,
    mean,
)

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

# The hours near the departure, and those of its whole day: delays build up from the morning on.
NEAR_START, NEAR_HOURS = -4, 9
DAY_START, DAY_HOURS = 5, 19
_NEAR = np.arange(NEAR_START, NEAR_START + NEAR_HOURS)
_OF_DAY = np.arange(DAY_START, DAY_START + DAY_HOURS)
_HERE, _END = -NEAR_START, NEAR_HOURS + DAY_HOURS
WINDOWS = {
    "hour": (_HERE, _HERE + 1),
    "before": (_HERE - 3, _HERE),
    "after": (_HERE + 1, _HERE + 4),
    "near": (0, NEAR_HOURS),
    "day": (NEAR_HOURS, _END),
}
"""Windows of weather: first place and end among the hours near, which those of the day follow."""
ENOUGH_HOURS = 0.5
"""Share of a window's hours that must be known, else the window is unknown: the worst of a single
hour is no measure of a day."""

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
# Changes show a front passing through; each counts if enough hours of its window are known.
_CHANGES = {
    "pressure_hpa_change_before": "before",
    "pressure_hpa_change_after": "after",
    "temperature_drop_near": "near",
    "temperature_drop_day": "day",
    "wind_shift_before": "near",
    "wind_shift_near": "near",
    "wind_shift_after": "near",
    "wind_shift_day": "day",
}
WEATHER_FEATURES = (
    *(
        Feature(name if window == "hour" else f"{name}_{how}_{window}", "weather")
        for window, how, name in _SUMMARIES
    ),
    *(Feature(name, "weather") for name in _CHANGES),
)


# What is worked out of all fields, in its order, and where the summaries stand in it.
_WORKED_OUT = (
    ("hour", "mean"),
    *((window, how) for how in ("mean", "max", "min") for window in ("before", "after")),
    *(("day", how) for how in ("mean", "max", "min")),
)


def _places(summaries: Sequence[tuple[str, str, str]]) -> list[int]:
    return [
        _WORKED_OUT.index((window, how)) * len(FIELDS) + FIELDS.index(name)
        for window, how, name in summaries
    ]


def _pairs(*spans: tuple[int, int, int]) -> tuple[Whole, Whole, list[int]]:
    """Return the places of hours to compare, and where the pairs of each span begin.

    Parameters
    ----------
    spans
        First place, end, and how many hours apart.
    """
    earlier = [np.arange(start, end - apart) for start, end, apart in spans]
    later = [places + apart for places, (_, _, apart) in zip(earlier, spans, strict=True)]
    begins = [sum(map(len, earlier[:at])) for at in range(len(spans))]
    return np.concatenate(earlier), np.concatenate(later), begins


_SUMMARY_PLACES = _places(_SUMMARIES)
_PRESSURES = _places([(window, "mean", "pressure_hpa") for window in ("before", "after")])
_PRESSURE_NOW = _places([("hour", "mean", "pressure_hpa")])
_TEMPERATURE = FIELDS.index("temperature_c")
_WIND = [FIELDS.index(name) for name in DERIVED_FIELDS[:2]]
_AROUND_PLACES = np.array([np.arange(*WINDOWS[window]) for window in ("before", "after")])
_DROPS = _pairs((_HERE - 2, NEAR_HOURS, 1), (NEAR_HOURS, _END, 1))
_SHIFTS = _pairs(
    (0, _HERE + 1, 4), (_HERE - 2, _HERE + 4, 3), (_HERE, NEAR_HOURS, 4), (NEAR_HOURS, _END, 3)
)
_IS_IN = np.array([np.isin(np.arange(_END), np.arange(*at)) for at in WINDOWS.values()], np.int64).T
_ENOUGH = ENOUGH_HOURS * _IS_IN.sum(axis=0)
_WINDOW = [
    list(WINDOWS).index(window)
    for window in (*(window for window, _, _ in _SUMMARIES), *_CHANGES.values())
]
"""The window of each feature."""


def features_of_hours(
    hourly: HourlyWeather, airport: NDArray[np.int64], hour: NDArray[np.int64]
) -> Floats:
    """Return the weather features of departures at the given airports and hours.

    All windows are worked out together: one by one, a single departure takes twice as long.

    Parameters
    ----------
    airport
        Positions in the airport index, -1 for one that is not known.
    hour
        Hours since 1970-01-01 local time.
    """
    near, day = hour[:, None] + _NEAR, (hour // 24 * 24)[:, None] + _OF_DAY
    hours = hourly.at(airport, np.concatenate([near, day], axis=1))
    is_enough = ~np.isnan(hours).all(axis=2) @ _IS_IN >= _ENOUGH
    around = hours[:, _AROUND_PLACES].reshape(-1, _AROUND_PLACES.shape[1], len(FIELDS))
    worked_out = [
        reduce(window).reshape(len(hours), -1)
        for window in (around, hours[:, NEAR_HOURS:])
        for reduce in (mean, highest, lowest)
    ]
    # The mean of one hour is that hour; 0 is added because a mean is never -0.0.
    figures = np.concatenate([hours[:, _HERE] + np.float32(0), *worked_out], axis=1)
    found = [figures.take(_SUMMARY_PLACES, axis=1), *_changes(hours, figures)]
    return np.where(is_enough[:, _WINDOW], np.concatenate(found, axis=1), np.nan)


def _changes(hours: Floats, figures: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the columns of `_CHANGES`.

    They are changes of pressure, the largest falls of the temperature from one hour to the next, in
    degrees, and the largest changes of the wind vector between hours a few apart, in km/h.
    """
    pressure = figures.take(_PRESSURES, axis=1) - figures.take(_PRESSURE_NOW, axis=1)
    earlier, later, begins = _DROPS
    temperature = hours[:, :, _TEMPERATURE]
    drops = temperature[:, earlier] - temperature[:, later]
    drop = np.fmax.reduceat(drops, begins, axis=1)
    earlier, later, begins = _SHIFTS
    wind = hours[:, :, _WIND]
    shifts = np.sqrt(((wind[:, later] - wind[:, earlier]) ** 2).sum(axis=2))
    return pressure, drop, np.fmax.reduceat(shifts, begins, axis=1)

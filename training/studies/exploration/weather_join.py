"""Weather join: flights with the weather of their origin in the hour they leave, right or wrong.

The wrong way is there to be seen: one year's weather hours are written in UTC, and a join that
takes them for local time puts the weather of the afternoon on the flights of the evening.
"""

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from training.sources.nyc import NEW_YORK
from training.sources.schema import WEATHER_RANGES

WEATHER = tuple(WEATHER_RANGES)
EDGES: Mapping[str, tuple[float, ...]] = {
    "precipitation_mm": (-0.001, 0, 0.1, 0.5, 1, 3, 100),
    "visibility_km": (-0.001, 2, 5, 10, 15, 100),
    "wind_speed_kmh": (-0.001, 10, 20, 30, 40, 200),
    "temperature_c": (-50, -5, 0, 10, 20, 30, 60),
    "humidity_pct": (-0.001, 40, 55, 70, 85, 100),
    "pressure_hpa": (900, 1005, 1015, 1025, 1100),
}


def join_weather(flights: pd.DataFrame, weather: pd.DataFrame) -> pd.DataFrame:
    """Return the flights with the weather at their origin in the hour of departure; NaN if none."""
    hour = flights["scheduled_departure"].dt.floor("h").rename("time")
    hours = weather.assign(time=weather["time"].dt.floor("h"))
    hours = hours.drop_duplicates(["airport", "time"], keep="last")[["airport", "time", *WEATHER]]
    keyed = flights.assign(time=hour)
    joined = keyed.merge(
        hours, how="left", left_on=["origin", "time"], right_on=["airport", "time"]
    )
    return joined.drop(columns=["airport", "time"])


def as_written_in_utc(weather: pd.DataFrame) -> pd.DataFrame:
    """Return New York's weather with its hours as UTC has them: what a careless join reads."""
    local = weather["time"].dt.tz_localize(NEW_YORK, ambiguous=True, nonexistent="shift_forward")
    return weather.assign(time=local.dt.tz_convert("UTC").dt.tz_localize(None))


def in_classes(joined: pd.DataFrame, name: str) -> "pd.Series[str]":
    """Return each flight's class of a weather column, in the order of its edges."""
    edges = EDGES[name]
    labels = [_label(low, high, edges) for low, high in pairwise(edges)]
    return pd.cut(joined[name], list(edges), labels=labels)


def _label(low: float, high: float, edges: tuple[float, ...]) -> str:
    if low == edges[0]:
        return f"{high:g}" if high == 0 else f"to {high:g}"
    return f"over {low:g}" if high == edges[-1] else f"{low:g}-{high:g}"

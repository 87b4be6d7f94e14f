"""Cleaning: raw rows in, trusted rows and a count of what was dropped out."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from training.sources.schema import WEATHER_RANGES

Rows = pd.DataFrame
_Test = Callable[[Rows], "pd.Series[bool]"]

# Each reason, and the test that finds its rows. They are asked in order; a row is dropped, and
# counted, for the first that finds it.
FLIGHT_REASONS: dict[str, _Test] = {
    "airline, airport or departure missing": lambda rows: (
        rows[["carrier", "origin", "destination", "scheduled_departure"]].isna().any(axis=1)
    ),
    "same origin and destination": lambda rows: rows["origin"] == rows["destination"],
    "distance not positive": lambda rows: rows["distance_km"] <= 0,
    "neither arrived, cancelled nor diverted": lambda rows: (
        rows["arrival_delay_min"].isna() & ~rows["cancelled"] & ~rows["diverted"]
    ),
    "both arrived and cancelled": lambda rows: (
        rows["arrival_delay_min"].notna() & (rows["cancelled"] | rows["diverted"])
    ),
    "the same flight twice": lambda rows: rows.duplicated(
        ["carrier", "flight_number", "origin", "destination", "scheduled_departure"]
    ),
}
WEATHER_REASONS: dict[str, _Test] = {
    "airport or hour missing": lambda rows: rows[["airport", "time"]].isna().any(axis=1),
    "the same hour twice": lambda rows: rows.duplicated(["airport", "time"], keep="last"),
}


@dataclass(frozen=True, eq=False)
class Cleaned:
    """Rows that can be trusted; `dropped` rows and `blanked` values, counted by reason."""

    rows: Rows
    dropped: dict[str, int]
    blanked: dict[str, int]


def clean_flights(rows: Rows) -> Cleaned:
    """Drop flights that cannot be used."""
    rows, dropped = _drop(rows, FLIGHT_REASONS)
    return Cleaned(rows, dropped, {})


def clean_weather(rows: Rows) -> Cleaned:
    """Drop hours that cannot be used; blank values that no instrument could have read.

    A single impossible value (a wind of 1,700 km/h in 2013) says nothing about the rest of
    its hour, so only the value goes.
    """
    rows, dropped = _drop(rows, WEATHER_REASONS)
    blanked = {}
    for name, (low, high) in WEATHER_RANGES.items():
        impossible = (rows[name] < low) | (rows[name] > high)
        if impossible.any():
            blanked[f"{name} outside {low:g} to {high:g}"] = int(impossible.sum())
            rows = rows.assign(**{name: rows[name].mask(impossible)})
    return Cleaned(rows, dropped, blanked)


def _drop(rows: Rows, reasons: dict[str, _Test]) -> tuple[Rows, dict[str, int]]:
    dropped = {}
    for reason, test in reasons.items():
        found = test(rows)
        if found.any():
            dropped[reason] = int(found.sum())
            rows = rows[~found]
    return rows.reset_index(drop=True), dropped

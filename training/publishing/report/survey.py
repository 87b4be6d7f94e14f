"""Survey: the two years of flights that the bundle learned, counted once and then worded.

The counts go to `training/results/data.json`, so that the report can be set without the data.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from pushback.contract import Contract
from pushback.outcomes import ON_TIME, OUTCOME_NAMES
from training.dataset.dataset import label_outcomes
from training.lake.intake import clean_flights, clean_weather
from training.sources.nyc import NYC2013, NYC2023, NycYear
from training.sources.schema import celsius

YEARS = (NYC2013, NYC2023)
LICENCES = ("CC0", "MIT")
"""Of the two packages."""


def survey() -> dict[str, Any]:
    """Return counts and shares of each year, by the name of its source.

    Raises SourceMissing if a data package is not installed.
    """
    return {year.name: _year(year) for year in YEARS}


def data_facts(counted: dict[str, Any], contract: Contract) -> dict[str, Any]:
    """Word the counts of `survey`, and what the bundle was learned from."""
    older, newer = counted.values()
    late_by_month = newer["late_by_month"]
    return {
        "flights": f"{older['flights'] + newer['flights']:,}",
        "train": f"{contract.data.train.flights:,}",
        "rows": [_row(*pair) for pair in zip((older, newer), LICENCES, strict=True)],
        "columns": newer["columns"],
        "no_tail": f"{newer['no_tail_number']['cancelled']:.0%}",
        "warmest_labelled": _warmest_hour(newer["warmth"]["labelled"]),
        "warmest_local": _warmest_hour(newer["warmth"]["local"]),
        "most_late": f"{max(late_by_month):.0%}",
        "least_late": f"{min(late_by_month):.0%}",
        "december": [f"{year['late_by_month'][11]:.0%}" for year in (older, newer)],
        "airports": len(contract.airports),
    }


def _year(year: NycYear) -> dict[str, Any]:
    data = year.read()
    flights, weather = clean_flights(data.flights), clean_weather(data.weather)
    raw = year.package.read("flights")
    return {
        "title": year.title,
        "version": data.provenance.version,
        "sha256": data.provenance.sha256,
        "columns": raw.shape[1],
        "flights": len(flights.rows),
        "flights_dropped": flights.dropped,
        "weather_hours": len(weather.rows),
        "weather_dropped": weather.dropped,
        "weather_blanked": weather.blanked,
        **_outcomes(flights.rows),
        "warmth": _warmth(weather.rows, year.package.read("weather")),
    }


def _outcomes(rows: pd.DataFrame) -> dict[str, Any]:
    """Shares of the outcomes, the late by month, and who lacks a tail number."""
    outcome = label_outcomes(rows["arrival_delay_min"].to_numpy(np.float32))
    shares = np.bincount(outcome, minlength=len(OUTCOME_NAMES)) / len(outcome)
    late = pd.Series(outcome != ON_TIME).groupby(rows["scheduled_departure"].dt.month).mean()
    unnamed = rows["tail_number"].isna() | rows["tail_number"].isin(["", "nan", "None"])
    return {
        "outcomes": dict(zip(OUTCOME_NAMES, _rounded(shares), strict=True)),
        "late_by_month": _rounded(late),
        "no_tail_number": {
            "cancelled": round(float(unnamed[rows["cancelled"]].mean()), 5),
            "flown": round(float(unnamed[~rows["cancelled"]].mean()), 5),
        },
    }


def _warmth(rows: pd.DataFrame, raw: pd.DataFrame) -> dict[str, list[float]]:
    """Mean temperature in °C at each hour of the day: as the source labels it, and as local."""
    labelled = celsius(raw["temp"]).groupby(raw["hour"]).mean()
    local = rows["temperature_c"].groupby(rows["time"].dt.hour).mean()
    return {"labelled": _rounded(labelled), "local": _rounded(local)}


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(float(value), 5) for value in values]


def _row(year: dict[str, Any], licence: str) -> list[str | int]:
    """Return a year's row in the table of sources."""
    return [
        year["version"],
        licence,
        f"{year['flights']:,}",
        sum(year["flights_dropped"].values()),
        f"{year['weather_hours']:,}",
        sum(year["weather_dropped"].values()),
        sum(year["weather_blanked"].values()),
        f"{1 - year['outcomes']['on_time']:.1%}",
        f"{year['outcomes']['cancelled']:.1%}",
    ]


def _warmest_hour(warmth: list[float]) -> str:
    return f"{warmth.index(max(warmth))}:00"

"""Coming: the chances that the released bundle gives to months ahead, beside the years seen.

A model knows the season, not the year: by how much the years differed is by how much a month to
come can be off. The chances are those of the schedule alone, for the newest year's flights; they
judge nothing, since the bundle has learned from all of these years.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.contract import MonthAhead
from pushback.flights import WeatherTable
from pushback.outcomes import ON_TIME
from pushback.predictor import Predictor
from training.dataset.dataset import Flights
from training.record import Record

FEWEST_FLIGHTS = 500
"""Of a month or an hour of a year, below which luck would widen the range."""

Shares = NDArray[np.floating]


def months_and_hours(flights: Flights, record: Record, predictor: Predictor) -> dict[str, Any]:
    """Return what is said and what came, in shares of late flights, as plain JSON.

    By month and by hour of departure: `said` of the newest year's flights, `years` with what came
    by year, and their range, `low` and `high`. The months of the nation stand by themselves, for
    they are of other airports.

    Parameters
    ----------
    flights
        Those of the lake.
    """
    departure = pd.DatetimeIndex(flights.table.departure)
    newest = (departure.year == departure.year.max()).nonzero()[0]
    inputs = predictor.features.build(flights.take(newest).table, WeatherTable.from_rows([]))
    said = 1 - predictor.probabilities(inputs)[:, ON_TIME]
    late = (flights.outcome != ON_TIME).astype(np.float64)
    by = {"month": np.asarray(departure.month), "hour": np.asarray(departure.hour)}
    year = np.asarray(departure.year)
    return {
        "new_york": {
            name: _beside_years(key, year, late, _means(said, key[newest]))
            for name, key in by.items()
        },
        "nation": _nation(record),
    }


def months_ahead(flights: Flights, newest: Flights, said: Shares) -> list[MonthAhead]:
    """Return what is said of each month of the year, beside what came in the years of `flights`.

    Parameters
    ----------
    said
        Chance of late of each of the newest flights, by its schedule alone.
    """
    departure = pd.DatetimeIndex(flights.table.departure)
    late = (flights.outcome != ON_TIME).astype(np.float64)
    chances = _means(said, np.asarray(pd.DatetimeIndex(newest.table.departure).month))
    months = _beside_years(np.asarray(departure.month), np.asarray(departure.year), late, chances)
    return [
        MonthAhead(
            month=one["at"],
            said=one["said"],
            lowest=one["low"],
            highest=one["high"],
            years=[int(year) for year in one["years"]],
        )
        for one in months
    ]


def _means(said: Shares, key: NDArray[Any]) -> dict[int, float]:
    means = pd.Series(said, dtype=np.float64).groupby(key).mean()
    return dict(zip(means.index.astype(int).tolist(), means.tolist(), strict=True))


def _beside_years(
    key: NDArray[Any], year: NDArray[Any], late: Shares, chances: dict[int, float]
) -> list[dict[str, Any]]:
    came = pd.DataFrame({"key": key, "year": year, "late": late})
    came = came.groupby(["key", "year"])["late"].agg(["mean", "size"])
    came = came[came["size"] >= FEWEST_FLIGHTS]["mean"].unstack()
    shown = came[came.index.isin(list(chances))]
    return [
        {"at": int(str(at)), "said": round(chances[int(str(at))], 4)} | _range(years)
        for at, years in shown.T.items()
    ]


def _nation(record: Record) -> list[dict[str, Any]]:
    """Return what came in each month of the nation's years, and the range."""
    months = record.months
    late = (months["late_15"] + months["cancelled"]) / months["flights"]
    by_month = late.groupby([months["month"], months["year"]]).mean().unstack()
    return [{"at": int(str(at))} | _range(years) for at, years in by_month.T.items()]


def _range(came: "pd.Series[float]") -> dict[str, Any]:
    """Return shares of late flights by year, NaN where a year has none, and their range."""
    years = {str(year): round(float(share), 4) for year, share in came.dropna().items()}
    return {"low": min(years.values()), "high": max(years.values()), "years": years}

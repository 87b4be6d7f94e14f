"""Lookups: what the training flights teach the features, as the bundle keeps it.

Schedules, histories and records are of one year, the newest: airlines merge, and airports
change how they fill their hours. The record of each airline on each route (`usual`) is shown to
people beside the prediction; the model does not see it.

A history tells by how much more often than others of their month flights were late: measured
against the month's mean, so that a season does not pass for a trait of the route; shrunk towards
0, so that few flights say little; and for training flights taken from the other months of their
year, so that no flight's own outcome, nor its month's weather, is in it.
"""

from typing import Any

import holidays
import msgspec
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.clock import block_minutes
from pushback.contract import Airline, AirlineBase, Holidays, Place, Reference, Route, Usual
from pushback.outcomes import ON_TIME
from training.dataset.dataset import Flights

HOLIDAY_YEARS = range(2010, 2041)
BUSY = ("Independence Day", "Thanksgiving Day", "Christmas Day", "New Year's Day")
SHRINKAGE = 300.0
"""Flights of no surprise that every history starts with."""

Months = NDArray[np.datetime64]


def learn_reference(flights: Flights, airports: pd.DataFrame, airlines: pd.DataFrame) -> Reference:
    """Learn names and places from all training flights, the rest from the newest year's.

    Parameters
    ----------
    airports, airlines
        What is known of each, indexed by code. Codes that no training flight has are left
        out; airports without a place are too.
    """
    rows, names = _rows(flights, airports), airlines["name"]
    return Reference(
        airlines={code: Airline(names.get(code, code)) for code in sorted(set(rows["carrier"]))},
        airports=_airports(rows, airports),
        holidays=us_holidays(),
        **_of_a_year(rows[rows["year"] == rows["year"].max()]),
    )


def learn_year(reference: Reference, flights: Flights, airports: pd.DataFrame) -> Reference:
    """Return the reference with schedules, histories and records of these flights instead."""
    return msgspec.structs.replace(reference, **_of_a_year(_rows(flights, airports)))


def us_holidays() -> Holidays:
    """Return the federal holidays on their own dates, not on the days they are observed."""
    days = holidays.country_holidays("US", years=HOLIDAY_YEARS, observed=False)
    named = sorted((day.isoformat(), name) for day, name in days.items())
    return Holidays(
        all=[day for day, _ in named], busy=[day for day, name in named if name in BUSY]
    )


def _rows(flights: Flights, airports: pd.DataFrame) -> pd.DataFrame:
    table = flights.table
    zones = airports["time_zone"]
    rows = pd.DataFrame(
        {
            "carrier": table.carrier,
            "origin": table.origin,
            "destination": table.destination,
            "departure": table.departure.astype("datetime64[s]"),
            "late": flights.outcome != ON_TIME,
        }
    )
    rows["route"] = rows["origin"] + "-" + rows["destination"]
    rows["base"] = rows["carrier"] + "-" + rows["origin"]
    rows["year"] = rows["departure"].dt.year
    rows["block"] = block_minutes(
        table.departure,
        table.arrival,
        rows["origin"].map(zones).fillna("").tolist(),
        rows["destination"].map(zones).fillna("").tolist(),
    )
    return rows


def _airports(rows: pd.DataFrame, airports: pd.DataFrame) -> dict[str, Place]:
    seen = sorted(set(rows["origin"]) | set(rows["destination"]))
    places = airports.loc[airports.index.intersection(seen)]
    return {
        str(code): Place(
            name=place["name"],
            latitude=round(place["latitude"], 4),
            longitude=round(place["longitude"], 4),
            time_zone=place["time_zone"],
        )
        for code, place in places.iterrows()
    }


def _of_a_year(rows: pd.DataFrame) -> dict[str, Any]:
    return {
        "routes": _routes(rows),
        "bases": {base: AirlineBase(value) for base, value in _histories(rows, "base").items()},
        "origins": sorted(set(rows["origin"])),
    }


def _routes(rows: pd.DataFrame) -> dict[str, Route]:
    histories, blocks = _histories(rows, "route"), rows.groupby("route")["block"].median()
    records: dict[str, dict[str, Usual]] = {}
    record = rows.groupby(["route", "carrier"])["late"].agg(["mean", "size"]).reset_index()
    for route, carrier, late, count in record.itertuples(index=False):
        records.setdefault(route, {})[carrier] = Usual(round(late, 4), int(count))
    return {
        str(route): Route(float(block), histories[str(route)], records[str(route)])
        for route, block in blocks.items()
    }


def _histories(rows: pd.DataFrame, key: str) -> dict[str, float]:
    month = rows["departure"].to_numpy("datetime64[M]")
    found = history(rows[key], month, rows["late"].to_numpy())
    return {str(name): round(float(value), 3) for name, value in found.items()}


def history(key: "pd.Series[str]", month: Months, late: NDArray[np.bool_]) -> "pd.Series[float]":
    """Return each key's history, in percentage points above its months' means."""
    excess = _excess(month, late)
    totals = excess.groupby(key.to_numpy()).agg(["sum", "size"])
    return 100 * totals["sum"] / (totals["size"] + SHRINKAGE)


def history_of_other_months(
    key: "pd.Series[str]", month: Months, late: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return each flight's history, from the flights of its key in other months."""
    excess = _excess(month, late)
    whole = excess.groupby(key.to_numpy())
    own = excess.groupby([key.to_numpy(), month])
    total = whole.transform("sum") - own.transform("sum")
    count = whole.transform("size") - own.transform("size")
    return np.asarray(100 * total / (count + SHRINKAGE))


def _excess(month: Months, late: NDArray[np.bool_]) -> "pd.Series[float]":
    lateness = pd.Series(late.astype(np.float64))
    return lateness - lateness.groupby(month).transform("mean")

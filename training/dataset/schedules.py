"""Schedules and histories: how long each route takes, and how late its flights were, in one year.

Where no schedule tells how long a route takes from gate to gate, a line by distance does. It was
fitted through the 4,556 routes whose schedules the record knows, by their flights: it is off by 5.7
minutes on average. Eastward flights have the wind behind them.

A history tells by how much more often than others of their month flights were late: measured
against the month's mean, so that a season does not pass for a trait of the route; shrunk towards
0, so that few flights say little; and for training flights taken from the other months of their
year, so that no flight's own outcome, nor its month's weather, is in it.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.clock import block_minutes
from pushback.contract import Place
from pushback.lookups import Reference, Table
from pushback.outcomes import ON_TIME
from training.dataset.dataset import Flights
from training.record import Record

EARTH_KM = 6371.0
TAXI_MINUTES, KM_A_MINUTE, HEADWIND = 41.0, 13.2, 0.086

SHRINKAGE = 300.0
"""Flights of no surprise that every history starts with."""

Numbers = NDArray[np.float64]
Months = NDArray[np.datetime64]


def learn_year(reference: Reference, rows: pd.DataFrame, record: Record) -> Reference:
    """Return the reference with origins, block times and histories learned from these rows.

    They are rows as `flight_rows` returns them. Block times that they do not tell are those of the
    record, or follow from distance.
    """
    routes, bases = reference.lookups.routes.copy(), reference.lookups.bases.copy()
    routes["block_minutes"] = _block_minutes(reference, rows, record)
    month, late = rows["departure"].to_numpy("datetime64[M]"), rows["late"].to_numpy()
    for table, key in ((routes, "route"), (bases, "base")):
        points = history(rows[key], month, late).map(lambda one: round(one, 3))
        table["history"] = points.reindex(_names(reference, table))
    lookups = replace(reference.lookups, routes=routes, bases=bases)
    return replace(reference, origins=sorted(set(rows["origin"])), lookups=lookups)


def flight_rows(flights: Flights, airports: pd.DataFrame) -> pd.DataFrame:
    """Return flights as the rows that schedules and histories are learned from."""
    rows, table = flights.schedule.assign(late=flights.outcome != ON_TIME), flights.table
    rows["route"] = rows["origin"] + "-" + rows["destination"]
    rows["base"] = rows["carrier"] + "-" + rows["origin"]
    rows["year"] = rows["departure"].dt.year
    rows["block"] = scheduled_minutes(table.departure, table.arrival, rows, airports)
    return rows


def scheduled_minutes(
    departure: NDArray[np.datetime64],
    arrival: NDArray[np.datetime64],
    rows: pd.DataFrame,
    airports: pd.DataFrame,
) -> NDArray[np.float64]:
    """Return gate-to-gate minutes; NaN where the arrival or the zone of an airport is not known.

    `rows` have the flights' `origin` and `destination`, `airports` the `time_zone` of each code.
    """
    zones = (rows[name].map(airports["time_zone"]).fillna("") for name in ("origin", "destination"))
    return block_minutes(departure, arrival, *(zone.tolist() for zone in zones))


def _block_minutes(reference: Reference, rows: pd.DataFrame, record: Record) -> "pd.Series[float]":
    routes = reference.lookups.routes
    places, names = list(reference.airports.values()), _names(reference, routes)
    here, there = ([places[at] for at in routes[key]] for key in ("origin", "destination"))
    by_distance = pd.Series(estimated_minutes(here, there).round(), names)
    blocks = record.blocks.set_index(["origin", "destination"])["scheduled_minutes"]
    blocks.index = blocks.index.map("-".join)
    own = rows.groupby("route")["block"].median()
    return own.reindex(names).fillna(blocks.reindex(names)).fillna(by_distance).round(1)


def _names(reference: Reference, table: Table) -> "pd.Index[str]":
    """Return the codes of each row of a table, as `flight_rows` writes them."""
    return pd.Index(["-".join(codes) for codes in reference.index(table)])


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


def estimated_minutes(origins: Sequence[Place], destinations: Sequence[Place]) -> Numbers:
    """Return minutes for each pair of places.

    Examples
    --------
    >>> jfk = Place("", 40.64, -73.78, "")
    >>> lax = Place("", 33.94, -118.41, "")
    >>> estimated_minutes([jfk, lax], [lax, jfk]).round()
    array([368., 316.])
    """
    latitude, longitude = _radians(origins)
    to_latitude, to_longitude = _radians(destinations)
    apart = longitude - to_longitude
    across = np.cos(latitude) * np.cos(to_latitude) * np.cos(apart)
    cosine = np.sin(latitude) * np.sin(to_latitude) + across
    km = EARTH_KM * np.arccos(np.clip(cosine, -1, 1))
    km_west = EARTH_KM * np.cos((latitude + to_latitude) / 2) * apart
    return np.asarray(TAXI_MINUTES + (km + HEADWIND * km_west) / KM_A_MINUTE)


def _radians(places: Sequence[Place]) -> Numbers:
    """Return latitudes and longitudes, shape (2, places)."""
    degrees = [(place.latitude, place.longitude) for place in places]
    return np.asarray(np.radians(np.array(degrees).reshape(-1, 2)).T)

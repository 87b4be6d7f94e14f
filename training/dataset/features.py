"""Inputs: the features of training flights, free of what only hindsight knows.

At serving time a flight meets the schedule of the newest year and histories of months gone by.
A training flight is treated alike: it meets the schedule of its own year, and histories from
the other months of that year.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.features import FEATURE_NAMES, FeatureBuilder
from pushback.flights import FlightTable, WeatherTable
from pushback.lookups import Reference
from pushback.outcomes import ON_TIME
from training.dataset.dataset import Dataset, Flights
from training.dataset.lateness import KINDS, lateness
from training.dataset.nation import Nation
from training.dataset.schedules import history_of_other_months, learn_year

Floats = NDArray[np.float32]

PIECE = 100_000
"""Flights that features are made of at once."""

_ROUTE_HISTORY = FEATURE_NAMES.index("route_history")
_AIRLINE_HISTORY = FEATURE_NAMES.index("airline_history")
_LATENESS = np.array([FEATURE_NAMES.index(f"{kind}_lateness") for kind in KINDS])


def training_inputs(
    dataset: Dataset, train: Flights, reference: Reference, nation: Nation
) -> Floats:
    """Return the features of training flights, shape (flights, FEATURES)."""
    inputs = np.empty((len(train), len(FEATURE_NAMES)), np.float32)
    years = train.month.astype("datetime64[Y]")
    for year in np.unique(years):
        rows = np.flatnonzero(years == year)
        flights = train.take(rows)
        schedule = learn_year(reference, nation, flights, dataset.airports, dataset.record)
        inputs[rows] = features_of(schedule, flights.table, dataset.weather)
        inputs[rows, _ROUTE_HISTORY] = _history(flights, flights.table.destination)
        inputs[rows, _AIRLINE_HISTORY] = _history(flights, flights.table.carrier)
        inputs[np.ix_(rows, _LATENESS)] = _lateness(nation, rows, int(str(year)))
    return inputs


def _lateness(nation: Nation, rows: NDArray[np.int64], year: int) -> NDArray[np.float64]:
    """Lateness of the lake's flights of a year, from all flights but those of their month."""
    whole, found = nation.sums(year), np.empty((len(rows), len(KINDS)))
    months = nation.lake_month[rows]
    for month in np.unique(months):
        own = nation.lake_sums(nation.lake_month == month, year)
        at = np.flatnonzero(months == month)
        keys = nation.lake_keys.take(rows[at])
        seen, left_out = whole.at(keys), own.at(keys)
        others = {kind: seen[kind] - left_out[kind] for kind in KINDS}
        found[at] = np.column_stack([*lateness(others).values()])
    return found.round(2)


def features_of(reference: Reference, table: FlightTable, weather: WeatherTable) -> Floats:
    """Return the features as the function makes them, shape (flights, FEATURES).

    Piece by piece: what is made on the way is several times as large as the result.
    """
    builder = FeatureBuilder(reference)
    held = builder.hold(weather)
    inputs = np.empty((len(table), len(FEATURE_NAMES)), np.float32)
    for at in range(0, len(table), PIECE):
        rows = np.arange(at, min(at + PIECE, len(table)))
        inputs[rows] = builder.build(table.take(rows), held)
    return inputs


def _history(flights: Flights, other: NDArray[np.object_]) -> NDArray[np.float64]:
    """History of the origin together with another code, from other months."""
    key = pd.Series(flights.table.origin + "-" + other)
    return history_of_other_months(key, flights.month, flights.outcome != ON_TIME).round(2)

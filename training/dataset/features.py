"""Inputs: the features of training flights, free of what only hindsight knows.

At serving time a flight meets the schedule of the newest year and histories of months gone by.
A training flight is treated alike: it meets the schedule of its own year, and histories from
the other months of that year.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.contract import Reference
from pushback.features import FEATURE_NAMES, FeatureBuilder
from pushback.flights import FlightTable, WeatherTable
from pushback.outcomes import ON_TIME
from training.dataset.dataset import Dataset, Flights
from training.dataset.lookups import history_of_other_months, learn_year

Floats = NDArray[np.float32]

PIECE = 100_000
"""Flights that features are made of at once."""

_ROUTE_HISTORY = FEATURE_NAMES.index("route_history")
_AIRLINE_HISTORY = FEATURE_NAMES.index("airline_history")


def training_inputs(dataset: Dataset, train: Flights, reference: Reference) -> Floats:
    """Return the features of training flights, shape (flights, FEATURES)."""
    inputs = np.empty((len(train), len(FEATURE_NAMES)), np.float32)
    years = train.month.astype("datetime64[Y]")
    for year in np.unique(years):
        rows = np.flatnonzero(years == year)
        flights = train.take(rows)
        schedule = learn_year(reference, flights, dataset.airports)
        inputs[rows] = features_of(schedule, flights.table, dataset.weather)
        inputs[rows, _ROUTE_HISTORY] = _history(flights, flights.table.destination)
        inputs[rows, _AIRLINE_HISTORY] = _history(flights, flights.table.carrier)
    return inputs


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

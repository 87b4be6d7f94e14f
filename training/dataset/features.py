"""Inputs: the features of what models are fitted on: flights of the lake, rows of the record.

At serving time a flight meets the schedule of the newest year and histories of months gone by.
A training flight is treated alike: it meets the schedule of its own year, and histories from
the other months of that year. The record's rows are counts: their day and weather are not known.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.features import DAYS, DECIMALS, FEATURE_NAMES, FeatureBuilder
from pushback.flights import FlightTable, WeatherTable
from pushback.lookups import Reference
from pushback.outcomes import CANCELLED, ON_TIME, OUTCOMES
from training.dataset.dataset import Dataset, Flights
from training.dataset.lateness import CODES, KINDS, Keys, Numbers, age_weight, lateness, met
from training.dataset.nation import Nation, largest_year
from training.dataset.schedules import flight_rows, history_of_other_months, learn_year
from training.record import Record

Floats = NDArray[np.float32]

PIECE = 100_000
"""Flights that features are made of at once."""

USUAL_MINUTE = 25
"""Of an hour, when its flights leave."""

LEVEL_HALF_LIFE = 8.0
"""Years over which a month counts half for the nation's level: longer than a flight's weight, for
years go up and down (20.6 % late in 2018, 23.3 % in 2025, between them less and more)."""

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
        schedule = learn_year(reference, flight_rows(flights, dataset.airports), dataset.record)
        inputs[rows] = features_of(schedule, flights.table, dataset.weather)
        inputs[rows, _ROUTE_HISTORY] = _history(flights, flights.table.destination)
        inputs[rows, _AIRLINE_HISTORY] = _history(flights, flights.table.carrier)
        inputs[np.ix_(rows, _LATENESS)] = _lateness(nation, rows, flights.month, int(str(year)))
    return inputs


def _lateness(
    nation: Nation, rows: NDArray[np.int64], months: NDArray[np.datetime64], year: int
) -> NDArray[np.float64]:
    """Lateness of the lake's flights of a year, from all flights but those of their month."""
    whole, found = nation.sums(year), np.empty((len(rows), len(KINDS)))
    for month in np.unique(months):
        own = nation.sums_of(nation.lake.take(rows[months == month]), year)
        keys = nation.lake.keys.take(rows[months == month])
        seen, left_out = met(whole, keys), met(own, keys)
        others = {kind: seen[kind] - left_out[kind] for kind in KINDS}
        found[months == month] = np.column_stack([*lateness(others).values()])
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


@dataclass(frozen=True, eq=False)
class WeightedRows:
    """Rows to fit on that each stand for many flights."""

    inputs: NDArray[np.float32]
    """Features, shape (rows, FEATURES)."""
    outcome: NDArray[np.int64]
    """Positions in `OUTCOMES`."""
    weight: Numbers
    """What each row counts, where a flight of the lake's newest year counts 1."""

    def __len__(self) -> int:
        return len(self.outcome)

    def take(self, rows: NDArray[np.bool_]) -> "WeightedRows":
        """Return the given rows."""
        return WeightedRows(self.inputs[rows], self.outcome[rows], self.weight[rows])

    def weighing(self, share: float) -> "WeightedRows":
        """Return the rows with a share of their weight."""
        return replace(self, weight=self.weight * share)


def national_rows(nation: Nation, record: Record, reference: Reference, now: int) -> WeightedRows:
    """Return a row for each airline, route and hour of the record, and for each of its outcomes.

    The years' flights are put together by age. A flight of the record's largest year weighs 1
    here. The chances of late and of cancelled are those of the nation's newest months over all.
    """
    keys, flights = nation.record.keys, nation.record.flights
    _, first, of_cell = np.unique(keys.place(CODES), return_index=True, return_inverse=True)
    cells, age = keys.take(first), age_weight(nation.record.year, now)
    counts = np.zeros((len(cells), len(OUTCOMES)))
    np.add.at(counts, of_cell, nation.outcomes * age[:, None])
    inputs, weights = _inputs(nation, reference, cells, of_cell, now), _to_level(counts, record)
    if len(flights):
        weights /= age_weight(largest_year(nation.record.year, flights), now)
    row, outcome = np.nonzero(weights)
    return WeightedRows(inputs[row], outcome, weights[row, outcome])


def newest_level(record: Record) -> tuple[float, float] | None:
    """Return the nation's shares of late and of cancelled flights in its newest months, if any.

    Every month counts, by its flights and by age.
    """
    months = record.months
    if months.empty:
        return None
    year = months["year"].to_numpy(np.int64)
    weight = age_weight(year, int(year.max()), LEVEL_HALF_LIFE)
    flights, late, cancelled = (
        float((months[name].to_numpy(np.float64) * weight).sum())
        for name in ("flights", "late_15", "cancelled")
    )
    return late / flights, cancelled / flights


def _to_level(counts: Numbers, record: Record) -> Numbers:
    """Return the counts with the nation's newest shares of late and of cancelled flights."""
    level = newest_level(record)
    if level is None or not len(counts):
        return counts
    total, late = counts.sum(axis=0), slice(ON_TIME + 1, CANCELLED)
    factor = np.empty(len(OUTCOMES))
    factor[ON_TIME] = (1 - sum(level)) / total[ON_TIME]
    factor[late] = level[0] / total[late].sum()
    factor[CANCELLED] = level[1] / total[CANCELLED]
    return np.asarray(counts * factor * total.sum())


def _inputs(
    nation: Nation, reference: Reference, cells: Keys, of_cell: NDArray[np.int64], now: int
) -> Floats:
    """Return the cells' features; what is said of each leaves out its own flights."""
    whole = met(nation.sums(now), cells)
    others = {
        name: whole[name] - [np.bincount(of_cell, of, len(cells)) for of in counts]
        for name, counts in nation.counts(nation.record, now)
    }
    airline, origin = cells.of["airline"], cells.of["origin"]
    routes, size = reference.lookups.routes, cells.sizes["origin"]
    block_minutes = np.full((size, size), np.nan)  # where an airport has no place
    block_minutes[routes["origin"], routes["destination"]] = routes["block_minutes"]
    weather_known = nation.codes.airports.get_indexer(pd.Index(reference.origins))
    known: dict[str, Any] = {
        "carrier": np.where(airline < cells.sizes["airline"] - 1, airline, np.nan),
        "origin": np.where(np.isin(origin, weather_known), origin, np.nan),
        "block_minutes": block_minutes[origin, cells.of["destination"]],
        "block_slack_minutes": 0,
        "departure_minute": cells.of["hour"] * 60 + USUAL_MINUTE,
        "season_row": DAYS,  # not known: one of them, for the graph to look up
    }
    known |= {f"{kind}_lateness": of for kind, of in lateness(others).items()}
    inputs = np.full((len(cells), len(FEATURE_NAMES)), np.nan, np.float32)
    for name, column in known.items():
        inputs[:, FEATURE_NAMES.index(name)] = column
    return inputs.round(DECIMALS)

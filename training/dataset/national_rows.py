"""National rows: the record's flights as rows to fit on, whose day and weather are not known."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.features import DAYS, DECIMALS, FEATURE_NAMES
from pushback.lookups import Reference
from pushback.outcomes import CANCELLED, ON_TIME, OUTCOMES
from training.dataset.lateness import KINDS, Keys, age_weight, lateness
from training.dataset.nation import Nation, newest_level
from training.record import Record

USUAL_MINUTE = 25
"""Of an hour, when its flights leave."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class WeightedRows:
    """Rows to fit on that each stand for many flights.

    Attributes
    ----------
    inputs
        Features, shape (rows, FEATURES).
    outcome
        Positions in `OUTCOMES`.
    weight
        What each row counts, where a flight of the lake's newest year counts 1.
    """

    inputs: NDArray[np.float32]
    outcome: NDArray[np.int64]
    weight: Numbers

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
    of_cell, cells = _cells(nation.keys)
    age = age_weight(nation.year, now)
    counts = np.zeros((len(cells), len(OUTCOMES)))
    np.add.at(counts, of_cell, nation.outcomes * age[:, None])
    inputs = _inputs(nation, reference, cells, of_cell, now)
    weights = _to_level(counts, record) / _age_of_largest(nation, age)
    row, outcome = np.nonzero(weights)
    return WeightedRows(inputs[row], outcome, weights[row, outcome])


def _age_of_largest(nation: Nation, age: Numbers) -> float:
    """Return the weight by age of the year with most flights; 1 of a record without flights."""
    if not len(age):
        return 1.0
    years, of = np.unique(nation.year, return_inverse=True)
    flights = np.bincount(of, nation.outcomes.sum(axis=1))
    return float(age[nation.year == years[flights.argmax()]][0])


def _cells(keys: Keys) -> tuple[NDArray[np.int64], Keys]:
    """Return the cell of each row, and the cells: an airline, a route and an hour each."""
    place = keys.place(("airline", "origin", "destination", "hour"))
    _, first, of_cell = np.unique(place, return_index=True, return_inverse=True)
    return of_cell, keys.take(first)


def _to_level(counts: Numbers, record: Record) -> Numbers:
    """Return the counts with the nation's newest shares of late and of cancelled flights."""
    level = newest_level(record)
    if level is None or not len(counts):
        return counts
    total = counts.sum(axis=0)
    late = slice(ON_TIME + 1, CANCELLED)
    factor = np.empty(len(OUTCOMES))
    factor[ON_TIME] = (1 - sum(level)) / total[ON_TIME]
    factor[late], factor[CANCELLED] = (
        level.late / total[late].sum(),
        level.cancelled / total[CANCELLED],
    )
    return np.asarray(counts * factor * total.sum())


def _inputs(
    nation: Nation, reference: Reference, cells: Keys, of_cell: NDArray[np.int64], now: int
) -> NDArray[np.float32]:
    """Return the cells' features; what is said of each leaves out its own flights."""
    rows, whole = nation.counts(now), nation.sums(now).at(cells)
    others = {
        name: whole[name] - [np.bincount(of_cell, of, len(cells)) for of in rows.of(kind)]
        for name, kind in KINDS.items()
    }
    known = {
        "carrier": np.where(cells.airline < cells.airlines - 1, cells.airline, np.nan),
        "origin": _learned_origins(cells, nation, reference),
        "block_minutes": _block_minutes(cells, reference),
        "block_slack_minutes": np.zeros(len(cells)),
        "departure_minute": cells.hour * 60 + USUAL_MINUTE,
        "season_row": np.full(len(cells), DAYS),  # not known: one of them, for the graph to look up
    }
    known |= {f"{kind}_lateness": of for kind, of in lateness(others).items()}
    inputs = np.full((len(cells), len(FEATURE_NAMES)), np.nan, np.float32)
    for name, column in known.items():
        inputs[:, FEATURE_NAMES.index(name)] = column
    return inputs.round(DECIMALS)


def _learned_origins(cells: Keys, nation: Nation, reference: Reference) -> Numbers:
    """Return the origin's code where the lake has flights with weather of it, NaN elsewhere."""
    learned = nation.codes.airports.get_indexer(pd.Index(reference.origins))
    return np.where(np.isin(cells.origin, learned), cells.origin, np.nan)


def _block_minutes(cells: Keys, reference: Reference) -> Numbers:
    """Return each route's usual block time, NaN where an airport has no place."""
    routes, size = reference.lookups.routes, cells.airports
    usual = np.full((size, size), np.nan)
    usual[routes["origin"], routes["destination"]] = routes["block_minutes"]
    return np.asarray(usual[cells.origin, cells.destination])

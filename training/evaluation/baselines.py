"""Baselines: what every model must be shown beside.

Of the schedule, the shares of outcomes among like flights; of the day, what anyone can tell from
the departure's delay by counting.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.outcomes import OUTCOMES
from training.dataset.dataset import Flights
from training.evaluation.metrics import Chances

Weights = NDArray[np.float64]
Minutes = NDArray[np.float64]

SHRINKAGE = 20.0
"""A cell of the climatology counts as much as this many flights of the cell above it."""
COARSE, FINE = ["origin", "hour"], ["origin", "hour", "carrier"]

FIRST, LAST = -60, 300
"""Minutes that are counted one by one; beyond, all are counted as the last."""
DEVIATION = 2.0
"""Standard deviation, in minutes, of the kernel that neighbouring minutes are counted by."""
LEAST = 0.05
"""Flights that every outcome of a minute starts with."""
RECOVERY_SHRINKAGE = 50
"""Flights of the usual recovery that each route starts with."""


def constant(train: Flights, weight: Weights, test: Flights) -> Chances:
    """Return the same chances for every test flight: the training flights' weighted shares."""
    return np.tile(outcome_shares(train.outcome, weight), (len(test), 1))


def climatology(train: Flights, weight: Weights, test: Flights) -> Chances:
    """Return the training flights' record of airline x origin x hour of departure.

    Each cell's shares are drawn towards those of origin x hour, and these towards the shares
    of all flights, so that a cell of few flights (or none) is still answered sanely.
    """
    rows = _cells(train).assign(outcome=train.outcome, weight=weight)
    counts = rows.groupby([*FINE, "outcome"])["weight"].sum().unstack(fill_value=0)
    return shrunk_shares(counts.reindex(columns=range(len(OUTCOMES)), fill_value=0.0), test)


def shrunk_shares(counts: pd.DataFrame, flights: Flights) -> Chances:
    """Return for each flight the shares of its cell of airline x origin x hour.

    `counts` are the cells' flights: indexed by `FINE`, an outcome a column.
    """
    total = counts.sum().to_numpy()
    chances, cells = np.tile(total / total.sum(), (len(flights), 1)), _cells(flights)
    coarse = _shrunk(counts.groupby(level=COARSE).sum(), total / total.sum())
    fine = _shrunk(counts, coarse.reindex(counts.reset_index("carrier").index).to_numpy())
    for record, keys in ((coarse, COARSE), (fine, FINE)):
        found = record.index.get_indexer(pd.MultiIndex.from_frame(cells[keys]))
        chances[found >= 0] = record.to_numpy()[found[found >= 0]]
    return chances


def outcome_shares(outcome: NDArray[np.int64], weight: Weights) -> Chances:
    """Return the weighted share of each outcome, shape (outcomes,)."""
    counts = np.bincount(outcome, weight, minlength=len(OUTCOMES))
    return np.asarray(counts / counts.sum())


def _cells(flights: Flights) -> pd.DataFrame:
    table = flights.table
    hour = table.departure.astype("datetime64[h]").astype(np.int64) % 24
    return pd.DataFrame({"origin": table.origin, "hour": hour, "carrier": table.carrier})


def _shrunk(counts: pd.DataFrame, above: Chances) -> pd.DataFrame:
    """Return each cell's shares, drawn towards those of the cell above it."""
    return (counts + SHRINKAGE * above).div(counts.sum(axis=1) + SHRINKAGE, axis=0)


def delay_alone(train: Flights, weight: Weights, test: Flights) -> Chances:
    """Return what became of flights whose departure was as late, shape (flights, outcomes)."""
    known, asked = (one.departure_delay.astype(float) for one in (train, test))
    return _by_minute(known, train.outcome, weight, asked)


def usual_recovery(train: Flights, weight: Weights, test: Flights) -> Chances:
    """Return what became of flights as late once the route's usual recovery is taken off."""
    recovery = pd.Series(train.delay - train.departure_delay, dtype=float)
    usual = recovery.mean()
    known, asked = (one.table.origin + "-" + one.table.destination for one in (train, test))
    routes = recovery.groupby(known).agg(["sum", "count"])
    by_route = (routes["sum"] + RECOVERY_SHRINKAGE * usual) / (routes["count"] + RECOVERY_SHRINKAGE)
    arrival, asked_arrival = (
        np.asarray(flights.departure_delay + by_route.reindex(route).fillna(usual).to_numpy())
        for flights, route in ((train, known), (test, asked))
    )
    return _by_minute(arrival, train.outcome, weight, asked_arrival)


def _by_minute(
    minutes: Minutes, outcome: NDArray[np.int64], weight: Weights, asked: Minutes
) -> Chances:
    """Return the shares of the outcomes around each asked minute, shape (asked, outcomes)."""
    counts = np.zeros((LAST - FIRST + 1, len(OUTCOMES)))
    np.add.at(counts, (_minute(minutes), outcome), weight)
    apart = np.subtract.outer(np.arange(len(counts)), np.arange(len(counts)))
    smooth = np.exp(-((apart / DEVIATION) ** 2) / 2) @ counts + LEAST
    return np.asarray(smooth / smooth.sum(axis=1, keepdims=True))[_minute(asked)]


def _minute(minutes: Minutes) -> NDArray[np.int64]:
    return np.clip(np.rint(minutes), FIRST, LAST).astype(np.int64) - FIRST

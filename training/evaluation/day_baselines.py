"""Baselines of the day: what anyone can tell from the departure's delay, by counting."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.outcomes import OUTCOMES
from training.dataset.dataset import Flights

Chances = NDArray[np.float64]
Minutes = NDArray[np.float64]

FIRST, LAST = -60, 300
"""Minutes that are counted one by one; beyond, all are counted as the last."""
DEVIATION = 2.0
"""Standard deviation, in minutes, of the kernel that neighbouring minutes are counted by."""
LEAST = 0.05
"""Flights that every outcome of a minute starts with."""
SHRINKAGE = 50
"""Flights of the usual recovery that each route starts with."""


def delay_alone(train: Flights, weight: NDArray[np.float64], test: Flights) -> Chances:
    """Return what became of flights whose departure was as late, shape (flights, outcomes)."""
    counts = _counted(train.departure_delay.astype(float), train.outcome, weight)
    return _looked_up(counts, test.departure_delay.astype(float))


def usual_recovery(train: Flights, weight: NDArray[np.float64], test: Flights) -> Chances:
    """Return what became of flights as late once the route's usual recovery is taken off."""
    recovery = pd.Series(train.delay - train.departure_delay, dtype=float)
    usual = recovery.mean()
    routes = recovery.groupby(_routes(train)).agg(["sum", "count"])
    by_route = (routes["sum"] + SHRINKAGE * usual) / (routes["count"] + SHRINKAGE)

    def arrival(flights: Flights) -> Minutes:
        found = by_route.reindex(_routes(flights)).fillna(usual).to_numpy()
        return np.asarray(flights.departure_delay + found)

    return _looked_up(_counted(arrival(train), train.outcome, weight), arrival(test))


def _routes(flights: Flights) -> NDArray[np.object_]:
    return np.asarray(flights.table.origin + "-" + flights.table.destination)


def _counted(minutes: Minutes, outcome: NDArray[np.int64], weight: NDArray[np.float64]) -> Chances:
    """Return the share of each outcome by minute, shape (minutes, outcomes)."""
    counts = np.zeros((LAST - FIRST + 1, len(OUTCOMES)))
    np.add.at(counts, (_minute(minutes), outcome), weight)
    apart = np.subtract.outer(np.arange(len(counts)), np.arange(len(counts)))
    smooth = np.exp(-((apart / DEVIATION) ** 2) / 2) @ counts + LEAST
    return np.asarray(smooth / smooth.sum(axis=1, keepdims=True))


def _looked_up(shares: Chances, minutes: Minutes) -> Chances:
    return np.asarray(shares[_minute(minutes)])


def _minute(minutes: Minutes) -> NDArray[np.int64]:
    return np.clip(np.rint(minutes), FIRST, LAST).astype(np.int64) - FIRST

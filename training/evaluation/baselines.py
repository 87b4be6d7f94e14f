"""Baselines: what every model must be shown beside."""

import numpy as np
from numpy.typing import NDArray

from pushback.outcomes import OUTCOMES
from training.dataset.dataset import Flights

Chances = NDArray[np.float64]

_SHRINKAGE = 20.0
"""A cell of the climatology counts as much as this many flights of the cell above it."""


class Constant:
    """The same chances for every flight: the training flights' shares."""

    def fit(self, flights: Flights, weight: NDArray[np.float64]) -> "Constant":
        """Learn the weighted shares of the outcomes."""
        shares = np.bincount(flights.outcome, weight, minlength=len(OUTCOMES))
        self.shares_: Chances = shares / shares.sum()
        return self

    def predict_proba(self, flights: Flights) -> Chances:
        """Return the chances, shape (flights, outcomes)."""
        return np.tile(self.shares_, (len(flights), 1))


class Climatology:
    """The record of airline x origin x hour of departure, shrunk to coarser records.

    Each cell's shares are drawn towards those of origin x hour, and these towards the shares
    of all flights, so that a cell of few flights (or none) is still answered sanely.
    """

    def fit(self, flights: Flights, weight: NDArray[np.float64]) -> "Climatology":
        """Learn the weighted shares of the outcomes in each cell."""
        self.overall_ = Constant().fit(flights, weight).shares_
        self.levels_: list[dict[tuple[object, ...], Chances]] = []
        for level in range(2):
            counts: dict[tuple[object, ...], Chances] = {}
            for key, outcome, one in zip(
                _cells(flights, level), flights.outcome, weight, strict=True
            ):
                counts.setdefault(key, np.zeros(len(OUTCOMES)))[outcome] += one
            self.levels_.append({key: self._shrunk(key, count) for key, count in counts.items()})
        return self

    def predict_proba(self, flights: Flights) -> Chances:
        """Return the chances, shape (flights, outcomes)."""
        return np.array([self._chances(key) for key in _cells(flights, 1)])

    def _shrunk(self, key: tuple[object, ...], count: Chances) -> Chances:
        coarser = self.levels_[0][key[:2]] if len(key) > 2 else self.overall_
        return np.asarray((count + _SHRINKAGE * coarser) / (count.sum() + _SHRINKAGE))

    def _chances(self, key: tuple[object, ...]) -> Chances:
        fine, coarse = self.levels_[1], self.levels_[0]
        return fine.get(key, coarse.get(key[:2], self.overall_))


def _cells(flights: Flights, level: int) -> list[tuple[object, ...]]:
    """The cell of each flight: origin x hour, and at level 1 the airline as well."""
    table = flights.table
    hour = (table.departure.astype("datetime64[h]").astype(np.int64) % 24).tolist()
    columns = (table.origin, hour) if level == 0 else (table.origin, hour, table.carrier)
    return list(zip(*columns, strict=True))

"""Season: what the years before the newest say of each day of the year.

Delays follow the seasons, but a tree given the date learns its few years by heart: as features,
day and month make unseen months worse. So the season is a table outside of the trees. It holds,
for each day of the year, by which factor each outcome is more or less frequent than over the
training flights, as earlier years had it; the chances are multiplied by it and scaled to sum to 1.
"""

import numpy as np
from numpy.typing import NDArray

from pushback.features import day_of_year
from pushback.outcomes import OUTCOMES
from training.config import TrainingConfig
from training.dataset.dataset import Flights

DAYS = 366
Table = NDArray[np.float64]
Chances = NDArray[np.float64]


def learn_season(flights: Flights, weight: NDArray[np.float64], config: TrainingConfig) -> Table:
    """Return the factors, shape (366, outcomes); all 1 where there is no earlier year.

    Parameters
    ----------
    weight
        Weight of each training flight, as the model is fitted.
    """
    year = flights.month.astype("datetime64[Y]")
    earlier = flights.take(year < year.max())
    if not len(earlier):
        return np.ones((DAYS, len(OUTCOMES)))
    shares = _smooth_shares(earlier, config.season_days)
    average = np.average(shares[day_of_year(flights.table.departure)], axis=0, weights=weight)
    return np.asarray((shares / average) ** config.season_strength)


def apply_season(chances: Chances, table: Table, day: NDArray[np.int64]) -> Chances:
    """Return the chances on the given days of the year, each row summing to 1 again."""
    seasonal = chances * table[day]
    return np.asarray(seasonal / seasonal.sum(axis=1, keepdims=True))


def _smooth_shares(flights: Flights, deviation: float) -> Table:
    """Shares of the outcomes around each day of the year, by a Gaussian kernel that wraps."""
    counts = np.zeros((DAYS, len(OUTCOMES)))
    np.add.at(counts, (day_of_year(flights.table.departure), flights.outcome), 1)
    apart = np.abs(np.subtract.outer(np.arange(DAYS), np.arange(DAYS)))
    apart = np.minimum(apart, DAYS - apart)
    overall = (counts.sum(axis=0) + 1) / (counts.sum() + len(OUTCOMES))
    smooth = np.exp(-((apart / deviation) ** 2) / 2) @ counts + overall  # never quite 0
    return np.asarray(smooth / smooth.sum(axis=1, keepdims=True))

"""Season: what earlier years, and the nation's months, say of each day of the year.

Delays follow the seasons, but a tree given the date learns its few years by heart: as features,
day and month make unseen months worse. So the season is a table outside of the trees. It holds,
for each day of the year, by which factor each outcome is more or less frequent than over the
training flights, as those years had it; the chances are multiplied by it and scaled to sum to 1.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.features import DAYS, day_of_year
from pushback.outcomes import CANCELLED, ON_TIME, OUTCOMES
from training.config import TrainingConfig
from training.dataset.dataset import Flights

LATE = CANCELLED - ON_TIME - 1
"""Outcomes of flights that arrived late."""
Table = NDArray[np.float64]


def learn_season(
    flights: Flights, weight: NDArray[np.float64], months: pd.DataFrame, config: TrainingConfig
) -> Table:
    """Return the factors, shape (732, outcomes): where weather was learned, then elsewhere.

    Of the airports where weather was learned, the earlier years of the training flights tell how
    frequent each outcome is on a day against the year's mean; of all others, the years of the
    nation's months. The years are averaged (as logarithms) with `config.season_doubt` years that
    say nothing. Without an earlier year, all factors are 1. The flights weigh as the model is
    fitted; `months` are the nation's, as the record has them.
    """
    year, day = flights.month.astype("datetime64[Y]"), day_of_year(flights.table.departure)
    earlier = []
    for one in np.unique(year)[:-1]:
        counts = np.zeros((DAYS, len(OUTCOMES)))
        np.add.at(counts, (day[year == one], flights.outcome[year == one]), 1)
        earlier.append(counts)
    nation = [_daily_counts_of_months(rows) for _, rows in months.groupby("year")]
    here, elsewhere = (_factors(years, config) for years in (earlier, nation))
    # The trees have learned the mean of the days that they were fitted on; of the nation's rows,
    # which are of whole years, that of the year.
    fitted = np.average(here[day], axis=0, weights=weight)
    return np.concatenate([here / fitted, elsewhere / elsewhere.mean(axis=0)])


def _factors(years: list[Table], config: TrainingConfig) -> Table:
    """Return how frequent outcomes are on each day over the mean, shape (366, outcomes)."""
    if not years:
        return np.ones((DAYS, len(OUTCOMES)))
    seasons = np.array([np.log(_relative(counts, config.season_days)) for counts in years])
    return np.asarray(np.exp(seasons.sum(axis=0) / (len(years) + config.season_doubt)))


def apply_season(chances: Table, table: Table, day: NDArray[np.int64]) -> Table:
    """Return the chances on the given days of the season, each row summing to 1 again."""
    seasonal = chances * table[day]
    return np.asarray(seasonal / seasonal.sum(axis=1, keepdims=True))


def _daily_counts_of_months(months: pd.DataFrame) -> Table:
    """Spread months over their days; all kinds of late share the season of late."""
    counts = np.zeros((DAYS, len(OUTCOMES)))
    names = ["year", "month", "flights", "late_15", "cancelled"]
    for year, month, flights, late, cancelled in months[names].itertuples(index=False):
        first = np.datetime64(f"{year}-{month:02d}")
        day = np.arange(first, first + 1, dtype="datetime64[D]")
        shares = [flights - late - cancelled, *[late] * LATE, cancelled]
        counts[day_of_year(day)] = np.array(shares) / len(day)
    return counts


def _relative(counts: Table, deviation: float) -> Table:
    """How frequent outcomes are around each day, by a Gaussian kernel that wraps, over the mean.

    Days that no flight is known of, of a year that is not whole, are as frequent as the mean.
    """
    apart = np.abs(np.subtract.outer(np.arange(DAYS), np.arange(DAYS)))
    apart = np.minimum(apart, DAYS - apart)
    overall = (counts.sum(axis=0) + 1) / (counts.sum() + len(OUTCOMES))
    smooth = np.exp(-((apart / deviation) ** 2) / 2) @ counts + overall  # never quite 0
    shares = smooth / smooth.sum(axis=1, keepdims=True)
    return np.asarray(shares / overall)

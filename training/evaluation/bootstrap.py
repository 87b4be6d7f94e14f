"""Bootstrap: how much of a difference could be the luck of the days drawn.

Flights of one day share their weather and their jams, so they are no independent witnesses:
whole days are drawn again, within each test month.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

REPEATS = 2000
INTERVAL = (0.025, 0.975)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A figure and its 95 % interval."""

    value: float
    low: float
    high: float


def skill(loss: Floats, reference: Floats, departure: "pd.Series[pd.Timestamp]") -> Estimate:
    """Return by which share a loss is below a reference's, as a mean over months.

    Parameters
    ----------
    loss, reference
        A loss for each flight, of the system in question and of what it is held against.
    departure
        When each flight was to leave.

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["2023-04-01", "2023-04-02"]))
    >>> skill(np.array([0.8, 0.8]), np.array([1.0, 1.0]), days)
    Estimate(value=0.2, low=0.2, high=0.2)
    """
    ours, theirs = (_monthly_means(values, departure) for values in (loss, reference))
    return _estimate(1 - ours.mean(axis=1) / theirs.mean(axis=1))


def difference(loss: Floats, other: Floats, departure: "pd.Series[pd.Timestamp]") -> Estimate:
    """Return a loss minus another, as a mean over months: below 0, the first is better."""
    return _estimate(_monthly_means(loss - other, departure).mean(axis=1))


def _estimate(repeats: Floats) -> Estimate:
    low, high = np.quantile(repeats[1:], INTERVAL)
    return Estimate(*(round(float(value), 6) for value in (repeats[0], low, high)))


def _monthly_means(values: Floats, departure: "pd.Series[pd.Timestamp]") -> Floats:
    """Means by month, shape (1 + REPEATS, months): as seen, then with days drawn again.

    The draws are the same at each call with the same days, so that two systems are compared on
    the same days.
    """
    random = np.random.default_rng(0)
    frame = pd.DataFrame({"day": departure.dt.normalize().to_numpy(), "value": np.asarray(values)})
    days = frame.groupby("day")["value"].agg(["sum", "size"])
    columns = []
    for _, month in days.groupby(days.index.to_numpy("datetime64[M]")):
        drawn = random.integers(0, len(month), (REPEATS, len(month)))
        drawn = np.concatenate([np.arange(len(month))[None], drawn])
        total, count = month["sum"].to_numpy()[drawn], month["size"].to_numpy()[drawn]
        columns.append(total.sum(axis=1) / count.sum(axis=1))
    return np.column_stack(columns)

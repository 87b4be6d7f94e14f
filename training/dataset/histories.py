"""Histories: how much more often flights were late than others of their month, in one year.

A history tells by how much more often than others of their month flights were late: measured
against the month's mean, so that a season does not pass for a trait of the route; shrunk towards
0, so that few flights say little; and for training flights taken from the other months of their
year, so that no flight's own outcome, nor its month's weather, is in it.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

SHRINKAGE = 300.0
"""Flights of no surprise that every history starts with."""

Months = NDArray[np.datetime64]


def history(key: "pd.Series[str]", month: Months, late: NDArray[np.bool_]) -> "pd.Series[float]":
    """Return each key's history, in percentage points above its months' means."""
    excess = _excess(month, late)
    totals = excess.groupby(key.to_numpy()).agg(["sum", "size"])
    return 100 * totals["sum"] / (totals["size"] + SHRINKAGE)


def history_of_other_months(
    key: "pd.Series[str]", month: Months, late: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return each flight's history, from the flights of its key in other months."""
    excess = _excess(month, late)
    whole = excess.groupby(key.to_numpy())
    own = excess.groupby([key.to_numpy(), month])
    total = whole.transform("sum") - own.transform("sum")
    count = whole.transform("size") - own.transform("size")
    return np.asarray(100 * total / (count + SHRINKAGE))


def _excess(month: Months, late: NDArray[np.bool_]) -> "pd.Series[float]":
    lateness = pd.Series(late.astype(np.float64))
    return lateness - lateness.groupby(month).transform("mean")

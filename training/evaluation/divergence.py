"""Divergence: how far two sets of flights are apart in how they fill the same bins.

The population stability index (PSI) is the symmetric divergence of Kullback and Leibler (1951)
between the shares: the sum over the bins of (p - q) ln(p / q). Scorecards are watched with it,
and 0.1 is called a small shift, 0.25 a large one (Siddiqi, 2006, Credit Risk Scorecards).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2

Counts = NDArray[np.float64] | NDArray[np.int64]

LUCK = 0.999
"""How sure it must be that a PSI is no luck of the flights drawn: fifty are looked at at once."""


def psi(expected: Counts, seen: Counts) -> float:
    """Return the population stability index of two sets of flights, by bin.

    Half a flight is added to each bin, so that an empty one is rare and not impossible.

    Examples
    --------
    >>> psi(np.array([100, 100]), np.array([200, 200])), psi(np.array([9, 1]), np.array([1, 9]))
    (0.0, 2.684838822543027)
    """
    p, q = _shares(expected), _shares(seen)
    return float(np.sum((p - q) * np.log(p / q)))


def distance(expected: Counts, seen: Counts) -> float:
    """Return the Jensen-Shannon distance, from 0 (alike) to 1 (nothing in common)."""
    return float(jensenshannon(_shares(expected), _shares(seen), base=2))


def psi_by_luck(bins: int, expected: float, seen: float) -> float:
    """Return the PSI that two sets of so many like flights hardly ever exceed.

    It is about chi-squared, times 1 / expected + 1 / seen (Yurdakul and Naranjo, 2020,
    Statistical Properties of the Population Stability Index).
    """
    return float(chi2.ppf(LUCK, bins - 1) * (1 / expected + 1 / seen))


def largest_psi(months: list[NDArray[np.int64]]) -> float:
    """Return the largest PSI of one month's counts against those of all others; 0 for one."""
    total = np.sum(months, axis=0)
    return max((psi(total - month, month) for month in months if len(months) > 1), default=0.0)


def _shares(counts: Counts) -> NDArray[np.float64]:
    return np.asarray((counts + 0.5) / (counts.sum() + 0.5 * len(counts)))

"""Divergence: bins that flights are counted in, and how far two sets of counts are apart.

The same bins are filled with the training flights and with later ones; the last bin holds the
flights whose value is not known. The population stability index (PSI) is the symmetric divergence
of Kullback and Leibler (1951) between the shares: the sum over the bins of (p - q) ln(p / q).
Scorecards are watched with it, and 0.1 is called a small shift, 0.25 a large one (Siddiqi, 2006,
Credit Risk Scorecards).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2

Floats = NDArray[np.float32]
Counts = NDArray[np.float64] | NDArray[np.int64]

UNKNOWN = "not known"
LUCK = 0.999
"""How sure it must be that a PSI is not luck: about fifty features are compared at once."""


@dataclass(frozen=True, eq=False)
class Bins:
    """Bins that the values of one feature are counted in; the last holds those not known.

    `labels` tell what each holds, and `find` returns the bin of each known value.
    """

    labels: list[str]
    find: Callable[[Floats], NDArray[Any]]

    def count(self, values: Floats) -> NDArray[np.int64]:
        """Count the values in each bin."""
        known = values[~np.isnan(values)]
        counts = np.bincount(self.find(known), minlength=len(self.labels) - 1)
        return np.append(counts, len(values) - len(known))


def number_bins(edges: Sequence[float]) -> Bins:
    """Return bins between edges; a bin holds its upper edge.

    Examples
    --------
    >>> bins = number_bins([0.0, 2.5])
    >>> bins.labels
    ['to 0', '0 to 2.5', 'over 2.5', 'not known']
    >>> bins.count(np.array([0, 1, 2.5, 9, np.nan], np.float32))
    array([1, 2, 1, 1])
    """
    ends = [f"{edge:g}" for edge in edges]
    between = [f"{low} to {high}" for low, high in pairwise(ends)]
    # Compared as float32, as the values are: an edge is the value of many flights.
    exact = np.array(edges, np.float32)
    labels = [f"to {ends[0]}", *between, f"over {ends[-1]}", UNKNOWN]
    return Bins(labels, lambda values: np.searchsorted(exact, values, side="left"))


def code_bins(codes: Sequence[str], names: Sequence[str]) -> Bins:
    """Return a bin for each of some codes, and one for all others of `names`.

    The values of the feature are positions in these.

    Examples
    --------
    >>> code_bins(["DL"], ["AA", "DL"]).count(np.array([1, 1, 0, np.nan], np.float32))
    array([2, 1, 1])
    """
    bin_of = {code: at for at, code in enumerate(codes)}
    bins = np.array([bin_of.get(name, len(codes)) for name in names], np.int64)
    return Bins([*codes, "others", UNKNOWN], lambda values: bins[values.astype(np.int64)])


def psi(expected: Counts, seen: Counts) -> float:
    """Return the population stability index of two sets of flights, counted by bin.

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
    """Return the PSI that two samples of the same flights exceed once in a thousand times.

    It is about chi-squared, times 1 / expected + 1 / seen, the numbers of flights (Yurdakul and
    Naranjo, 2020, Statistical Properties of the Population Stability Index).
    """
    return float(chi2.ppf(LUCK, bins - 1) * (1 / expected + 1 / seen))


def largest_psi(months: list[NDArray[np.int64]]) -> float:
    """Return the largest PSI of one month's counts against those of all others; 0 for one."""
    total = np.sum(months, axis=0)
    return max((psi(total - month, month) for month in months if len(months) > 1), default=0.0)


def _shares(counts: Counts) -> NDArray[np.float64]:
    return np.asarray((counts + 0.5) / (counts.sum() + 0.5 * len(counts)))

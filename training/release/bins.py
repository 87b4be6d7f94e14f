"""Bins: where a feature's values are counted, the same for training flights and later ones.

The last bin holds the flights whose value is not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pushback.contract import CodeProfile, NumberProfile, Reference

Floats = NDArray[np.float32]
Counts = NDArray[np.int64]

DECILES = np.linspace(0, 1, 11)[1:-1]
RARE = 0.01
"""Codes of a smaller share of the flights are counted together."""
UNKNOWN = "not known"


@dataclass(frozen=True)
class NumberBins:
    """Bins between edges; a bin holds its upper edge.

    Examples
    --------
    >>> bins = NumberBins([0.0, 2.5])
    >>> bins.count(np.array([0, 1, 2.5, 9, np.nan], np.float32))
    array([1, 2, 1, 1])
    >>> bins.labels
    ['to 0', '0 to 2.5', 'over 2.5', 'not known']
    """

    edges: Sequence[float]

    @classmethod
    def of_deciles(cls, values: Floats) -> "NumberBins":
        """Return bins that hold a tenth of the values each, or more where many are the same."""
        deciles = np.nanquantile(values.astype(np.float64), DECILES)
        return cls(np.unique(deciles.round(2) + 0.0).tolist())  # 0.0: no zero with a sign

    @classmethod
    def of_profile(cls, profile: NumberProfile) -> "NumberBins":
        """Return the bins that a profile was made with."""
        return cls(profile.edges)

    @property
    def labels(self) -> list[str]:
        """What each bin holds."""
        ends = [f"{edge:g}" for edge in self.edges]
        between = [f"{low} to {high}" for low, high in pairwise(ends)]
        return [f"to {ends[0]}", *between, f"over {ends[-1]}", UNKNOWN]

    def count(self, values: Floats) -> Counts:
        """Return how many values are in each bin."""
        unknown = np.isnan(values)
        # float32, as the values are: an edge is a value of many flights, and holds them.
        edges = np.array(self.edges, np.float32)
        found = np.searchsorted(edges, values[~unknown], side="left")
        counts = np.bincount(found, minlength=len(edges) + 1)
        return np.append(counts, unknown.sum())


@dataclass(frozen=True)
class CodeBins:
    """A bin for each of some codes, and one for all others.

    Attributes
    ----------
    names
        All codes that the feature knows, in the order of its values.

    Examples
    --------
    >>> CodeBins(["DL"], ["AA", "DL"]).count(np.array([1, 1, 0, np.nan], np.float32))
    array([2, 1, 1])
    """

    codes: Sequence[str]
    names: Sequence[str]

    @classmethod
    def of_frequent(cls, values: Floats, names: Sequence[str]) -> "CodeBins":
        """Return bins for the codes that are not rare."""
        found = np.bincount(values[~np.isnan(values)].astype(np.int64), minlength=len(names))
        frequent = found >= RARE * len(values)
        return cls([name for name, often in zip(names, frequent, strict=True) if often], names)

    @classmethod
    def of_profile(cls, profile: CodeProfile, names: Sequence[str]) -> "CodeBins":
        """Return the bins that a profile was made with."""
        return cls(profile.codes, names)

    @property
    def labels(self) -> list[str]:
        """What each bin holds."""
        return [*self.codes, "others", UNKNOWN]

    def count(self, values: Floats) -> Counts:
        """Return how many values are in each bin."""
        unknown = np.isnan(values)
        position = {code: at for at, code in enumerate(self.codes)}
        bin_of = np.array([position.get(name, len(position)) for name in self.names])
        found = bin_of[values[~unknown].astype(np.int64)]
        return np.append(np.bincount(found, minlength=len(position) + 1), unknown.sum())


Bins = NumberBins | CodeBins


def code_names(reference: Reference) -> dict[str, list[str]]:
    """Return the codes behind the features that are codes, in the order of their values."""
    return {"carrier": list(reference.airlines), "origin": list(reference.airports)}

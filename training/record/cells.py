"""Cells: counts by a key that is one number, as small arrays that add up in any order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.record.forms import AIRPORTS, CARRIERS, code_of
from training.record.record import COUNTS, LATE

Numbers = NDArray[np.int64]

OUTCOMES = len(LATE) + 2
"""On time, late by four steps, never arrived."""

PARTS = {
    "year": 2100,
    "month": 13,
    "carrier": CARRIERS,
    "origin": AIRPORTS,
    "destination": AIRPORTS,
    "hour": 24,
}
"""How many values each part of a key can have; month 0 is one that is not known."""


@dataclass(frozen=True, eq=False)
class Cells:
    """Counts.

    Attributes
    ----------
    keys
        In order, each once; shape (cells,).
    counts
        Shape (cells, columns): flights by outcome, or what else is counted.
    """

    keys: Numbers
    counts: NDArray[np.integer[Any]]

    @classmethod
    def none(cls, columns: int = OUTCOMES) -> "Cells":
        """Return no cells."""
        return cls(np.empty(0, np.int64), np.empty((0, columns), np.int32))

    @classmethod
    def counted(cls, keys: Numbers, outcomes: NDArray[np.integer[Any]]) -> "Cells":
        """Return how often each outcome came, by key; both of shape (flights,)."""
        distinct, at = np.unique(keys, return_inverse=True)
        counts = np.bincount(at * OUTCOMES + outcomes, minlength=len(distinct) * OUTCOMES)
        return cls(distinct, counts.reshape(-1, OUTCOMES).astype(np.int32))

    @classmethod
    def summed(cls, keys: Numbers, counts: NDArray[np.integer[Any]]) -> "Cells":
        """Return counts added up by key; `keys` may be in any order and stand several times."""
        order = np.argsort(keys, kind="stable")
        keys, counts = keys[order], counts[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        if not len(starts):
            return cls(keys, counts)
        return cls(keys[starts], np.add.reduceat(counts, starts, axis=0, dtype=counts.dtype))

    @classmethod
    def joined(cls, parts: Iterable["Cells"]) -> "Cells":
        """Return the sum of several; there must be one at least."""
        all_parts = list(parts)
        return cls.summed(
            np.concatenate([part.keys for part in all_parts]),
            np.concatenate([part.counts for part in all_parts]),
        )

    def where(self, chosen: NDArray[np.bool_]) -> "Cells":
        """Return some of the cells; `chosen` has shape (cells,)."""
        return Cells(self.keys[chosen], self.counts[chosen])

    def by(self, *names: str) -> "Cells":
        """Return the cells of whole keys added up over all other parts than those named."""
        parts = unpacked(self.keys)
        kept = {name: parts[name] if name in names else np.zeros_like(self.keys) for name in PARTS}
        return Cells.summed(packed(kept), self.counts)

    def names(self, *names: str) -> dict[str, Any]:
        """Return parts of the keys, codes as texts."""
        parts = unpacked(self.keys)
        return {name: _named(name, parts[name]) for name in names}

    def rows(self, *names: str) -> pd.DataFrame:
        """Return the cells as rows of the record, with those parts of their keys."""
        late = self.counts[:, 1:-1][:, ::-1].cumsum(axis=1, dtype=np.int32)[:, ::-1]
        values = np.column_stack(
            [self.counts.sum(axis=1, dtype=np.int32), late, self.counts[:, -1]]
        )
        return pd.DataFrame(self.names(*names) | dict(zip(COUNTS, values.T, strict=True)))


def packed(parts: Mapping[str, Any]) -> Numbers:
    """Return keys as one number each, of which 2^63 is more than enough."""
    keys: Any = np.int64(0)
    for name, size in PARTS.items():
        keys = keys * np.int64(size) + parts[name]
    return np.asarray(keys, np.int64)


def unpacked(keys: Numbers) -> dict[str, Numbers]:
    """Return the parts of keys.

    Examples
    --------
    >>> parts = {name: np.array([1]) for name in PARTS}
    >>> [int(part[0]) for part in unpacked(packed(parts)).values()]
    [1, 1, 1, 1, 1, 1]
    """
    parts = {}
    for name, size in reversed(PARTS.items()):
        keys, parts[name] = np.divmod(keys, size)
    return dict(reversed(parts.items()))


def _named(name: str, part: Numbers) -> Any:
    length = {"carrier": 2, "origin": 3, "destination": 3}.get(name)
    if length is None:
        return part
    distinct, at = np.unique(part, return_inverse=True)
    names = [code_of(one, length) for one in distinct.tolist()]
    return pd.Categorical.from_codes(at, pd.Index(names, dtype=str))

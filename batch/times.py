"""Times: local times as files hold them, as timestamps or as text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import DTypeLike, NDArray

Minutes = NDArray[np.datetime64]

SHORTEST = len("2026-12-23T18:30")
# As databases and data frames write them: with a T or a space, with seconds or without.
_LOCAL_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(:[0-9.]+)?")


@dataclass(frozen=True, eq=False)
class Times:
    """A column of local times, to the minute.

    Attributes
    ----------
    values
        NaT where the value is missing or cannot be read.
    unread
        The values that cannot be read, by the position of their row.
    """

    values: Minutes
    unread: Mapping[int, object]

    @property
    def is_unread(self) -> NDArray[np.bool_]:
        """Which rows have a value that cannot be read."""
        found = np.zeros(len(self.values), np.bool_)
        found[list(self.unread)] = True
        return found

    def none(self) -> "Times":
        """Return a column of the same length with all values missing."""
        return Times(np.full(len(self.values), "NaT", "datetime64[m]"), {})

    def said(self, row: int) -> object:
        """Return a row as a client of the function would write it; None if it is missing."""
        if row in self.unread:
            return self.unread[row]
        return None if np.isnat(self.values[row]) else str(self.values[row])


def read_times(column: pa.Array) -> Times:
    """Read a column of timestamps, or of text such as 2026-12-23 18:30."""
    if pa.types.is_timestamp(column.type):
        return Times(column.to_numpy(zero_copy_only=False).astype("datetime64[m]"), {})
    values = _of_text(column)
    lost = np.isnat(values) & column.is_valid().to_numpy(zero_copy_only=False)
    return Times(values, {row: column[row].as_py() for row in np.flatnonzero(lost).tolist()})


def by_value(
    column: pa.Array, read: Callable[[str], object], empty: object, kind: DTypeLike
) -> NDArray[Any]:
    """Apply `read` to each row, calling it once for each distinct value."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    found = [empty if value is None else read(value) for value in encoded.dictionary.to_pylist()]
    table = np.array([*found, empty], kind)
    return np.asarray(table[encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)])


def _of_text(column: pa.Array) -> Minutes:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    try:
        shortest = pc.min(pc.utf8_length(column)).as_py()
        if shortest is None or shortest >= SHORTEST:  # a day alone would become its midnight
            found = column.cast(pa.timestamp("s")).to_numpy(zero_copy_only=False)
            return np.asarray(found.astype("datetime64[m]"))
    except pa.ArrowInvalid:
        pass  # one of them cannot be read: look at each
    return by_value(column, _minute, np.datetime64("NaT", "m"), "datetime64[m]")


def _minute(text: str) -> np.datetime64:
    found = _LOCAL_TIME.fullmatch(text)
    try:
        return np.datetime64(f"{found[1]}T{found[2]}" if found else "NaT", "m")
    except ValueError:  # a day that is not in the calendar
        return np.datetime64("NaT", "m")

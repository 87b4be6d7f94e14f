"""Announced: the delays that boards announce, where a file of flights to come tells them.

The column departure_delay_min has the same name in a record of flights flown, where it is what
came true. Taken for announced, it would tell the model what nobody knew: so it counts only in
files that tell nothing of what became of their flights.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from batch.reader import values
from batch.reader.tables import by_value
from batch.reader.vocabulary import plain
from batch.reading import Batch
from pushback.fields import FIELDS

NAME = "departure_delay_min"
FLOWN = frozenset(
    ("actual_departure", "actual_arrival", "arrival_delay", "air_time", "cancelled", "diverted")
)
"""Roles that only files of flights flown have."""
_FIELD = next(field for field in FIELDS["flights"] if field.name == NAME)
_LEAST, _MOST = float(_FIELD.minimum or 0), float(_FIELD.maximum or 0)


@dataclass(frozen=True, eq=False)
class Announced:
    """The minutes announced, NaN where none are; and which rows have a value that is no delay."""

    values: NDArray[np.float32]
    is_unread: NDArray[np.bool_]
    texts: pa.Array | None = None

    def said(self, row: int) -> object:
        """Return a row as a client of the function would write it; None if nothing is said."""
        if self.texts is None or (np.isnan(self.values[row]) and not self.is_unread[row]):
            return None
        return self.texts[row].as_py() if np.isnan(self.values[row]) else float(self.values[row])


def read_announced(batch: Batch) -> Announced:
    """Return the delays that a batch's file announces; of a file of flights flown, none."""
    roles = batch.piece.layout.columns
    if plain(roles.get("departure_delay", "")) != plain(NAME) or not FLOWN.isdisjoint(roles):
        nothing = np.full(len(batch.columns), np.nan, np.float32)
        return Announced(nothing, np.zeros(len(nothing), bool))
    column = batch.columns.column("departure_delay")
    minutes = by_value(column, values.number, np.nan, np.float32)
    given = by_value(column, lambda _: True, False, np.bool_)
    with np.errstate(invalid="ignore"):
        is_delay = (minutes >= _LEAST) & (minutes <= _MOST) & (minutes % 1 == 0)
    return Announced(minutes, given & ~is_delay, column)

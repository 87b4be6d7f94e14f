"""Announced: the delays that boards announce, where a file of flights to come tells them.

The column departure_delay_min has the same name in a record of flights flown, where it is what
came true. Taken for announced, it would tell the model what nobody knew: so it counts only in
files that tell nothing of what became of their flights.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from batch.reader import values
from batch.reader.tables import by_value
from batch.reader.vocabulary import plain
from batch.reading import Batch, Piece
from pushback.fields import FIELDS

NAME = "departure_delay_min"
FLOWN = frozenset(
    ("actual_departure", "actual_arrival", "arrival_delay", "air_time", "cancelled", "diverted")
)
"""Roles that only files of flights flown have."""
ENDS = frozenset(("cancelled", "diverted"))
"""Those of them that boards and timetables have as well."""
_NAMES = frozenset(("departuredelaymin", "departuredelaymins", "departuredelayminutes"))
_ESTIMATED = frozenset(
    ("etd", "estimateddeparture", "estimateddeparturetime", "departureestimated", "delay",
     "delayminutes", "expecteddeparture", "newdeparture", "announceddelay", "retardannoncé")
)  # fmt: skip
_MARKS = re.compile(r"[\W_]+")
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


def unread_delays(pieces: Sequence[Piece]) -> list[str]:
    """Return a sentence for each file whose delays might be announced ones, and are not read."""
    told = {}
    for piece in pieces:
        roles = piece.layout.columns
        others = [name for name in piece.header.names if plain(name) in _ESTIMATED]
        if not FLOWN.isdisjoint(roles.keys() - ENDS) or not (others or "departure_delay" in roles):
            continue
        if "departure_delay" not in roles:
            told[piece.path] = f"give the delay of {others[0]} in minutes, in a column {NAME}"
        elif not _is_announced(roles["departure_delay"]):
            told[piece.path] = f"if boards announced them, call the column {NAME}"
        elif ends := ENDS.intersection(roles):
            told[piece.path] = f"it tells what became of flights ({', '.join(sorted(ends))})"
    begin = "has delays of departures that are not read"
    return [f"{path} {begin}: {why}." for path, why in told.items()]


def _is_announced(name: str) -> bool:
    return _MARKS.sub("", name.lower()) in _NAMES


def read_announced(batch: Batch) -> Announced:
    """Return the delays that a batch's file announces; of a file of flights flown, none."""
    roles = batch.piece.layout.columns
    if not _is_announced(roles.get("departure_delay", "")) or not FLOWN.isdisjoint(roles):
        nothing = np.full(len(batch.columns), np.nan, np.float32)
        return Announced(nothing, np.zeros(len(nothing), bool))
    column = batch.columns.column("departure_delay")
    minutes = by_value(column, values.minutes, np.nan, np.float32)
    given = by_value(column, lambda _: True, False, np.bool_)
    with np.errstate(invalid="ignore"):
        is_delay = (minutes >= _LEAST) & (minutes <= _MOST) & (minutes % 1 == 0)
    return Announced(minutes, given & ~is_delay, column)

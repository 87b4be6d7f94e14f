"""Checking: separates the flights of a batch that can be scored from rows that are refused.

The function's own `check_rows` decides what is wrong with a row. Calling it for every row would
take longer than the model does, so whole columns are checked first, and `check_rows` is called only
for rows in which something is wrong.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from batch.announced import NAME, read_announced
from batch.reader import values
from batch.reader.tables import by_value
from batch.reading import Batch
from batch.schedules import Codes, Times, read_schedule
from pushback.features import FeatureBuilder
from pushback.fields import FIELDS
from pushback.flights import FlightTable
from pushback.http.problems import Mistake
from pushback.http.validation import check_rows, makes_sense

CODES = ("carrier", "origin", "destination")
_NOT_READ = ""
_READ = {"carrier": values.carrier, "origin": values.airport, "destination": values.airport}
_PATTERNS = {field.name: re.compile(field.pattern or "") for field in FIELDS["flights"]}


@dataclass(frozen=True, eq=False)
class Refused:
    """A row that cannot be answered: what it says, and what is wrong with it."""

    said: Mapping[str, object]
    mistakes: list[Mistake]


@dataclass(frozen=True, eq=False)
class Checked:
    """A batch, separated into flights that can be scored and rows that are refused.

    `rows` holds the positions of the flights in the batch; `refused` is keyed by position.
    """

    flights: FlightTable
    rows: NDArray[np.int64]
    refused: dict[int, Refused]


def check(batch: Batch, features: FeatureBuilder) -> Checked:
    """Separate the flights of a batch that can be scored from the rows that are refused."""
    columns = batch.columns
    codes = {name: _codes(columns.column(name), name) for name in CODES}
    departure, arrival = read_schedule(batch, codes, features)
    announced = read_announced(batch)
    flights = FlightTable(
        **codes,
        departure=departure.values,
        arrival=arrival.values,
        announced=announced.values,
    )
    sound = makes_sense(flights, features) & ~departure.is_unread & ~arrival.is_unread
    sound &= ~announced.is_unread
    for code in codes.values():
        sound &= code != _NOT_READ
    if sound.all():
        return Checked(flights, np.arange(len(flights)), {})
    doubted = np.flatnonzero(~sound).tolist()
    said = [
        _said(columns, codes, departure, arrival, row) | {NAME: announced.said(row)}
        for row in doubted
    ]
    mistakes = list(map(_with_places, said, check_rows(said, features)[1]))
    rows = np.flatnonzero(sound)
    refused = dict(zip(doubted, map(Refused, said, mistakes), strict=True))
    return Checked(flights.take(rows), rows, refused)


def _with_places(said: Mapping[str, object], mistakes: list[Mistake]) -> list[Mistake]:
    """Add what is wrong with a row's airports, in place of what the function would say of them."""
    for name in ("origin", "destination"):
        text = said[name]
        if isinstance(text, str) and (hint := values.airport_wanted(text)):
            code, wanted = hint
            message = f"{name} is {text!r}: give {wanted}."
            others = [one for one in mistakes if not one.path.endswith(f".{name}")]
            mistakes = [*others, Mistake(code, f"$.{name}", text, wanted, message)]
    return mistakes


def _codes(column: pa.Array, name: str) -> NDArray[np.object_]:
    pattern = _PATTERNS[name]

    def read(text: str) -> str:
        code = _READ[name](text) or _NOT_READ
        return code if pattern.fullmatch(code) else _NOT_READ

    return by_value(column, read, _NOT_READ, np.object_)


def _said(
    columns: pa.RecordBatch, codes: Codes, departure: Times, arrival: Times, row: int
) -> dict[str, object]:
    """Return a row as a client of the function would write it."""
    said = {name: codes[name][row] or columns.column(name)[row].as_py() for name in CODES}
    return said | {"departure": departure.said(row), "arrival": arrival.said(row)}

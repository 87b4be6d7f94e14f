"""Checking: separates the flights of a batch that can be scored from rows that are refused.

The function's own `check_rows` decides what is wrong with a row. Calling it for every row would
take longer than the model does, so whole columns are checked first, and `check_rows` is called only
for rows in which something is wrong.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from batch.announced import NAME, read_announced
from batch.reader import values
from batch.reader.tables import by_value
from batch.reading import Batch
from batch.schedules import Codes, Times, read_schedule
from batch.tables import REFUSED
from pushback.features import FeatureBuilder
from pushback.fields import FIELDS
from pushback.flights import FlightTable
from pushback.http.problems import Mistake
from pushback.http.validation import check_rows, makes_sense

CODES = ("carrier", "origin", "destination")
_NOT_READ = ""
_FIELDS = {"carrier": values.CARRIER, "origin": values.AIRPORT, "destination": values.AIRPORT}
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
    is_unread = {name: code == _NOT_READ for name, code in codes.items()}
    mistakes = [
        _with_codes(one, found, [name for name in CODES if is_unread[name][row]])
        for row, one, found in zip(doubted, said, check_rows(said, features)[1], strict=True)
    ]
    rows = np.flatnonzero(sound)
    refused = dict(zip(doubted, map(Refused, said, mistakes), strict=True))
    return Checked(flights.take(rows), rows, refused)


def rejected_rows(batch: Batch, checked: Checked) -> pa.RecordBatch:
    """Return the rows that are refused, each with the reason, as columns of `tables.REFUSED`."""
    rows: list[dict[str, object]] = [
        {
            "file": batch.piece.path,
            "row": int(batch.numbers[place]),
            "codes": " ".join(mistake.code for mistake in refused.mistakes),
            "reason": " ".join(mistake.message for mistake in refused.mistakes),
            **{name: None if said is None else str(said) for name, said in refused.said.items()},
        }
        for place, refused in checked.refused.items()
    ]
    rows += [_torn(batch.piece.path, number, text) for number, text in batch.torn.items()]
    return pa.RecordBatch.from_pylist(rows, REFUSED)


def _torn(path: str, number: int, text: str) -> dict[str, object]:
    reason = f"The line has more or fewer fields than the header: {text[:200]}"
    return {"file": path, "row": number, "codes": "torn_line", "reason": reason}


def _with_codes(
    said: Mapping[str, object], mistakes: list[Mistake], unread: Sequence[str]
) -> list[Mistake]:
    """Add what is wrong with a row's codes that are none, in place of what the function says.

    To the function, which takes codes alone, some of them may even pass: it knows no airline 12.
    """
    for name in unread:
        if not isinstance(text := said[name], str):
            continue
        hint = values.airport_wanted(text) if name != "carrier" else None
        code, wanted = hint or ("bad_format", _FIELDS[name].allowed)
        message = f"{name} is {text[:40]!r}: give {wanted}."
        others = [one for one in mistakes if not one.path.endswith(f".{name}")]
        if hint or len(others) == len(mistakes):
            mistakes = [*others, Mistake(code, f"$.{name}", text, wanted, message)]
    return mistakes


def _codes(column: pa.Array, name: str) -> NDArray[np.object_]:
    pattern = _PATTERNS[name]

    def read(text: str) -> str:
        code = _FIELDS[name].read(text) or _NOT_READ
        return code if pattern.fullmatch(code) else _NOT_READ

    return by_value(column, read, _NOT_READ, np.object_)


def _said(
    columns: pa.RecordBatch, codes: Codes, departure: Times, arrival: Times, row: int
) -> dict[str, object]:
    """Return a row as a client of the function would write it."""
    said = {name: codes[name][row] or columns.column(name)[row].as_py() for name in CODES}
    return said | {"departure": departure.said(row), "arrival": arrival.said(row)}

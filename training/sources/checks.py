"""Checks: columns of text into values, and a sentence for each kind of row that cannot be used."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from batch.reader.containers import TableFile
from batch.reader.dating import Minutes
from batch.reader.errors import FileRefused
from batch.reader.headers import Header
from batch.reader.tables import Columns, read_columns
from batch.reader.values import Field
from training.errors import RowsUnusable

SHOWN = 3
"""Places that a sentence of the report names."""
ROUNDING = 1
"""Minutes that a delay and the times beside it may differ by."""
FAR = 5
"""Minutes from which on times tell a delay's unit: nearer to 0, all units are alike."""
MANY = 20
"""Of so many flights the delays in minutes are not all 0 or 1 by chance."""
_SCALES = {60: "seconds", 1 / 60: "hours"}
"""By how much delays of other units are larger than minutes."""

Mask = NDArray[np.bool_]
Values = dict[str, NDArray[Any]]
"""Columns by name, each of shape (rows,)."""


@dataclass
class Seen:
    """Where rows of one kind stand: how many there are, the first of them, what the first holds."""

    rows: int = 0
    first: list[int] = field(default_factory=list)
    held: str = ""


class Findings:
    """What was found in a file's rows, by kind; as large for a million rows as for three."""

    def __init__(self, file: str, unit: str) -> None:
        self._file, self._unit = file, unit
        self._kinds: dict[tuple[str, ...], Seen] = {}

    def add(self, kind: tuple[str, ...], places: NDArray[np.integer[Any]], held: str) -> None:
        """Add the places of rows; `kind` ends with what there is to say of them."""
        seen = self._kinds.setdefault(kind, Seen(held=held))
        seen.rows += len(places)
        seen.first += places[: SHOWN - len(seen.first)].tolist()

    def sentences(self, what: str = "; ") -> list[str]:
        """Return a sentence for each kind: where, what was seen, `what` there is to say."""
        told = []
        for kind, seen in self._kinds.items():
            places = ", ".join(f"{place:,}" for place in seen.first)
            more = f" and {seen.rows - SHOWN:,} more" if seen.rows > SHOWN else ""
            unit = self._unit + ("s" if seen.rows > 1 else "")
            told.append(f"{unit} {places}{more}: {seen.held}{what}{kind[-1]}")
        return told

    def refuse(self, bad: int, rows: int) -> None:
        """Raise `RowsUnusable` if there is anything; `bad` of the file's `rows` have a fault."""
        if report := self.sentences("; allowed is "):
            raise RowsUnusable(self._file, report, bad, rows)


class RowCheck:
    """Reads columns of a file, and gathers what it cannot read; `bad` are the rows with a fault."""

    def __init__(
        self, columns: Columns, faults: Findings, names: Mapping[str, str] | None = None
    ) -> None:
        """Begin to read rows; `names` are what the file calls columns, if not by their roles."""
        self.columns, self.faults, self._names = columns, faults, names or {}
        self.rows = len(next(iter(columns.values())).codes)
        self.bad = np.zeros(self.rows, bool)

    @classmethod
    def whole(cls, file: TableFile, header: Header, roles: Mapping[str, str]) -> "RowCheck":
        """Begin to read columns of a whole table; raises what `read_columns` does."""
        return cls(read_columns(file, header, roles), Findings(file.name, header.unit), roles)

    def read_all(self, fields: Mapping[str, Field], required: Collection[str] = ()) -> Values:
        """Return the values of several columns, as `read` does."""
        return {
            name: self.read(name, kind, required=name in required) for name, kind in fields.items()
        }

    def read(self, name: str, kind: Field, *, required: bool = False) -> NDArray[Any]:
        """Return a column's values, shape (rows,); an empty field is a fault if `required`.

        A column that the file does not have is missing in every row.
        """
        if name not in self.columns and not required:
            return np.full(self.rows, kind.missing, kind.dtype)
        column = self.columns[name]
        found = [kind.read(text) for text in column.distinct]
        wanted = [
            "" if value is not None else kind.wanted(text)
            for text, value in zip(column.distinct, found, strict=True)
        ]
        wanted.append(kind.allowed if required else "")
        for allowed in filter(None, dict.fromkeys(wanted)):
            holds = np.array([one != allowed for one in wanted])
            self.require(holds[column.codes], allowed, name)
        values = np.empty(len(found) + 1, kind.dtype)
        values[:] = [kind.missing if value is None else value for value in [*found, None]]
        return np.asarray(values[column.codes])

    def require(self, holds: Mask, allowed: str, *names: str) -> None:
        """Report rows where `holds` is false: what `names` hold there, and what is `allowed`."""
        rows = np.flatnonzero(~holds)
        if not len(rows):
            return
        self.bad[rows] = True
        held = ", ".join(
            f"{self._names.get(name, name)} {self.seen(name, int(rows[0]))}"
            for name in names
            if name in self.columns
        )
        self.faults.add((*names, allowed), self.columns.places[rows], held)

    def require_once(self, values: Values) -> None:
        """Report rows with the same values in these columns as a row before them.

        Rows with another fault are not compared: what could not be read is not the same.
        """
        again = pd.DataFrame(values).duplicated().to_numpy()
        self.require(~again | self.bad, "each flight once", *values)

    def finish(self) -> None:
        """Refuse the file if a row has a fault, as `Findings.refuse` does."""
        self.faults.refuse(int(self.bad.sum()), self.rows)

    def seen(self, name: str, row: int) -> str:
        """Return what a row holds in a column, in words."""
        code = self.columns[name].codes[row]
        return "is missing" if code < 0 else repr(self.columns[name].distinct[code])


def check_delays(file: str, name: str, delays: Minutes, minutes: Minutes) -> None:
    """Refuse a file whose column of delays holds seconds, hours, or a yes or no.

    Parameters
    ----------
    minutes
        How much later than scheduled flights left or arrived by the file's times, shape (flights,);
        NaN where those do not tell, like the delays.

    Examples
    --------
    >>> check_delays("a.csv", "delay", np.array([900.0, 60.0]), np.array([15.0, 1.0]))
    Traceback (most recent call last):
    ...
    batch.reader.errors.FileRefused: a.csv has delays in the column delay that are seconds: ...
    """
    known = ~np.isnan(delays) & ~np.isnan(minutes) & ((delays != 0) | (minutes != 0))
    delays, minutes = delays[known], minutes[known]
    if _mostly(np.abs(delays - minutes) <= ROUNDING) or not len(delays):
        return
    far = np.abs(minutes) >= FAR
    near = {unit: np.abs(delays / scale - minutes) <= ROUNDING for scale, unit in _SCALES.items()}
    alike = (unit for unit, holds in near.items() if _mostly(holds[far]))
    is_flag = bool(np.isin(delays, (0, 1)).all() and (minutes[delays == 1] >= FAR).any())
    if unit := next(alike, "1 for yes and 0 for no" if is_flag else ""):
        row = int(np.argmax(np.abs(minutes)))
        raise FileRefused(
            file,
            f"has delays in the column {name} that are {unit}: {delays[row]:g} where the times tell"
            f" {minutes[row]:g} minutes. Give minutes, or leave that column out",
        )


def check_flags(file: str, name: str, delays: Minutes) -> None:
    """Refuse a file whose arrivals' delays, shape (flights,), are all 0 or 1, where no times are.

    A few flights may have been so punctual; `MANY` were not.

    Examples
    --------
    >>> check_flags("a.csv", "delay", np.array(MANY * [0.0, 1.0, np.nan]))
    Traceback (most recent call last):
    ...
    batch.reader.errors.FileRefused: a.csv has delays in the column delay that are all 0 or 1: ...
    """
    known = delays[~np.isnan(delays)]
    if len(known) >= MANY and np.isin(known, (0, 1)).all() and known.any():
        raise FileRefused(
            file,
            f"has delays in the column {name} that are all 0 or 1: that may be no and yes. Give"
            " minutes, or the times when flights arrived",
        )


def _mostly(holds: Mask) -> bool:
    return 2 * int(holds.sum()) > len(holds)

"""Checks: columns of text into values, and a sentence for every row that cannot be used."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.errors import RowsUnusable
from training.sources.fields import Field
from training.sources.text import TextTable

SHOWN = 3
"""Places that a sentence of the report names."""

Mask = NDArray[np.bool_]
Values = dict[str, NDArray[Any]]
"""Columns by name, each of shape (rows,)."""


@dataclass(eq=False)
class RowCheck:
    """Reads the columns of a table, and gathers what it cannot read.

    Attributes
    ----------
    report
        A sentence for each kind of fault: where, what was seen, what is allowed.
    bad
        Which rows have a fault.
    """

    file: str
    table: TextTable
    report: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bad = np.zeros(self.table.rows, bool)

    def read_all(self, fields: Mapping[str, Field], required: Collection[str] = ()) -> Values:
        """Return the values of several columns; an empty field is a fault in `required` ones."""
        return {
            name: self.read(name, kind, required=name in required) for name, kind in fields.items()
        }

    def read(self, name: str, kind: Field, *, required: bool = False) -> NDArray[Any]:
        """Return a column's values, shape (rows,); an empty field is a fault if `required`."""
        column = self.table.columns[name]
        found = [kind.read(str(text)) for text in column.categories]
        known = np.array([value is not None for value in found] + [not required])
        values = np.empty(len(found) + 1, kind.dtype)
        values[:] = [kind.missing if value is None else value for value in [*found, None]]
        self.require(known[column.codes], kind.allowed, name)
        return np.asarray(values[column.codes])

    def require(self, holds: Mask, allowed: str, *names: str) -> None:
        """Report the rows for which something does not hold.

        Parameters
        ----------
        allowed
            What would hold, in words.
        names
            The columns to show of such rows.
        """
        rows = np.flatnonzero(~holds)
        if not len(rows):
            return
        self.bad[rows] = True
        places = ", ".join(f"{self.table.first + row:,}" for row in rows[:SHOWN])
        more = f" and {len(rows) - SHOWN:,} more" if len(rows) > SHOWN else ""
        seen = ", ".join(f"{name} {self._seen(name, int(rows[0]))}" for name in names)
        unit = self.table.unit + ("s" if len(rows) > 1 else "")
        self.report.append(f"{unit} {places}{more}: {seen}; allowed is {allowed}")

    def require_once(self, values: Values, names: Sequence[str]) -> None:
        """Report rows with the same values in some columns as a row before them.

        Rows with another fault are not compared: what could not be read is not the same.
        """
        again = pd.DataFrame({name: values[name] for name in names}).duplicated().to_numpy()
        self.require(~again | self.bad, "each flight once", *names)

    def finish(self) -> None:
        """End the check.

        Raises
        ------
        RowsUnusable
            If there was any fault.
        """
        if self.report:
            raise RowsUnusable(self.file, self.report, int(self.bad.sum()), self.table.rows)

    def _seen(self, name: str, row: int) -> str:
        code = self.table.columns[name].codes[row]
        return "is missing" if code < 0 else repr(str(self.table.columns[name].categories[code]))

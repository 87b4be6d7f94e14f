"""Checks: a file's columns of text into values, and a sentence for each row that cannot be used."""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from training.errors import FileRefused, RowsUnusable
from training.sources.fields import Field
from training.sources.files import MAX_BYTES, DataFile

BLOCK_BYTES = 1 << 22
HEADER_BYTES = 1 << 16
CODES = pa.dictionary(pa.int32(), pa.string())
SHOWN = 3
"""Places that a sentence of the report names."""

Mask = NDArray[np.bool_]
Values = dict[str, NDArray[Any]]
"""Columns by name, each of shape (rows,)."""


@dataclass(frozen=True)
class Header:
    """The names of a table's columns. `first` is where its first row stands, in `unit`s."""

    names: list[str]
    first: int
    unit: str


def read_header(file: DataFile) -> Header:
    """Return the names of a file's columns.

    Raises
    ------
    FileRefused
        If there are none, one stands twice, or the file is damaged.
    """
    header = _parquet_header(file) if file.is_parquet else _csv_header(file)
    named = [name for name in header.names if name]
    if twice := [name for name, count in Counter(named).items() if count > 1]:
        raise FileRefused(file.name, f"names the column {twice[0]} twice")
    return header


class RowCheck:
    """Reads columns of a file, and gathers what it cannot read.

    Attributes
    ----------
    columns
        The texts of each column, -1 for the code of an empty field.
    report
        A sentence for each kind of fault: where, what was seen, what is allowed.
    bad
        Which rows have a fault.

    Raises
    ------
    FileRefused
        If the file is damaged, holds no rows, or a row has more or fewer fields than the header.
    """

    def __init__(self, file: DataFile, header: Header, columns: Iterable[str]) -> None:
        self.file, self.header = file.name, header
        self.columns = _read_text(file, header, list(columns))
        self.rows = len(next(iter(self.columns.values())))
        self.report: list[str] = []
        self.bad = np.zeros(self.rows, bool)

    def read_all(self, fields: Mapping[str, Field], required: Collection[str] = ()) -> Values:
        """Return the values of several columns; an empty field is a fault in `required` ones."""
        return {
            name: self.read(name, kind, required=name in required) for name, kind in fields.items()
        }

    def read(self, name: str, kind: Field, *, required: bool = False) -> NDArray[Any]:
        """Return a column's values, shape (rows,); an empty field is a fault if `required`."""
        column = self.columns[name]
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
        places = ", ".join(f"{self.header.first + row:,}" for row in rows[:SHOWN])
        more = f" and {len(rows) - SHOWN:,} more" if len(rows) > SHOWN else ""
        seen = ", ".join(f"{name} {self._seen(name, int(rows[0]))}" for name in names)
        unit = self.header.unit + ("s" if len(rows) > 1 else "")
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
            raise RowsUnusable(self.file, self.report, int(self.bad.sum()), self.rows)

    def _seen(self, name: str, row: int) -> str:
        code = self.columns[name].codes[row]
        return "is missing" if code < 0 else repr(str(self.columns[name].categories[code]))


def _read_text(file: DataFile, header: Header, columns: list[str]) -> dict[str, pd.Categorical]:
    """Return columns as codes into the distinct texts they hold; -1 where a field is empty.

    Nothing is converted yet: a column of half a million clocks has 1,400 distinct texts, and only
    those are looked at later.
    """
    read = _read_parquet if file.is_parquet else _read_csv
    try:
        table = read(file, header, columns)
    except (pa.ArrowException, OSError) as error:
        raise FileRefused(file.name, f"cannot be read as a table ({_first(error)})") from None
    if not table.num_rows:
        raise FileRefused(file.name, "holds no rows")
    table = table.unify_dictionaries().combine_chunks()
    return {name: table[name].chunk(0).to_pandas().array for name in columns}


def _csv_header(file: DataFile) -> Header:
    with file.open() as stream:
        start = stream.read(HEADER_BYTES)
    lines = start.decode("utf-8-sig", errors="replace").splitlines()
    comments = sum(1 for line in lines if line.startswith("#"))
    if len(lines) == comments:
        raise FileRefused(file.name, "is empty")
    names = next(csv.reader(lines[comments : comments + 1]), [])
    return Header(names, comments + 2, "line")


def _parquet_header(file: DataFile) -> Header:
    return Header(_parquet(file).schema_arrow.names, 1, "row")


def _read_csv(file: DataFile, header: Header, columns: list[str]) -> pa.Table:
    uneven: list[Any] = []
    comments = header.first - 2

    def note(row: Any) -> str:
        uneven.append(row)
        return "skip"

    options = {
        "read_options": pyarrow.csv.ReadOptions(
            block_size=BLOCK_BYTES, skip_rows=comments, use_threads=False
        ),
        "parse_options": pyarrow.csv.ParseOptions(invalid_row_handler=note),
        "convert_options": pyarrow.csv.ConvertOptions(
            include_columns=columns,
            column_types=dict.fromkeys(columns, CODES),
            null_values=[""],
            strings_can_be_null=True,
        ),
    }
    with file.open() as stream, pyarrow.csv.open_csv(stream, **options) as reader:
        table = pa.Table.from_batches(reader, schema=reader.schema)
    if uneven:
        row = uneven[0]
        where = f"line {row.number + comments}" if row.number else "a line"
        reason = f"has {row.actual_columns} fields instead of {row.expected_columns} in {where}"
        raise FileRefused(file.name, reason)
    return table


def _read_parquet(file: DataFile, _: Header, columns: list[str]) -> pa.Table:
    table = _parquet(file).read(columns)
    return pa.table([_as_text(table[name]) for name in columns], columns)


def _parquet(file: DataFile) -> pq.ParquetFile:
    try:
        opened = pq.ParquetFile(file.path)
    except pa.ArrowInvalid as error:
        raise FileRefused(file.name, f"is no whole Parquet file ({_first(error)})") from None
    groups = (opened.metadata.row_group(at) for at in range(opened.num_row_groups))
    if sum(group.total_byte_size for group in groups) > MAX_BYTES:
        raise FileRefused(file.name, f"holds more than {MAX_BYTES // 1_000_000:,} MB")
    return opened


def _as_text(column: Any) -> Any:
    texts = pc.cast(column, pa.string())
    return pc.dictionary_encode(pc.if_else(pc.equal(texts, ""), None, texts)).cast(CODES)


def _first(error: Exception) -> str:
    return str(error).splitlines()[0][:120]

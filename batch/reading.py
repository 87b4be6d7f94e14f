"""Reading: yields the Arrow batches of a piece of a file, never a whole file at once."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from batch.errors import FileUnreadable
from batch.files import opened
from batch.layouts import LAYOUTS, NUMBER

BATCH_ROWS = 16_384
"""Rows of a batch: few enough for their features to fit into the processor's cache."""
CSV_BLOCK = 8 << 20
PARQUET_BUFFER = 1 << 20
LONGEST_LINE = 1 << 16

_DAMAGE = (pa.ArrowException, OSError, EOFError, UnicodeDecodeError)


@dataclass(frozen=True)
class Piece:
    """Rows of a file that one worker reads: all of a CSV, or part of a row group of Parquet.

    Attributes
    ----------
    columns
        The file's name for each column, by its role in the layout.
    group, start, rows
        The row group, the first row within it and the number of rows; 0, 0 and None for a CSV.
    first
        The number of the first row within the file, counted from 1.
    """

    path: str
    layout: str
    columns: dict[str, str]
    group: int = 0
    start: int = 0
    rows: int | None = None
    first: int = 1


@dataclass(frozen=True, eq=False)
class Batch:
    """Rows of a piece: their numbers within the file, and their columns by role.

    `torn` holds rows of a CSV that have more or fewer fields than its header, by number.
    """

    piece: Piece
    numbers: NDArray[np.int64]
    columns: pa.RecordBatch
    torn: dict[int, str] = field(default_factory=dict)


def read(piece: Piece) -> Iterator[Batch]:
    """Read a piece, batch by batch.

    Raises
    ------
    FileUnreadable
        If the file is damaged.
    """
    batches = _read_csv(piece) if piece.rows is None else _read_parquet(piece, piece.rows)
    try:
        yield from batches
    except _DAMAGE as error:
        kind = "CSV" if piece.rows is None else "Parquet"
        raise FileUnreadable(piece.path, kind, str(error)) from None


def csv_header(path: str) -> tuple[list[str], bool]:
    """Return the names in the first line of a CSV, and whether anything follows it."""
    with opened(path) as file:
        first, second = file.readline(LONGEST_LINE), file.readline(LONGEST_LINE)
    return next(csv.reader([first.decode("utf-8-sig")]), []), bool(second)


def _read_parquet(piece: Piece, rows: int) -> Iterator[Batch]:
    names = list(piece.columns.values())
    with opened(piece.path) as file:
        # Codes repeat: as dictionaries they are read once each.
        parquet = pq.ParquetFile(file, buffer_size=PARQUET_BUFFER, read_dictionary=names)
        found = parquet.iter_batches(BATCH_ROWS, [piece.group], names, use_threads=False)
        at, end = 0, piece.start + rows
        for batch in found:
            start, stop = max(piece.start - at, 0), min(end - at, len(batch))
            if start < stop:
                first = piece.first + at + start - piece.start
                yield _batch(piece, batch.slice(start, stop - start), first)
            at += len(batch)
            if at >= end:
                return


def _batch(piece: Piece, rows: pa.RecordBatch, first: int) -> Batch:
    rows.validate(full=True)
    return Batch(piece, np.arange(first, first + len(rows)), _by_role(piece, rows))


def _by_role(piece: Piece, rows: pa.RecordBatch) -> pa.RecordBatch:
    columns = {role: rows.column(name) for role, name in piece.columns.items()}
    return pa.RecordBatch.from_pydict(columns)


def _read_csv(piece: Piece) -> Iterator[Batch]:
    torn: dict[int, str] = {}

    def keep(row: Any) -> str:
        torn[row.number - 1] = row.text  # the header is number 1
        return "skip"

    number = 1
    with opened(piece.path) as file:
        reader = arrow_csv.open_csv(
            file,
            arrow_csv.ReadOptions(use_threads=False, block_size=CSV_BLOCK),
            arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=keep),
            _csv_types(piece),
        )
        for block in reader:
            for start in range(0, len(block), BATCH_ROWS):
                rows = block.slice(start, BATCH_ROWS)
                numbers = _without(torn, number, len(rows))
                number = int(numbers[-1]) + 1
                yield Batch(piece, numbers, _by_role(piece, rows), _taken(torn, number))
        if torn:
            yield Batch(piece, np.empty(0, np.int64), _nothing(piece), torn)


def _csv_types(piece: Piece) -> arrow_csv.ConvertOptions:
    """Read all columns as text, so that a bad value costs a row and not the file; "" is null."""
    kinds = {column.role: column.kind for column in LAYOUTS[piece.layout].columns}
    numbers = {name for role, name in piece.columns.items() if kinds[role] is NUMBER}
    return arrow_csv.ConvertOptions(
        column_types={
            name: pa.float32() if name in numbers else pa.string()
            for name in piece.columns.values()
        },
        include_columns=list(piece.columns.values()),
        strings_can_be_null=True,
        null_values=[""],
    )


def _without(torn: Mapping[int, str], first: int, count: int) -> NDArray[np.int64]:
    """Return the next numbers of rows that are not torn."""
    numbers = np.arange(first, first + count + len(torn))
    return numbers[~np.isin(numbers, list(torn))][:count]


def _taken(torn: dict[int, str], before: int) -> dict[int, str]:
    """Remove and return the torn rows before a row number."""
    return {number: torn.pop(number) for number in list(torn) if number < before}


def _nothing(piece: Piece) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({role: pa.array([], pa.string()) for role in piece.columns})

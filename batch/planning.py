"""Planning: finds the files, checks that they can be read, and cuts them into pieces."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq

from batch.errors import FileUnreadable, NoFlights, NoInput
from batch.files import matching, opened
from batch.layouts import FLIGHTS, WEATHER, Layout, check_types, recognised
from batch.reading import Piece, csv_header

PIECE_ROWS = 262_144
"""Rows that a worker takes at a time: one or two seconds of work."""
_CSV_ENDINGS = (".csv", ".csv.gz")
_AT_ONCE = 16
"""Files that are opened at the same time: in a bucket, each takes a while to answer."""


def plan_flights(patterns: Sequence[str]) -> list[Piece]:
    """Return the pieces of all files of flights.

    Raises
    ------
    NoInput, NoFlights, FileUnreadable, ColumnsMissing, ColumnWrong
        If there is nothing to read, or a file that cannot be read.
    """
    pieces = _plan(patterns, FLIGHTS)
    if not pieces:
        raise NoFlights(patterns)
    return pieces


def plan_weather(patterns: Sequence[str]) -> list[Piece]:
    """Return the pieces of all files of weather, of which there may be none.

    Raises
    ------
    NoInput, FileUnreadable, ColumnsMissing, ColumnWrong
        If there is nothing to read, or a file that cannot be read.
    """
    return _plan(patterns, (WEATHER,))


def rows_in(pieces: Sequence[Piece]) -> int | None:
    """Return how many rows the pieces hold; None where a CSV is among them."""
    rows = [piece.rows for piece in pieces]
    return None if None in rows else sum(row or 0 for row in rows)


def _plan(patterns: Sequence[str], layouts: Sequence[Layout]) -> list[Piece]:
    paths = [path for pattern in patterns for path in _files(pattern)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        planned = pool.map(partial(_pieces, layouts=layouts), dict.fromkeys(paths))
        return [piece for pieces in planned for piece in pieces]


def _files(pattern: str) -> list[str]:
    found = matching(pattern)
    if not found:
        raise NoInput(pattern)
    return found


def _pieces(path: str, layouts: Sequence[Layout]) -> list[Piece]:
    if path.lower().endswith(_CSV_ENDINGS):
        return _of_csv(path, layouts)
    try:
        with opened(path) as file:
            parquet = pq.ParquetFile(file)
            return list(_of_parquet(path, parquet.schema_arrow, parquet.metadata, layouts))
    except (pa.ArrowException, OSError) as error:
        raise FileUnreadable(path, "Parquet", str(error)) from None


def _of_csv(path: str, layouts: Sequence[Layout]) -> list[Piece]:
    try:
        names, has_rows = csv_header(path)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise FileUnreadable(path, "CSV", str(error)) from None
    layout, columns = recognised(path, names, layouts)
    return [Piece(path, layout.name, columns)] if has_rows else []


def _of_parquet(
    path: str, schema: pa.Schema, metadata: pq.FileMetaData, layouts: Sequence[Layout]
) -> Iterator[Piece]:
    layout, columns = recognised(path, schema.names, layouts)
    check_types(path, layout, columns, schema)
    before = 0
    for group in range(metadata.num_row_groups):
        rows = metadata.row_group(group).num_rows
        for start in range(0, rows, PIECE_ROWS):
            count = min(PIECE_ROWS, rows - start)
            first = before + start + 1
            yield Piece(path, layout.name, columns, group, start, count, first)
        before += rows

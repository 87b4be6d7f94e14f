"""Planning: finds the files, checks that they can be read, and cuts them into pieces."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import islice

import pyarrow as pa
import pyarrow.parquet as pq

from batch.errors import NoFlights, NoInput
from batch.files import exists, matching, opened
from batch.reader.containers import TableFile, find_table
from batch.reader.day_orders import day_order, has_order
from batch.reader.errors import ColumnsMissing
from batch.reader.headers import Header, open_parquet, read_header
from batch.reader.tables import (
    check_times,
    check_types,
    check_zone,
    read_blocks,
    refusing,
    texts,
)
from batch.reader.text_blocks import Block
from batch.reader.vocabulary import (
    CODES,
    DAYS,
    FLIGHTS,
    SHOWN,
    SURER,
    Layout,
    Roles,
    plain,
    recognise,
)
from batch.reading import Piece
from pushback.flights import WEATHER_FIELDS

MARKS = ("_SUCCESS", "_started", "_committed", "_metadata", "_common_metadata", ".DS_Store")
"""How the names of files begin that hold no rows."""
PIECE_ROWS = 262_144
"""Rows that a worker takes at a time: one or two seconds of work."""
NEEDS = {"flights": (*CODES, "departure"), "weather": ("airport", "time")}
HINTS = {
    "weather": {
        "asos": ". If these are reports of stations, python -m training ingest turns them into such"
        " hours"
    },
}
"""What is said besides of a file that is of no kind."""
SAMPLE = 1000
"""Rows by which a file is known to have days that can be written in two orders."""
_AT_ONCE = 16
"""Files that are opened at the same time: in a bucket, each takes a while to answer."""


def plan_flights(patterns: Sequence[str], order: str = "") -> list[Piece]:
    """Return the pieces of all files of flights, whose days are written in an order, if told.

    Raises
    ------
    NoInput, NoFlights, FileRefused
        If there is nothing to read, or a file that cannot be read.
    """
    pieces = _plan(patterns, "flights", order)
    if not pieces:
        raise NoFlights(patterns)
    return pieces


def plan_weather(patterns: Sequence[str], order: str = "") -> list[Piece]:
    """Return the pieces of all files of weather, of which there may be none.

    Raises
    ------
    NoInput, FileRefused
        If there is nothing to read, or a file that cannot be read.
    """
    return _plan(patterns, "weather", order)


def unread_weather(pieces: Sequence[Piece]) -> list[str]:
    """Return a sentence for each file of weather that has columns which are not read."""
    names = {piece.path: (piece.header.names, piece.layout.columns.values()) for piece in pieces}
    unread = {
        path: [name for name in there if name and name not in read]
        for path, (there, read) in names.items()
    }
    return [
        f"{path} has columns that are not read: {', '.join(found[:SHOWN])}"
        f"{', …' if found[SHOWN:] else ''}. Those that are: {', '.join(WEATHER_FIELDS)}."
        for path, found in unread.items()
        if found
    ]


def rows_in(pieces: Sequence[Piece]) -> int | None:
    """Return how many rows the pieces hold; None where some are not Parquet."""
    rows = [piece.rows for piece in pieces]
    return None if None in rows else sum(row or 0 for row in rows)


def _plan(patterns: Sequence[str], kind: str, order: str) -> list[Piece]:
    paths = [path for pattern in patterns for path in _files(pattern)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        planned = pool.map(partial(_pieces, kind=kind, order=order), dict.fromkeys(paths))
        return [piece for pieces in planned for piece in pieces]


def _files(pattern: str) -> list[str]:
    found = [pattern] if exists(pattern) else [path for path in matching(pattern) if _is_part(path)]
    if not found:
        raise NoInput(pattern)
    return found


def _pieces(path: str, kind: str, order: str) -> list[Piece]:
    file = find_table(path, path, opened, is_trusted=True)
    header = read_header(file)
    layout = recognise(path, header.names, {kind: NEEDS[kind]}, HINTS.get(kind, {}))
    if kind == "weather" and layout.columns.keys().isdisjoint(WEATHER_FIELDS):
        raise ColumnsMissing(path, kind, [" or ".join(WEATHER_FIELDS)], header.names)
    dated = {role: name for role, name in layout.columns.items() if role in DAYS}
    if file.kind == "parquet":
        with refusing(file), open_parquet(file) as parquet:
            schema, metadata = parquet.schema_arrow, parquet.metadata
        check_types(path, layout.columns, schema)
        if layout.has_days or _is_by_day(layout) or "zone" in layout.columns:
            _has_rows(file, header, layout)
        dated = {role: name for role, name in dated.items() if not _is_time(schema, name)}
        whole = Piece(file, header, layout, _order(file, header, layout, dated, order))
        return list(_of_groups(whole, metadata))
    if not _has_rows(file, header, layout):
        return []
    return [Piece(file, header, layout, _order(file, header, layout, dated, order))]


def _has_rows(file: TableFile, header: Header, layout: Layout) -> bool:
    """Return whether a file has rows; refuse it if its first ones show that times are not local."""
    blocks = read_blocks(file, header, layout.columns)
    first = next((block for block in blocks if len(block.numbers) or block.torn), None)
    if first is None:
        return False
    role = "departure" if "departure" in layout.columns else "time"
    check_times(file.name, layout, role, texts(first.columns[role]).distinct[:SAMPLE])
    if "zone" in layout.columns:
        check_zone(file.name, layout, texts(first.columns["zone"]).distinct)
    return True


def _is_by_day(layout: Layout) -> bool:
    """Return whether a column tells departures whose name is that of a day."""
    days = map(plain, (*FLIGHTS["day"], *SURER["day"]))
    return plain(layout.columns.get("departure", "")) in days


def _is_time(schema: pa.Schema, name: str) -> bool:
    return bool(pa.types.is_temporal(schema.field(name).type))


def _is_part(path: str) -> bool:
    """Return whether a file may hold rows: engines leave marks beside those that do."""
    name = path.rpartition("/")[2]
    return not (name.startswith(MARKS) or name.endswith(".crc"))


def _first(file: TableFile, header: Header, roles: Roles) -> Iterator[Block]:
    return islice(read_blocks(file, header, roles), 1)


def _order(file: TableFile, header: Header, layout: Layout, dated: Roles, given: str) -> str:
    """Return in which order a file's days are written; read as a whole only if they have one."""
    if not dated or not any(
        has_order(text)
        for block in _first(file, header, dated)
        for column in block.columns
        for text in texts(column).distinct
    ):
        return given
    blocks = read_blocks(file, header, dated)
    days = (text for block in blocks for column in block.columns for text in texts(column).distinct)
    return day_order(file.name, days, given, layout.usual_order)


def _of_groups(whole: Piece, metadata: pq.FileMetaData) -> Iterator[Piece]:
    before = 0
    for group in range(metadata.num_row_groups):
        rows = metadata.row_group(group).num_rows
        for start in range(0, rows, PIECE_ROWS):
            count = min(PIECE_ROWS, rows - start)
            yield replace(whole, group=group, start=start, rows=count, first=before + start + 1)
        before += rows

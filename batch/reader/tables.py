"""Tables: the rows of a file as Arrow columns, some at a time, whatever the file is.

Nothing is converted yet: a column of half a million clocks has 1,400 distinct texts, and only
those are looked at later.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import DTypeLike, NDArray

from batch.reader import times
from batch.reader.containers import TableFile
from batch.reader.errors import ColumnsMissing, FileRefused, first_of
from batch.reader.headers import Header, open_parquet
from batch.reader.sheets import read_sheet
from batch.reader.text_blocks import Block, are_names, is_row, shown, text_blocks
from batch.reader.texts import cleaned, is_missing
from batch.reader.values import carrier
from batch.reader.vocabulary import CODES, DATE, DAYS, SOLD_BY, Layout

BATCH_ROWS = 1 << 18


@dataclass(frozen=True, eq=False)
class Texts:
    """A column: the code of each row's text among the `distinct` ones, -1 if it is empty."""

    codes: NDArray[np.integer[Any]]
    distinct: list[str]


class Columns(dict[str, Texts]):
    """Columns of some rows, by role; `places` of the rows in the file are in the header's units."""

    def __init__(self, columns: Mapping[str, Texts], places: NDArray[np.int64]) -> None:
        super().__init__(columns)
        self.places = places


def read_columns(file: TableFile, header: Header, roles: Mapping[str, str]) -> Columns:
    """Return columns of a whole table, by role.

    Raises `FileRefused` if it is damaged, holds no rows, a row has more or fewer fields than the
    header, or names the columns again in another order or with other names, or a line that is no
    row says that times are in UTC.
    """
    blocks = list(_whole_blocks(file, header, roles))
    table = pa.Table.from_batches([block.columns for block in blocks])
    table = table.unify_dictionaries().combine_chunks()
    numbers = np.concatenate([block.numbers for block in blocks])
    columns = {role: texts(table[role].chunk(0)) for role in roles}
    return Columns(columns, header.first + numbers - 1)


def read_batches(file: TableFile, header: Header, roles: Mapping[str, str]) -> Iterator[Columns]:
    """Yield columns of a table, some of its rows at a time; raises what `read_columns` does."""
    for block in _whole_blocks(file, header, roles):
        columns = {role: texts(block.columns[role]) for role in roles}
        yield Columns(columns, header.first + block.numbers - 1)


def read_blocks(file: TableFile, header: Header, roles: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows of a table; raises `FileRefused` if it is damaged."""
    if twice := [name for name in roles.values() if header.names.count(name) > 1]:
        raise FileRefused(file.name, f"names the column {twice[0]} twice: keep only one of them")
    kinds = {"parquet": _parquet_blocks, "workbook": _sheet_blocks}
    with refusing(file):
        told = {role: header.told[name] for role, name in roles.items() if name in header.told}
        held = {role: name for role, name in roles.items() if role not in told}
        rows = replace(header, names=header.names[: len(header.names) - len(header.told)])
        for block in kinds.get(file.kind, text_blocks)(file, rows, held):
            columns = block.columns
            for role, text in told.items():
                columns = columns.append_column(role, pa.repeat(text, len(columns)))
            yield replace(block, columns=operated(columns.select([*roles])))


def operated(columns: pa.RecordBatch) -> pa.RecordBatch:
    """Return columns whose airline, where that is not told, is the one that sold the flight.

    A flight's number tells one only if it begins with its code.
    """
    if SOLD_BY not in columns.schema.names:
        return columns
    told, sold = (columns[role] for role in ("carrier", SOLD_BY))
    is_told = by_value(told, lambda _: True, False, np.bool_)
    is_known = by_value(sold, lambda text: carrier(text) is not None, False, np.bool_)
    is_sold = pa.array(is_known & ~is_told)
    airlines = pc.if_else(is_sold, pc.cast(sold, pa.string()), pc.cast(told, pa.string()))
    return columns.set_column(columns.schema.names.index("carrier"), "carrier", airlines)


@contextmanager
def refusing(file: TableFile) -> Iterator[None]:
    """Refuse a file that shows to be damaged while it is read."""
    try:
        yield
    except (pa.ArrowException, OSError, EOFError) as error:
        kind = "Parquet" if file.kind == "parquet" else "a table"
        raise FileRefused(file.name, f"cannot be read as {kind} ({first_of(error)})") from None


def check_types(file: str, roles: Mapping[str, str], schema: pa.Schema) -> None:
    """Refuse a Parquet file in which codes are no text, local times have a zone, or the like."""
    types = pa.types
    for role, name in roles.items():
        seen, allowed = schema.field(name).type, ""
        kind = seen.value_type if types.is_dictionary(seen) else seen
        is_text = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
        if role in {"airport", *CODES} and not is_text:
            allowed = "text"
        elif types.is_timestamp(kind) and kind.tz is not None and role != "valid":
            allowed = "local times, as timestamps without a zone or as text"
        elif types.is_duration(kind):
            allowed = "clocks such as 18:30, as text" if role in DAYS else "numbers of minutes"
        elif types.is_nested(kind) or types.is_binary(kind):
            allowed = "single values"
        if allowed:
            raise FileRefused(
                file, f"is wrong: the column {name} holds {seen}; it may hold {allowed}"
            )


def check_times(file: str, layout: Layout, role: str, texts: Iterable[str]) -> None:
    """Refuse a file whose times all tell a zone, are clocks of no day, or days without a clock.

    Beside days, refuse numbers that may be hours or minutes, for all are as short as 18, or over a
    fifth are no clocks: of minutes after midnight, 875 is none, but 835 could be one.
    """
    if not (seen := [text for text in texts if not is_missing(text)]):
        return
    name, first = layout.columns[role], repr(seen[0])
    if layout.has_days:
        odd = [*filter(times.NO_CLOCK.fullmatch, seen)]
        if len(odd) > max(1, len(seen) // 5) or all(map(times.HOUR.fullmatch, seen)):
            first = repr([*odd, *seen][0])
            reason = f"has clocks like {first} alone in the column {name}, hours or minutes after"
            raise FileRefused(file, f"{reason} midnight: write them as 18:00, or as 0018")
        return
    if role == "time" and all(map(times.is_zoned, seen)):
        reason = f"is wrong: the column {name} holds {first}; it may hold local times, without zone"
        raise FileRefused(file, reason)
    if all(times.clock(text) is not None for text in seen):
        lacking = "year" if {*DATE[1:]} <= layout.columns.keys() else "day"
        raise ColumnsMissing(file, layout.kind, [f"the {lacking} of {name} ({first})"])
    if all(times.is_day(text, or_midnight=role != "time") for text in seen):
        raise ColumnsMissing(file, layout.kind, [f"the time of day of {name} ({first})"])


def check_zone(file: str, layout: Layout, texts: Iterable[str]) -> None:
    """Refuse a file of local times in which a column says that they are in UTC."""
    if said := next(filter(times.is_utc, texts), ""):
        told = f"{layout.columns['zone']} {said}"
        raise FileRefused(
            file,
            f"says {told!r}; times that are read are local to their airports: convert them, and"
            " leave that column out",
        )


def texts(column: Any) -> Texts:
    """Return a column as codes; a text that is empty or null is no text."""
    if pa.types.is_dictionary(column.type) and len(column.dictionary) > len(column):
        column = column.dictionary_decode()  # a part of a block has its whole dictionary
    encoded = encode(column)
    distinct = [cleaned(text or "") for text in encoded.dictionary.to_pylist()]
    empty = np.array([is_missing(text) for text in [*distinct, None]])
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return Texts(np.where(empty[codes], -1, codes), distinct)


def encode(column: Any) -> Any:
    """Return a column as codes; only its distinct values are turned into texts."""
    if pa.types.is_float16(column.type):
        column = column.cast(pa.float32())
    if not pa.types.is_dictionary(column.type):
        column = pc.dictionary_encode(column)
    found = column.dictionary
    if pa.types.is_decimal(found.type):
        found = found.cast(pa.float64())  # 1830.00 is the number 1830
    found = pc.cast(found, pa.string())
    return pa.DictionaryArray.from_arrays(column.indices.cast(pa.int32()), found)


def by_value(
    column: pa.Array, read: Callable[[str], object], empty: object, kind: DTypeLike
) -> NDArray[Any]:
    """Apply `read` to each row, calling it once for each distinct text; None counts as `empty`."""
    held = texts(column)
    found = [None if is_missing(text) else read(text) for text in held.distinct]
    values = np.empty(len(found) + 1, kind)
    values[:] = [empty if value is None else value for value in [*found, None]]
    return np.asarray(values[held.codes])


def _whole_blocks(file: TableFile, header: Header, roles: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows of a table in which every row is whole, as codes."""
    rows = 0
    for block in read_blocks(file, header, roles):
        for number, (reason, text) in block.torn.items():
            where = f"{header.unit} {header.first + number - 1:,}"
            held = f"has {reason} in {where} ({shown(text)})"
            raise FileRefused(file.name, f"{held}: remove what is no row of the table")
        rows += len(block.numbers)
        if len(block.numbers):
            with refusing(file):
                columns = [encode(column) for column in block.columns]
            yield replace(block, columns=pa.record_batch(columns, list(roles)))
    if not rows:
        raise FileRefused(file.name, "holds no rows")


def _parquet_blocks(file: TableFile, _: Header, roles: Mapping[str, str]) -> Iterator[Block]:
    first = 1
    with open_parquet(file) as parquet:
        check_types(file.name, roles, parquet.schema_arrow)
        for batch in parquet.iter_batches(BATCH_ROWS, columns=[*{*roles.values()}]):
            columns = batch.select([*roles.values()]).rename_columns([*roles])
            yield Block(np.arange(first, first + len(batch)), columns, {})
            first += len(batch)


def _sheet_blocks(file: TableFile, header: Header, roles: Mapping[str, str]) -> Iterator[Block]:
    rows = read_sheet(file)[header.first - 1 :]
    kept = [at for at, row in enumerate(rows) if is_row(file, header, row)]
    cells = [
        pa.array([rows[at][header.names.index(name)] or None for at in kept], pa.string())
        for name in roles.values()
    ]
    columns = pa.record_batch(cells, list(roles))
    passed = are_names(file, columns, [*roles.values()])
    yield Block(np.array(kept, np.int64)[~passed] + 1, columns.filter(pa.array(~passed)), {})

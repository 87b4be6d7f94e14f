"""Text blocks: the rows of a text as Arrow columns, and those of them that are no rows.

Blank rows are passed over, and the names where they stand again, as where files were joined.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

from batch.reader.containers import TableFile
from batch.reader.errors import FileRefused
from batch.reader.headers import Header, check_local, open_text
from batch.reader.streams import TextStream
from batch.reader.vocabulary import CODES, KNOWN, is_archived, plain

SHOWN = 40
"""Characters of a line that a message shows."""
BLOCK_BYTES = 1 << 22
_QUOTED = re.compile('"[^"]*"')
_SOURCE = re.compile('"?source:', re.IGNORECASE)
"""How a line begins, below the rows of some archives, that tells where they are from."""
_END = "\0"
"""A line behind the last one, like none before it: a row, unless a quotation mark is open."""


@dataclass(frozen=True, eq=False)
class Block:
    """Some rows: their numbers within the table, counted from 1, and their columns by role.

    `torn` holds rows with more or fewer fields than the header, by number: a reason, a text.
    """

    numbers: NDArray[np.int64]
    columns: pa.RecordBatch
    torn: Mapping[int, tuple[str, str]]


def text_blocks(file: TableFile, header: Header, roles: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows of a text; raises what `tables.read_blocks` does."""
    torn: dict[int, tuple[str, str]] = {}
    skipped: list[int] = []
    notes: list[str] = []  # lines of one cell, or like those above

    def keep(row: Any) -> str:
        skipped.append(number := row.number - header.first + 1)
        text = row.text.strip(f" \t\r{header.delimiter}")
        if text and not _SOURCE.match(text) and row.text.strip() not in header.above:
            fields = f"{row.actual_columns} fields instead of {row.expected_columns}"
            torn[number] = fields, row.text
            if header.delimiter not in _QUOTED.sub("", text) or text.startswith((*header.told,)):
                notes.append(text)
        return "skip"

    places = [str(at) for at in range(len(header.names))]  # names may be odd, or stand twice
    wanted = {role: places[header.names.index(name)] for role, name in roles.items()}
    columns = list(dict.fromkeys(wanted.values()))
    options = {
        "read_options": pyarrow.csv.ReadOptions(
            block_size=BLOCK_BYTES,
            skip_rows=header.first - 1,
            column_names=places,
            use_threads=False,
        ),
        "parse_options": pyarrow.csv.ParseOptions(
            delimiter=header.delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,  # so that they count
            invalid_row_handler=keep,
        ),
        "convert_options": pyarrow.csv.ConvertOptions(
            include_columns=columns,
            column_types=dict.fromkeys(columns, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
        ),
    }
    number, again = 1, cache(partial(_read_again, file, header))
    with open_text(file) as stream:
        for batch in pyarrow.csv.open_csv(io.BufferedReader(stream), **options):
            numbers = np.arange(number, number + len(batch) + len(skipped))
            numbers = numbers[~np.isin(numbers, skipped)][: len(batch)]
            number = int(numbers[-1]) + 1 if len(numbers) else number
            skipped[:] = [at for at in skipped if at >= number]
            taken = {at: torn.pop(at) for at in list(torn) if at < number}
            columns = batch.select([*wanted.values()]).rename_columns([*wanted])
            empty = np.sum([pc.is_null(column) for column in columns], axis=0, dtype=np.int16)
            passed = empty >= len(roles) - (len(roles) >= len(CODES))
            if passed.any():
                passed &= np.isin(numbers, again()[0])
            passed |= are_names(file, columns, [*roles.values()])
            check_local(file, header, notes)
            notes.clear()
            yield Block(numbers[~passed], columns.filter(pa.array(~passed)), taken)
        check_local(file, header, notes)
        _check_end(file, header, stream, [text for _, text in torn.values()])
        if stream.quotes % 2 and (line := again()[1]):
            reason = f"opens a quotation mark in line {line:,} that it never closes"
            raise FileRefused(file.name, reason)
        if torn:
            none = pa.record_batch([pa.array([], pa.string())] * len(roles), list(roles))
            yield Block(np.empty(0, np.int64), none, torn)


def is_row(file: TableFile, header: Header, cells: Iterable[str]) -> bool:
    """Return whether cells are a row: not if there are none, or one that tells the source.

    A cell alone is a note on the rows: if it says that times are in UTC the file is refused.
    """
    told = [*filter(None, cells)]
    if len(told) == 1:
        check_local(file, header, told)
    return len(told) > 1 or not all(map(_SOURCE.match, told))


def _read_again(file: TableFile, header: Header) -> tuple[list[int], int]:
    """Return the numbers of rows that are none, also not in columns that nobody reads.

    The other number is that of the line with a quotation mark that is never closed, else 0; a mark
    within a text opens nothing.
    """
    blank: list[int] = []
    begun = header.first
    with open_text(file) as stream, suppress(csv.Error):  # of a field that grows too long
        text = io.TextIOWrapper(io.BufferedReader(stream), "utf-8", newline="")
        body = chain(islice(text, header.first - 1, None), [_END])
        reader = csv.reader(body, delimiter=header.delimiter)
        for number, row in enumerate(reader, 1):
            if row == [_END]:
                return blank, 0
            if row and row[-1].endswith(_END):
                break
            if not is_row(file, header, row):
                blank.append(number)
            begun = header.first + reader.line_num
    return blank, begun


def are_names(file: TableFile, columns: pa.RecordBatch, names: list[str]) -> NDArray[np.bool_]:
    """Return which rows are the names again, as where files were joined; refuse other names.

    One or two cells may be names and codes: DAY is Dayton. Of these, the same names alone count.
    """
    known, named = {*map(plain, names)}, np.ones(len(columns), bool)
    known |= KNOWN if len(names) >= len(CODES) else set()
    for column in columns:
        heads = [one for one in column.unique().to_pylist() if plain(one or "") in known]
        named &= np.asarray(pc.is_in(column, pa.array(heads, pa.string())))
        if not named.any():
            return named
    for row in columns.filter(pa.array(named)).to_pylist():
        if list(map(plain, row.values())) != list(map(plain, names)):
            again = f"names its columns again, but in another way ({', '.join(row.values())})"
            raise FileRefused(file.name, f"{again}: save each part by itself")
    return named


def _check_end(file: TableFile, header: Header, stream: TextStream, torn: list[str]) -> None:
    """Refuse a file that was cut off: its last line does not end, and lacks fields.

    The last line of an archive's file ends in any case. Of a trusted file each row is judged alone.
    """
    if not stream.open_line or file.is_trusted:
        return
    where = f"line {stream.lines:,} ({shown(stream.open_line)})"
    if stream.open_line in torn[-1:]:
        raise FileRefused(file.name, f"ends within {where}: it was cut off")
    if is_archived(header.names):
        raise FileRefused(
            file.name,
            f"ends with {where} without the line break that the archive's files end with: it may"
            " have been cut off. If it is whole, add the line break",
        )


def shown(text: str) -> str:
    """Return the beginning of a line as messages show it."""
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")

"""Headers: where a table's names stand, and how its fields are parted."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from batch.reader.containers import TableFile
from batch.reader.errors import FileRefused, first_of
from batch.reader.sheets import FEWEST_NAMES, TITLE_LINES, names_at, read_sheet
from batch.reader.streams import HEAD_BYTES, TextStream
from batch.reader.texts import AROUND, WORDS
from batch.reader.values import airport
from batch.reader.vocabulary import PLACES, is_archived, known_names, plain, roles_of

DELIMITERS = ",;\t|"
_UTC = re.compile(WORDS["not_local"], re.IGNORECASE)
_NOT_OF_ROWS = re.compile(WORDS["not_of_rows"], re.IGNORECASE)
_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """The names of a table's columns; the first row stands at `first`, in `unit`s.

    `above` are the lines, or rows, before the names: titles, and remarks that begin with "#". Of
    these some may tell the airport of all rows: `told` has it by its name, the last of the names.
    """

    names: list[str]
    first: int
    unit: str
    delimiter: str = ","
    above: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


def read_header(file: TableFile) -> Header:
    """Return the names of a file's columns.

    Raises `FileRefused` if there are none, one that is known stands twice, or the file is damaged.
    """
    if file.kind == "parquet":
        with open_parquet(file) as parquet:
            header = Header(parquet.schema_arrow.names, 1, "row")
    elif file.kind == "workbook":
        rows = read_sheet(file)
        at = names_at(rows[:TITLE_LINES])
        above = tuple(" ".join(filter(None, row)) for row in rows[:at])
        names = [" ".join(name.split()) for name in rows[at]]
        header = Header(names, at + 2, "row", above=above)
    else:
        header = _text_header(file)
    is_whole = is_archived(header.names)
    check_local(file, header, header.above)
    named = [plain(name) for name in header.names if name and (is_whole or known_names([name]))]
    if twice := [name for name, count in Counter(named).items() if count > 1]:
        first = next(name for name in header.names if plain(name) == twice[0])
        raise FileRefused(file.name, f"names the column {first} twice: keep only one of them")
    told = _told(header)
    return replace(header, names=[*header.names, *told], told=told)


def _told(header: Header) -> dict[str, str]:
    """Return airports that lines such as "Origin Airport: Boston, MA (BOS)" tell of all rows."""
    told = {}
    for line in header.above:
        name, _, text = line.strip(AROUND + DELIMITERS).partition(":")
        more = roles_of("flights", [*header.names, name]).keys() - roles_of("flights", header.names)
        if not more.isdisjoint(PLACES.values()) and airport(text):
            told[name] = text
    return told


def check_local(file: TableFile, header: Header, lines: Iterable[str]) -> None:
    """Refuse a file if lines that are no rows say that times are in UTC, or another airport.

    Of an archive's file it is known in which zone its times are.
    """
    for said in (line.strip(AROUND) for line in lines):
        name, _, text = said.partition(":")
        if header.told.get(name, text).strip() != text.strip():
            reason = f"says {said[:80]!r} below rows of another: save each part by itself"
            raise FileRefused(file.name, reason)
        if _UTC.search(said) and not (_NOT_OF_ROWS.search(said) or is_archived(header.names)):
            raise FileRefused(
                file.name,
                f"says {said[:80]!r}; times that are read are local to their airports:"
                " convert them, and leave that line out",
            )


@contextmanager
def open_parquet(file: TableFile, **options: Any) -> Iterator[pq.ParquetFile]:
    """Open a Parquet file; raises `FileRefused` if it is damaged, or holds more than is read."""
    with file.open_file(file.path) as opened:
        try:
            parquet = pq.ParquetFile(opened, **options)
        except (pa.ArrowException, OSError) as error:
            reason = f"cannot be read as Parquet: it is no whole Parquet file ({first_of(error)})"
            raise FileRefused(file.name, reason) from None
        groups = (parquet.metadata.row_group(at) for at in range(parquet.num_row_groups))
        most = float("inf") if file.is_trusted else file.most_bytes
        if sum(group.total_byte_size for group in groups) > most:
            raise FileRefused(file.name, f"holds more than {most / 1e6:,.0f} MB")
        yield parquet


@contextmanager
def open_text(file: TableFile) -> Iterator[TextStream]:
    """Open a text file's bytes as UTF-8 lines."""
    with file.open() as opened:
        yield TextStream(opened, file.name, file.most_bytes)


def _text_header(file: TableFile) -> Header:
    with open_text(file) as stream:
        lines = io.BufferedReader(stream).read(HEAD_BYTES).decode(errors="replace").split("\n")
    told, before = "", 0
    for line in lines:
        if found := _SEPARATOR.fullmatch(line.rstrip("\r")):
            told = found[1]
        elif line.strip() and not _is_comment(line):
            break
        before += 1
    if before == len(lines):
        raise FileRefused(file.name, "is empty")
    tops = range(before, min(before + TITLE_LINES, len(lines)))
    parted = [_parted(lines[top : top + TITLE_LINES], told or DELIMITERS) for top in tops]
    at = names_at([names for names, _, _ in parted])
    names, height, delimiter = parted[at]
    below = next(filter(str.strip, lines[before + at + height :]), "")
    beyond = _parted([below], delimiter)[0][len(names) :]
    if not any(beyond):
        names = [*names, *beyond]  # rows end with delimiters, the names do not
    if len(names) == 1 and known_names(_parted(names, DELIMITERS)[0]) >= FEWEST_NAMES:
        reason = "has each line in quotation marks as a whole: leave out the first and the last"
        raise FileRefused(file.name, reason)
    above = tuple(map(str.strip, lines[: before + at]))
    return Header(names, before + at + height + 1, "line", delimiter, above)


def _is_comment(line: str) -> bool:
    """Return whether a line is a remark; "#" may also be what the first column is called."""
    return line.startswith("#") and known_names(_parted([line], DELIMITERS)[0]) < FEWEST_NAMES


def _parted(lines: Sequence[str], delimiters: str) -> tuple[list[str], int, str]:
    """Return the first row's fields, how many lines it takes, and its likeliest delimiter."""

    def by(delimiter: str) -> tuple[list[str], int, str]:
        reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter)
        names = [" ".join(name.split()) for name in next(reader, [])]
        return names, reader.line_num, delimiter

    return max(map(by, delimiters), key=lambda one: (known_names(one[0]), len(one[0])))

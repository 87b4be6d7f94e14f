"""Headers: where a table's names stand, and how its fields are parted."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from batch.reader.containers import TableFile
from batch.reader.errors import FileRefused
from batch.reader.sheets import read_sheet
from batch.reader.streams import HEAD_BYTES, TextStream
from batch.reader.vocabulary import KNOWN, plain

DELIMITERS = ",;\t|"
TITLE_LINES = 20
"""Lines among which the names are looked for."""


@dataclass(frozen=True)
class Header:
    """The names of a table's columns.

    Attributes
    ----------
    first
        Where the first row stands, in `unit`s.
    comments
        The lines before the names that begin with "#".
    """

    names: list[str]
    first: int
    unit: str
    delimiter: str = ","
    comments: tuple[str, ...] = ()


def read_header(file: TableFile) -> Header:
    """Return the names of a file's columns.

    Raises
    ------
    FileRefused
        If there are none, one stands twice, or the file is damaged.
    """
    if file.kind == "parquet":
        with open_parquet(file) as parquet:
            header = Header(parquet.schema_arrow.names, 1, "row")
    elif file.kind == "workbook":
        rows = read_sheet(file)
        at = _names_at([(row, ",") for row in rows[:TITLE_LINES]])
        header = Header([name.strip() for name in rows[at]], at + 2, "row")
    else:
        header = _text_header(file)
    named = [name for name in header.names if name]
    if twice := [name for name, count in Counter(named).items() if count > 1]:
        raise FileRefused(file.name, f"names the column {twice[0]} twice")
    return header


@contextmanager
def open_parquet(file: TableFile, **options: Any) -> Iterator[pq.ParquetFile]:
    """Open a Parquet file.

    Raises
    ------
    FileRefused
        If it is damaged, or holds more than is read.
    """
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
        yield TextStream(opened, file.name, file.most_bytes, may_end=file.is_trusted)


def first_of(error: Exception) -> str:
    """Return the beginning of an error's first line."""
    return (str(error) or type(error).__name__).splitlines()[0][:120]


def _text_header(file: TableFile) -> Header:
    with open_text(file) as stream:
        start = stream.read(HEAD_BYTES)
    lines = start.decode(errors="replace").split("\n")
    told = ""
    before = 0
    for line in lines:
        bare = line.strip('"\r \t' if not line.strip('"').lower().startswith("sep=") else '"\r')
        if bare.lower().startswith("sep=") and len(bare) == len("sep=;"):
            told = bare[-1]
        elif bare.strip() and not bare.startswith("#"):
            break
        before += 1
    if before == len(lines):
        raise FileRefused(file.name, "is empty")
    comments = tuple(line.strip() for line in lines[:before] if line.startswith("#"))
    candidates = [
        (names, delimiter)
        for at in range(before, min(before + TITLE_LINES, len(lines)))
        for names, delimiter in [_parted(file, lines, at, told)]
    ]
    at = _names_at([(names, delimiter) for (names, _), delimiter in candidates])
    (names, height), delimiter = candidates[at]
    return Header(names, before + at + height + 1, "line", delimiter, comments)


def _parted(
    file: TableFile, lines: Sequence[str], at: int, told: str
) -> tuple[tuple[list[str], int], str]:
    """Return a line's fields and how many lines it takes, by its likeliest delimiter."""
    text = "\n".join(lines[at : at + TITLE_LINES])

    def parted(delimiter: str) -> tuple[list[str], int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            names = next(reader, [])
        except csv.Error as error:
            raise FileRefused(file.name, f"has no header that can be read ({error})") from None
        return [name.strip() for name in names], reader.line_num

    found = {delimiter: parted(delimiter) for delimiter in told or DELIMITERS}
    best = max(found, key=lambda one: (_known(found[one][0]), len(found[one][0])))
    return found[best], best


def _names_at(candidates: Sequence[tuple[Sequence[str], str]]) -> int:
    """Return which candidate is the header: the first with the most known names."""
    known = [_known(names) for names, _ in candidates]
    return known.index(max(known))


def _known(names: Sequence[str]) -> int:
    return sum(plain(name) in KNOWN for name in names)

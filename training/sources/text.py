"""Text: the needed columns of a table, each as codes into the distinct texts it holds.

Nothing is converted while reading: a column of half a million clocks has 1,400 distinct texts,
and only those are looked at later. Missing and empty fields have the code -1.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from training.errors import FileRefused
from training.sources.files import MAX_BYTES, DataFile

BLOCK_BYTES = 1 << 22
HEADER_BYTES = 1 << 16
CODES = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Header:
    """The names of a table's columns, after so many lines of comment."""

    names: list[str]
    comments: int
    text: str


@dataclass(frozen=True, eq=False)
class TextTable:
    """Columns of text. `first` is where the first row stands in the file, in `unit`s."""

    columns: dict[str, pd.Categorical]
    rows: int
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


def read_text(file: DataFile, columns: Sequence[str], header: Header) -> TextTable:
    """Return columns of a file as text.

    Raises
    ------
    FileRefused
        If the file is damaged, holds no rows, or a row has more or fewer fields than the header.
    """
    if file.is_parquet:
        table, first, unit = _read_parquet(file, columns), 1, "row"
    else:
        table, first, unit = _read_csv(file, columns, header), header.comments + 2, "line"
    if not table.num_rows:
        raise FileRefused(file.name, "holds no rows")
    table = table.unify_dictionaries().combine_chunks()
    found = {name: table[name].chunk(0).to_pandas().array for name in columns}
    return TextTable(found, table.num_rows, first, unit)


def _csv_header(file: DataFile) -> Header:
    with file.open() as stream:
        start = stream.read(HEADER_BYTES)
    lines = start.decode("utf-8-sig", errors="replace").splitlines()
    comments = sum(1 for line in lines if line.startswith("#"))
    if len(lines) == comments:
        raise FileRefused(file.name, "is empty")
    line = lines[comments]
    return Header(next(csv.reader([line]), []), comments, line[:80])


def _parquet_header(file: DataFile) -> Header:
    names = _parquet(file).schema_arrow.names
    return Header(names, 0, ",".join(names))


def _read_csv(file: DataFile, columns: Sequence[str], header: Header) -> pa.Table:
    uneven: list[Any] = []

    def note(row: Any) -> str:
        uneven.append(row)
        return "skip"

    options = {
        "read_options": pyarrow.csv.ReadOptions(
            block_size=BLOCK_BYTES, skip_rows=header.comments, use_threads=False
        ),
        "parse_options": pyarrow.csv.ParseOptions(invalid_row_handler=note),
        "convert_options": pyarrow.csv.ConvertOptions(
            include_columns=list(columns),
            column_types=dict.fromkeys(columns, CODES),
            null_values=[""],
            strings_can_be_null=True,
        ),
    }
    try:
        with file.open() as stream, pyarrow.csv.open_csv(stream, **options) as reader:
            table = pa.Table.from_batches(reader, schema=reader.schema)
    except pa.ArrowInvalid as error:
        raise FileRefused(file.name, f"cannot be read as a table ({_first(error)})") from None
    if uneven:
        row = uneven[0]
        where = f"line {row.number + header.comments}" if row.number else "a line"
        raise FileRefused(
            file.name,
            f"has {row.actual_columns} fields instead of {row.expected_columns} in {where}",
        )
    return table


def _read_parquet(file: DataFile, columns: Sequence[str]) -> pa.Table:
    try:
        table = _parquet(file).read(list(columns))
        return pa.table([_as_text(table[name]) for name in columns], list(columns))
    except (pa.ArrowException, OSError) as error:
        raise FileRefused(file.name, f"cannot be read as a table ({_first(error)})") from None


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

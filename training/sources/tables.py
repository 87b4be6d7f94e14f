"""Tables: the columns of a file as codes into the distinct texts they hold, whole or in batches.

Nothing is converted yet: a column of half a million clocks has 1,400 distinct texts, and only
those are looked at later.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from training.errors import FileRefused
from training.sources.files import MAX_BYTES, DataFile

BLOCK_BYTES = 1 << 22
BATCH_ROWS = 1 << 18
HEADER_BYTES = 1 << 16
CODES = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Header:
    """The names of a table's columns. `first` is where its first row stands, in `unit`s."""

    names: list[str]
    first: int
    unit: str


@dataclass(frozen=True, eq=False)
class Texts:
    """A column: the code of each row's text among the `distinct` ones, -1 if it is empty."""

    codes: NDArray[np.integer[Any]]
    distinct: list[str]


Columns = dict[str, Texts]


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


def read_columns(file: DataFile, header: Header, names: Sequence[str]) -> Columns:
    """Return columns of a whole table.

    Raises
    ------
    FileRefused
        If the file is damaged, holds no rows, or a row has more or fewer fields than the header.
    """
    batches = list(_batches(file, header, names))
    table = pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
    return {name: _texts(table[name].chunk(0)) for name in names}


def read_batches(file: DataFile, header: Header, names: Sequence[str]) -> Iterator[Columns]:
    """Yield columns of a table, some of its rows at a time; raises what `read_columns` does."""
    for batch in _batches(file, header, names):
        yield {name: _texts(batch[name]) for name in names}


def _batches(file: DataFile, header: Header, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
    read = _parquet_batches if file.is_parquet else _csv_batches
    rows = 0
    with _refusing(file):
        for batch in read(file, header, list(names)):
            rows += batch.num_rows
            if batch.num_rows:
                yield batch
    if not rows:
        raise FileRefused(file.name, "holds no rows")


@contextmanager
def _refusing(file: DataFile) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise FileRefused(file.name, f"cannot be read as a table ({_first(error)})") from None


def _texts(column: Any) -> Texts:
    """Return an encoded column; a text that is empty or null is no text."""
    distinct = column.dictionary.to_pylist()
    empty = np.array([not text for text in [*distinct, None]])
    codes = pc.fill_null(column.indices, -1).to_numpy(zero_copy_only=False)
    return Texts(np.where(empty[codes], -1, codes), [text or "" for text in distinct])


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


def _csv_batches(file: DataFile, header: Header, columns: list[str]) -> Iterator[pa.RecordBatch]:
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
        for batch in reader:
            _refuse_uneven(file, uneven, comments)
            yield batch
    _refuse_uneven(file, uneven, comments)


def _refuse_uneven(file: DataFile, uneven: Sequence[Any], comments: int) -> None:
    if uneven:
        row = uneven[0]
        where = f"line {row.number + comments}" if row.number else "a line"
        reason = f"has {row.actual_columns} fields instead of {row.expected_columns} in {where}"
        raise FileRefused(file.name, reason)


def _parquet_batches(file: DataFile, _: Header, columns: list[str]) -> Iterator[pa.RecordBatch]:
    for batch in _parquet(file).iter_batches(BATCH_ROWS, columns=columns):
        encoded = [_encoded(batch[name]) for name in columns]
        yield pa.record_batch(encoded, columns)


def _parquet(file: DataFile) -> pq.ParquetFile:
    try:
        opened = pq.ParquetFile(file.path)
    except pa.ArrowInvalid as error:
        raise FileRefused(file.name, f"is no whole Parquet file ({_first(error)})") from None
    groups = (opened.metadata.row_group(at) for at in range(opened.num_row_groups))
    if sum(group.total_byte_size for group in groups) > MAX_BYTES:
        raise FileRefused(file.name, f"holds more than {MAX_BYTES // 1_000_000:,} MB")
    return opened


def _encoded(column: Any) -> Any:
    """Return a column as codes; only its distinct values are turned into texts."""
    if not pa.types.is_dictionary(column.type):
        column = pc.dictionary_encode(column)
    texts = pc.cast(column.dictionary, pa.string())
    return pa.DictionaryArray.from_arrays(column.indices.cast(pa.int32()), texts)


def _first(error: Exception) -> str:
    return str(error).splitlines()[0][:120]

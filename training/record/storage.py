"""Storage: the record as one Parquet file, the same to the byte for the same counts.

The file is written in the manner of SQL's GROUPING SETS: one table holds the rows of all
groupings, and a key that is null stands for all of its values. The schema's metadata tell the
format version, the files that were counted and a checksum over them and every column. A file
that is cut, altered or of another version is refused.
"""

import hashlib
import io
from functools import reduce
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from training.errors import RecordUnusable
from training.record.record import KEYS, TEXTS, TYPES, VALUES, Counted, Record, typed
from training.results import write_changed

FORMAT = 1
"""Raised when a file of the new code cannot be read as one of the old."""

METADATA = b"pushback.record"
_CODES = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    {name: _CODES if name in TEXTS else pa.type_for_alias(kind) for name, kind in TYPES.items()}
)
KEY_COLUMNS = ("year", "month", *TEXTS, "hour")


class Description(msgspec.Struct, frozen=True):
    """The metadata of the file."""

    format: int
    sha256: str = ""
    files: list[Counted] = []


def write_record(record: Record, path: Path) -> bool:
    """Write a record, unless the file holds it already; return whether the file changed."""
    return write_changed(path, encode(record))


def read_record(path: Path) -> Record:
    """Read a record.

    Raises
    ------
    RecordUnusable
        If the file is missing, cut, altered, or of another format version.
    """
    try:
        return decode(path.read_bytes(), path)
    except FileNotFoundError:
        raise RecordUnusable(path, "is missing") from None


def encode(record: Record) -> bytes:
    """Return the bytes of a record's file."""
    table = _table(record)
    files = list(record.files)
    description = Description(FORMAT, _checksum(table, files), files)
    buffer = io.BytesIO()
    pq.write_table(
        table.replace_schema_metadata({METADATA: msgspec.json.encode(description)}),
        buffer,
        compression="zstd",
        compression_level=19,
        write_statistics=False,
    )
    return buffer.getvalue()


def decode(content: bytes, path: Path) -> Record:
    """Return the record that a file holds; `path` is for messages.

    Raises
    ------
    RecordUnusable
        If the file is cut, altered, or of another format version.
    """
    try:
        file = pq.ParquetFile(io.BytesIO(content))
        description = _description(file.schema_arrow, path)
        table = file.read()
        table.validate(full=True)  # codes and texts that cannot be are not looked at
        intact = table.schema.equals(SCHEMA) and (
            _checksum(table, description.files) == description.sha256
        )
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).strip().partition("\n")[0][:80]
        raise RecordUnusable(path, f"is no whole Parquet file ({reason})") from None
    if not intact:
        raise RecordUnusable(path, "was altered: its checksum is not that of its content")
    groupings = {name: _grouping(table, name) for name in KEYS}
    return Record(**groupings, files=tuple(description.files), sha256=description.sha256)


def _description(schema: pa.Schema, path: Path) -> Description:
    written = (schema.metadata or {}).get(METADATA)
    if written is None:
        raise RecordUnusable(path, "is no record of flights")
    try:
        version = msgspec.json.decode(written, type=dict[str, Any]).get("format")
        if version != FORMAT:
            reason = f"is of format version {version}; this code reads version {FORMAT}"
            raise RecordUnusable(path, reason)
        return msgspec.json.decode(written, type=Description)
    except msgspec.MsgspecError:
        raise RecordUnusable(path, "was altered: its description cannot be read") from None


def _table(record: Record) -> pa.Table:
    """Return the rows of all groupings under each other, null where they have no such column."""
    tables = (pa.Table.from_pandas(getattr(record, name), preserve_index=False) for name in KEYS)
    whole = pa.concat_tables(tables, promote_options="permissive").select([*TYPES])
    return whole.cast(SCHEMA).unify_dictionaries().combine_chunks()


def _grouping(table: pa.Table, grouping: str) -> pd.DataFrame:
    """Return the rows that have the keys of a grouping and no others."""
    of = (
        pc.is_valid(table[name]) if name in KEYS[grouping] else pc.is_null(table[name])
        for name in KEY_COLUMNS
    )
    rows = table.filter(reduce(pc.and_, of)).select([*KEYS[grouping], *VALUES[grouping]])
    nullable = {pa.int32(): pd.Int32Dtype()} if grouping == "months" else {}
    return typed(grouping, rows.to_pandas(types_mapper=nullable.get))


def _checksum(table: pa.Table, files: list[Counted]) -> str:
    """Return a checksum over every value, which no writer's choice of encoding changes."""
    digest = hashlib.sha256(msgspec.json.encode(files))
    for name in TYPES:
        digest.update(name.encode())
        if name in TEXTS:
            names, places = _in_order(table[name])
            digest.update("\n".join(names).encode())
            digest.update(places.tobytes())
        else:
            digest.update(pc.is_valid(table[name]).to_numpy().tobytes())
            digest.update(pc.fill_null(table[name], 0).to_numpy().tobytes())
    return digest.hexdigest()


def _in_order(column: pa.ChunkedArray) -> tuple[list[str], NDArray[np.int32]]:
    """Return the texts of a column in order, and the place of each row's text; -1 for null."""
    texts = pd.Categorical(column.cast(pa.string()).to_pandas())
    return texts.categories.to_list(), texts.codes.astype(np.int32)

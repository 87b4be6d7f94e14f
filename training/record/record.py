"""The record: counts of outcomes by route, by airport, and of the whole nation, in one file.

What its columns mean stands in README.md beside this file. The record is Parquet, the same to the
byte for the same counts: one table holds the rows of all groupings, the schema's metadata tell the
format version, the files that were counted and a checksum. A file that is cut, altered or of
another version is refused.
"""

import hashlib
import io
from dataclasses import dataclass, replace
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

from training.atomic_write import write_changed
from training.errors import RecordUnusable

LATE = (15, 30, 60, 120)
"""Minutes of lateness at which flights are counted."""

LATE_COUNTS = tuple(f"late_{minutes}" for minutes in LATE)
COUNTS = ("flights", *LATE_COUNTS, "cancelled")
TEXTS = {"carrier": 2, "origin": 3, "destination": 3}
"""Keys that are codes, and how long these are."""
KEYS = {
    "routes": ("year", "carrier", "origin", "destination", "hour"),
    "airports": ("year", "month", "origin"),
    "months": ("year", "month"),
    "blocks": ("origin", "destination"),
}
"""What the rows of each grouping are told apart by; every other key is null in them."""

VALUES = dict.fromkeys(KEYS, COUNTS) | {"blocks": ("flights", "scheduled_minutes")}

TYPES = {
    "year": "int16",
    "month": "int8",
    **dict.fromkeys(TEXTS, "category"),
    "hour": "int8",
    **dict.fromkeys(COUNTS, "int32"),
    "scheduled_minutes": "float32",
}
"""Of all columns, in the order of the file; `late_30` and the like may be null in `months`."""

FORMAT = 1
"""Raised when a file of the new code cannot be read as one of the old."""

METADATA = b"pushback.record"
_CODES = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    {name: _CODES if name in TEXTS else pa.type_for_alias(kind) for name, kind in TYPES.items()}
)
KEY_COLUMNS = ("year", "month", *TEXTS, "hour")


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was counted."""

    name: str
    sha256: str
    form: str
    flights: int
    left_out: int = 0
    """Flights that were not counted, because no list of airports knows where they went."""
    repeated: int = 0
    """Flights that were not counted, because a file of a whole nation counts them already."""
    years: list[int] = []
    notes: list[str] = []
    """What a person should know of the flights that were left out."""


class Description(msgspec.Struct, frozen=True):
    """The metadata of the file."""

    format: int
    sha256: str = ""
    files: list[Counted] = []


@dataclass(frozen=True, eq=False)
class Record:
    """The record's four groupings."""

    routes: pd.DataFrame
    """By year, carrier, origin, destination and hour of scheduled departure (0 to 23)."""
    airports: pd.DataFrame
    """By year, month and origin. Flights whose day is not known are not among them."""
    months: pd.DataFrame
    """The whole nation's, by year and month; `late_30` to `late_120` are null in months of which
    only totals are published. Samples of flights give no such rows."""
    blocks: pd.DataFrame
    """Mean scheduled gate-to-gate minutes by origin and destination, over the `flights` of all
    years whose scheduled arrival is known."""
    files: tuple[Counted, ...] = ()
    """The files that were counted."""
    sha256: str = ""
    """Checksum over all of that, "" until it was written."""

    @property
    def years(self) -> list[int]:
        """The years that routes are known of, in order."""
        return [int(year) for year in sorted(self.routes["year"].unique())]

    def before(self, year: int, month: int) -> "Record":
        """Return what was known when a month began.

        Routes are counted by year alone, so theirs are the whole years before; airports and the
        nation are known to the month before. Blocks, which are schedules and no outcomes, stay.
        """

        def known(rows: pd.DataFrame) -> pd.DataFrame:
            is_known = rows["year"] < year
            if "month" in rows:
                is_known |= (rows["year"] == year) & (rows["month"] < month)
            return rows[is_known].reset_index(drop=True)

        routes, airports, months = map(known, (self.routes, self.airports, self.months))
        return replace(self, routes=routes, airports=airports, months=months, sha256="")


def late_flights(rows: pd.DataFrame) -> NDArray[np.float64]:
    """Return the flights of rows that were 15 or more minutes late, or never arrived."""
    return np.asarray(rows["late_15"].to_numpy(np.float64) + rows["cancelled"].to_numpy(np.float64))


def typed(grouping: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of a grouping in its columns, types and order.

    Examples
    --------
    >>> rows = pd.DataFrame({"origin": ["LAX", "JFK"], "destination": ["JFK", "LAX"],
    ...                      "flights": [2, 3], "scheduled_minutes": [330.0, 375.0]})
    >>> typed("blocks", rows)["origin"].to_list()
    ['JFK', 'LAX']
    """
    keys = list(KEYS[grouping])
    types = TYPES | (dict.fromkeys(LATE_COUNTS, "Int32") if grouping == "months" else {})
    columns = [*keys, *VALUES[grouping]]
    made = rows[columns].astype({name: types[name] for name in columns})
    # In the order of the alphabet, and none that is not there.
    for name in TEXTS.keys() & set(keys):
        used = made[name].cat.remove_unused_categories()
        made[name] = used.cat.reorder_categories(sorted(used.cat.categories))
    return made.sort_values(keys, kind="stable", ignore_index=True)


def write_record(record: Record, path: Path) -> bool:
    """Write a record, unless the file holds it already; return whether the file changed."""
    return write_changed(path, encode(record))


def read_record(path: Path) -> Record:
    """Read a record; raises `RecordUnusable` if the file is missing, or as `decode` does."""
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

    Raises RecordUnusable if the file is cut, altered, or of another format version.
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
        raise RecordUnusable(path, f"is not a whole Parquet file ({reason})") from None
    if not intact:
        raise RecordUnusable(path, "was altered: its checksum is not that of its content")
    groupings = {name: _grouping(table, name) for name in KEYS}
    return Record(**groupings, files=tuple(description.files), sha256=description.sha256)


def _description(schema: pa.Schema, path: Path) -> Description:
    written = (schema.metadata or {}).get(METADATA)
    if written is None:
        raise RecordUnusable(path, "is not a record of flights")
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
            texts = pd.Categorical(table[name].cast(pa.string()).to_pandas())  # in order
            digest.update("\n".join(texts.categories).encode())
            digest.update(texts.codes.astype(np.int32).tobytes())
        else:
            digest.update(pc.is_valid(table[name]).to_numpy().tobytes())
            digest.update(pc.fill_null(table[name], 0).to_numpy().tobytes())
    return digest.hexdigest()

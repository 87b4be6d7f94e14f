"""Writing: collects Arrow batches into files of an unfinished run; `output.py` finishes it."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol, TypeAlias
from uuid import uuid4

import apache_beam as beam
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from batch.files import created, joined
from batch.output import Part
from batch.tables import REFUSED, TEXT_COLUMNS, scored_schema

GROUP_ROWS = 131_072
"""Rows of a Parquet row group."""

Writer: TypeAlias = pq.ParquetWriter | arrow_csv.CSVWriter


class Format(Protocol):
    """A file format."""

    ending: str

    def open(self, file: BinaryIO) -> Writer:
        """Return what writes tables into a file."""
        ...


class ScoredFiles:
    """Parquet. Only text is dictionary-encoded, because chances hardly ever repeat."""

    ending = "parquet"

    def __init__(self, version: str) -> None:
        self._schema = scored_schema(version)

    def open(self, file: BinaryIO) -> pq.ParquetWriter:
        """Return what writes tables into a file."""
        return pq.ParquetWriter(file, self._schema, compression="zstd", use_dictionary=TEXT_COLUMNS)


class RejectedFiles:
    """CSV, for people to read and correct."""

    ending = "csv"

    def open(self, file: BinaryIO) -> arrow_csv.CSVWriter:
        """Return what writes tables into a file."""
        return arrow_csv.CSVWriter(file, REFUSED)


class WriteParts(beam.DoFn):
    """Writes a file for each bundle of batches, and yields its name once it is complete."""

    def __init__(self, folder: str, format_: Format) -> None:
        self._folder = folder
        self._format = format_
        self._file: BinaryIO | None = None
        self._writer: Writer | None = None

    def start_bundle(self) -> None:
        """Begin without a file, because there may be nothing to write."""
        self._path = ""
        self._rows = 0
        self._held: list[pa.RecordBatch] = []

    def process(self, batch: pa.RecordBatch) -> None:
        """Keep a batch until there are enough rows for a row group."""
        if not self._path:
            self._path = joined(self._folder, f"{uuid4().hex}.{self._format.ending}")
            self._file = created(self._path)
            self._writer = self._format.open(self._file)
        self._held.append(batch)
        if sum(map(len, self._held)) >= GROUP_ROWS:
            self._write()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        """Close the file."""
        if not self._path:
            return
        self._write()
        self._close()
        part = Part(self._path, self._rows)
        yield GlobalWindows.windowed_value_at_end_of_window(part)

    def teardown(self) -> None:
        """Close the file that a bundle has left open that failed, or was stopped, at any point."""
        self._close()

    def _close(self) -> None:
        if self._writer:
            self._writer.close()
        if self._file:
            self._file.close()
        self._file = self._writer = None

    def _write(self) -> None:
        if self._writer and self._held:
            table = pa.Table.from_batches(self._held)
            self._writer.write_table(table, GROUP_ROWS)
            self._rows += len(table)
            self._held = []

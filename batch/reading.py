"""Reading: yields the Arrow batches of a piece of a file, never a whole file at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from batch.reader.containers import TableFile
from batch.reader.headers import Header, open_parquet
from batch.reader.tables import operated, read_blocks, refusing
from batch.reader.vocabulary import Layout

BATCH_ROWS = 16_384
"""Rows of a batch: few enough for their features to fit into the processor's cache."""
PARQUET_BUFFER = 1 << 20


@dataclass(frozen=True)
class Piece:
    """Rows of a file that one worker reads: all of a text, or part of a row group of Parquet.

    Attributes
    ----------
    order
        In which order days are written, "" where they can be read in one way only.
    group, start, rows
        The row group, the first row within it and the number of rows; 0, 0 and None for a text.
    first
        The number of the first row within the file, counted from 1.
    """

    file: TableFile
    header: Header
    layout: Layout
    order: str = ""
    group: int = 0
    start: int = 0
    rows: int | None = None
    first: int = 1

    @property
    def path(self) -> str:
        """Where the file lies."""
        return self.file.path


@dataclass(frozen=True, eq=False)
class Batch:
    """Rows of a piece: their numbers within the file, and their columns by role.

    `torn` holds rows of a text that have more or fewer fields than its header, by number.
    """

    piece: Piece
    numbers: NDArray[np.int64]
    columns: pa.RecordBatch
    torn: Mapping[int, str] = field(default_factory=dict)


def read(piece: Piece) -> Iterator[Batch]:
    """Read a piece, batch by batch.

    Raises
    ------
    FileRefused
        If the file is damaged, or a text names its columns again in another order or with other
        names, or has a line that is no row and says that times are in UTC.
    """
    if piece.rows is not None:
        yield from _read_group(piece, piece.rows)
        return
    for block in read_blocks(piece.file, piece.header, piece.layout.columns):
        torn = {number: text for number, (_, text) in block.torn.items()}
        for start in range(0, max(len(block.numbers), 1), BATCH_ROWS):
            rows = slice(start, start + BATCH_ROWS)
            columns = block.columns.slice(start, BATCH_ROWS)
            yield Batch(piece, block.numbers[rows], columns, {} if start else torn)


def _read_group(piece: Piece, rows: int) -> Iterator[Batch]:
    roles = piece.layout.columns
    names = list(dict.fromkeys(roles.values()))
    # Codes repeat: as dictionaries they are read once each.
    options = {"buffer_size": PARQUET_BUFFER, "read_dictionary": names}
    with refusing(piece.file), open_parquet(piece.file, **options) as parquet:
        found = parquet.iter_batches(BATCH_ROWS, [piece.group], names, use_threads=False)
        at, end = 0, piece.start + rows
        for batch in found:
            start, stop = max(piece.start - at, 0), min(end - at, len(batch))
            if start < stop:
                first = piece.first + at + start - piece.start
                part = batch.slice(start, stop - start)
                part.validate(full=True)
                columns = [part.column(name) for name in roles.values()]
                numbers = np.arange(first, first + len(part))
                yield Batch(piece, numbers, operated(pa.record_batch(columns, list(roles))))
            at += len(batch)
            if at >= end:
                return

"""Schedules: the local times of a batch's flights, written in one column or in several."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from batch.reader import dating, times, values
from batch.reader.tables import by_value
from batch.reading import Batch
from pushback.features import FeatureBuilder
from pushback.flights import FIRST_TIME, LAST_TIME, FlightTable

Minutes = NDArray[np.datetime64]
Codes = dict[str, NDArray[np.object_]]

SHORTEST = len("2026-12-23T18:30")
_NEVER = np.datetime64("NaT", "m")


@dataclass(frozen=True, eq=False)
class Times:
    """A column of local times, to the minute.

    Attributes
    ----------
    values
        NaT where the value is missing or cannot be read.
    is_unread
        Which rows have a value that cannot be read.
    texts
        The columns that such a value is made of.
    """

    values: Minutes
    is_unread: NDArray[np.bool_]
    texts: tuple[pa.Array, ...] = ()

    def said(self, row: int) -> object:
        """Return a row as a client of the function would write it; None if it is missing."""
        if self.is_unread[row]:
            cells = (column[row] for column in self.texts)
            return " ".join(str(cell) for cell in cells if cell.is_valid)
        return None if np.isnat(self.values[row]) else str(self.values[row])


def read_schedule(batch: Batch, codes: Codes, features: FeatureBuilder) -> tuple[Times, Times]:
    """Return the departures and the arrivals."""
    days = _days(batch)
    departure, _ = _times(batch, "departure", days)
    arrival, clock = _times(batch, "arrival", days)
    clocked = np.flatnonzero(~np.isnan(clock) & _in_range(departure.values))
    if len(clocked):
        there, leaves = arrival.values.copy(), departure.values[clocked]
        trips = {name: code[clocked] for name, code in codes.items()}

        def block_of(arrives: Minutes) -> NDArray[np.float64]:
            block = features.block_minutes(
                FlightTable.scheduled(**trips, departure=leaves, arrival=arrives)
            )
            # Where a zone is not known both clocks are taken for those of one place.
            return np.where(np.isnan(block), (arrives - leaves) / np.timedelta64(1, "m"), block)

        elapsed = _numbers(batch, "elapsed")[clocked]
        there[clocked] = dating.dated(leaves, clock[clocked], block_of, elapsed)
        arrival = Times(there, arrival.is_unread, arrival.texts)
    return departure, arrival


def read_times(column: pa.Array, order: str) -> Minutes:
    """Read a column of timestamps, or of text such as 2026-12-23 18:30; NaT where that fails."""
    if pa.types.is_timestamp(column.type):
        return np.asarray(column.to_numpy(zero_copy_only=False).astype("datetime64[m]"))
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    column = column.cast(pa.string())
    try:
        shortest = pc.min(pc.utf8_length(column)).as_py()
        if shortest is None or shortest >= SHORTEST:  # a day alone would become its midnight
            found = column.cast(pa.timestamp("s")).to_numpy(zero_copy_only=False)
            return np.asarray(found.astype("datetime64[m]"))
    except pa.ArrowInvalid:
        pass  # one of them cannot be read so: look at each
    return by_value(column, partial(times.time, order=order), _NEVER, "datetime64[m]")


def _times(batch: Batch, role: str, days: Minutes | None) -> tuple[Times, NDArray[np.float64]]:
    """Return a column's times, and the clocks of those that are clocks of some day."""
    if role not in batch.columns.schema.names:
        none = np.full(len(batch.columns), _NEVER)
        return Times(none, np.zeros(len(none), bool)), np.full(len(none), np.nan)
    column = batch.columns.column(role)
    found, clock = read_times(column, batch.piece.order), np.full(len(column), np.nan)
    if pa.types.is_timestamp(column.type):
        if days is None or not (found < FIRST_TIME).any():
            return Times(found, np.zeros(len(found), bool)), clock
        column = column.cast(pa.string())  # clocks, as of the first day of a spreadsheet
    texts: tuple[pa.Array, ...] = (column,)
    if days is not None:
        read = times.arrival_clock if role == "arrival" else times.clock
        clock = by_value(column, read, np.nan, np.float64)
        clock[np.isnat(days)] = np.nan
        # Beside a day, a number that could be one is none.
        found[by_value(column, times.is_serial, False, np.bool_)] = _NEVER
        past = np.nan_to_num(clock).astype("timedelta64[m]")
        found = np.where(np.isnan(clock), found, days + past)
        if "day" in batch.columns.schema.names:
            texts = (batch.columns.column("day"), column)
    unread = np.isnat(found)
    if unread.any():
        unread &= by_value(column, lambda _: True, False, np.bool_)
    return Times(found, unread, texts), clock


def _days(batch: Batch) -> Minutes | None:
    """Return each flight's day; None where no column tells it."""
    names = batch.columns.schema.names
    if "day" in names:
        read = partial(times.day, order=batch.piece.order)
        found = by_value(batch.columns.column("day"), read, _NEVER, "datetime64[D]")
    elif batch.piece.layout.has_days:
        parts = values.DATE_PARTS.items()
        found = dating.joined(*(_numbers(batch, role, kind) for role, kind in parts))
    else:
        return None
    return np.asarray(found.astype("datetime64[m]"))


def _numbers(batch: Batch, role: str, kind: values.Field = values.NUMBER) -> NDArray[np.float64]:
    if role not in batch.columns.schema.names:
        return np.full(len(batch.columns), np.nan)
    return by_value(batch.columns.column(role), kind.read, np.nan, np.float64)


def _in_range(found: Minutes) -> NDArray[np.bool_]:
    return np.asarray((found >= FIRST_TIME) & (found <= LAST_TIME))

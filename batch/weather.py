"""Weather: the hours of weather that flights are joined with, the same for every batch."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from batch.reader import values as read
from batch.reader.errors import FileRefused
from batch.reader.tables import by_value
from batch.reading import Batch
from batch.schedules import read_times
from pushback.fields import FIELDS
from pushback.flights import FIRST_TIME, LAST_TIME, WEATHER_FIELDS, WeatherTable

_RANGES = {
    field.name: (float(field.minimum or 0), float(field.maximum or 0))
    for field in FIELDS["weather"]
    if field.type == "number"
}
PER_CENT = "humidity_pct"
MISSING_READING = "M"
"""How weather reports write a reading that is not there."""
NO_WEATHER = WeatherTable.from_rows([])


@dataclass(frozen=True, eq=False)
class Hours:
    """Hours of weather, and where the first row that they may come from stands."""

    path: str
    row: int
    table: WeatherTable


def weather_of(batch: Batch, airports: Collection[str]) -> tuple[Hours, int]:
    """Return the usable hours of a batch at some airports, and the number of unusable ones.

    An hour is unusable without an airport or a time, or with a value that the function would
    refuse. What airports other than these have is neither.
    """
    columns = batch.columns
    airport = by_value(columns.column("airport"), read.airport, "", np.object_)
    known = by_value(
        columns.column("airport"), lambda text: read.airport(text) in airports, False, np.bool_
    )
    is_unread = airport == ""
    time = read_times(columns.column("time"), batch.piece.order)
    values = np.column_stack([_values(batch, name) for name in WEATHER_FIELDS])
    kept = known & (time >= FIRST_TIME) & (time <= LAST_TIME) & _in_range(values)
    hours = WeatherTable(airport[kept], time[kept], values[kept])
    first = int(batch.numbers[0]) if len(batch.numbers) else 0
    return Hours(batch.piece.path, first, hours), int((known | is_unread).sum() - kept.sum())


def joined(parts: Iterable[Hours]) -> WeatherTable:
    """Return the hours of several parts as one, in the order of their files and rows.

    An engine hands them over in any order, and of two rows for one moment the later one counts.
    """
    found = sorted(parts, key=lambda part: (part.path, part.row))
    tables = [NO_WEATHER, *(part.table for part in found)]
    return WeatherTable(
        np.concatenate([table.airport for table in tables]),
        np.concatenate([table.time for table in tables]),
        np.concatenate([table.values for table in tables]),
    )


def _values(batch: Batch, name: str) -> NDArray[np.float32]:
    if name not in batch.columns.schema.names:
        return np.full(len(batch.columns), np.nan, np.float32)
    column = batch.columns.column(name)
    if pa.types.is_floating(column.type):
        values = np.asarray(column.to_numpy(zero_copy_only=False), np.float32)
    else:
        values = by_value(column, partial(_number, batch.piece.path, name), np.nan, np.float32)
    if name == PER_CENT:
        _refuse_fractions(batch.piece.path, values)
    return values


def _refuse_fractions(path: str, values: NDArray[np.float32]) -> None:
    """Refuse humidities of which none is above 1 and some are between 0 and 1: no air is so dry."""
    fractions = values[(values > 0) & (values < 1)]
    if len(fractions) and not (values > 1).any():
        reason = f"is wrong: the column {PER_CENT} holds fractions, like {fractions[0]:g}"
        raise FileRefused(path, f"{reason}; it may hold per cent, like {100 * fractions[0]:g}")


def _number(path: str, name: str, text: str) -> float:
    found = np.nan if text == MISSING_READING else read.number(text)
    if found is None:
        raise FileRefused(
            path, f"is wrong: the column {name} holds {text[:40]!r}; it may hold numbers"
        )
    return found


def _in_range(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    low, high = np.array([_RANGES[name] for name in WEATHER_FIELDS]).T
    return np.asarray(~((values < low) | (values > high)).any(axis=1))  # NaN is neither

"""Weather: the hours of weather that flights are joined with, the same for every batch."""

from collections.abc import Collection, Iterable
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
NO_WEATHER = WeatherTable.from_rows([])


def weather_of(batch: Batch, airports: Collection[str]) -> tuple[WeatherTable, int]:
    """Return the usable hours of a batch at some airports, and the number of unusable ones.

    An hour is unusable without a time, or with a value that the function would refuse.
    """
    columns = batch.columns
    airport = by_value(columns.column("airport"), read.airport, "", np.object_)
    known = by_value(
        columns.column("airport"), lambda text: read.airport(text) in airports, False, np.bool_
    )
    time = read_times(columns.column("time"), batch.piece.order)
    values = np.column_stack([_values(batch, name) for name in WEATHER_FIELDS])
    kept = known & (time >= FIRST_TIME) & (time <= LAST_TIME) & _in_range(values)
    return WeatherTable(airport[kept], time[kept], values[kept]), int(known.sum() - kept.sum())


def joined(parts: Iterable[WeatherTable]) -> WeatherTable:
    """Return the hours of several tables as one."""
    tables = [NO_WEATHER, *parts]
    return WeatherTable(
        np.concatenate([table.airport for table in tables]),
        np.concatenate([table.time for table in tables]),
        np.concatenate([table.values for table in tables]),
    )


def _values(batch: Batch, name: str) -> NDArray[np.float32]:
    if name not in batch.columns.schema.names:
        return np.full(len(batch.columns), np.nan, np.float32)
    column = batch.columns.column(name)
    if not pa.types.is_floating(column.type):
        return by_value(column, partial(_number, batch.piece.path, name), np.nan, np.float32)
    return np.asarray(column.to_numpy(zero_copy_only=False), np.float32)


def _number(path: str, name: str, text: str) -> float:
    found = read.number(text)
    if found is None:
        raise FileRefused(
            path, f"is wrong: the column {name} holds {text[:40]!r}; it may hold numbers"
        )
    return found


def _in_range(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    low, high = np.array([_RANGES[name] for name in WEATHER_FIELDS]).T
    return np.asarray(~((values < low) | (values > high)).any(axis=1))  # NaN is neither

"""Weather: the hours of weather that flights are joined with, the same for every batch."""

from collections.abc import Collection, Iterable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from batch.reading import Batch
from batch.times import by_value, read_times
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
    airport = by_value(columns.column("airport"), lambda text: text.strip().upper(), "", np.object_)
    known = by_value(
        columns.column("airport"), lambda text: text.strip().upper() in airports, False, np.bool_
    )
    time = read_times(columns.column("time")).values
    values = np.column_stack([_values(columns, name) for name in WEATHER_FIELDS])
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


def _values(columns: pa.RecordBatch, name: str) -> NDArray[np.float32]:
    if name not in columns.schema.names:
        return np.full(len(columns), np.nan, np.float32)
    numbers = columns.column(name).cast(pa.float32(), safe=False)
    return np.asarray(numbers.to_numpy(zero_copy_only=False), np.float32)


def _in_range(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    low, high = np.array([_RANGES[name] for name in WEATHER_FIELDS]).T
    return np.asarray(~((values < low) | (values > high)).any(axis=1))  # NaN is neither

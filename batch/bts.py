"""BTS: reads the schedule of the official on-time file, a local day and two four-digit clocks."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from batch.times import Minutes, Times, by_value
from pushback.features import FeatureBuilder
from pushback.flights import FIRST_TIME, LAST_TIME, FlightTable

MINUTES = 24 * 60
_NOT_READ = -1


def read_clock(day: pa.Array, clock: pa.Array) -> Times:
    """Return local times from a column of days and one of clocks like "0659"; "2400" ends a day."""
    days = _days(day)
    minutes = by_value(_as_text(clock), _minutes, np.nan, np.float64)
    is_read = ~np.isnat(days) & (minutes >= 0)
    past = np.where(is_read, minutes, 0).astype(np.int64)
    values = np.where(is_read, days + past, np.datetime64("NaT", "m"))
    given = clock.is_valid().to_numpy(zero_copy_only=False)
    lost = np.flatnonzero(given & ~is_read).tolist()
    return Times(values, {row: f"{day[row]} {clock[row]}" for row in lost})


def rolled(flights: FlightTable, elapsed: NDArray[np.float64], features: FeatureBuilder) -> Minutes:
    """Return the arrivals, moved to the day on which they fall.

    The file gives the clock of an arrival without its day. The day is chosen so that the flight
    takes its scheduled duration; where that is not known, the arrival is the first one after the
    departure.

    Parameters
    ----------
    flights
        With arrivals on the day of departure.
    elapsed
        Scheduled gate-to-gate minutes; NaN where not known.
    """
    arrival = flights.arrival.copy()
    rows = np.flatnonzero(_in_range(flights.departure) & _in_range(flights.arrival))
    arrival[rows] += MINUTES * _days_on(flights.take(rows), elapsed[rows], features)
    return arrival


def _in_range(times: Minutes) -> NDArray[np.bool_]:
    return np.asarray((times >= FIRST_TIME) & (times <= LAST_TIME))


def _days_on(
    flights: FlightTable, elapsed: NDArray[np.float64], features: FeatureBuilder
) -> NDArray[np.int64]:
    clocks = (flights.arrival - flights.departure) / np.timedelta64(1, "m")
    taken = features.block_minutes(flights)
    taken = np.where(np.isnan(taken), clocks, taken)  # as if both were in one zone
    first = np.floor(-taken / MINUTES) + 1
    days = np.where(np.isnan(elapsed), first, np.round((elapsed - taken) / MINUTES))
    return np.asarray(days.astype(np.int64))


def read_minutes(column: pa.Array) -> NDArray[np.float64]:
    """Return a column of numbers, given as such or as text; NaN for what is no number."""
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        numbers = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    else:
        numbers = by_value(column, _number, np.nan, np.float64)
    return np.asarray(numbers)


def _days(column: pa.Array) -> Minutes:
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        days = column.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    else:
        days = by_value(column, _day, np.datetime64("NaT", "D"), "datetime64[D]")
    return np.asarray(days.astype("datetime64[m]"))


def _as_text(column: pa.Array) -> pa.Array:
    if pa.types.is_floating(column.type):
        column = column.cast(pa.int64(), safe=False)
    is_text = pa.types.is_dictionary(column.type) or not pa.types.is_integer(column.type)
    return column if is_text else column.cast(pa.string())


def _day(text: str) -> np.datetime64:
    try:
        return np.datetime64(text[:10], "D")
    except ValueError:
        return np.datetime64("NaT", "D")


def _minutes(text: str) -> float:
    if not text.isdecimal() or len(text) > 4:
        return _NOT_READ
    hour, minute = divmod(int(text), 100)
    within = minute < 60 and hour * 60 + minute <= MINUTES
    return hour * 60 + minute if within else _NOT_READ


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return np.nan

"""Dating: the days on which clocks fall, for columns of times."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from batch.reader.times import MINUTES_A_DAY

Times = NDArray[np.datetime64]
Minutes = NDArray[np.float64]


def dated(
    departure: Times,
    clock: Minutes,
    block_of: Callable[[Times], Minutes],
    elapsed: Minutes | None = None,
) -> Times:
    """Return arrivals on the day on which they fall.

    Where the scheduled duration is known the flight takes about that; else the arrival is the first
    one not before the departure: no US flight is a day long. Departures are local times at the
    origin, clocks are minutes after midnight at the destination, and `block_of` returns how many
    minutes the flights take if they arrive at given times; shape (flights,) each. What is not known
    is NaN or NaT, and so are arrivals of which any of these is not.

    Examples
    --------
    >>> leaves = np.array(["2023-06-01T21:00"], "datetime64[m]")
    >>> dated(leaves, np.array([50.0]), lambda arrives: (arrives - leaves) / np.timedelta64(1, "m"))
    array(['2023-06-02T00:50'], dtype='datetime64[m]')
    """
    same_day = at(departure.astype("datetime64[D]"), clock)
    block = block_of(same_day)
    days = -np.floor(block / MINUTES_A_DAY)
    if elapsed is not None:
        more = np.round((elapsed - block) / MINUTES_A_DAY - days)
        days = days + np.where(np.isnan(more), 0, more)
    return at(same_day, days * MINUTES_A_DAY)


def at(start: Times, minutes: Minutes) -> Times:
    """Return the times so many minutes later, to the minute; NaT where either is missing."""
    known = ~np.isnan(minutes)
    later = start.astype("datetime64[m]") + np.where(known, minutes, 0).astype("timedelta64[m]")
    return np.where(known, later, np.datetime64("NaT", "m"))


def joined(year: Minutes, month: Minutes, day: Minutes) -> Times:
    """Return days, NaT where the three numbers are no day of the calendar.

    Examples
    --------
    >>> joined(np.array([2015.0, 2015.0]), np.array([2.0, 2.0]), np.array([28.0, 29.0]))
    array(['2015-02-28',        'NaT'], dtype='datetime64[D]')
    """
    parts = np.nan_to_num([year, month, day], posinf=0, neginf=0).astype(np.int64)
    sound = ((parts.T >= 1) & (parts.T <= [9999, 12, 31])).all(axis=1)
    whole = np.where(sound, parts, 1)
    months = ((whole[0] - 1970) * 12 + whole[1] - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + whole[2] - 1
    return np.where(sound & (days.astype("datetime64[M]") == months), days, np.datetime64("NaT"))

"""Holidays: how far a day is from the nearest one, for the rush begins days before."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FARTHEST = 8
"""Days; beyond a week a holiday no longer shows in the delays."""


class HolidayCalendar:
    """Holidays in order, ready to be looked up."""

    def __init__(self, days: Sequence[str]) -> None:
        self._days = np.sort(np.array(days, "datetime64[D]"))

    def days_from_nearest(self, times: NDArray[np.datetime64]) -> NDArray[np.float64]:
        """Return days since the nearest holiday, negative before it, within `FARTHEST`.

        Halfway between two, the earlier one counts. NaN beyond the first and last holiday.

        Examples
        --------
        >>> calendar = HolidayCalendar(["2026-11-26", "2026-12-25", "2027-01-01"])
        >>> times = ["2026-12-23T18:30", "2026-12-25T08:00", "2026-12-30T08:00", "2027-06-01"]
        >>> calendar.days_from_nearest(np.array(times, "datetime64[m]"))
        array([-2.,  0., -2., nan])
        """
        days = times.astype("datetime64[D]")
        after = np.searchsorted(self._days, days).clip(1, len(self._days) - 1)
        inside = (days >= self._days[0]) & (days <= self._days[-1])
        since = (days - self._days[after - 1]).astype(np.int64)
        until = (self._days[after] - days).astype(np.int64)
        nearest = np.where(since <= until, since, -until)
        return np.where(inside, np.clip(nearest, -FARTHEST, FARTHEST), np.nan)

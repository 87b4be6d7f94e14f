"""Holidays: days to the nearest holiday, because the rush begins days before it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FARTHEST = 8
"""Days; beyond a week a holiday no longer shows in the delays."""


class HolidayCalendar:
    """A table of the days from each day to its nearest holiday."""

    def __init__(self, days: Sequence[str]) -> None:
        holidays = np.sort(np.array(days, "datetime64[D]"))
        every = np.arange(holidays[0], holidays[-1] + 1)
        at = np.searchsorted(holidays, every, side="right") - 1
        since = (every - holidays[at]).astype(np.int64)
        until = (holidays[np.minimum(at + 1, len(holidays) - 1)] - every).astype(np.int64)
        nearest = np.where((since <= until) | (until < 0), since, -until)
        # The last place is for all days that no holiday is known of.
        self._nearest = np.append(np.clip(nearest, -FARTHEST, FARTHEST), np.nan)
        self._first = every[0]

    def days_from_nearest(self, times: NDArray[np.datetime64]) -> NDArray[np.float64]:
        """Return days since the nearest holiday (negative before it), cut off at `FARTHEST`.

        Halfway between two, the earlier one counts. NaN beyond the first and last holiday.

        Examples
        --------
        >>> calendar = HolidayCalendar(["2026-11-26", "2026-12-25", "2027-01-01"])
        >>> times = ["2026-12-23T18:30", "2026-12-25T08:00", "2026-12-30T08:00", "2027-06-01"]
        >>> calendar.days_from_nearest(np.array(times, "datetime64[m]"))
        array([-2.,  0., -2., nan])
        """
        at = (times.astype("datetime64[D]") - self._first).astype(np.int64)
        known = (at >= 0) & (at < len(self._nearest) - 1)
        return np.asarray(self._nearest[np.where(known, at, -1)])

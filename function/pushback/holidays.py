"""Holidays: days to the nearest holiday, because the rush begins days before it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FARTHEST = 8
"""Days; beyond a week a holiday no longer shows in the delays."""


class HolidayCalendar:
    """A table of the days from each day to its nearest holiday, of each of several kinds."""

    def __init__(self, *kinds: Sequence[str]) -> None:
        holidays = [np.sort(np.array(days, "datetime64[D]")) for days in kinds]
        first = min(days[0] for days in holidays)
        self._before = first.astype(np.int64) - 1
        every = np.arange(first, max(days[-1] for days in holidays) + 1)
        # The first and the last row are for all days before and after.
        self._nearest = np.full((len(every) + 2, len(kinds)), np.nan, np.float32)
        for kind, days in enumerate(holidays):
            known = np.flatnonzero((every >= days[0]) & (every <= days[-1]))
            self._nearest[known + 1, kind] = _days_from_nearest(every[known], days)

    def days_from_nearest(self, days: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return days since the nearest holiday (negative before it), shape (days, kinds).

        Halfway between two, the earlier one counts; beyond `FARTHEST` days they are cut off. NaN
        beyond the first and last holiday of a kind.

        Parameters
        ----------
        days
            Days since 1970-01-01.

        Examples
        --------
        >>> calendar = HolidayCalendar(["2026-11-26", "2026-12-25", "2027-01-01"], ["2026-12-25"])
        >>> days = ["2026-12-23", "2026-12-25", "2026-12-30", "2027-06-01"]
        >>> calendar.days_from_nearest(np.array(days, "datetime64[D]").astype(int))
        array([[-2., nan],
               [ 0.,  0.],
               [-2., nan],
               [nan, nan]], dtype=float32)
        """
        return np.asarray(self._nearest.take(days - self._before, axis=0, mode="clip"))


def _days_from_nearest(
    days: NDArray[np.datetime64], holidays: NDArray[np.datetime64]
) -> NDArray[np.int64]:
    """Return days since the nearest holiday, of days from the first to the last one."""
    at = np.searchsorted(holidays, days, side="right") - 1
    since = (days - holidays[at]).astype(np.int64)
    until = (holidays[np.minimum(at + 1, len(holidays) - 1)] - days).astype(np.int64)
    nearest = np.where((since <= until) | (until < 0), since, -until)
    return np.clip(nearest, -FARTHEST, FARTHEST)

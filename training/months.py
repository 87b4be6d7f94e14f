"""Months: those around some, their runs without a gap, and how people read them."""

import calendar
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def shift(month: str, by: int) -> str:
    """Return the month that is so many months later, or earlier if `by` is negative.

    Examples
    --------
    >>> shift("2025-12", 1)
    '2026-01'
    """
    return str(np.datetime64(month, "M") + by)


def around(months: Collection[str]) -> set[str]:
    """Return the months, and those just before and after each.

    Examples
    --------
    >>> sorted(around({"2023-01"}))
    ['2022-12', '2023-01', '2023-02']
    """
    return {shift(month, by) for month in months for by in (-1, 0, 1)}


def runs(months: Sequence[str]) -> list[tuple[str, str]]:
    """Return the first and the last month of each run of months without a gap.

    Examples
    --------
    >>> runs(["2013-11", "2013-12", "2014-01", "2023-10"])
    [('2013-11', '2014-01'), ('2023-10', '2023-10')]
    """
    return _runs(np.array(months, "datetime64[M]"))


def spans(months: Sequence[str]) -> str:
    """Return months as people write them.

    Examples
    --------
    >>> spans(["2013-11", "2013-12", "2014-01", "2023-10"])
    '2013-11 to 2014-01 and 2023-10'
    """
    return " and ".join(span(*ends) for ends in runs(months))


def span(first: str, last: str) -> str:
    """Return a span of months as people write it."""
    return first if first == last else f"{first} to {last}"


def months_in_words(first: int, last: int) -> str:
    """Return a span of months of one year, by their names.

    Examples
    --------
    >>> months_in_words(4, 9), months_in_words(4, 4)
    ('April to September', 'April')
    """
    return span(calendar.month_name[first], calendar.month_name[last])


def year_spans(years: Sequence[int]) -> str:
    """Return years as people write them.

    Examples
    --------
    >>> year_spans([2008, 2009, 2010, 2013])
    '2008 to 2010, 2013'
    """
    return ", ".join(span(*ends) for ends in _runs(np.array(years, np.int64)))


def year_numbers(times: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return the years of times, as numbers."""
    return times.astype("datetime64[Y]").astype(np.int64) + 1970


def _runs(values: NDArray[Any]) -> list[tuple[str, str]]:
    """Return the first and the last of each run of values, each one more than that before it."""
    parts = np.split(values, np.flatnonzero(np.diff(values).astype(np.int64) > 1) + 1)
    return [(str(part[0]), str(part[-1])) for part in parts if len(part)]

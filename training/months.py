"""Months: spans of months, as people write them and as the lake counts them."""

import re
from collections.abc import Collection, Sequence

import numpy as np

from training.errors import MonthsUnclear

SPAN = re.compile(r"(\d{4}-\d{2})(?:\.\.(\d{4}-\d{2}))?")


def read_months(words: Sequence[str]) -> list[str]:
    """Return the months that words on the command line name, in order.

    Raises
    ------
    MonthsUnclear
        If a word is neither a month nor a span of months, or there are no words.

    Examples
    --------
    >>> read_months(["2024-11..2025-01", "2023-06"])
    ['2023-06', '2024-11', '2024-12', '2025-01']
    >>> read_months(["2025-01", "..2025-02"])
    ['2025-01', '2025-02']
    """
    named = " ".join(words).replace(" ..", "..").split() or [""]
    return sorted({month for span in named for month in _span(span)})


def _span(text: str) -> list[str]:
    if not (found := SPAN.fullmatch(text)):
        raise MonthsUnclear(text)
    try:
        first, last = (np.datetime64(month, "M") for month in (found[1], found[2] or found[1]))
    except ValueError:
        raise MonthsUnclear(text) from None
    if last < first:
        raise MonthsUnclear(text)
    return [str(month) for month in np.arange(first, last + 1)]


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
    numbers = np.array(months, "datetime64[M]")
    parts = np.split(numbers, np.flatnonzero(np.diff(numbers) > np.timedelta64(1, "M")) + 1)
    return [(str(part[0]), str(part[-1])) for part in parts if len(part)]


def spans(months: Sequence[str]) -> str:
    """Return months as people write them.

    Examples
    --------
    >>> spans(["2013-11", "2013-12", "2014-01", "2023-10"])
    '2013-11 to 2014-01 and 2023-10'
    """
    return " and ".join(
        first if first == last else f"{first} to {last}" for first, last in runs(months)
    )

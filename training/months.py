"""Months: spans of them, as they are written on the command line."""

import re
from collections.abc import Collection, Sequence

import numpy as np

from training.errors import MonthsUnclear

SPAN = re.compile(r"(\d{4}-\d{2})(?:\.\.(\d{4}-\d{2}))?")


def read_months(words: Sequence[str]) -> list[str]:
    """Return the months that words name, in order.

    Raises
    ------
    MonthsUnclear
        If a word is no month and no span of months, or there are none.

    Examples
    --------
    >>> read_months(["2024-11..2025-01", "2023-06"])
    ['2023-06', '2024-11', '2024-12', '2025-01']
    >>> read_months(["2025-01", "..2025-02"])
    ['2025-01', '2025-02']
    """
    months: set[str] = set()
    spans = " ".join(words).replace(" ..", "..").split() or [""]
    for span in spans:
        months |= set(_span(span))
    return sorted(months)


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


def around(months: Collection[str]) -> set[str]:
    """Return months with those before and after each.

    Examples
    --------
    >>> sorted(around({"2023-01"}))
    ['2022-12', '2023-01', '2023-02']
    """
    return {str(np.datetime64(month) + step) for month in months for step in (-1, 0, 1)}


def spans(months: Sequence[str]) -> str:
    """Return months as people write them.

    Examples
    --------
    >>> spans(["2013-11", "2013-12", "2014-01", "2023-10"])
    '2013-11 to 2014-01 and 2023-10'
    """
    numbers = np.array(months, "datetime64[M]")
    runs = np.split(numbers, np.flatnonzero(np.diff(numbers) > np.timedelta64(1, "M")) + 1)
    return " and ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)

"""Months: spans of them, as they are written on the command line."""

import re
from collections.abc import Sequence

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

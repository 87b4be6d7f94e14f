"""Day orders: in which order a file's days are written, by all of them."""

import re
from collections.abc import Iterable

from batch.reader import times
from batch.reader.errors import DayOrderUnclear, DaysTurned
from batch.reader.times import DAY_FIRST, LAST_MONTH, MONTH_FIRST, ORDERS, YEAR_FIRST

CLEARLY_APART = 3
"""How much further the days of a file lie apart than its years, where both are of two digits."""

DATES_A_TEXT = 2
"""How many dates there may be for a text, where a spreadsheet took for months what it could."""


class _Converted:
    """Whether a spreadsheet took days for months: all that could be months became dates."""

    def __init__(self) -> None:
        self._date, self._dates, self._texts, self._is_likely = "", 0, 0, True

    def add(self, text: str, found: re.Match[str] | None, fits: list[str]) -> None:
        """Add what a file holds; a text without a day tells nothing."""
        if found and fits:
            is_either = {DAY_FIRST, MONTH_FIRST} <= {*fits} or found["mark"] == "."
            self._texts, self._is_likely = self._texts + 1, self._is_likely and not is_either
        elif number := _day_of_date(text, found):
            self._date, self._dates = self._date or text, self._dates + 1
            self._is_likely &= number <= LAST_MONTH

    def check(self, file: str, text: str) -> None:
        """Refuse a file with such dates; `text` is one of its other days.

        Of a month 12 days became dates, and the others not; a single other text is a slip.
        """
        if self._is_likely and 0 < self._dates <= DATES_A_TEXT * self._texts:
            raise DaysTurned(file, self._date, text)


def day_order(file: str, texts: Iterable[str], given: str = "", usual: str = "") -> str:
    """Return in which order a file's days are written, by all that it holds.

    What a person said counts where the days do not tell, and in a file that contradicts itself;
    what is usual in files of this form, where neither the days tell nor a person said it. Raises
    `DayOrderUnclear` if days are there that can be read in two ways, or are written in both, and
    `DaysTurned` if some of them seem to have been read in the wrong one before.
    """
    possible: dict[str, str] = {}
    told, firsts, lasts, converted = set(ORDERS), set[int](), set[int](), _Converted()
    for text in texts:
        found = times.parts_of(text)
        fits = _fitting(found)
        converted.add(text, found, fits)
        if not found or not fits:
            continue
        if told.isdisjoint(fits):
            if given:
                return given
            other = next(possible[order] for order in ORDERS if order in told)
            both = f"{other!r} and {text!r}, days in two orders"
            raise DayOrderUnclear(file, both, [order for order in ORDERS if order in possible])
        told.intersection_update(fits)
        for order in fits:
            possible.setdefault(order, text)
        firsts.add(int(found["one"]))
        lasts.add(int(found["short"]))
    if not possible:
        return given or usual
    converted.check(file, next(iter(possible.values())))
    if expected := next((order for order in (given, usual) if order in told), ""):
        return expected
    apart = max(firsts) - min(firsts) - max(lasts) + min(lasts)
    return _order_left(file, told, possible, apart)


def has_order(text: str) -> bool:
    """Return whether a text holds a day that can be written in several orders."""
    return bool(_fitting(times.parts_of(text)))


def _order_left(file: str, told: set[str], possible: dict[str, str], apart: int) -> str:
    """Return the order in which days must be written; `apart` tells days from short years."""
    left = [order for order in ORDERS if order in told]
    if YEAR_FIRST in left and abs(apart) >= CLEARLY_APART:
        left = [order for order in left if (order == YEAR_FIRST) == (apart < 0)]
    if len(left) > 1:
        seen = possible[left[0]]
        raise DayOrderUnclear(file, f"{seen!r}, which can be read in several ways", left)
    return left[0]


def _day_of_date(text: str, found: re.Match[str] | None) -> int:
    """Return the day of the month of a date as programs write it; 0 of any other text."""
    if found:
        return int(found["day"] or 0)
    date = times.day(text.partition(".")[0]) if times.is_serial(text) else None
    return int(date[-2:]) if date else 0


def _fitting(found: re.Match[str] | None) -> list[str]:
    """Return the orders in which a day can be read; none where all of them give the same."""
    if not found or not found["one"]:
        return []
    one, two, short = found["one"], found["two"], found["short"]
    if found["mark"] == "." and int(two) <= LAST_MONTH:
        return [DAY_FIRST]  # no one else parts days with dots
    if one == two and len(short) == 4:
        return []
    fits = {
        DAY_FIRST: int(two) <= LAST_MONTH,
        MONTH_FIRST: int(one) <= LAST_MONTH,
        YEAR_FIRST: len(one) == len(short) == 2 and int(two) <= LAST_MONTH and int(short) <= 31,
    }
    return [order for order in ORDERS if fits[order]]

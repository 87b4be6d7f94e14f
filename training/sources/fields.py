"""Fields: how the single texts of a file are read, and what may be written in them.

Examples
--------
>>> CARRIER.read(" dl"), AIRPORT.read("KJFK"), CLOCK.read("0659"), FLAG.read("1.00")
('DL', None, 419, True)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

MAX_FLIGHT_NUMBER = 99_999

_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_MINUTES = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.0+)?)?")


@dataclass(frozen=True)
class Field:
    """A kind of column.

    Attributes
    ----------
    read
        Returns the value of a text that is not empty, or None if it has none. It is asked once
        for each distinct text.
    allowed
        What may be written, in words.
    missing
        The value of a field that is empty or cannot be read.
    dtype
        The type of the column's values.
    """

    read: Callable[[str], Any]
    allowed: str
    missing: Any = ""
    dtype: DTypeLike = object


def clock(text: str) -> int | None:
    """Read a clock as minutes after midnight; 2400 is the midnight that ends the day."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 4:
        return None
    hours, minutes = divmod(int(text), 100)
    found = hours * 60 + minutes
    return found if minutes < 60 and found <= 1440 else None


def day(text: str) -> str | None:
    """Read a day, and give it back as "2025-01-31"."""
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else None
    except ValueError:
        return None


def time(text: str) -> str | None:
    """Read a time without zone, and give it back to the minute, as "2025-10-01T18:30"."""
    if not _MINUTES.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text[:16]).isoformat(timespec="minutes")
    except ValueError:
        return None


def number(text: str) -> float | None:
    """Read a finite number."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None


def positive(text: str) -> float | None:
    """Read a number above 0."""
    found = number(text)
    return found if found and found > 0 else None


def flight_number(text: str) -> float | None:
    """Read a flight's number, which some files write as a decimal."""
    found = positive(text)
    return found if found and found.is_integer() and found <= MAX_FLIGHT_NUMBER else None


def flag(text: str) -> bool | None:
    """Read yes or no, which the BTS writes as a decimal."""
    plain = text.strip().lower()
    return _FLAGS.get(plain.removesuffix(".00").removesuffix(".0"))


def _code(length: int, text: str) -> str | None:
    code = text.strip().upper()
    return code if len(code) == length and code.isascii() and code.isalnum() else None


CARRIER = Field(partial(_code, 2), "two letters or digits, like DL or 9E")
AIRPORT = Field(partial(_code, 3), "three letters or digits, like JFK")
DAY = Field(day, "a day, like 2025-01-31")
TEXT = Field(str.strip, "any text", None)
CLOCK = Field(clock, "a clock from 0000 to 2400", np.nan, np.float64)
NUMBER = Field(number, "a number", np.nan, np.float64)
POSITIVE = Field(positive, "a number above 0", np.nan, np.float64)
FLIGHT_NUMBER = Field(flight_number, "a whole number from 1 to 99999", np.nan, np.float64)
FLAG = Field(flag, "1 or 0, true or false, yes or no", False, np.bool_)
TIME = Field(time, "a local time without zone, like 2025-10-01T18:30", "NaT", "datetime64[m]")
UTC_TIME = Field(time, "a time in UTC, like 2025-01-31 18:51", "NaT", "datetime64[s]")

"""Fields: what single texts of a file mean; None where they mean nothing.

Each takes a text that is not empty, and is asked once for each distinct text.
"""

import re
from datetime import date, datetime
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

CARRIER = "two letters or digits, like DL or 9E"
AIRPORT = "three letters or digits, like JFK"
CLOCK = "a clock from 0000 to 2400"
DAY = "a day, like 2025-01-31"
TIME = "a local time without zone, like 2025-10-01T18:30"
TIME_UTC = "a time in UTC, like 2025-01-31 18:51"
NUMBER = "a number"
POSITIVE = "a number above 0"
FLAG = "1 or 0, true or false, yes or no"

_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_MINUTES = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.0+)?)?")


def carrier(text: str) -> str | None:
    """Read an airline's code.

    Examples
    --------
    >>> carrier(" dl"), carrier("DAL")
    ('DL', None)
    """
    return _code(text, 2)


def airport(text: str) -> str | None:
    """Read an airport's code.

    Examples
    --------
    >>> airport("jfk"), airport("KJFK")
    ('JFK', None)
    """
    return _code(text, 3)


def clock(text: str) -> int | None:
    """Read a clock as minutes after midnight; 2400 is the midnight that ends the day.

    Examples
    --------
    >>> clock("0659"), clock("659"), clock("2400"), clock("2401"), clock("0875")
    (419, 419, 1440, None, None)
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > 4:
        return None
    hours, minutes = divmod(int(text), 100)
    found = hours * 60 + minutes
    return found if minutes < 60 and found <= 1440 else None


def day(text: str) -> str | None:
    """Read a day, and give it back as "2025-01-31".

    Examples
    --------
    >>> day("2025-01-31"), day("2025-02-30"), day("20250131")
    ('2025-01-31', None, None)
    """
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else None
    except ValueError:
        return None


def time(text: str) -> str | None:
    """Read a local time, and give it back to the minute.

    Examples
    --------
    >>> time("2025-10-01 18:30:00"), time("2025-10-01T18:30Z"), time("10/1/2025 18:30")
    ('2025-10-01T18:30', None, None)
    """
    if not _MINUTES.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text[:16]).isoformat(timespec="minutes")
    except ValueError:
        return None


def number(text: str) -> float | None:
    """Read a finite number.

    Examples
    --------
    >>> number("-3.00"), number("n/a"), number("inf")
    (-3.0, None, None)
    """
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None


def positive(text: str) -> float | None:
    """Read a number above 0.

    Examples
    --------
    >>> positive("2475.00"), positive("-1"), positive("0")
    (2475.0, None, None)
    """
    found = number(text)
    return found if found and found > 0 else None


def flag(text: str) -> bool | None:
    """Read yes or no.

    Examples
    --------
    >>> flag("1.00"), flag("False"), flag("maybe")
    (True, False, None)
    """
    plain = text.strip().lower()
    return _FLAGS.get(plain.removesuffix(".00").removesuffix(".0"))


def _code(text: str, length: int) -> str | None:
    code = text.strip().upper()
    return code if len(code) == length and code.isascii() and code.isalnum() else None


# FROM sources.units:
# Units: US units into the lake's.

KM_PER_MILE = 1.609344
KM_PER_NAUTICAL_MILE = 1.852
MM_PER_INCH = 25.4
HPA_PER_INCH_OF_MERCURY = 33.863886

Column = TypeVar("Column", "pd.Series[float]", NDArray[np.float64])


def celsius(fahrenheit: Column) -> Column:
    """Return temperatures in degrees Celsius.

    Examples
    --------
    >>> celsius(np.array([32.0, 212.0])).tolist()
    [0.0, 100.0]
    """
    return (fahrenheit - 32) * 5 / 9

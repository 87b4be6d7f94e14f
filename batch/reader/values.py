"""Values: what the single texts of a file mean, and what may be written in them.

Examples
--------
>>> CARRIER.read(" dl"), CARRIER.read("Delta Air Lines (DL/DAL)"), AIRPORT.read("KJFK")
('DL', 'DL', 'JFK')
>>> CLOCK.read("0659"), FLAG.read("1.00")
(419, True)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from batch.reader import times
from batch.reader.names import KEPT, airline_called, airports_called, icao_codes
from batch.reader.texts import WORDS

MAX_FLIGHT_NUMBER = 99_999
LEAST_DELAY, MOST_DELAY = -times.MINUTES_A_DAY, 5 * times.MINUTES_A_DAY

_FLAGS = dict.fromkeys(WORDS["yes"], True) | dict.fromkeys(WORDS["no"], False)
_DECIMAL_FLAG = re.compile(r"(?:-(?=0))?([01])[.,]0+")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d\d?")
_BRACKETED = re.compile(r"(.*)\(([^()]+)\)\s*")
LONGEST_CODE = 4
LONGEST = 200
"""No name of an airline or an airport is as long."""
_STATUS = {name: re.compile(pattern) for name, pattern in WORDS["became"].items()}
_NOT = re.compile(r"\b(?:not|non|nicht|no|pas)(?: yet| encore| noch)?[ -]\w+")
_CODE = "three letters or digits, like JFK"
_DOT_ID = re.compile(r"1\d{4}(?:\.0+)?")
_FLIGHT = re.compile(r"([A-Z][A-Z0-9]|[0-9][A-Z]|[A-Z]{3})?[\s-]*(\d{1,5}(?:\.0+)?)")
_WORD = re.compile(r"[A-Z][a-z]+")
_TAIL = re.compile(r"N[1-9]\d{1,4}")
"""A private aircraft's registration, where a flight's number is expected."""
_NUMBER_LAST = re.compile(r"\s+\d{1,4}\Z")
_SHORT = re.compile(r"[A-Z0-9]{2,4}")
_UNIT = re.compile(r" ?min(?:ute)?s?\.?\Z", re.I)
_DURATION = re.compile(r"([+-]?)(0?\d):([0-5]\d)(?::00)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+,|(?:,\d{3})+\.)\d+")
"""Thousands set apart before a decimal mark of the other kind: 1.013,25 and 1,013.25."""
_THOUSANDS = re.compile(r"[+-]?[1-9][.,]\d{3}")
"""What may be thousands as well as thousandths."""


@dataclass(frozen=True)
class Field:
    """A kind of column: how its texts are read, and in words what is allowed.

    `read` is asked once for each distinct text that is not empty, and returns None where it holds
    no value; `missing` stands for that, and for what is empty. `hint` returns what a text that
    cannot be read is, if that is known, and what to give instead.
    """

    read: Callable[..., Any]
    allowed: str
    missing: Any = ""
    dtype: DTypeLike = object
    hint: Callable[[str], tuple[str, str] | None] = lambda _: None

    def wanted(self, text: str) -> str:
        """Return what would do in place of a text that cannot be read, in words."""
        hint = self.hint(text)
        return hint[1] if hint else self.allowed


def number(text: str) -> float | None:
    """Read a finite number, with a decimal point or, where nothing else can be meant, a comma."""
    if "_" in text:  # Python alone reads it
        return None
    if is_grouped := _GROUPED.fullmatch(text):
        text = text.replace(min(".,", key=text.rfind), "")
    try:
        has_comma = is_grouped or _DECIMAL_COMMA.fullmatch(text)
        found = float(text.replace(",", ".") if has_comma else text)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None


def month(text: str) -> float | None:
    """Read a month, by its number or its name."""
    return times.month_called(text) or number(text)


def distance(text: str) -> float | None:
    """Read a distance, above 0: 2.475 and 2,475 are thousands, for no flight is so short."""
    found = number(re.sub("[.,]", "", text) if _THOUSANDS.fullmatch(text) else text)
    return found if found and found > 0 else None


def flight_number(text: str) -> float | None:
    """Read a flight's number, which some files write as a decimal, or after the airline."""
    text = text.strip(" ")
    if _TAIL.fullmatch(text.upper()):
        return None
    written = _FLIGHT.fullmatch(text if number(text) else text.upper())  # 1e9 is a number
    found = float(written[2]) if written else 0
    return found if 0 < found <= MAX_FLIGHT_NUMBER else None


def flag(text: str) -> bool | None:
    """Read yes or no, which the BTS writes as a decimal."""
    decimal = _DECIMAL_FLAG.fullmatch(text.strip())
    return _FLAGS.get(decimal[1] if decimal else text.strip().lower())


def diverted(text: str) -> bool | None:
    """Read whether a flight went elsewhere: yes or no, or the airport where it went."""
    known = flag(text)
    return True if known is None and text.isupper() and airport(text) else known


def minutes(text: str) -> float | None:
    """Read minutes, with or without their unit, or hours and minutes: 1:05. 18:30 is no delay."""
    if past := _DURATION.fullmatch(text):
        return float(f"{past[1]}1") * (60 * int(past[2]) + int(past[3]))
    return number(_UNIT.sub("", text))


def delay(text: str) -> float | None:
    """Read a delay in minutes that a flight can have had: 9999 stands for no delay at all."""
    found = None if "," in text and _THOUSANDS.fullmatch(text) else minutes(text)
    return found if found is not None and LEAST_DELAY <= found <= MOST_DELAY else None


def status(text: str) -> str | None:
    """Read what became of a flight: "cancelled", "diverted", or anything else."""
    said = _NOT.sub("", text.lower())
    told = (name for name, words in _STATUS.items() if words.search(said))
    return next(told, "other")


def carrier(text: str) -> str | None:
    """Read an airline: its code of two characters, its ICAO code, or its name."""
    if len(text) >= LONGEST:
        return None
    codes = map(_airline, [*_codes(text), *_flown_by(text)])
    return next(filter(None, codes), None) or airline_called(_NUMBER_LAST.sub("", text))


def airport(text: str) -> str | None:
    """Read an airport: its code of three characters, its ICAO code, or a name that is its alone."""
    if len(text) >= LONGEST:
        return None
    codes = (_place(one) for one in _codes(text) if not _is_word(one, text))
    found = next(filter(None, codes), None)
    called = airports_called(text) or KEPT["city_codes"].get(found, [])
    if found and not called:
        return found
    return called[0] if len(called) == 1 else None


def airport_wanted(text: str) -> tuple[str, str] | None:
    """Return what a text that names no airport is, if that is known, and what to give instead."""
    if _DOT_ID.fullmatch(text.strip(" ")):
        return "airport_number", f"{_CODE}: numbers like 12478 are the DOT's own"
    called = airports_called(text) if len(text) < LONGEST else []
    return ("several_airports", f"one of {', '.join(called)}") if len(called) > 1 else None


def _codes(text: str) -> list[str]:
    """Return the codes in a text, as in "Newark (EWR/KEWR)", "EWR (Newark)" or "EWR - Newark"."""
    text = text.strip(" ")
    if bracketed := _BRACKETED.fullmatch(text):
        before, codes = bracketed[1].strip(), bracketed[2].split("/")
        are_names = all(len(one) > LONGEST_CODE or _WORD.fullmatch(one) for one in codes)
        return [before] if are_names and _SHORT.fullmatch(before) else codes
    parts = text.split(" - ")
    short = [part for part in parts if _SHORT.fullmatch(part)]
    return short if len(parts) == 2 and len(short) == 1 else [text]


def _is_word(code: str, text: str) -> bool:
    """Return whether what might be a code is a word behind a name, as in "South Bend (Ind)"."""
    called = airports_called(text.rpartition("(")[0])
    return bool(_WORD.fullmatch(code) and called) and code.upper() not in called


def _flown_by(text: str) -> list[str]:
    """Return the code before a flight's number, as in "DL 401"."""
    text = text.strip(" ").upper()
    written = None if _TAIL.fullmatch(text) else _FLIGHT.fullmatch(text)
    return [written[1]] if written and written[1] else []


def _airline(code: str) -> str | None:
    code = KEPT["airlines_icao"].get(code.upper(), code.upper())
    is_code = len(code) == 2 and code.isascii() and code.isalnum() and not code.isdecimal()
    return code if is_code else None


def _place(code: str) -> str | None:
    if len(code) == 4 and code.istitle():
        return None  # Kona and Kent are names, and no codes
    code = code.upper()
    if len(code) == 4 and code.isascii() and code.isalpha():
        # Elsewhere than on the mainland the last letters are not the airport's own.
        code = icao_codes().get(code, code.removeprefix("K"))
    return code if len(code) == 3 and code.isascii() and code.isalnum() else None


def in_order(field: Field, order: str) -> Field:
    """Return a kind of day or time whose days are written in an order."""
    return replace(field, read=partial(field.read, order=order))


CARRIER = Field(carrier, "two letters or digits, like DL or 9E")
AIRPORT = Field(airport, _CODE, hint=airport_wanted)
TEXT = Field(str.strip, "any text", None)
CLOCK = Field(times.clock, "a clock from 0000 to 2400", np.nan, np.float64)
ARRIVAL_CLOCK = replace(CLOCK, read=times.arrival_clock)
MONTH = Field(month, "a month, like 1 or Jan", np.nan, np.float64)
NUMBER = Field(number, "a number", np.nan, np.float64)
MINUTES = Field(minutes, "a number of minutes", np.nan, np.float64)
_DELAYS = f"minutes from {LEAST_DELAY} to {MOST_DELAY}"
DATE_PARTS = {"year": NUMBER, "month": MONTH, "day_of_month": NUMBER}
"""How the columns are read that tell a day together."""
DELAY = Field(delay, f"{_DELAYS}, without a mark of thousands", np.nan, np.float64)
STATUS = Field(status, "any text")
DISTANCE = Field(distance, "a number above 0", np.nan, np.float64)
FLIGHT_NUMBER = Field(flight_number, "a whole number from 1 to 99999", np.nan, np.float64)
FLAG = Field(flag, "1 or 0, true or false, yes or no", False, np.bool_)
DIVERTED = Field(diverted, "1 or 0, true or false, yes or no, or an airport", False, np.bool_)
DAY = Field(times.day, "a day, like 2025-01-31", "NaT", "datetime64[D]")
TIME = Field(times.time, "a local time without zone, like 2025-10-01T18:30", "NaT", "datetime64[m]")
UTC_TIME = Field(times.utc_time, "a time in UTC, like 2025-01-31 18:51", "NaT", "datetime64[s]")

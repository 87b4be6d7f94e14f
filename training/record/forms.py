"""Forms: the kinds of files that can be counted, each known by its columns.

A form is a small table: which column plays which role, and how its texts are read. Codes are read
as numbers, so that many flights can be told apart by one number each.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from batch.reader import values as fields
from batch.reader.errors import ColumnsMissing, FileUnknown
from batch.reader.headers import Header
from batch.reader.times import MINUTES_A_DAY
from batch.reader.values import Field

FIRST_YEAR, LAST_YEAR = 1987, 2099
"""The first is that of the official record."""

LETTERS = 36
"""Digits and letters, of which codes are made."""
CARRIERS, AIRPORTS = LETTERS**2, LETTERS**3
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def code_of(number: int, length: int) -> str:
    """Return a code of letters and digits, of which there is one for each number.

    Examples
    --------
    >>> code_of(int("JFK", LETTERS), 3), code_of(10, 2)
    ('JFK', '0A')
    """
    return np.base_repr(number, LETTERS).zfill(length)


def _as_number(kind: Field) -> Field:
    def read(text: str) -> int | None:
        code = kind.read(text)
        return None if code is None else int(code, LETTERS)

    return Field(read, kind.allowed, -1, np.int64)


def _whole(least: int, most: int, allowed: str) -> Field:
    def read(text: str) -> float | None:
        found = fields.number(text)
        is_one = found is not None and found.is_integer() and least <= found <= most
        return found if is_one else None

    return Field(read, allowed, np.nan, np.float64)


def _month(text: str) -> int | None:
    """Read a month as the number of months since the year 0."""
    found = _MONTH.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR or not 1 <= int(found[2]) <= 12:
        return None
    return int(found[1]) * 12 + int(found[2]) - 1


CARRIER, AIRPORT = _as_number(fields.CARRIER), _as_number(fields.AIRPORT)
MINUTE = _whole(0, MINUTES_A_DAY - 1, "a minute of the day, from 0 to 1439")
DAY_OF_YEAR = _whole(1, 366, "a day of the year, from 1 to 366")
COUNT = _whole(0, 2**31 - 1, "a count: a whole number, 0 or more")
DELAY = _whole(
    fields.LEAST_DELAY,
    fields.MOST_DELAY,
    "a delay in whole minutes, from a day early (-1440) to five days late (7200)",
)
MONTH = Field(_month, f"a month from {FIRST_YEAR} to {LAST_YEAR}, like 2024-01", -1, np.int64)


@dataclass(frozen=True)
class Form:
    """A kind of file."""

    name: str
    columns: Mapping[str, tuple[str, Field]]
    """The column of each role, and how it is read."""
    optional: frozenset[str] = frozenset({"delay"})
    """Roles whose fields may be empty."""
    is_nation: bool = False
    """Whether such a file holds every flight of its airlines in its months."""

    @property
    def names(self) -> dict[str, str]:
        """The names of its columns, as the reader asks for them."""
        return {name: name for name, _ in self.columns.values()}


_OURS = {
    "carrier": ("carrier", CARRIER),
    "origin": ("origin", AIRPORT),
    "destination": ("destination", AIRPORT),
    "delay": ("arrival_delay_min", DELAY),
    "cancelled": ("cancelled", fields.FLAG),
}
_DIVERTED = {"diverted": ("diverted", fields.FLAG)}
_ON_A_CLOCK = {"minute": ("scheduled_departure_minute", MINUTE)}
YEAR = Form(
    "year",
    {**_OURS, **_ON_A_CLOCK, "day_of_year": ("day", DAY_OF_YEAR)},
    optional=frozenset({"delay", "day_of_year"}),
    is_nation=True,
)
SAMPLE = Form(
    "sample",
    {
        **_OURS,
        **_DIVERTED,
        **_ON_A_CLOCK,
        "day": ("date", fields.DAY),
        "arrival_minute": ("scheduled_arrival_minute", MINUTE),
    },
)
FLIGHTS = Form(
    "flights",
    {
        **_OURS,
        **_DIVERTED,
        "departs": ("departure", fields.TIME),
        "arrives": ("arrival", fields.TIME),
    },
)
LAKE = Form(
    "lake",
    {
        **FLIGHTS.columns,
        "departs": ("scheduled_departure", fields.TIME),
        "arrives": ("scheduled_arrival", fields.TIME),
    },
    optional=frozenset({"delay", "arrives"}),
    is_nation=True,
)
BTS = Form(
    "bts",
    {
        "carrier": ("IATA_CODE_Reporting_Airline", CARRIER),
        "origin": ("Origin", AIRPORT),
        "destination": ("Dest", AIRPORT),
        "delay": ("ArrDelay", DELAY),
        "cancelled": ("Cancelled", fields.FLAG),
        "diverted": ("Diverted", fields.FLAG),
        "minute": ("CRSDepTime", fields.CLOCK),
        "day": ("FlightDate", fields.DAY),
        "arrival_minute": ("CRSArrTime", fields.CLOCK),
        "flight": ("Flight_Number_Reporting_Airline", fields.FLIGHT_NUMBER),
    },
    optional=frozenset({"delay", "arrival_minute", "flight"}),
    is_nation=True,
)
MONTHS = Form(
    "months",
    {
        "month": ("month", MONTH),
        **{name: (name, COUNT) for name in ("flights", "late_operated", "cancelled", "diverted")},
    },
)
FORMS = (YEAR, SAMPLE, FLIGHTS, BTS, MONTHS, LAKE)


def find_form(file: str, header: Header) -> Form:
    """Return the form whose columns a file has.

    Raises FileUnknown if it has fewer than half of every form's columns, and ColumnsMissing if it
    lacks some of those of the form it resembles most.
    """

    def lacks(form: Form) -> list[str]:
        return [name for name in form.names if name not in header.names]

    likest = min(FORMS, key=lambda one: len(lacks(one)) / len(one.names))
    missing = lacks(likest)
    if len(missing) * 2 > len(likest.names):
        known = {one.name: ", ".join(list(one.names)[:3]) for one in FORMS}
        raise FileUnknown(file, ",".join(header.names)[:80], known)
    if missing:
        raise ColumnsMissing(file, likest.name, missing)
    return likest

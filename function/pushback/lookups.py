"""Lookups: the tables of the bundle in which features and answers look up routes and airlines.

Airlines and airports stand in them as positions in the lists of contract.json, so that a nation's
routes take little room. The file holds plain arrays in NumPy's own format, one a table; nothing in
it is code.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Airline, Holidays, Place

Table = NDArray[np.void]
Index = dict[tuple[str, ...], int]

FIRST_YEAR = 1987
"""The year of the lowest bit of `years`."""
LAST_YEAR = FIRST_YEAR + 63

HOURS = 24

_AIRLINE, _ORIGIN, _DESTINATION = ((name, "<u2") for name in ("airline", "origin", "destination"))
_HISTORY, _LATENESS = ("history", "<f4"), ("lateness", "<f4")
_BY_HOUR = ("by_hour", "<f4", (HOURS,))
_COUNTS = (("flights", "<u4"), ("late", "<u4"), ("years", "<u8"), ("hours", "<u4"))
TABLES: Mapping[str, np.dtype[np.void]] = {
    "airlines": np.dtype([_AIRLINE, _LATENESS, _BY_HOUR]),
    "airports": np.dtype([_ORIGIN, _LATENESS, ("arrivals", "<f4"), _BY_HOUR]),
    "hours": np.dtype([("hour", "<u2"), _LATENESS]),
    "routes": np.dtype([_ORIGIN, _DESTINATION, ("block_minutes", "<f4"), _HISTORY, _LATENESS]),
    "bases": np.dtype([_AIRLINE, _ORIGIN, _HISTORY, _LATENESS]),
    "flown": np.dtype([_AIRLINE, _ORIGIN, _DESTINATION, *_COUNTS, _LATENESS]),
}


BACKGROUND = "background"


class LookupsUnknown(Exception):
    """The content is not look-ups that this code reads; the message says what it is instead."""


@dataclass(frozen=True, eq=False)
class Lookups:
    """The tables, each a structured array with a row a key and the fields of `TABLES`.

    Lateness is how much more often flights of the record were late than the nation's, in percentage
    points, shrunk towards what is usual of their airline, airports and hour where they are few
    (training/dataset/lateness.py). A history is the same of the newest year that training had
    flights with their weather of; NaN where it had none.

    Attributes
    ----------
    airlines
        By airline: the lateness, and by hour of scheduled departure.
    airports
        By airport: the lateness of departures, that of arrivals, and that of departures by hour.
    hours
        By hour of scheduled departure, 0 to 23: the lateness.
    routes
        By origin and destination: the usual block time in minutes, the history, the lateness.
    bases
        By airline and origin: the history and the lateness.
    flown
        By airline, origin and destination: the number of flights in the record and of those that
        were late or never arrived; the years in which they were flown, a bit a year from
        `FIRST_YEAR` on; the hours of scheduled departure, a bit an hour; and the lateness.
    background
        The model's inputs of the usual flights that explanations compare a flight with, shape
        (flights, features); NaN for what is not known.
    """

    airlines: Table
    airports: Table
    hours: Table
    routes: Table
    bases: Table
    flown: Table
    background: NDArray[np.float32]

    @classmethod
    def read(cls, content: bytes, airlines: int, airports: int, features: int) -> "Lookups":
        """Read and check the content of a file.

        Parameters
        ----------
        airlines, airports
            How many of each the contract lists.
        features
            How many inputs the model has.

        Raises
        ------
        LookupsUnknown
            If the tables are others than this code knows, or name an airline or an airport that
            the contract does not list.
        """
        tables = _tables(content)
        if set(tables) != {*TABLES, BACKGROUND}:
            raise LookupsUnknown(f"its tables are not {', '.join((*TABLES, BACKGROUND))}")
        background = tables.pop(BACKGROUND)
        if background.dtype != np.float32 or background.shape[1:] != (features,):
            raise LookupsUnknown(f"its background is not flights of {features} features")
        sizes = {
            "airline": airlines,
            "origin": airports,
            "destination": airports,
            "hour": HOURS,
        }
        for name, table in tables.items():
            _check(name, table, sizes)
        return cls(**tables, background=background)


@dataclass(frozen=True, eq=False)
class Reference:
    """What features need to know besides the flight and the weather.

    Attributes
    ----------
    airlines, airports
        By code, in the order of the contract, in which the look-ups count them.
    origins
        The airports that training flights departed from.
    """

    airlines: Mapping[str, Airline]
    airports: Mapping[str, Place]
    origins: list[str]
    holidays: Holidays
    lookups: Lookups

    def index(self, table: Table) -> Index:
        """Return the row of each key of a table, by the codes of the key."""
        airlines, airports = (np.array(list(one), object) for one in (self.airlines, self.airports))
        lists = {"airline": airlines, "origin": airports, "destination": airports}
        keys = (
            codes[table[name]].tolist()
            for name, codes in lists.items()
            if name in (table.dtype.names or ())
        )
        return dict(zip(zip(*keys, strict=True), range(len(table)), strict=True))


def _tables(content: bytes) -> dict[str, Any]:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (ValueError, OSError, EOFError, AttributeError, TypeError, zipfile.BadZipFile):
        raise LookupsUnknown("it is not a file of NumPy arrays") from None


def _check(name: str, table: Table, sizes: Mapping[str, int]) -> None:
    known = TABLES[name].names or ()
    if table.dtype != TABLES[name] or table.ndim != 1:
        raise LookupsUnknown(f"{name} is no table of {', '.join(known)}")
    for field in sizes.keys() & set(known):
        largest = table[field].max(initial=0)
        if largest >= sizes[field] and len(table):
            listed = f"the contract lists {sizes[field]}"
            raise LookupsUnknown(f"{name} has the {field} {largest}, {listed}")

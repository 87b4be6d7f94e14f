"""Record: which airlines have flown which routes, when, and how often they were late."""

from functools import cache

import msgspec
import numpy as np

from pushback.flights import FlightTable
from pushback.lookups import FIRST_YEAR, Reference

DECIMALS = 4


class Usual(msgspec.Struct, frozen=True):
    """What became of the flights of one airline on one route, and the years they were flown in."""

    late: float
    flights: int
    years: list[int]


class FlownBy(msgspec.Struct, frozen=True):
    """An airline on a route, with the hours of its scheduled departures, 0 to 23."""

    carrier: str
    hours: list[int]
    usual: Usual


class FlownRoute(msgspec.Struct, frozen=True):
    """A route from an airport, and the airlines on it, that with most flights first.

    `block_minutes` is how long a flight usually takes from gate to gate; null if not known.
    """

    destination: str
    block_minutes: float | None
    airlines: list[FlownBy]


class Record:
    """Answers what was flown, from the look-ups of `reference`."""

    def __init__(self, reference: Reference) -> None:
        flown = reference.lookups.flown
        self._airlines = list(reference.airlines)
        self._airports = list(reference.airports)
        self._blocks = reference.lookups.routes
        self._rows = reference.index(flown)
        # Columns of their own: a value of a column is far quicker had than a row of the table.
        self._airline, self._origin = flown["airline"], flown["origin"]
        self._destination, self._hours = flown["destination"], flown["hours"]
        self._flights, self._years = flown["flights"], flown["years"]
        self._late = (flown["late"] / flown["flights"]).round(DECIMALS)

    def has(self, trip: tuple[str, str, str]) -> bool:
        """Return whether an airline has flown from an origin to a destination."""
        return trip in self._rows

    def usual(self, flights: FlightTable) -> list[Usual | None]:
        """Return what is usual of each flight's airline and route; None if it was never flown."""
        rows = map(self._rows.get, flights.trips)
        return [None if row is None else self._usual(row) for row in rows]

    def routes(self, origin: str, destination: str | None = None) -> list[FlownRoute]:
        """Return the routes from an airport, or the one to another, by destination."""
        if origin not in self._airports:
            return []
        at = self._airports.index(origin)
        rows = np.flatnonzero(self._origin == at)
        most_first = rows[np.argsort(-self._flights[rows].astype(np.int64), kind="stable")]
        there: dict[str, list[FlownBy]] = {}
        for row in most_first.tolist():
            code = self._airports[self._destination.item(row)]
            if destination in (None, code):
                there.setdefault(code, []).append(self._flown_by(row))
        minutes = self._block_minutes(at)
        return [FlownRoute(code, minutes.get(code), there[code]) for code in sorted(there)]

    def _block_minutes(self, origin: int) -> dict[str, float]:
        """Return the usual block time to each destination of which it is known."""
        is_known = ~np.isnan(self._blocks["block_minutes"])
        routes = self._blocks[is_known & (self._blocks["origin"] == origin)]
        places = map(self._airports.__getitem__, routes["destination"].tolist())
        minutes = routes["block_minutes"].astype(np.float64).round(1)
        return dict(zip(places, minutes.tolist(), strict=True))

    def _flown_by(self, row: int) -> FlownBy:
        carrier = self._airlines[self._airline.item(row)]
        return FlownBy(carrier, _places(self._hours.item(row)), self._usual(row))

    def _usual(self, row: int) -> Usual:
        years = _years(self._years.item(row))
        return Usual(self._late.item(row), self._flights.item(row), years)


@cache  # there are few different sets of years
def _years(bits: int) -> list[int]:
    return [FIRST_YEAR + at for at in _places(bits)]


def _places(bits: int) -> list[int]:
    """Return the places of the bits that are set, the lowest first."""
    return [at for at in range(bits.bit_length()) if bits >> at & 1]

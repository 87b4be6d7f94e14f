"""Histories: how late flights like these have been, looked up by their codes and their hour.

Features of the model, in percentage points above what is usual; `pushback.lookups` says of whom.
"""

import numpy as np
from numpy.typing import NDArray

from pushback.lookups import HOURS, Lookups, Table

Floats = NDArray[np.float32]
Positions = NDArray[np.int64]

LATENESS = {
    "airline": "airline",
    "origin": "route",
    "destination": "route",
    "hour": "departure_time",
    "airline_origin": "airline",
    "route": "route",
    "origin_hour": "departure_time",
    "airline_hour": "departure_time",
    "airline_route": "airline",
}
"""What flights are alike in, in the order of `Histories.lateness`, and the group of features that
each is explained with."""


class Histories:
    """Looks up the tables of `lookups` by position; -1 is a code that is not known.

    The tables are filled up with what is expected where nothing was flown: what is usual of the
    parts, as training shrinks towards it. The last row of each is for codes that are not known.
    """

    def __init__(self, lookups: Lookups, airlines: int, airports: int) -> None:
        self._airports = airports + 1
        self._airline = _spread(lookups.airlines, "airline", "lateness", airlines + 1)
        self._origin = _spread(lookups.airports, "origin", "lateness", airports + 1)
        self._destination = _spread(lookups.airports, "origin", "arrivals", airports + 1)
        self._hour = _spread(lookups.hours, "hour", "lateness", HOURS)

        self._bases = np.full((airlines + 1, airports + 1, 2), np.nan, np.float32)
        self._bases[..., 1] = self._airline[:, None] + self._origin
        _fill(self._bases, lookups.bases, ("airline", "origin"), ("history", "lateness"))

        self._routes = np.full((airports + 1, airports + 1, 3), np.nan, np.float32)
        self._routes[..., 2] = self._origin[:, None] + self._destination
        facts = ("block_minutes", "history", "lateness")
        _fill(self._routes, lookups.routes, ("origin", "destination"), facts)

        self._origin_hours = self._origin[:, None] + self._hour
        self._origin_hours[lookups.airports["origin"]] = lookups.airports["by_hour"]
        self._airline_hours = np.repeat(self._airline[:, None], HOURS, axis=1)
        self._airline_hours[lookups.airlines["airline"]] = lookups.airlines["by_hour"]

        flown = lookups.flown
        trips = self._trip(flown["airline"], flown["origin"], flown["destination"])
        order = np.argsort(trips)
        self._trips, self._flown = trips[order], flown["lateness"][order]

    def base(self, airline: Positions, origin: Positions) -> Floats:
        """Return each airline's history at the origin."""
        return np.asarray(self._bases[airline, origin, 0])

    def route(self, origin: Positions, destination: Positions) -> Floats:
        """Return each route's usual block time in minutes and its history, shape (2, flights)."""
        return np.asarray(self._routes[origin, destination, :2].T)

    def lateness(
        self, airline: Positions, origin: Positions, destination: Positions, hour: Positions
    ) -> tuple[Floats, ...]:
        """Return the lateness of flights by each of `LATENESS`."""
        base, route = self._bases[airline, origin, 1], self._routes[origin, destination, 2]
        at_origin = self._origin[origin]
        return (
            self._airline[airline],
            at_origin,
            self._destination[destination],
            self._hour[hour],
            base,
            route,
            self._origin_hours[origin, hour],
            self._airline_hours[airline, hour],
            self._of_trip(airline, origin, destination, base + route - at_origin),
        )

    def _of_trip(
        self, airline: Positions, origin: Positions, destination: Positions, expected: Floats
    ) -> Floats:
        """Return the lateness of airlines on routes; where they never flew, what is expected."""
        if not len(self._trips):
            return expected
        trips = self._trip(airline, origin, destination)
        at = np.minimum(np.searchsorted(self._trips, trips), len(self._trips) - 1)
        return np.where(self._trips[at] == trips, self._flown[at], expected)

    def _trip(
        self, airline: NDArray[np.integer], origin: NDArray[np.integer], to: NDArray[np.integer]
    ) -> Positions:
        """Return one number for each airline on each route; below 0 if a code is not known."""
        trip = (airline.astype(np.int64) * self._airports + origin) * self._airports + to
        return np.where((airline < 0) | (origin < 0) | (to < 0), -1, trip)


def _spread(table: Table, key: str, value: str, size: int) -> Floats:
    """Return a table's values by the position of its key, 0 where it has none."""
    spread = np.zeros(size, np.float32)
    spread[table[key]] = table[value]
    return spread


def _fill(dense: Floats, table: Table, keys: tuple[str, str], values: tuple[str, ...]) -> None:
    """Put the values of a table where its keys say."""
    first, second = keys
    for at, value in enumerate(values):
        dense[table[first], table[second], at] = table[value]

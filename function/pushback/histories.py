"""Histories: how late flights like these have been, looked up by their codes and their hour.

Features of the model, in percentage points above what is usual; `pushback.lookups` says of whom.
"""

from typing import NamedTuple

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


class Past(NamedTuple):
    """What is known of flights like these, each an array of shape (flights,).

    Attributes
    ----------
    base, route
        The history of the airline at the origin, and that of the route; NaN if not known.
    block_minutes
        The route's usual block time; NaN if not known.
    lateness
        By each of `LATENESS`.
    """

    base: Floats
    route: Floats
    block_minutes: Floats
    lateness: tuple[Floats, ...]


class Histories:
    """Looks up the tables of `lookups` by position; -1 is a code that is not known.

    The tables are filled up with what is expected where nothing was flown: what is usual of the
    parts, as training shrinks towards it. The last row of each is for codes that are not known.
    What is found by the same two positions stands in one table, so that it is looked up once.
    """

    def __init__(self, lookups: Lookups, airlines: int, airports: int) -> None:
        airline = _spread(lookups.airlines, "airline", "lateness", airlines + 1)[:, None]
        origin = _spread(lookups.airports, "origin", "lateness", airports + 1)[:, None]
        self._destination = _spread(lookups.airports, "origin", "arrivals", airports + 1)
        hour = _spread(lookups.hours, "hour", "lateness", HOURS)

        self._bases = _table(np.nan, airline + origin[:, 0])
        _fill(self._bases, lookups.bases, ("airline", "origin"), ("history", "lateness"))

        self._routes = _table(np.nan, np.nan, origin + self._destination)
        facts = ("block_minutes", "history", "lateness")
        _fill(self._routes, lookups.routes, ("origin", "destination"), facts)

        self._origin_hours = _table(origin, hour, origin + hour)
        self._origin_hours[lookups.airports["origin"], :, 2] = lookups.airports["by_hour"]
        self._airline_hours = _table(airline, airline + np.zeros_like(hour))
        self._airline_hours[lookups.airlines["airline"], :, 1] = lookups.airlines["by_hour"]

        self._airports = airports + 1
        flown = lookups.flown
        trips = self._trip(flown["airline"], flown["origin"], flown["destination"])
        order = np.argsort(trips)
        # The last trip is later than any that is asked for, so that every search ends at a trip.
        self._trips = np.append(trips[order], np.iinfo(np.int64).max)
        self._flown = np.append(flown["lateness"][order], np.float32(np.nan))

    def of(
        self, airline: Positions, origin: Positions, destination: Positions, hour: Positions
    ) -> Past:
        """Return what is known of flights of an airline on a route, at an hour of departure."""
        base, at_base = self._bases[airline, origin].T
        block_minutes, route, on_route = self._routes[origin, destination].T
        at_origin, at_hour, at_origin_hour = self._origin_hours[origin, hour].T
        of_airline, of_airline_hour = self._airline_hours[airline, hour].T
        trip = self._trip(airline, origin, destination)
        at = self._trips.searchsorted(trip)
        # Airlines on routes where they never flew are as late as is expected.
        expected = at_base + on_route - at_origin
        lateness = (
            of_airline,
            at_origin,
            self._destination[destination],
            at_hour,
            at_base,
            on_route,
            at_origin_hour,
            of_airline_hour,
            np.where(self._trips[at] == trip, self._flown[at], expected),
        )
        return Past(base, route, block_minutes, lateness)

    def _trip(
        self, airline: NDArray[np.integer], origin: NDArray[np.integer], to: NDArray[np.integer]
    ) -> Positions:
        """Return one number for each airline on each route: its positions as digits.

        A code that is not known, -1, gives a negative number or the last digit to an airport, which
        is that of none.
        """
        trip: Positions = airline.astype(np.int64) * self._airports + origin
        return np.asarray(trip * self._airports + to)


def _table(*columns: Floats | float) -> Floats:
    """Return columns that are broadcast to one table, shape (rows, columns of it, len(columns))."""
    return np.stack(np.broadcast_arrays(*columns), axis=-1).astype(np.float32)


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

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


PAST = (
    "airline_history",
    "block_minutes",
    "route_history",
    *(f"{name}_lateness" for name in LATENESS),
)
"""What is known of flights like these: histories, NaN if not known, are those of the airline at the
origin and of the route; the block time is the route's usual one, NaN if not known."""

_TABLES = (
    ("airline_history", "airline_origin_lateness", "airline_route_lateness", ""),
    ("block_minutes", "route_history", "route_lateness", "destination_lateness"),
    ("origin_lateness", "hour_lateness", "origin_hour_lateness", ""),
    ("airline_lateness", "airline_hour_lateness", "", ""),
)
"""Columns of the tables by airline and origin, by route, by origin and hour, and by airline and
hour, of one width. What the airline did on the route is looked up elsewhere, and put among them."""
_WIDTH = len(_TABLES[0])
_COLUMNS = [name for table in _TABLES for name in table]
_TOLD = np.array([_COLUMNS.index(name) for name in PAST])
_BASE, _TRIP, _ROUTE, _ORIGIN = (
    _COLUMNS.index(f"{name}_lateness")
    for name in ("airline_origin", "airline_route", "route", "origin")
)


class Histories:
    """Looks up the tables of `lookups` by position; the one after the last is of unknown codes.

    The tables are filled up with what is expected where nothing was flown: what is usual of the
    parts, as training shrinks towards it. They stand one below the other in one table, so that all
    of them are looked up at once.
    """

    def __init__(self, lookups: Lookups, airlines: int, airports: int) -> None:
        airline = _spread(lookups.airlines, "airline", "lateness", airlines + 1)[:, None]
        origin = _spread(lookups.airports, "origin", "lateness", airports + 1)[:, None]
        destination = _spread(lookups.airports, "origin", "arrivals", airports + 1)
        hour = _spread(lookups.hours, "hour", "lateness", HOURS)

        bases = _table(np.nan, airline + origin[:, 0])
        _fill(bases, lookups.bases, ("airline", "origin"), ("history", "lateness"))

        routes = _table(np.nan, np.nan, origin + destination, destination)
        facts = ("block_minutes", "history", "lateness")
        _fill(routes, lookups.routes, ("origin", "destination"), facts)

        origin_hours = _table(origin, hour, origin + hour)
        origin_hours[lookups.airports["origin"], :, 2] = lookups.airports["by_hour"]
        airline_hours = _table(airline, airline + np.zeros_like(hour))
        airline_hours[lookups.airlines["airline"], :, 1] = lookups.airlines["by_hour"]

        tables = [bases, routes, origin_hours, airline_hours]
        self._table = np.concatenate([table.reshape(-1, _WIDTH) for table in tables])
        sizes = [table.shape[0] * table.shape[1] for table in tables]
        self._begins = np.array([sum(sizes[:at]) for at in range(len(tables))])
        by_airport = airports + 1
        # A column for each table: by what each position is multiplied to find the row. The last
        # column gives the number of a trip: its positions as digits.
        self._steps = np.array(
            [
                [by_airport, 0, 0, HOURS, by_airport**2],
                [1, by_airport, HOURS, 0, by_airport],
                [0, 1, 0, 0, 1],
                [0, 0, 1, 1, 0],
            ]
        )
        flown = lookups.flown
        keys = [flown[name].astype(np.int64) for name in ("airline", "origin", "destination")]
        trips = np.stack(keys, axis=1) @ self._steps[:-1, -1]
        order = np.argsort(trips)
        # The last trip is later than any that is asked for, so that every search ends at a trip.
        self._trips = np.append(trips[order], np.iinfo(np.int64).max)
        self._flown = np.append(flown["lateness"][order], np.float32(np.nan))

    def of(self, positions: Positions) -> Floats:
        """Return what is known of flights like these, shape (flights, PAST).

        Parameters
        ----------
        positions
            Airline, origin, destination and hour of departure, shape (flights, 4).
        """
        steps = positions @ self._steps
        rows, trip = steps[:, :-1] + self._begins, steps[:, -1]
        found = self._table.take(rows, axis=0).reshape(len(rows), len(_COLUMNS))
        at = self._trips.searchsorted(trip)
        found[:, _TRIP] = self._flown.take(at)
        never = (self._trips.take(at) != trip).nonzero()[0]
        if len(never):
            # Airlines on routes where they never flew are as late as is expected.
            expected = found[never, _BASE] + found[never, _ROUTE] - found[never, _ORIGIN]
            found[never, _TRIP] = expected
        return np.asarray(found.take(_TOLD, axis=1))


def _table(*columns: Floats | float) -> Floats:
    """Return columns that are broadcast to one table, shape (rows, columns of it, `_WIDTH`)."""
    table = np.zeros((*np.broadcast_shapes(*map(np.shape, columns)), _WIDTH), np.float32)
    for at, column in enumerate(columns):
        table[..., at] = column
    return table


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

"""Lateness: how much more often flights of a kind are late than is usual, from the record.

Flights are counted by airline, origin, destination and hour of departure. The lateness of a kind is
the share of its flights that was late or never arrived, less the share that is usual, in percentage
points. Origins and routes are held against the nation; airlines and destinations against the
airports that they fly from, so that a place does not pass for a trait of theirs.

An airline's flights at one airport in one year share their fate, so many of them say little more of
the airline elsewhere than some hundreds do (`spread_weight`).

Few flights say little, so each kind is shrunk towards what its parts say: a route towards its
origin and its destination, an airline on a route towards the airline at the origin and the route.
Old years count less: by half for every `HALF_LIFE` years.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Positions = NDArray[np.int64]

HALF_LIFE = 2.0
"""Years over which a flight's weight halves: of 1 and 2 the better on test month June; 2, 4 and 8
are level on the public test."""

FATE = 250.0
"""Flights that all of an airline's flights at an airport in a year are worth at most."""

POINTS = 100

CODES = ("airline", "origin", "destination", "hour")

Sums = Mapping[str, Numbers]
"""By kind, shape (2, positions): flights, and late ones beyond what is usual."""


@dataclass(frozen=True, eq=False)
class Keys:
    """Flights, or kinds of them, by position in the lists of airlines and airports."""

    of: Mapping[str, Positions]
    """Positions by `CODES`, each of shape (rows,); the last position of an airline or an airport is
    for codes that are not listed, that of an hour is the hour of scheduled departure."""
    sizes: Mapping[str, int]
    """How many positions there are, by `CODES`."""

    def __len__(self) -> int:
        return len(self.of["hour"])

    def take(self, rows: NDArray[Any]) -> "Keys":
        """Return the given rows (positions or a mask)."""
        return Keys({code: positions[rows] for code, positions in self.of.items()}, self.sizes)

    def place(self, by: Sequence[str]) -> Positions:
        """Return which combination of some of the codes each row has, numbered from 0."""
        sizes = [self.sizes[code] for code in by]
        return np.asarray(np.ravel_multi_index([self.of[code] for code in by], sizes))


@dataclass(frozen=True)
class Kind:
    """A kind of flights: what tells them apart, and how they are shrunk."""

    by: tuple[str, ...]
    """Which of `CODES` tell them apart."""
    flights: float
    """Flights as the parts say it, that every count starts with."""
    parts: Mapping[str, int]
    """Kinds whose lateness, added with the sign given, is what is expected of this one."""
    usual: str
    """What is usual of a flight: of the "nation", of its "airport" of departure, or of the airport
    at its "hour"."""
    is_spread: bool = False
    """Whether flights count by `spread_weight`."""


KINDS: Mapping[str, Kind] = {
    "airline": Kind(("airline",), 2000, {}, "hour", is_spread=True),
    "origin": Kind(("origin",), 500, {}, "nation"),
    "destination": Kind(("destination",), 1000, {}, "hour"),
    "hour": Kind(("hour",), 1000, {}, "airport"),
    "airline_origin": Kind(("airline", "origin"), 300, {"airline": 1, "origin": 1}, "nation"),
    "route": Kind(("origin", "destination"), 300, {"origin": 1, "destination": 1}, "nation"),
    "origin_hour": Kind(("origin", "hour"), 300, {"origin": 1, "hour": 1}, "nation"),
    "airline_hour": Kind(("airline", "hour"), 300, {"airline": 1}, "hour", is_spread=True),
    "airline_route": Kind(
        ("airline", "origin", "destination"),
        300,
        {"airline_origin": 1, "route": 1, "origin": -1},
        "nation",
    ),
}
"""In the order of the features; the parts of each come before it."""


def met(sums: Sums, keys: Keys) -> dict[str, Numbers]:
    """Return the sums that each row meets, by kind, shape (2, rows)."""
    return {name: counts[:, keys.place(KINDS[name].by)] for name, counts in sums.items()}


def lateness(known: Sums) -> dict[str, Numbers]:
    """Return the lateness of rows by kind, in percentage points, each of shape (rows,).

    `known` is what `met` returned, perhaps less what is to be left out.
    """
    found: dict[str, Numbers] = {}
    for name, kind in KINDS.items():
        flights, surplus = known[name]
        expected = sum((sign * found[part] for part, sign in kind.parts.items()), np.zeros(1))
        found[name] = (surplus + kind.flights * expected) / (flights + kind.flights)
    return {name: POINTS * shares for name, shares in found.items()}


def spread_weight(keys: Keys, year: NDArray[np.int64], flights: Numbers) -> Numbers:
    """Return what share of each row's flights counts for its airline everywhere.

    Of n flights of an airline at one airport in one year, as many count as n and `FATE` have for
    their harmonic sum, n * FATE / (n + FATE).
    """
    airline = year * keys.sizes["airline"] + keys.of["airline"]
    cluster = airline * keys.sizes["origin"] + keys.of["origin"]
    _, of = np.unique(cluster, return_inverse=True)
    return np.asarray(FATE / (np.bincount(of, flights)[of] + FATE))


def age_weight(years: NDArray[Any] | int, now: int, half_life: float = HALF_LIFE) -> Numbers:
    """Return the weight of flights of some years for the flights of another, 1 in that year."""
    return np.asarray(0.5 ** (np.abs(years - now) / half_life))

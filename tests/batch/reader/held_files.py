"""Held files: lists that people hold, each with its flights as the service would take them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Flights = Sequence[Mapping[str, str | int]]

NAMES = ("carrier", "origin", "destination", "departure", "arrival")
ROWS = (
    ("DL", "JFK", "LAX", "2026-12-23T18:30", "2026-12-23T22:05"),
    ("B6", "JFK", "BOS", "2026-12-24T07:05"),
)
FLIGHTS = [dict(zip(NAMES, row, strict=False)) for row in ROWS]


@dataclass(frozen=True)
class Held:
    """A file that somebody holds.

    Attributes
    ----------
    kind
        What is particular about it.
    flights
        Its flights, as a client of the function would send them.
    """

    kind: str
    content: bytes
    flights: Flights = field(default_factory=lambda: FLIGHTS)
    name: str = "list.csv"


def one(names: str, *rows: str, end: str = "\n") -> bytes:
    """Return a list with rows of its own."""
    return end.join([names, *rows, ""]).encode()


DL, B6 = FLIGHTS
LEAVES = {name: value for name, value in DL.items() if name != "arrival"}

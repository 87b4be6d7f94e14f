"""Bodies: the requests that are sent, the same on every run.

One flight is what the page sends: a schedule, no weather. With weather, the 24 hours of its day
come along. A thousand flights are a day's departures from New York with the day's weather.
Explained are as many flights as one request should be, without weather.
"""

import json
import random
from dataclasses import dataclass
from typing import Any

from pushback.bundle import Bundle
from tests.bench.client import post
from tests.builders import fair_day, trips
from tests.paths import FUNCTION

DAY = "2026-12-23"
VARIETY = 64
THOUSAND = 1_000
EXPLAINED = 20
SEED = 2023


@dataclass(frozen=True)
class Requests:
    """Requests as they go over the wire; where there are several, they take turns."""

    one: tuple[bytes, ...]
    with_weather: tuple[bytes, ...]
    thousand: bytes
    explained: bytes


def make_requests() -> Requests:
    """Return the requests."""
    flights = _flights(THOUSAND)
    some = flights[:VARIETY]
    days = {airport: fair_day(DAY, airport) for airport in ("EWR", "JFK", "LGA")}
    return Requests(
        one=tuple(_request([flight]) for flight in some),
        with_weather=tuple(_request([flight], days[flight["origin"]]) for flight in some),
        thousand=_request(flights, [row for rows in days.values() for row in rows]),
        explained=_request(flights[:EXPLAINED], explain=True),
    )


def _flights(count: int) -> list[dict[str, Any]]:
    """Draw flights of airlines on routes from New York that they fly."""
    reference = Bundle.load(FUNCTION / "model").reference
    flown = [trip for trip in trips(reference) if trip[1] in reference.origins]
    draw = random.Random(SEED)
    return [_flight(draw.choice(flown), draw.randrange(6 * 60, 23 * 60)) for _ in range(count)]


def _flight(trip: tuple[str, ...], minute: int) -> dict[str, Any]:
    carrier, origin, destination = trip
    return {
        "carrier": carrier,
        "origin": origin,
        "destination": destination,
        "departure": f"{DAY}T{minute // 60:02d}:{minute % 60:02d}",
    }


def _request(
    flights: list[dict[str, Any]],
    weather: list[dict[str, Any]] | None = None,
    explain: bool = False,
) -> bytes:
    body: dict[str, Any] = {"flights": flights}
    body |= {"weather": weather} if weather else {}
    body |= {"explain": True} if explain else {}
    return post("/predict", json.dumps(body, separators=(",", ":")).encode())

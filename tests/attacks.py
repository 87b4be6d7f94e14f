"""Attacks: bodies of requests made to hurt."""

from typing import Any


def bad_rows(count: int, length: int = 70) -> dict[str, Any]:
    """Return a call of BigQuery's with rows in which every argument, so long, is a mistake."""
    return {"calls": [["?" * length] * 5] * count}


def explained(count: int) -> dict[str, Any]:
    """Return a request for the reasons of flights that share as little as flights can."""
    airports = ["ATL", "BOS", "DEN", "LAX", "MIA", "ORD", "SEA"]
    flights = [
        {
            "carrier": ["AA", "B6", "DL", "UA", "WN"][at % 5],
            "origin": ["JFK", "EWR", "LGA"][at % 3],
            "destination": airports[at % 7],
            "departure": f"2026-{1 + at % 12:02}-{1 + at % 28:02}T{at % 24:02}:{at % 60:02}",
        }
        for at in range(count)
    ]
    return {"flights": flights, "explain": True}

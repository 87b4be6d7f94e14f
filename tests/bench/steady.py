"""Steady traffic: requests by a schedule that no answer holds up, as many people make it.

A request's time counts from when it was due: what waits since others were not answered yet, or
since the client was late, has waited.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.fresh_client import BrokenOff, NotTaken, ask

PATIENCE_SECONDS = 60


@dataclass
class Traffic:
    """What became of the requests, and how long those with an answer took, in seconds."""

    outcomes: Counter[int | str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


async def ask_steadily(port: int, request: bytes, rate: float, seconds: float) -> Traffic:
    """Send so many requests a second for so long; return when each has come to its end."""
    traffic, begun = Traffic(), time.monotonic()
    async with asyncio.TaskGroup() as group:
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            if (early := due - time.monotonic()) > 0:
                await asyncio.sleep(early)
            group.create_task(_ask(port, request, due, traffic))
    return traffic


async def _ask(port: int, request: bytes, due: float, traffic: Traffic) -> None:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            status = await ask(port, request)
    except NotTaken:
        traffic.outcomes["not taken"] += 1
    except BrokenOff:
        traffic.outcomes["broken off"] += 1
    except TimeoutError:
        traffic.outcomes["not answered"] += 1
    else:
        traffic.outcomes[status] += 1
        traffic.seconds.append(time.monotonic() - due)

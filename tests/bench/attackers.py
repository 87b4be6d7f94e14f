"""Attackers: clients that hurt, each again and again until their time is over.

Three attacks took the function down once: calls of BigQuery's with 10,000 bad rows, explanations
of 100 flights, and requests of which half is sent. The first two are refused by now, so the most
that is let in of each is sent as well.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from pushback.flights import MAX_EXPLAINED
from pushback.http.bigquery import MAX_CALLS
from tests.attacks import bad_rows, explained
from tests.fresh_client import BrokenOff, NotTaken, ask, post
from tests.slow_clients import HALF_BODY, HALF_HEADER, HOST

AT_ONCE = 8
HALVES = 32
PAUSE_SECONDS = 0.1
"""After a connection that nobody took."""

Outcome = int | str
"""The status of an answer, or what became of a request without one."""


@dataclass(frozen=True)
class Attack:
    """An attack, and how many clients make it at once.

    Attributes
    ----------
    make
        Makes it once, against a port, and says what became of it.
    is_first
        Whether it is one of the three.
    """

    name: str
    clients: int
    make: Callable[[int], Awaitable[Outcome]]
    is_first: bool = True


async def keep_up(attack: Attack, port: int, seconds: float) -> Counter[Outcome]:
    """Make an attack for so long; return what became of each."""
    outcomes: Counter[Outcome] = Counter()
    until = time.monotonic() + seconds

    async def make_again() -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while time.monotonic() < until:
                    outcomes[await attack.make(port)] += 1

    await asyncio.gather(*(make_again() for _ in range(attack.clients)))
    return outcomes


def asking(path: str, body: object) -> Callable[[int], Awaitable[Outcome]]:
    """Return what sends a request and waits for its answer."""
    request = post(path, body)

    async def make(port: int) -> Outcome:
        try:
            return await ask(port, request)
        except NotTaken:
            await asyncio.sleep(PAUSE_SECONDS)
            return "not taken"
        except BrokenOff:
            return "broken off"

    return make


def saying_half(said: bytes) -> Callable[[int], Awaitable[Outcome]]:
    """Return what sends half a request, and then waits to be disconnected."""

    async def make(port: int) -> Outcome:
        try:
            reader, writer = await asyncio.open_connection(HOST, port)
        except OSError:
            await asyncio.sleep(PAUSE_SECONDS)
            return "not taken"
        try:
            writer.write(said)
            with suppress(ConnectionError):
                await reader.read()
        finally:
            writer.close()
        return "disconnected"

    return make


ATTACKS = (
    Attack("BigQuery, 10,000 bad rows", AT_ONCE, asking("/bigquery", bad_rows(10_000, 45))),
    Attack(
        "BigQuery, 1,000 bad rows", AT_ONCE, asking("/bigquery", bad_rows(MAX_CALLS, 480)), False
    ),
    Attack("explain 100 flights", AT_ONCE, asking("/predict", explained(100))),
    Attack("explain 20 flights", AT_ONCE, asking("/predict", explained(MAX_EXPLAINED)), False),
    Attack("half a header", HALVES, saying_half(HALF_HEADER)),
    Attack("half a body", HALVES, saying_half(HALF_BODY)),
)

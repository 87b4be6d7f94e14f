"""Overload: more requests a second than are answered, each from a client of its own.

The clients do not wait for each other, as those out there do not: what is not answered in time
piles up, first at the server, then in the kernel, which refuses what it cannot hold.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tests.fresh_client import BrokenOff, NotTaken, allow_files, ask


@dataclass
class Outcomes:
    """What became of the requests: a status, "refused" before it was sent, or "broken"."""

    counts: Counter[int | str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def capacity(port: int, request: bytes, clients: int, seconds: float) -> float:
    """Return how many requests a second are answered where so many clients ask in turn."""
    outcomes = Outcomes()

    async def ask_in_turn() -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await _ask(port, request, outcomes)

    async def ask_all() -> None:
        await asyncio.gather(*(ask_in_turn() for _ in range(clients)))

    _run(ask_all)
    return outcomes.counts[200] / seconds


def overload(
    port: int, request: bytes, rate: float, seconds: float, halfway: Callable[[], None]
) -> Outcomes:
    """Send so many requests a second for so long, and wait until each was answered or refused."""
    outcomes = Outcomes()

    async def send() -> None:
        begun, waiting = time.monotonic(), set[asyncio.Task[None]]()
        reached = False
        while (gone := time.monotonic() - begun) < seconds:
            for _ in range(int(gone * rate) - _sent(outcomes, waiting)):
                _start(_ask(port, request, outcomes), waiting)
            if gone > seconds / 2 and not reached:
                reached = True
                halfway()
            await asyncio.sleep(0.005)
        await asyncio.gather(*waiting)

    allow_files()
    _run(send)
    return outcomes


def _run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run it in a thread of its own: the browser of other tests has an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(main())).result()


def _sent(outcomes: Outcomes, waiting: set["asyncio.Task[None]"]) -> int:
    return outcomes.counts.total() + len(waiting)


def _start(request: Coroutine[Any, Any, None], waiting: set["asyncio.Task[None]"]) -> None:
    task = asyncio.create_task(request)
    waiting.add(task)
    task.add_done_callback(waiting.discard)


async def _ask(port: int, request: bytes, outcomes: Outcomes) -> None:
    """Ask on a new connection and count what became of it."""
    try:
        outcomes.counts[await ask(port, request)] += 1
    except NotTaken:
        outcomes.counts["refused"] += 1
    except BrokenOff as error:
        outcomes.counts["broken"] += 1
        outcomes.broken.append(str(error))

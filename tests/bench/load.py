"""Load: what a client sees when it asks on one connection, and on many at once."""

import gc
import selectors
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle

from tests.bench.client import TIMEOUT_SECONDS, Connection, NotAnswered, Reply


@dataclass(frozen=True)
class Load:
    """Seconds that each request took, and requests answered a second."""

    seconds: list[float]
    per_second: float


def ask_in_turn(port: int, requests: Sequence[bytes], seconds: float, fewest: int = 1) -> Load:
    """Ask on one connection, each request after the last was answered.

    Parameters
    ----------
    fewest
        Requests to send even if time runs out first.
    """
    taken: list[float] = []
    with Connection(port) as connection, _undisturbed():
        begun = now = time.perf_counter()
        for request in cycle(requests):
            if now - begun >= seconds and len(taken) >= fewest:
                break
            _check(connection.ask(request))
            before, now = now, time.perf_counter()
            taken.append(now - before)
    return Load(taken, len(taken) / (now - begun))


def ask_at_once(port: int, requests: Sequence[bytes], seconds: float, connections: int) -> Load:
    """Ask on several connections, each sending again as soon as it is answered."""
    taken: list[float] = []
    turns = cycle(requests)
    with ExitStack() as stack:
        selector = stack.enter_context(selectors.DefaultSelector())
        sent: dict[Connection, float] = {}
        for _ in range(connections):
            connection = stack.enter_context(Connection(port))
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        stack.enter_context(_undisturbed())
        begun = time.perf_counter()
        for key in list(selector.get_map().values()):
            sent[key.data] = time.perf_counter()
            key.data.send(next(turns))
        while (now := time.perf_counter()) - begun < seconds:
            for connection in _ready(selector):
                reply = connection.receive()
                if reply is None:
                    continue
                _check(reply)
                now = time.perf_counter()
                taken.append(now - sent[connection])
                sent[connection] = now
                connection.send(next(turns))
    return Load(taken, len(taken) / (now - begun))


def _ready(selector: selectors.BaseSelector) -> Iterator[Connection]:
    events = selector.select(TIMEOUT_SECONDS)
    if not events:
        raise NotAnswered(f"it did not answer within {TIMEOUT_SECONDS} s")
    for key, _ in events:
        yield key.data


def _check(reply: Reply) -> None:
    if reply.status != 200:
        raise NotAnswered(f"it answered with status {reply.status}")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector of garbage, which stops everything, out of what is timed."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()

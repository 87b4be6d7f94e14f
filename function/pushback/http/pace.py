"""Pace: long work leaves most of the time to short requests, as long as any come in.

Python's lock gives threads turns, not time: a turn of long work may last a hundred times as long as
one of a short request, which needs several. So after each piece of long work the next one waits.
`make bench-siege` shows what short requests get.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import perf_counter, sleep, thread_time

REST = 4
"""A piece of long work is followed by a rest so many times as long: it gets a fifth of the time."""
RECENT_SECONDS = 0.25
"""Without a short request for so long, long work does not rest."""


class Pace:
    """Spaces out the pieces of long work. Safe to share between threads."""

    def __init__(self) -> None:
        self._short = self._due = -inf

    def note_short(self) -> None:
        """Note that a short request has come in."""
        self._short = perf_counter()

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Do a piece of long work, after the rest that is due."""
        now = perf_counter()
        if now < self._due and now < self._short + RECENT_SECONDS:
            sleep(self._due - now)
        begun = thread_time()
        try:
            yield
        finally:
            self._due = perf_counter() + REST * (thread_time() - begun)

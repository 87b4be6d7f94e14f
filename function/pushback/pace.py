"""Pace: long work lets short requests pass, as long as any are under way.

Python's lock gives threads turns, not time: a short request needs several turns, and waits before
each of them for a turn of long work, which may be a hundred times as long as its own. So long work
is done in pieces, and between them waits for the short requests, though never for ever.
`make bench-siege` shows what these get.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, local
from time import perf_counter, thread_time

PATIENCE = 4
"""Long work waits at most so many times as long as its last piece took: short requests without end
leave it a fifth of the time."""


class _Charged(local):
    """Seconds of each thread's processor time for which its waiting has been reckoned."""

    seconds = 0.0


class Pace:
    """Knows the short requests that are under way. Safe to share between threads."""

    def __init__(self) -> None:
        self._passed = Condition()
        self._short = 0
        self._due = 0.0
        self._charged = _Charged()

    @contextmanager
    def short(self) -> Iterator[None]:
        """Answer a short request."""
        with self._passed:
            self._short += 1
        try:
            yield
        finally:
            with self._passed:
                self._short -= 1
                if not self._short:
                    self._passed.notify_all()

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Do a piece of long work once short requests have passed; pieces within it count apart."""
        with self._passed:
            self._passed.wait_for(lambda: not self._short, max(self._due - perf_counter(), 0.0))
        charged, begun = self._charged.seconds, thread_time()
        try:
            yield
        finally:
            worked = thread_time() - begun - (self._charged.seconds - charged)
            self._charged.seconds += worked
            self._due = perf_counter() + PATIENCE * worked

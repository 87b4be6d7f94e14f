"""Pace: long work leaves most of the time to short requests, while they come one upon another.

Python's lock gives threads turns, not time: a short request needs several turns, and waits before
each of them for a turn of long work, which may be a hundred times as long as its own. So long work
is done in pieces, one at a time, with rests between them. `make bench-siege` shows what short
requests get.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import RLock, local
from time import perf_counter, sleep, thread_time

REST = 4
"""A rest is so many times as long as the piece before it: long work gets a fifth of the time."""
RECENT_SECONDS = 0.02
"""Long work goes on if no short request has come in for so long: one now and then costs it
nothing."""


class _Charged(local):
    """Seconds of each thread's processor time that a rest has been reckoned for."""

    seconds = 0.0


class Pace:
    """Spaces out the pieces of long work. Safe to share between threads."""

    def __init__(self) -> None:
        self._short = self._due = -inf
        self._turn = RLock()
        self._charged = _Charged()

    def note_short(self) -> None:
        """Note that a short request has come in."""
        self._short = perf_counter()

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Do a piece of long work, in turn and after the rest that is due.

        Pieces within it, of the same thread, rest and count by themselves.
        """
        self._take_turn()
        charged, begun = self._charged.seconds, thread_time()
        try:
            yield
        finally:
            worked = thread_time() - begun - (self._charged.seconds - charged)
            self._charged.seconds += worked
            self._due = perf_counter() + REST * worked
            self._turn.release()

    def _take_turn(self) -> None:
        """Wait for the turn, and leave it to others while resting, so that nobody keeps it."""
        while True:
            self._turn.acquire()
            left = min(self._due, self._short + RECENT_SECONDS) - perf_counter()
            if left <= 0:
                return
            self._turn.release()
            sleep(left)

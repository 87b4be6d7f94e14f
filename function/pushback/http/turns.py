"""Turns: long work is done one at a time, while few wait for it and all others are answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from pushback.http.problems import TooBusy

WAITING = 4
"""Requests that may wait for their turn: with the one at work they take five of the eight threads
that answer, and three are left for all else."""


class Turns:
    """Lets one in at a time, in no order, and sends away who would wait behind `waiting` others."""

    def __init__(self, waiting: int = WAITING) -> None:
        self._places = BoundedSemaphore(waiting + 1)
        self._turn = Lock()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for the turn, and hold it until left.

        Raises
        ------
        TooBusy
            If enough are waiting.
        """
        if not self._places.acquire(blocking=False):
            raise TooBusy
        try:
            with self._turn:
                yield
        finally:
            self._places.release()

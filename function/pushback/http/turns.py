"""Turns: long work is done one request at a time; a few may wait, and all others are answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from pushback.http.problems import TooBusy

WAITING = 4
"""Requests with flights to explain that may wait for their turn. With the one at work they take
five of the threads that answer."""
LARGE_WAITING = 15
"""Large requests that may wait. With the one at work they take 16 of the container's 32 threads
(function/Dockerfile), explanations five: 11 are left for small requests. The platform sends an
instance at most eight requests at a time."""


class Turns:
    """Lets one request in at a time, in no order, and refuses one behind `waiting` that wait.

    Parameters
    ----------
    work
        What is done in turns, as the refusal says it.
    """

    def __init__(self, work: str, waiting: int) -> None:
        self._work = work
        self._places = BoundedSemaphore(waiting + 1)
        self._turn = Lock()

    @property
    def is_taken(self) -> bool:
        """Whether somebody is at work."""
        return self._turn.locked()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for the turn, and hold it until left.

        Raises
        ------
        TooBusy
            If enough are waiting.
        """
        if not self._places.acquire(blocking=False):
            raise TooBusy(self._work)
        try:
            with self._turn:
                yield
        finally:
            self._places.release()

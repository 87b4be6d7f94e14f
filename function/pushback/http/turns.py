"""Turns: long work is done in turn; a few requests may wait, and all others are sent away."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from pushback.http.problems import TooBusy

WAITING = 4
"""Requests with flights to explain that may wait for their turn. With the one at work they take
five of the threads that answer."""
LARGE_WAITING = 15
"""Large requests that may wait. With the one at work they take 16 of the container's 32 threads
(function/Dockerfile), explanations five: 11 are left for small requests. The platform sends an
instance at most eight requests at a time."""


class Turns:
    """Lets `waiting` requests and one more in at a time, and sends all others away.

    Whose turn it is among those let in, a piece of `pushback.pace` decides.

    Parameters
    ----------
    work
        What is done in turns, as the refusal says it.
    """

    def __init__(self, work: str, waiting: int) -> None:
        self._work = work
        self._places = BoundedSemaphore(waiting + 1)

    @contextmanager
    def take(self) -> Iterator[None]:
        """Hold a place until left.

        Raises
        ------
        TooBusy
            If all are taken.
        """
        if not self._places.acquire(blocking=False):
            raise TooBusy(self._work)
        try:
            yield
        finally:
            self._places.release()

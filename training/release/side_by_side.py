"""Side by side: two pieces of work at once, each with half of the processor's cores.

What a fit of boosted trees does is too fine to share well: a second core makes it 1.7 times as
fast, where a second fit on that core comes for nothing.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from threadpoolctl import threadpool_limits

T = TypeVar("T")


def half_the_cores() -> threadpool_limits:
    """Return a context in which this thread's OpenMP code uses half of the cores."""
    return threadpool_limits(max(1, (os.cpu_count() or 1) // 2), user_api="openmp")


def beside(work: Callable[[], T]) -> "Future[T]":
    """Begin work in a thread, with half of the cores.

    The thread ends with the program: who interrupts it need not wait for the work.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            with half_the_cores():
                future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future

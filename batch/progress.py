"""Progress: reports now and then how many rows were scored on this machine."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from pushback.plurals import count_of

EVERY_SECONDS = 1.0
EVERY_SECONDS_IN_LOG = 10.0
"""If standard error is no terminal, each report is a line of its own."""


class Count:
    """A number that several threads add to."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.value = 0

    def add(self, number: int) -> None:
        """Add to it."""
        with self._lock:
            self.value += number


DONE = Count()
"""Rows scored or rejected in this process; with the DirectRunner, all rows."""


@contextmanager
def showing(total: int | None) -> Iterator[None]:
    """Report on standard error while the block runs.

    Parameters
    ----------
    total
        Rows in all; None where that is not known.
    """
    ended, stream = threading.Event(), sys.stderr
    arguments = (stream, total, DONE.value, ended)
    reporter = threading.Thread(target=_report, args=arguments, daemon=True)
    reporter.start()
    try:
        yield
    finally:
        ended.set()
        reporter.join()


def _report(stream: TextIO, total: int | None, before: int, ended: threading.Event) -> None:
    is_terminal, begun = stream.isatty(), time.perf_counter()
    while not ended.wait(EVERY_SECONDS if is_terminal else EVERY_SECONDS_IN_LOG):
        rows = DONE.value - before
        line = told(rows, total, time.perf_counter() - begun)
        if is_terminal:
            _say(stream, f"\r{line} ")
        elif rows:  # in a log, that nothing is done yet is no news
            _say(stream, f"{line}\n")
    if is_terminal:
        _say(stream, "\r\x1b[K")  # the summary stands alone


def _say(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()


def told(rows: int, total: int | None, seconds: float) -> str:
    """Return a progress report.

    Examples
    --------
    >>> told(250_000, 1_000_000, 2.5), told(16_384, None, 1.0)
    ('250,000 of 1,000,000 rows (25%), 100,000 rows/s', '16,384 rows, 16,384 rows/s')
    """
    share = f"{rows:,} of {count_of(total, 'row')} ({rows / total:.0%})" if total else ""
    return f"{share or count_of(rows, 'row')}, {rows / seconds:,.0f} rows/s"

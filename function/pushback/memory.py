"""Memory: keeps an instance small, because its memory is paid for as long as it lives."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# From glibc's malloc.h.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
MAPPED_BYTES = 8 * 1024 * 1024
"""Larger blocks are asked of the system and given back; the buffers of a body are smaller."""
KEPT_BYTES = 16 * 1024 * 1024
"""Freed memory that is kept for the next request, rather than given back and asked for again."""


@contextmanager
def loading() -> Iterator[None]:
    """Share what is loaded within with processes forked later, and bound freed memory that is held.

    The server forks its worker once all is loaded. Pages that neither process writes to are held
    once for both, but Python's garbage collector writes to every object it visits, so the objects
    loaded so far are taken out of its reach. While they are loaded it is off: it would look through
    all of them again and again, and find nothing. And glibc keeps an arena of memory for each
    thread, each with freed memory that is not returned; one arena is enough for threads that take
    turns by Python's lock. The buffers of a large body are kept for the next one: to map them anew
    costs the system ten times as much. `make bench` measures the memory and the cold start,
    `make bench-siege` what large bodies cost others.

    With another C library, the arenas stay as they are.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
    with suppress(AttributeError, OSError):
        glibc = ctypes.CDLL(None)
        glibc.mallopt(M_ARENA_MAX, 1)
        glibc.mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES)
        glibc.mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)
        glibc.malloc_trim(0)

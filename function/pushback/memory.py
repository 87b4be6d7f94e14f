"""Memory: keeps an instance small, because its memory is paid for as long as it lives."""

import ctypes
import gc
from contextlib import suppress

# From glibc's malloc.h.
M_TRIM_THRESHOLD, M_ARENA_MAX = -1, -8
TRIM_BYTES = 128 * 1024


def keep_memory_small() -> None:
    """Share loaded objects with processes that are forked later, and return freed memory.

    Call it once, when everything is loaded. The server then forks its worker. Pages that neither
    process writes to are held once for both, but Python's garbage collector writes to every object
    it visits, so the objects loaded so far are taken out of its reach. And glibc keeps an arena of
    memory for each thread, each with freed memory that is not returned; one arena is enough for
    threads that take turns by Python's lock. `make bench` measures the memory.

    With another C library, only the first is done.
    """
    gc.freeze()
    with suppress(AttributeError, OSError):
        glibc = ctypes.CDLL(None)
        glibc.mallopt(M_ARENA_MAX, 1)
        glibc.mallopt(M_TRIM_THRESHOLD, TRIM_BYTES)
        glibc.malloc_trim(0)

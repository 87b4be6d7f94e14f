"""Memory: what an instance holds is paid for as long as it lives."""

import ctypes
import gc
from contextlib import suppress

# From glibc's malloc.h.
M_TRIM_THRESHOLD, M_ARENA_MAX = -1, -8
TRIM_BYTES = 128 * 1024


def keep_memory_small() -> None:
    """Share what is loaded with the processes begun later, and give back what is freed.

    To be called once, when all is loaded. The server forks its worker after that: pages that
    neither side writes to are held once for both, but Python's collector writes to every object
    it visits, so those of the start are put out of its sight. And glibc keeps an arena for each
    thread, and more and more of what is freed; one arena is enough for threads that take turns
    by Python's lock. `make bench` shows what is held in the end.

    Where the C library is another one, only the first is done.
    """
    gc.freeze()
    with suppress(AttributeError, OSError):
        glibc = ctypes.CDLL(None)
        glibc.mallopt(M_ARENA_MAX, 1)
        glibc.mallopt(M_TRIM_THRESHOLD, TRIM_BYTES)
        glibc.malloc_trim(0)

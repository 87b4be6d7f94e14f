"""Cores: servers have one to themselves, the measuring client another where there is one."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Cores:
    """Which core serves, and which one asks."""

    server: int
    client: int

    @property
    def is_shared(self) -> bool:
        """Whether both have to make do with one core."""
        return self.server == self.client


def choose_cores() -> Cores:
    """Return the first and the last of the cores that this process may use."""
    usable = sorted(os.sched_getaffinity(0))
    return Cores(usable[0], usable[-1])


def pinned(core: int) -> AbstractContextManager[None]:
    """Keep to one core; processes started meanwhile keep to it for good."""
    return _only({core})


def kept_to(count: int) -> AbstractContextManager[None]:
    """Keep to so many cores, as `pinned` does to one."""
    return _only(set(sorted(os.sched_getaffinity(0))[:count]))


@contextmanager
def _only(cores: set[int]) -> Iterator[None]:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)

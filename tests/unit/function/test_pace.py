"""Tests of pace: when long work waits for short requests, and for how long."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

import pytest

from pushback import pace
from pushback.pace import PATIENCE, Pace


@dataclass
class Clock:
    """Two clocks: of the world, and of the work of this thread; who waits does no work."""

    now: float = 100.0
    worked: float = 7.0
    waited: list[float] = field(default_factory=list)

    def work(self, seconds: float, held_up: float = 0.0) -> None:
        """Let time pass with work, and some in which another thread has its turn."""
        self.worked += seconds
        self.now += seconds + held_up


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that long work is timed by, and waits by."""
    held = Clock()
    monkeypatch.setattr(pace, "perf_counter", lambda: held.now)
    monkeypatch.setattr(pace, "thread_time", lambda: held.worked)

    def wait_for(_: Any, predicate: Callable[[], bool], timeout: float) -> None:
        if not predicate():
            held.waited.append(timeout)
            held.now += timeout

    monkeypatch.setattr(Condition, "wait_for", wait_for)
    return held


def test_long_work_waits_while_a_short_request_is_under_way(clock: Clock) -> None:
    paced = Pace()
    with paced.short():
        with paced.piece():
            clock.work(0.02, held_up=1.0)
        clock.now += 0.01
        with paced.piece():
            clock.work(0.02)
    assert clock.waited == [0.0, pytest.approx(PATIENCE * 0.02 - 0.01)]


def test_long_work_waits_for_none_that_have_passed(clock: Clock) -> None:
    paced = Pace()
    with paced.short():
        pass
    for _ in range(3):
        with paced.piece():
            clock.work(0.02)
    assert not clock.waited


def test_long_work_waits_no_longer_however_much_was_done_before(clock: Clock) -> None:
    paced = Pace()
    for seconds in [*[1.0] * 100, 0.01]:
        with paced.piece():
            clock.work(seconds)
    with paced.short(), paced.piece():
        clock.work(0.01)
    assert clock.waited == [pytest.approx(PATIENCE * 0.01)]


def test_work_within_a_piece_is_reckoned_once(clock: Clock) -> None:
    paced = Pace()
    with paced.piece():
        clock.work(0.01)
        with paced.piece():
            clock.work(0.5)
        clock.work(0.02)
    with paced.short(), paced.piece():
        clock.work(0.01)
    assert clock.waited == [pytest.approx(PATIENCE * 0.03)]


def test_work_that_fails_is_reckoned_and_a_short_request_that_fails_has_passed(
    clock: Clock,
) -> None:
    paced = Pace()
    with suppress(ZeroDivisionError), paced.piece():
        clock.work(0.02)
        raise ZeroDivisionError
    with suppress(ZeroDivisionError), paced.short(), paced.piece():
        raise ZeroDivisionError
    with paced.piece():
        clock.work(0.02)
    assert clock.waited == [pytest.approx(PATIENCE * 0.02)]

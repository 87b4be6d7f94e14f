"""Tests of pace: when long work rests, and for how long."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event

import pytest

from pushback import pace
from pushback.pace import RECENT_SECONDS, REST, Pace


@dataclass
class Clock:
    """Two clocks: of the world, and of this thread's work; who rests does no work.

    Attributes
    ----------
    busy
        Whose short requests come in all the time.
    """

    now: float = 100.0
    worked: float = 7.0
    rests: list[float] = field(default_factory=list)
    busy: Pace | None = None

    def sleep(self, seconds: float) -> None:
        """Let time pass, and keep how much."""
        self.rests.append(seconds)
        self.now += seconds
        if self.busy:
            self.busy.note_short()

    def work(self, seconds: float, held_up: float = 0.0) -> None:
        """Let time pass with work, and some in which another thread has its turn."""
        self.worked += seconds
        self.now += seconds + held_up


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that long work is timed and put to rest by."""
    held = Clock()
    monkeypatch.setattr(pace, "perf_counter", lambda: held.now)
    monkeypatch.setattr(pace, "thread_time", lambda: held.worked)
    monkeypatch.setattr(pace, "sleep", held.sleep)
    return held


def test_long_work_rests_as_long_as_short_requests_come_in(clock: Clock) -> None:
    paced = clock.busy = Pace()
    with paced.piece():
        clock.work(0.02, held_up=1.0)
    paced.note_short()
    assert not clock.rests
    with paced.piece():
        assert sum(clock.rests) == pytest.approx(REST * 0.02)


def test_a_rest_ends_when_no_more_come(clock: Clock) -> None:
    paced = Pace()
    with paced.piece():
        clock.work(0.02)
    paced.note_short()
    with paced.piece():
        assert clock.rests == [pytest.approx(RECENT_SECONDS)]


def test_long_work_alone_does_not_rest(clock: Clock) -> None:
    paced = Pace()
    paced.note_short()
    clock.now += RECENT_SECONDS
    for _ in range(3):
        with paced.piece():
            clock.work(0.02)
    assert not clock.rests


def test_a_rest_is_no_longer_however_much_was_done_before(clock: Clock) -> None:
    paced = clock.busy = Pace()
    for seconds in [*[1.0] * 100, 0.01]:
        with paced.piece():
            clock.work(seconds)
    paced.note_short()
    with paced.piece():
        assert sum(clock.rests) == pytest.approx(REST * 0.01)


def test_work_within_a_piece_is_reckoned_once(clock: Clock) -> None:
    paced = clock.busy = Pace()
    with paced.piece():
        clock.work(0.01)
        with paced.piece():
            clock.work(0.5)
        clock.work(0.02)
    paced.note_short()
    with paced.piece():
        assert sum(clock.rests) == pytest.approx(REST * 0.03)


def test_work_that_fails_is_followed_by_its_rest(clock: Clock) -> None:
    paced = clock.busy = Pace()
    with suppress(ZeroDivisionError), paced.piece():
        clock.work(0.02)
        raise ZeroDivisionError
    paced.note_short()
    with paced.piece():
        assert sum(clock.rests) == pytest.approx(REST * 0.02)


def test_one_piece_is_done_at_a_time_and_another_request_may_have_the_next() -> None:
    paced, done = Pace(), list[str]()
    within, ended = Event(), Event()

    def do_two() -> None:
        with paced.piece():
            within.set()
            done.append("first")
            ended.wait(60)
        with paced.piece():
            done.append("second")

    def do_one() -> None:
        with paced.piece():
            done.append("other")

    with ThreadPoolExecutor(2) as pool:
        two = pool.submit(do_two)
        assert within.wait(60)
        other = pool.submit(do_one)
        assert done == ["first"]
        ended.set()
        two.result(60)
        other.result(60)
    assert sorted(done[1:]) == ["other", "second"]

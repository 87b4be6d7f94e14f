"""Tests of pace: when long work rests, and for how long."""

from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from pushback.http import pace
from pushback.http.pace import RECENT_SECONDS, REST, Pace


@dataclass
class Clock:
    """A clock that goes on by itself only while somebody sleeps."""

    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let time pass, and keep how much."""
        self.slept.append(round(seconds, 6))
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that long work is timed and put to rest by."""
    held = Clock()
    for name in ("perf_counter", "thread_time"):
        monkeypatch.setattr(pace, name, lambda: held.now)
    monkeypatch.setattr(pace, "sleep", held.sleep)
    return held


def work(paced: Pace, clock: Clock, seconds: float) -> None:
    """Do a piece of long work."""
    with paced.piece():
        clock.now += seconds


def test_long_work_among_short_requests_rests_before_it_goes_on(clock: Clock) -> None:
    paced = Pace()
    paced.note_short()
    work(paced, clock, 0.02)
    assert not clock.slept
    clock.now += 0.01
    work(paced, clock, 0.02)
    assert clock.slept == [pytest.approx(REST * 0.02 - 0.01)]


def test_long_work_alone_does_not_rest(clock: Clock) -> None:
    paced = Pace()
    work(paced, clock, 0.02)
    work(paced, clock, 0.02)
    assert not clock.slept


def test_a_short_request_of_long_ago_puts_nothing_to_rest(clock: Clock) -> None:
    paced = Pace()
    paced.note_short()
    clock.now += RECENT_SECONDS
    work(paced, clock, 0.02)
    work(paced, clock, 0.02)
    assert not clock.slept


def test_a_rest_is_as_long_as_the_last_piece_asks_however_much_was_done_before(
    clock: Clock,
) -> None:
    paced = Pace()
    for _ in range(100):
        work(paced, clock, 1.0)
    work(paced, clock, 0.01)
    paced.note_short()
    work(paced, clock, 0.01)
    assert clock.slept == [pytest.approx(REST * 0.01)]


def test_work_that_fails_is_followed_by_its_rest(clock: Clock) -> None:
    paced = Pace()
    paced.note_short()
    with suppress(ZeroDivisionError), paced.piece():
        clock.now += 0.02
        raise ZeroDivisionError
    work(paced, clock, 0.01)
    assert clock.slept == [pytest.approx(REST * 0.02)]

"""Outcomes: the six ways a flight can end, by minutes late at the gate.

A flight is late from 15 minutes on, as the US Department of Transportation counts it
(14 CFR 234.2); one that is cancelled or diverted never arrives, and counts as late too.
"""

from typing import NamedTuple


class Outcome(NamedTuple):
    """One way a flight can end: arrival delay in [from_minutes, to_minutes)."""

    name: str
    from_minutes: int | None
    to_minutes: int | None


OUTCOMES = (
    Outcome("on_time", None, 15),
    Outcome("late_15", 15, 30),
    Outcome("late_30", 30, 60),
    Outcome("late_60", 60, 120),
    Outcome("late_120", 120, None),
    Outcome("cancelled", None, None),
)
OUTCOME_NAMES = tuple(outcome.name for outcome in OUTCOMES)
ON_TIME = OUTCOME_NAMES.index("on_time")
CANCELLED = OUTCOME_NAMES.index("cancelled")

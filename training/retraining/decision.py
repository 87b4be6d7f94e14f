"""Decision: whether a challenger may take the champion's place.

It may if its log-loss is lower by more than the luck of the days drawn, and no airline and no
airport pays for that: a model can be better on the whole because it gave up on a few.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from training.evaluation.bootstrap import Estimate, difference

Verdict = Literal["promote", "keep"]
SLICES = ("carrier", "origin", "destination")


@dataclass(frozen=True)
class Rules:
    """What a decision goes by.

    Attributes
    ----------
    least_days
        Days with flights below which luck cannot be told: they are what is drawn again.
    slice_flights
        Flights below which an airline or airport is not looked at by itself.
    slice_rise
        Log-loss by which a slice may rise: about 2 % of what a flight's usually is.
    """

    least_days: int = 14
    slice_flights: int = 500
    slice_rise: float = 0.02


@dataclass(frozen=True)
class Slice:
    """An airline's flights, or an airport's departures or arrivals: mean log-loss of each."""

    by: str
    code: str
    flights: int
    champion: float
    challenger: float
    difference: Estimate
    much_worse: bool


@dataclass(frozen=True)
class Decision:
    """The verdict and what it rests on; slices from the one that loses most."""

    verdict: Verdict
    reason: str
    flights: int
    days: int
    champion: float
    challenger: float
    difference: Estimate
    slices: list[Slice]


def decide(losses: pd.DataFrame, rules: Rules) -> Decision:
    """Weigh the challenger against the champion.

    Parameters
    ----------
    losses
        A row a flight: carrier, origin, destination, departure, and the log-loss of the
        champion and of the challenger.
    """
    apart = _difference(losses)
    slices = sorted(_slices(losses, rules), key=lambda one: one.difference.value, reverse=True)
    days = losses["departure"].dt.normalize().nunique()
    verdict, reason = _judge(apart, days, [one for one in slices if one.much_worse], rules)
    champion, challenger = _means(losses)
    return Decision(verdict, reason, len(losses), days, champion, challenger, apart, slices)


def _slices(losses: pd.DataFrame, rules: Rules) -> Iterator[Slice]:
    for by in SLICES:
        for code, rows in losses.groupby(by):
            if len(rows) >= rules.slice_flights:
                apart = _difference(rows)
                worse = apart.value > rules.slice_rise and apart.low > 0
                yield Slice(by, str(code), len(rows), *_means(rows), apart, worse)


def _difference(rows: pd.DataFrame) -> Estimate:
    ours, theirs = (rows[name].to_numpy("float64") for name in ("challenger", "champion"))
    return difference(ours, theirs, rows["departure"])


def _means(rows: pd.DataFrame) -> tuple[float, float]:
    return round(float(rows["champion"].mean()), 5), round(float(rows["challenger"].mean()), 5)


def _judge(
    apart: Estimate, days: int, much_worse: list[Slice], rules: Rules
) -> tuple[Verdict, str]:
    """Return the verdict, and its reason in one sentence; the first that holds counts."""
    if days < rules.least_days:
        return "keep", (
            f"The judged months have flights on {days} days; {rules.least_days} are needed to"
            " tell a better model from lucky days."
        )
    if apart.low == apart.high == 0:
        return "keep", "The challenger answers just as the champion does."
    if apart.low > 0:
        return "keep", f"The challenger is worse: its log-loss is {_by(apart)} higher."
    if apart.high >= 0:
        return "keep", (
            f"The log-loss differs by {apart.value:+.4f}, and that may be luck: the interval"
            f" {apart.low:+.4f} to {apart.high:+.4f} holds 0."
        )
    better = f"The challenger's log-loss is {_by(apart)} lower"
    if much_worse:
        return "keep", f"{better}, but it is much worse for {_named(much_worse)}."
    return "promote", f"{better}, and no airline or airport is much worse."


def _by(apart: Estimate) -> str:
    near, far = sorted((abs(apart.low), abs(apart.high)))
    return f"{abs(apart.value):.4f} ({near:.4f} to {far:.4f})"


def _named(slices: list[Slice]) -> str:
    """Return the worst slice and how many more there are."""
    words = {"carrier": "airline", "origin": "departures from", "destination": "arrivals at"}
    worst, others = slices[0], len(slices) - 1
    rise = f"{words[worst.by]} {worst.code} (+{worst.difference.value:.4f})"
    return f"{rise} and {others} more" if others else rise

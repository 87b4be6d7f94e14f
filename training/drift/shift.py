"""Shift: one thing held against the training flights, and whether it went too far.

An input or the chances of late have moved if their PSI is above all of three: 0.2, where a shift
is called large; what one month of the training flights already strayed from the others; and
what the luck of few flights could do. Values beyond all of training count by themselves.

Weather and calendar make every month unlike the others: with fifty inputs, every month has one
that no month before surpassed. That is noted and no alarm: an alarm that always rings warns of
nothing. What follows from a month unlike any other shows in the chances of late, which are
judged, on purpose, even when the weather is to blame.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from pushback.contract import Profile
from pushback.request_log import LATE_BINS
from training.dataset.masking import WeatherState
from training.evaluation.divergence import distance, psi, psi_by_luck

LARGE = 0.2
OUTSIDE = 0.1
"""Share of flights beyond all of training that is too much. In the months that followed eight or
more months of 2013 and of 2023, no input had more than 0.071."""
DAYS = 20
"""Fewer days than this tell of their weather more than of their month: they are noted at most."""
SURE = 0.99

Standing = Literal["within", "noted", "past"]


@dataclass(frozen=True)
class Shift:
    """How far something is from the training flights.

    Attributes
    ----------
    group
        What the input tells of: "airline", "route", "day", "departure_time" or "weather"; "late"
        for the chances of late.
    flights
        How many were counted.
    bins, expected, seen
        Names of the bins, and the share of the training flights and of these in each.
    psi, distance
        The population stability index, and the Jensen-Shannon distance from 0 to 1.
    bound
        The PSI up to which nothing is said.
    outside
        Share of the flights that lie beyond all training flights.
    standing
        "past" raises the alarm.
    """

    name: str
    group: str
    flights: int
    bins: list[str]
    expected: list[float]
    seen: list[float]
    psi: float
    distance: float
    bound: float
    outside: float
    standing: Standing


@dataclass(frozen=True)
class Alarms:
    """Whether a PSI above its bound, and too many values beyond all of training, are alarms."""

    psi: bool
    outside: bool


@dataclass(frozen=True)
class Trained:
    """What the training flights were like: shares by bin, and how far one month strayed."""

    shares: Sequence[float]
    flights: int
    month_psi: float


def hold_against(
    trained: Trained,
    counts: NDArray[np.int64],
    bins: list[str],
    name: str,
    group: str,
    alarms: Alarms,
    outside: int = 0,
) -> Shift:
    """Hold counts by bin against the training flights.

    Parameters
    ----------
    alarms
        What raises the alarm, rather than being noted.
    outside
        How many flights lie beyond all training flights.
    """
    flights = int(counts.sum())
    expected = np.array(trained.shares) * trained.flights
    by_luck = psi_by_luck(len(counts), trained.flights, max(flights, 1))
    bound = max(LARGE, trained.month_psi, by_luck)
    found = psi(expected, counts)
    return Shift(
        name=name,
        group=group,
        flights=flights,
        bins=bins,
        expected=list(trained.shares),
        seen=(counts / max(flights, 1)).round(5).tolist(),
        psi=round(found, 4),
        distance=round(distance(expected, counts), 4),
        bound=round(bound, 4),
        outside=round(outside / max(flights, 1), 4),
        standing=_standing(found > bound, is_above(outside, flights, OUTSIDE), alarms),
    )


def is_above(count: int, flights: int, share: float) -> bool:
    """Return whether more than a share of the flights is no luck (Wilson's interval).

    Examples
    --------
    >>> is_above(1, 10, 0.05), is_above(100, 1000, 0.05)
    (False, True)
    """
    if count == 0:
        return False
    interval = binomtest(count, flights).proportion_ci(SURE, method="wilson")
    return bool(interval.low > share)


def _standing(moved: bool, beyond: bool, alarms: Alarms) -> Standing:
    if (moved and alarms.psi) or (beyond and alarms.outside):
        return "past"
    return "noted" if moved or beyond else "within"


# FROM drift.chances:
# Chances: the chances of late that were given, beside those of the training flights.
#
# The less is known of the weather, the nearer the chances are to the usual one. So they are held
# against training flights of which as much was known, in the same shares.
#

BINS = [f"{at * 10} to {at * 10 + 10} %" for at in range(LATE_BINS)]


def compare_chances(
    counts: Sequence[int], states: Mapping[WeatherState, int], profile: Profile, *, alarm: bool
) -> Shift:
    """Hold the chances of late against those of the training flights.

    Parameters
    ----------
    counts
        How many of the flights had a chance of late in each tenth.
    states
        Of how many of them how much was known of the weather.
    alarm
        Whether a shift is an alarm.
    """
    total = sum(states.values())
    shares, month_psi = np.zeros(LATE_BINS), 0.0
    for state, flights in states.items():
        trained = profile.late[state]
        shares += np.array(trained.shares) * flights / total
        # The PSI is convex: that of a mixture is at most the mixture of the PSIs.
        month_psi += trained.month_psi * flights / total
    return hold_against(
        Trained(shares.round(5).tolist(), profile.flights.flights, month_psi),
        np.array(counts),
        BINS,
        "chance of late",
        "late",
        Alarms(psi=alarm, outside=False),
    )

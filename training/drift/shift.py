"""Shift: features, chances of late and notes compared with the training flights.

A feature or the chances of late have moved if their PSI is above all of three: 0.2, where a shift
is called large; what one month of the training flights already strayed from the others; and
what the luck of few flights could do. Values beyond all of training count by themselves.

Weather and calendar make every month unlike the others: with fifty features, every month has one
that no month before surpassed. That is noted and raises no alarm: an alarm that always rings warns
of nothing. What follows from a month unlike any other shows in the chances of late, which raise
the alarm on purpose, even when the weather is to blame.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from pushback.contract import Contract
from pushback.contract_profile import CodeProfile, LateProfile, NumberProfile, Profile
from pushback.features import FEATURES
from pushback.http.request_log import LATE_BINS
from training.dataset.features import Floats
from training.dataset.masking import WeatherState
from training.release.profile import (
    code_bins,
    code_names,
    described,
    distance,
    number_bins,
    psi,
    psi_by_luck,
)

LARGE = 0.2
OUTSIDE = 0.1
"""Share of flights beyond all of training that is too much. In the months that followed eight or
more months of 2013 and of 2023, no feature had more than 0.071."""
UNSEEN = 0.05
"""Share of flights of an airline, airport or route never seen in training that is too much. In
October to December 2023 the released model had not seen the route of 0.1 to 1.4 %."""
DAYS = 20
"""Fewer days than this tell of their weather more than of their month: they are noted at most."""
SURE = 0.99

LATE = "chance of late"
OF_THE_MONTH = ("day", "weather")
"""Groups of features that move every month."""
_GROUPS = {feature.name: feature.group for feature in FEATURES} | {LATE: "late"}
_LATE_LABELS = [f"{at * 10} to {at * 10 + 10} %" for at in range(LATE_BINS)]

Standing = Literal["past", "noted", "within"]
"""The worst first: in this order shifts are listed. "past" raises the alarm."""


@dataclass(frozen=True)
class Shift:
    """How far something is from the training flights."""

    name: str
    group: str
    """That of the feature, such as "weather"; "late" for the chances of late."""
    flights: int
    bins: list[str]
    expected: list[float]
    """Share of the training flights in each of the bins."""
    seen: list[float]
    psi: float
    """The population stability index."""
    distance: float
    """The Jensen-Shannon distance, from 0 to 1."""
    bound: float
    """Up to which PSI nothing is said."""
    outside: float
    """Share of the flights that lie beyond all training flights."""
    standing: Standing


@dataclass(frozen=True)
class NoteShare:
    """The share of the flights that had a note; `bound` is None for notes that are no alarm."""

    code: str
    flights: int
    share: float
    bound: float | None
    standing: Standing


def compare_features(features: Floats, contract: Contract, *, whole: bool) -> list[Shift]:
    """Compare features, shape (flights, features), with the training flights; the worst first.

    `whole` is whether the flights are of enough days to tell of more than their weather.
    """
    known = {*contract.profile.codes, *contract.profile.numbers}
    shifts = [
        _compare_feature(name, values, contract, whole)
        for name, _, values in described(features)
        if name in known and len(values)
    ]
    rank = get_args(Standing).index
    return sorted(shifts, key=lambda shift: (rank(shift.standing), -shift.psi / shift.bound))


def compare_chances(
    counts: Sequence[int], states: Mapping[WeatherState, int], profile: Profile, *, alarm: bool
) -> Shift:
    """Compare the chances of late with those of the training flights.

    The less is known of the weather, the nearer the chances are to the usual one. So they are
    compared with training flights in the same mixture of weather states. `counts` are the flights
    with a chance of late in each tenth, `states` those by weather state.
    """
    late = [profile.late[state] for state in states]
    weights = np.array(list(states.values())) / sum(states.values())
    expected = LateProfile(
        shares=(weights @ [one.shares for one in late]).round(5).tolist(),
        # The PSI is convex: that of a mixture is at most the mixture of the PSIs.
        month_psi=float(weights @ [one.month_psi for one in late]),
    )
    trained = profile.flights.flights
    return _shift(LATE, _LATE_LABELS, expected, trained, np.array(counts), psi_alarms=alarm)


def share_notes(notes: Mapping[str, int], flights: int) -> list[NoteShare]:
    """Return the share of flights with each note, the most frequent first."""
    shares = []
    for code, count in sorted(notes.items(), key=lambda note: (-note[1], note[0])):
        bound = UNSEEN if code.startswith("unseen_") else None
        past = bound is not None and _is_above(count, flights, bound)
        standing: Standing = "past" if past else "within"
        shares.append(NoteShare(code, count, round(count / flights, 4), bound, standing))
    return shares


def count_days(departure: NDArray[np.datetime64]) -> int:
    """Return on how many days flights depart."""
    return len(np.unique(departure.astype("datetime64[D]")))


def _compare_feature(name: str, values: Floats, contract: Contract, whole: bool) -> Shift:
    profile, outside = contract.profile, 0
    expected = profile.codes.get(name) or profile.numbers[name]
    if isinstance(expected, CodeProfile):
        bins = code_bins(expected.codes, code_names(contract)[name])
    else:
        bins = number_bins(expected.edges)
        lowest, highest = np.float32(expected.lowest), np.float32(expected.highest)
        outside = int(np.count_nonzero((values < lowest) | (values > highest)))
    moves = _GROUPS[name] in OF_THE_MONTH
    return _shift(
        name,
        bins.labels,
        expected,
        profile.flights.flights,
        bins.count(values),
        outside,
        psi_alarms=not moves,
        outside_alarms=whole or not moves,
    )


def _shift(
    name: str,
    labels: list[str],
    expected: NumberProfile | CodeProfile | LateProfile,
    trained: int,
    counts: NDArray[np.int64],
    outside: int = 0,
    *,
    psi_alarms: bool,
    outside_alarms: bool = False,
) -> Shift:
    """Compare counts by bin with the shares of so many training flights."""
    flights = int(counts.sum())
    fitting = np.array(expected.shares) * trained
    by_luck = psi_by_luck(len(counts), trained, max(flights, 1))
    found, bound = psi(fitting, counts), max(LARGE, expected.month_psi, by_luck)
    moved, beyond = found > bound, _is_above(outside, flights, OUTSIDE)
    past = (moved and psi_alarms) or (beyond and outside_alarms)
    return Shift(
        name=name,
        group=_GROUPS[name],
        flights=flights,
        bins=labels,
        expected=expected.shares,
        seen=(counts / max(flights, 1)).round(5).tolist(),
        psi=round(found, 4),
        distance=round(distance(fitting, counts), 4),
        bound=round(bound, 4),
        outside=round(outside / max(flights, 1), 4),
        standing="past" if past else "noted" if moved or beyond else "within",
    )


def _is_above(count: int, flights: int, share: float) -> bool:
    """Return whether more than a share of the flights is surely not luck (Wilson's interval).

    Examples
    --------
    >>> _is_above(1, 10, 0.05), _is_above(100, 1000, 0.05)
    (False, True)
    """
    if count == 0:
        return False
    interval = binomtest(count, flights).proportion_ci(SURE, method="wilson")
    return bool(interval.low > share)

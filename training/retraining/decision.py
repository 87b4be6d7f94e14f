"""Decision: two bundles asked about the same flights, and whether the challenger takes over.

Judged are the lake's newest months, later than all that the champion learned from; the
challenger learns from the months before them. So neither has seen what both are judged on.

Each answers as the function would: a bundle brings its own schedules, histories and graph, so an
old one is judged as it is served, not as today's code would have trained it. Both are asked in
each weather state.

The challenger takes over if its log-loss is lower by more than the luck of the days drawn, and no
airline and no airport pays for that: a model can be better on the whole because it gave up on a
few.

A month counts as one, whatever its number of flights, as a fold does in the rolling origin and in
its figures (`training.evaluation`): a busy July does not outvote a quiet November. This holds for
everything here, for losses as for their difference, so that what is shown is what decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.contract import DataCard
from pushback.flights import WeatherTable
from pushback.plurals import count_of
from pushback.predictor import Predictor
from training.config import PromotionRules
from training.dataset.dataset import Flights
from training.dataset.features import features_of
from training.dataset.masking import WEATHER_STATES, WeatherState, mask
from training.dataset.splitting import Split
from training.errors import NoUnseenMonths, UnusableSplit
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.metrics import Chances, log_losses, mean_scores, rounded, score

Verdict = Literal["promote", "keep"]
Answers = Mapping[str, Mapping[WeatherState, Chances]]
"""Chances of the outcomes, by role ("champion", "challenger") and by weather state."""

SLICES = {
    "carrier": "airline",
    "origin": "departures from",
    "destination": "arrivals at",
    "size": "departures from airports that are",
}
LARGE, MEDIUM = 0.01, 0.0025
"""Shares of all departures from which on an airport is large or medium, as the FAA's hubs are."""


@dataclass(frozen=True)
class ChosenMonths:
    """Months as "2023-10", in order.

    The champion was tested on the judged months in `tested` when it was made. It has not learned
    from them, but its release may have hung on them.
    """

    learned: tuple[str, ...]
    judged: tuple[str, ...]
    tested: tuple[str, ...]

    def split(self, flights: Flights) -> Split:
        """Return which flights are learned from, and which are judged on."""
        learned, judged = (
            np.isin(flights.month, np.array(months, "datetime64[M]"))
            for months in (self.learned, self.judged)
        )
        return Split(learned, judged)


@dataclass(frozen=True)
class Slice:
    """Flights of an airline, from or to an airport, or from airports of a size: mean log-losses."""

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


def choose_months(
    held: Sequence[str], champion: DataCard, judged: int, learned: int
) -> ChosenMonths:
    """Choose among the months that the lake holds flights of, in order.

    `judged` and `learned` are the numbers of months to judge on, and at most to learn from. Months
    that the lake lacks are not counted. Raises NoUnseenMonths if fewer months are later than the
    champion's last, and UnusableSplit if no month is left to learn from.
    """
    last = max(champion.train.months)
    unseen = [month for month in held if month > last]
    if len(unseen) < judged:
        raise NoUnseenMonths(held[-1], last, len(unseen), judged)
    newest = tuple(unseen[-judged:])
    before = tuple(month for month in held if month < newest[0])[-learned:]
    if not before:
        raise UnusableSplit(f"at {newest[0]}", "the lake holds no month before it to learn from")
    return ChosenMonths(before, newest, tuple(sorted(set(newest) & set(champion.test.months))))


def ask(bundle: Predictor, flights: Flights, weather: WeatherTable) -> dict[WeatherState, Chances]:
    """Return a bundle's chances for the flights in each weather state."""
    inputs = features_of(bundle.reference, flights.table, weather)
    return {state: bundle.probabilities(mask(inputs, state)) for state in WEATHER_STATES}


def scores_by_state(answers: Answers, flights: Flights) -> dict[str, Any]:
    """Return by weather state each bundle's metrics, and the difference of the log-loss."""
    months = [flights.month == month for month in np.unique(flights.month)]
    departure = flights.schedule["departure"]
    found: dict[str, Any] = {}
    for state in WEATHER_STATES:
        given = {role: chances[state] for role, chances in answers.items()}
        by_month = [
            {role: score(one[rows], flights.outcome[rows]) for role, one in given.items()}
            for rows in months
        ]
        losses = {role: log_losses(one, flights.outcome) for role, one in given.items()}
        apart = difference(losses["challenger"], losses["champion"], departure)
        found[state] = {**rounded(mean_scores(by_month)), "difference": asdict(apart)}
    return found


def losses_by_flight(answers: Answers, flights: Flights) -> pd.DataFrame:
    """Return a row a flight: its schedule, and each bundle's log-loss, a mean over the states."""
    losses = {
        role: np.mean([log_losses(one, flights.outcome) for one in chances.values()], axis=0)
        for role, chances in answers.items()
    }
    return flights.schedule.assign(**losses)


def decide(losses: pd.DataFrame, rules: PromotionRules) -> Decision:
    """Weigh the challenger against the champion; the losses are those of `losses_by_flight`."""
    apart = _difference(losses)
    slices = sorted(_slices(losses, rules), key=lambda one: one.difference.value, reverse=True)
    days = losses["departure"].dt.normalize().nunique()
    verdict, reason = _judge(apart, days, [one for one in slices if one.much_worse], rules)
    return Decision(verdict, reason, len(losses), days, *_means(losses), apart, slices)


def _slices(losses: pd.DataFrame, rules: PromotionRules) -> Iterator[Slice]:
    losses = losses.assign(size=_sizes(losses["origin"]))
    # Airports all of one size are all flights once more.
    told = [by for by in SLICES if by != "size" or len(losses[by].unique()) > 1]
    for by in told:
        for code, rows in losses.groupby(by):
            if len(rows) >= rules.slice_flights:
                apart = _difference(rows)
                worse = apart.value > rules.slice_rise and apart.low > 0
                yield Slice(by, str(code), len(rows), *_means(rows), apart, worse)


def _sizes(origin: "pd.Series[str]") -> NDArray[np.str_]:
    """Return the sizes of the flights' airports, most of which are too small to be told alone."""
    share = origin.map(origin.value_counts(normalize=True)).to_numpy()
    return np.select([share >= LARGE, share >= MEDIUM], ["large", "medium"], "small")


def _difference(rows: pd.DataFrame) -> Estimate:
    return difference(rows["challenger"], rows["champion"], rows["departure"])


def _means(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the log-loss of champion and challenger, a mean over months as the difference is."""
    months = rows.groupby(rows["departure"].to_numpy("datetime64[M]"))
    champion, challenger = months[["champion", "challenger"]].mean().mean().round(5).tolist()
    return champion, challenger


def _judge(
    apart: Estimate, days: int, much_worse: list[Slice], rules: PromotionRules
) -> tuple[Verdict, str]:
    """Return the verdict, and its reason in one sentence; the first that holds counts."""
    if days < rules.least_days:
        return "keep", (
            f"The judged months have flights on {count_of(days, 'day')}; {rules.least_days} are"
            " needed to tell a better model from lucky days."
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
    worst, others = slices[0], len(slices) - 1
    rise = f"{SLICES[worst.by]} {worst.code} (+{worst.difference.value:.4f})"
    return f"{rise} and {others} more" if others else rise

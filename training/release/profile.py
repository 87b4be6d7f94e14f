"""Profile: what the training flights were like, small enough to be kept in the bundle.

Later flights are compared with the profile (`training.drift`). It describes the training flights
of the last twelve months, because those of the years before include airlines that are gone. Their
features are made as the function makes them, with the histories and schedules of the bundle.

The same bins are filled with the training flights and with later ones. How far two sets of counts
are apart tells the population stability index (PSI), the symmetric divergence of Kullback and
Leibler (1951) between the shares: the sum over the bins of (p - q) ln(p / q). Scorecards are
watched with it, and 0.1 is called a small shift, 0.25 a large one (Siddiqi, 2006, Credit Risk
Scorecards). Weather and season make every month unlike the others, with nothing wrong. So the
profile also tells how far one month strays: the largest PSI of a month against all others.

The background is a few usual training flights, which explanations of a prediction are held against.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2

from pushback.contract import Background, Contract
from pushback.contract_profile import CodeProfile, LateProfile, Months, NumberProfile, Profile
from pushback.explanation import DECIMALS as BASE_DECIMALS
from pushback.features import FEATURES, SEASON_FEATURE
from pushback.flights import WeatherTable
from pushback.http.request_log import late_bins
from pushback.lookups import Reference
from pushback.outcomes import ON_TIME
from training.dataset.dataset import Flights
from training.dataset.features import Floats, features_of
from training.dataset.masking import WEATHER_STATES, mask, mask_at_random
from training.evaluation.fold import Fold
from training.model.delay_model import DelayModel
from training.model.export import ask

Rows = NDArray[np.bool_]
Month = NDArray[np.datetime64]
Counts = NDArray[np.float64] | NDArray[np.int64]

MONTHS = 12
DECIMALS = 5
DECILES = np.linspace(0, 1, 11)[1:-1]
RARE = 0.01
"""Codes of a smaller share of the flights are counted together."""
UNKNOWN = "not known"
LUCK = 0.999
"""How sure it must be that a PSI is not luck: about fifty features are compared at once."""
BACKGROUND_SIZE = 64
BACKGROUND_DRAWS = 1_000
"""Of 64 flights taken blindly, the mean chance is off by two points or so."""

_WEATHER = [at for at, feature in enumerate(FEATURES) if feature.group == "weather"]


@dataclass(frozen=True, eq=False)
class Bins:
    """Bins that the values of one feature are counted in; the last holds those not known.

    `labels` tell what each holds, and `find` returns the bin of each known value.
    """

    labels: list[str]
    find: Callable[[Floats], NDArray[Any]]

    def count(self, values: Floats) -> NDArray[np.int64]:
        """Count the values in each bin."""
        known = values[~np.isnan(values)]
        counts = np.bincount(self.find(known), minlength=len(self.labels) - 1)
        return np.append(counts, len(values) - len(known))


def number_bins(edges: Sequence[float]) -> Bins:
    """Return bins between edges; a bin holds its upper edge.

    Examples
    --------
    >>> bins = number_bins([0.0, 2.5])
    >>> bins.labels
    ['to 0', '0 to 2.5', 'over 2.5', 'not known']
    >>> bins.count(np.array([0, 1, 2.5, 9, np.nan], np.float32))
    array([1, 2, 1, 1])
    """
    ends = [f"{edge:g}" for edge in edges]
    between = [f"{low} to {high}" for low, high in pairwise(ends)]
    # Compared as float32, as the values are: an edge is the value of many flights.
    exact = np.array(edges, np.float32)
    labels = [f"to {ends[0]}", *between, f"over {ends[-1]}", UNKNOWN]
    return Bins(labels, lambda values: np.searchsorted(exact, values, side="left"))


def code_bins(codes: Sequence[str], names: Sequence[str]) -> Bins:
    """Return a bin for each of some codes, and one for all others of `names`.

    The values of the feature are positions in these.

    Examples
    --------
    >>> code_bins(["DL"], ["AA", "DL"]).count(np.array([1, 1, 0, np.nan], np.float32))
    array([2, 1, 1])
    """
    bin_of = {code: at for at, code in enumerate(codes)}
    bins = np.array([bin_of.get(name, len(codes)) for name in names], np.int64)
    return Bins([*codes, "others", UNKNOWN], lambda values: bins[values.astype(np.int64)])


class NewestFlights(NamedTuple):
    """The training flights of the last twelve months, and what the model says of them.

    `inputs` are features with all weather there is, shape (flights, features); `late` are chances
    of late by weather state, shape (flights,) each.
    """

    flights: Flights
    inputs: Floats
    late: Mapping[str, Floats]


def newest_flights(fold: Fold, graph: bytes, weather: WeatherTable) -> NewestFlights:
    """Ask an exported model about a fold's newest training flights."""
    flights = fold.train.take(fold.train.month > fold.train.month.max() - MONTHS)
    inputs = features_of(fold.reference, flights.table, weather)
    late: dict[str, Floats] = {
        state: 1 - ask(graph, mask(inputs, state))[:, ON_TIME] for state in WEATHER_STATES
    }
    return NewestFlights(flights, inputs, late)


def make_profile(newest: NewestFlights, reference: Reference) -> Profile:
    """Describe flights, and the chances that they were given."""
    month, names = newest.flights.month, code_names(reference)
    numbers, codes = {}, {}
    for name, rows, values in described(newest.inputs):
        if np.isnan(values).all():
            continue  # nothing is known that later flights could be compared with
        if name in names:
            codes[name] = _describe_code(values, month[rows], names[name])
        else:
            numbers[name] = _describe_number(values, month[rows])
    late = {
        state: LateProfile(**_spread(lambda some: np.array(late_bins(some.tolist())), said, month))
        for state, said in newest.late.items()
    }
    return Profile(flights=months_of(newest.flights), numbers=numbers, codes=codes, late=late)


def months_of(flights: Flights) -> Months:
    """Return the months of flights, and their number, as the contract tells them."""
    return Months([str(month) for month in np.unique(flights.month)], len(flights))


def choose_background(
    usual: Floats, model: DelayModel, seed: int
) -> tuple[Background, NDArray[np.float32]]:
    """Return, of many seeded draws, the few flights that are most like all.

    The function's explanations share out how far a flight's chance of late is from the
    background's mean chance. So the background must be usual in that mean, and in how much of
    the weather is known: held against flights in known weather alone, one without weather would
    be told that its lack of weather matters, as far as theirs was not quite average.

    A draw's mean chance of late is compared with that of all flights, as masked and in each weather
    state; the draw with the smallest of the largest differences is taken. `usual` is that of a
    `training.evaluation.fold.Fold`.
    """
    masked = mask_at_random(usual, seed)
    states = [masked, *(mask(usual, state) for state in WEATHER_STATES)]
    late = np.column_stack([model.predict_late(state) for state in states])
    random = np.random.default_rng(seed)
    random.random(len(usual))  # the numbers that drew these flights, which are spent
    draws = random.integers(len(usual), size=(BACKGROUND_DRAWS, BACKGROUND_SIZE))
    off = np.abs(late[draws].mean(axis=1) - late.mean(axis=0)).max(axis=1)
    chosen = masked[draws[off.argmin()]]
    base = model.predict_late(chosen).mean()
    return Background(round(float(base), BASE_DECIMALS), len(chosen)), chosen


def described(inputs: Floats) -> Iterator[tuple[str, Rows, Floats]]:
    """Yield each feature that is described: its name, which flights have it, and their values.

    The weather is described by the flights for which any of it is known.
    The day of the year is left out, because no two months share a day.
    """
    all_rows, with_weather = np.ones(len(inputs), bool), has_weather(inputs)
    for at, feature in enumerate(FEATURES):
        if feature != SEASON_FEATURE:
            rows = with_weather if feature.group == "weather" else all_rows
            yield feature.name, rows, inputs[rows, at]


def has_weather(inputs: Floats) -> Rows:
    """Return for which flights any of the weather is known."""
    return np.asarray(~np.isnan(inputs[:, _WEATHER]).all(axis=1))


def code_names(reference: Reference | Contract) -> dict[str, list[str]]:
    """Return the codes behind the features that are codes, in the order of their values."""
    return {"carrier": list(reference.airlines), "origin": list(reference.airports)}


def _describe_number(values: Floats, month: Month) -> NumberProfile:
    """Describe a number by bins that hold a tenth of the values each, or more where many tie."""
    deciles = np.nanquantile(values.astype(np.float64), DECILES)
    edges = np.unique(deciles.round(2) + 0.0).tolist()  # + 0.0: no zero with a sign
    return NumberProfile(
        edges=edges,
        # The shortest decimals that are the number in float32.
        lowest=float(str(np.nanmin(values))),
        highest=float(str(np.nanmax(values))),
        **_spread(number_bins(edges).count, values, month),
    )


def _describe_code(values: Floats, month: Month, names: list[str]) -> CodeProfile:
    """Describe a code by the share of each one that is not rare."""
    found = np.bincount(values[~np.isnan(values)].astype(np.int64), minlength=len(names))
    frequent = found >= RARE * len(values)
    codes = [name for name, often in zip(names, frequent, strict=True) if often]
    return CodeProfile(codes=codes, **_spread(code_bins(codes, names).count, values, month))


def _spread(
    count: Callable[..., NDArray[np.int64]], values: Floats, month: Month
) -> dict[str, Any]:
    """Return the share of the values in each bin, and the PSI of the month that strays furthest."""
    months = [count(values[month == one]) for one in np.unique(month)]
    total = np.sum(months, axis=0)
    return {
        "shares": (total / total.sum()).round(DECIMALS).tolist(),
        "month_psi": round(largest_psi(months), DECIMALS),
    }


def psi(expected: Counts, seen: Counts) -> float:
    """Return the population stability index of two sets of flights, counted by bin.

    Half a flight is added to each bin, so that an empty one is rare and not impossible.

    Examples
    --------
    >>> psi(np.array([100, 100]), np.array([200, 200])), psi(np.array([9, 1]), np.array([1, 9]))
    (0.0, 2.684838822543027)
    """
    p, q = _shares(expected), _shares(seen)
    return float(np.sum((p - q) * np.log(p / q)))


def distance(expected: Counts, seen: Counts) -> float:
    """Return the Jensen-Shannon distance, from 0 (alike) to 1 (nothing in common)."""
    return float(jensenshannon(_shares(expected), _shares(seen), base=2))


def psi_by_luck(bins: int, expected: float, seen: float) -> float:
    """Return the PSI that two samples of the same flights exceed once in a thousand times.

    It is about chi-squared, times 1 / expected + 1 / seen, the numbers of flights (Yurdakul and
    Naranjo, 2020, Statistical Properties of the Population Stability Index).
    """
    return float(chi2.ppf(LUCK, bins - 1) * (1 / expected + 1 / seen))


def largest_psi(months: list[NDArray[np.int64]]) -> float:
    """Return the largest PSI of one month's counts against those of all others; 0 for one."""
    total = np.sum(months, axis=0)
    return max((psi(total - month, month) for month in months if len(months) > 1), default=0.0)


def _shares(counts: Counts) -> NDArray[np.float64]:
    return np.asarray((counts + 0.5) / (counts.sum() + 0.5 * len(counts)))

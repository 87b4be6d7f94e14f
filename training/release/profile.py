"""Profile: what the training flights were like, small enough to be kept in the bundle.

Later flights are compared with the profile (`training.drift`). It describes the training flights
of the last twelve months, because those of the years before include airlines that are gone. Their
features are made as the function makes them, with the histories and schedules of the bundle.

Weather and season make every month unlike the others, with nothing wrong. So the profile also
tells how far one month strays: the largest PSI of a month against all others.

The background is a few usual training flights, which explanations of a prediction are held against.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Background, Contract
from pushback.contract_profile import CodeProfile, LateProfile, Months, NumberProfile, Profile
from pushback.explanation import DECIMALS as BASE_DECIMALS
from pushback.features import FEATURES, SEASON_FEATURE
from pushback.flights import WeatherTable
from pushback.http.request_log import late_bins
from pushback.lookups import Reference
from pushback.outcomes import ON_TIME
from training.dataset.dataset import Flights
from training.dataset.features import features_of
from training.dataset.masking import WEATHER_STATES, mask, mask_at_random
from training.evaluation.fold import Fold
from training.model.delay_model import DelayModel
from training.model.export import ask
from training.release.divergence import Floats, code_bins, largest_psi, number_bins

Rows = NDArray[np.bool_]
Month = NDArray[np.datetime64]

MONTHS = 12
DECIMALS = 5
DECILES = np.linspace(0, 1, 11)[1:-1]
RARE = 0.01
"""Codes of a smaller share of the flights are counted together."""
BACKGROUND_SIZE = 64
BACKGROUND_DRAWS = 1_000
"""Of 64 flights taken blindly, the mean chance is off by two points or so."""

_WEATHER = [at for at, feature in enumerate(FEATURES) if feature.group == "weather"]


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

    Taken is the draw whose mean chance of late is nearest to that of all flights, as masked and
    in each weather state: in the worst of these, for all of them count. `usual` is that of a
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

"""Profile: what the training flights were like, small enough to be kept in the bundle.

Later flights are held against it (`training.drift`). Of the training flights, those of the last
twelve months are taken: the years before are history, and airlines of theirs are gone. They are
described as the function meets flights, with histories and schedules as they were in the end.

Weather and season make every month unlike the year, with nothing wrong. So the profile also
tells how far one month strays: the largest PSI of a month against all others.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pushback.contract import CodeProfile, LateProfile, Months, NumberProfile, Profile, Reference
from pushback.features import FEATURES, SEASON_FEATURE
from pushback.flights import WeatherTable
from pushback.request_log import late_bins
from training.dataset.features import features_of
from training.dataset.masking import WEATHER_STATES, mask
from training.evaluation.divergence import largest_psi
from training.evaluation.fold import Fold
from training.model.delay_model import DelayModel
from training.release.bins import Bins, CodeBins, Counts, NumberBins, code_names

Floats = NDArray[np.float32]
Rows = NDArray[np.bool_]
Month = NDArray[np.datetime64]

MONTHS = 12
DECIMALS = 5

_WEATHER = [at for at, feature in enumerate(FEATURES) if feature.group == "weather"]


def make_profile(fold: Fold, model: DelayModel, weather: WeatherTable) -> Profile:
    """Describe the training flights of the last twelve months."""
    flights = fold.train.take(fold.train.month > fold.train.month.max() - MONTHS)
    inputs = features_of(fold.reference, flights.table, weather)
    numbers, codes = _describe(inputs, flights.month, fold.reference)
    return Profile(
        flights=Months([str(month) for month in np.unique(flights.month)], len(flights)),
        numbers=numbers,
        codes=codes,
        late={
            state: _describe_late(model.predict_late(mask(inputs, state)), flights.month)
            for state in WEATHER_STATES
        },
    )


def described(inputs: Floats) -> Iterator[tuple[str, Rows, Floats]]:
    """Yield each feature that is described: its name, of which flights, and its values.

    The weather is described where any of it is known: flights without are counted by themselves.
    The day of the year is left out, since flights of a month have by nature the days of no other.
    """
    all_rows, with_weather = np.ones(len(inputs), bool), has_weather(inputs)
    for at, feature in enumerate(FEATURES):
        if feature != SEASON_FEATURE:
            rows = with_weather if feature.group == "weather" else all_rows
            yield feature.name, rows, inputs[rows, at]


def has_weather(inputs: Floats) -> Rows:
    """Return of which flights any of the weather is known."""
    return np.asarray(~np.isnan(inputs[:, _WEATHER]).all(axis=1))


def _describe(
    inputs: Floats, month: Month, reference: Reference
) -> tuple[dict[str, NumberProfile], dict[str, CodeProfile]]:
    numbers, codes, names = {}, {}, code_names(reference)
    for name, rows, values in described(inputs):
        if np.isnan(values).all():
            continue  # nothing is known that later flights could be held against
        if name in names:
            kinds = CodeBins.of_frequent(values, names[name])
            codes[name] = CodeProfile(
                codes=list(kinds.codes), **_spread(kinds, values, month[rows])
            )
        else:
            bins = NumberBins.of_deciles(values)
            numbers[name] = NumberProfile(
                edges=list(bins.edges),
                lowest=_plain(np.nanmin(values)),
                highest=_plain(np.nanmax(values)),
                **_spread(bins, values, month[rows]),
            )
    return numbers, codes


def _describe_late(late: NDArray[np.float64], month: Month) -> LateProfile:
    months = [np.array(late_bins(late[month == one].tolist())) for one in np.unique(month)]
    return LateProfile(**_shares_and_stray(months))


def _spread(bins: Bins, values: Floats, month: Month) -> dict[str, Any]:
    return _shares_and_stray([bins.count(values[month == one]) for one in np.unique(month)])


def _shares_and_stray(months: list[Counts]) -> dict[str, Any]:
    """Return the share in each bin over all months, and how far one month strays at most."""
    counts = np.sum(months, axis=0)
    shares = (counts / counts.sum()).round(DECIMALS).tolist()
    return {"shares": shares, "month_psi": round(largest_psi(months), DECIMALS)}


def _plain(value: np.float32) -> float:
    """Return a number with the shortest decimals that are it in float32."""
    return float(str(value))

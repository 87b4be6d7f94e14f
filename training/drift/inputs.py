"""Inputs: each of the model's features held against the training flights."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Contract, Profile
from pushback.features import FEATURES
from training.drift.shift import Alarms, Shift, Trained, hold_against
from training.release.bins import Bins, CodeBins, NumberBins, code_names
from training.release.profile import described

Floats = NDArray[np.float32]

GROUPS = {feature.name: feature.group for feature in FEATURES}
SLACK = "block_slack_minutes"
OF_THE_MONTH = ("day", "weather")
"""Groups of inputs that every month moves."""
RANK = {"past": 0, "noted": 1, "within": 2}


def compare_inputs(
    inputs: Floats, contract: Contract, *, whole: bool, arrivals: bool = True
) -> list[Shift]:
    """Hold each feature against the training flights; those that moved most come first.

    Parameters
    ----------
    inputs
        The features of the flights, shape (flights, features).
    whole
        Whether the flights are of enough days to tell of more than their weather.
    arrivals
        Whether any scheduled arrival was told; without, the slack of the schedule is made up.
    """
    found = [
        shift for shift in _compare(inputs, contract, whole) if arrivals or shift.name != SLACK
    ]
    return sorted(found, key=lambda shift: (RANK[shift.standing], -shift.psi / shift.bound))


def _compare(inputs: Floats, contract: Contract, whole: bool) -> Iterator[Shift]:
    for name, rows, values in described(inputs):
        trained = _trained(name, contract)
        if trained is None or not rows.any():
            continue  # no training flight knew it, or none of these does
        bins, spread = trained
        counts, outside = bins.count(values), _outside(name, values, contract.profile)
        moves = GROUPS[name] in OF_THE_MONTH
        alarms = Alarms(psi=not moves, outside=whole or not moves)
        yield hold_against(spread, counts, bins.labels, name, GROUPS[name], alarms, outside)


def _trained(name: str, contract: Contract) -> tuple[Bins, Trained] | None:
    """Return a feature's bins, and how the training flights spread over them."""
    profile = contract.profile
    flights = profile.flights.flights
    if code := profile.codes.get(name):
        bins = CodeBins.of_profile(code, code_names(contract)[name])
        return bins, Trained(code.shares, flights, code.month_psi)
    if number := profile.numbers.get(name):
        return NumberBins.of_profile(number), Trained(number.shares, flights, number.month_psi)
    return None


def _outside(name: str, values: Floats, profile: Profile) -> int:
    """Count the values beyond those of all training flights; codes have no beyond."""
    if name not in profile.numbers:
        return 0
    number = profile.numbers[name]
    lowest, highest = np.float32(number.lowest), np.float32(number.highest)
    return int(np.count_nonzero((values < lowest) | (values > highest)))

"""Chances: the chances of late that were given, held against those of the training flights.

The less is known of the weather, the nearer the chances are to the usual one. So they are held
against training flights of which as much was known, in the same shares.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from pushback.contract import Profile
from pushback.request_log import LATE_BINS
from training.drift.shift import Alarms, Shift, Trained, hold_against
from training.masking import WeatherState

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

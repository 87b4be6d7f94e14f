"""Calibration: of the flights given a chance of 30 %, did 30 % come in late, month by month.

A month is past its bound if the mean chance is off by more than in any month that the model was
tested on, and surely so: with its days drawn again, the interval of the gap leaves out 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pushback.contract import SliceMetrics
from pushback.outcomes import ON_TIME
from training.dataset.dataset import Flights
from training.drift.shift import DAYS, Standing, count_days
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.metrics import Chances, calibration_error, log_losses

SMALLEST_BOUND = 0.05
ROUNDING = 1e-4
"""The contract's figures are rounded: without this, the tested month with the largest gap could
be past itself."""


@dataclass(frozen=True)
class MonthCalibration:
    """What was predicted and observed in a month.

    Attributes
    ----------
    gap
        Mean chance of late minus share of late, with its interval.
    """

    month: str
    flights: int
    days: int
    late_predicted: float
    late_observed: float
    gap: Estimate
    log_loss: float
    ece: float
    standing: Standing


@dataclass(frozen=True)
class Calibration:
    """Every month with known outcomes, and the gap that is still within bounds."""

    bound: float
    months: list[MonthCalibration]


def calibrate(
    flights: Flights, chances: Chances, tested: Mapping[str, SliceMetrics]
) -> Calibration:
    """Compare the chances with what happened.

    Parameters
    ----------
    flights
        Flights with known outcomes.
    chances
        Chances of their outcomes, shape (flights, outcomes).
    tested
        How the model did in the months that it was tested on, from the contract.
    """
    gaps = [abs(month.late_predicted - month.late_observed) for month in tested.values()]
    bound = max([SMALLEST_BOUND, *gaps])
    months = [(str(month), flights.month == month) for month in np.unique(flights.month)]
    return Calibration(
        bound=round(bound, 5),
        months=[
            _calibrate(month, flights.take(rows), chances[rows], bound) for month, rows in months
        ],
    )


def _calibrate(month: str, flights: Flights, chances: Chances, bound: float) -> MonthCalibration:
    departure, outcome = flights.table.departure, flights.outcome
    late, was_late, days = 1 - chances[:, ON_TIME], outcome != ON_TIME, count_days(departure)
    gap = difference(late, was_late.astype(np.float64), pd.Series(departure))
    return MonthCalibration(
        month=month,
        flights=len(flights),
        days=days,
        late_predicted=round(float(late.mean()), 5),
        late_observed=round(float(was_late.mean()), 5),
        gap=gap,
        log_loss=round(float(log_losses(chances, outcome).mean()), 5),
        ece=round(calibration_error(late, was_late), 5),
        standing=_standing(gap, bound, days),
    )


def _standing(gap: Estimate, bound: float, days: int) -> Standing:
    if abs(gap.value) <= bound + ROUNDING or gap.low <= 0 <= gap.high:
        return "within"
    return "past" if days >= DAYS else "noted"

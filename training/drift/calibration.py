"""Calibration: of the flights given a chance of 30 %, did 30 % come in late, month by month.

A month is past its bound if the mean chance is off by more than in any month that the model was
tested on, and surely so: with its days drawn again, the interval of the gap leaves out 0.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.contract import SliceMetrics
from pushback.outcomes import ON_TIME
from training.drift.shift import DAYS, Standing
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.metrics import Chances, Outcomes, calibration_error, log_losses

SMALLEST_BOUND = 0.05
ROUNDING = 1e-4
"""A month that is itself the largest gap is not past it, though the contract's figures are
rounded."""


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
    chances: Chances,
    outcome: Outcomes,
    departure: NDArray[np.datetime64],
    tested: Mapping[str, SliceMetrics],
) -> Calibration:
    """Hold the chances against what happened.

    Parameters
    ----------
    chances, outcome, departure
        Of flights with known outcomes.
    tested
        How the model did in the months that it was tested on, as the contract tells.
    """
    bound = max([SMALLEST_BOUND, *(_gap_of(month) for month in tested.values())])
    return Calibration(round(bound, 5), list(_months(chances, outcome, departure, bound)))


def _gap_of(month: SliceMetrics) -> float:
    return abs(month.late_predicted - month.late_observed)


def _months(
    chances: Chances, outcome: Outcomes, departure: NDArray[np.datetime64], bound: float
) -> Iterator[MonthCalibration]:
    months = departure.astype("datetime64[M]")
    for month in np.unique(months):
        rows = months == month
        yield _calibrate(str(month), chances[rows], outcome[rows], departure[rows], bound)


def _calibrate(
    month: str,
    chances: Chances,
    outcome: Outcomes,
    departure: NDArray[np.datetime64],
    bound: float,
) -> MonthCalibration:
    late, was_late = 1 - chances[:, ON_TIME], outcome != ON_TIME
    days = len(np.unique(departure.astype("datetime64[D]")))
    gap = difference(late, was_late.astype(np.float64), pd.Series(departure))
    return MonthCalibration(
        month=month,
        flights=len(outcome),
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

"""Curve points: what the fits of all test months come to at one setting."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from training.bootstrap import Estimate, difference
from training.curve_fits import Crossed, Learnt


@dataclass(frozen=True)
class Point:
    """Log-losses at one setting, as means over the test months.

    Attributes
    ----------
    at
        The share fitted on, the rounds, or the flights a leaf needs (when all are fitted on).
    fitted
        On a learning curve: on all that was fitted on, weighted as it was. On a validation
        curve: on the tenths of the days, as a mean over months.
    left_out
        On the same days, left out of the fit; on validation curves only.
    test, test_full, test_none
        On the test months: weather masked as for fitting, all weather, and none.
    """

    at: float
    fitted: float
    left_out: float | None
    test: float
    test_full: float
    test_none: float


def learning_point(at: float, months: Sequence[Learnt]) -> Point:
    """Return the point of a learning curve; each test month gives one fit."""
    fitted = float(np.mean([one.fitted for one in months]))
    return _point(at, fitted, None, mean_losses([one.test for one in months]))


def validation_point(at: float, months: Sequence[Crossed]) -> Point:
    """Return the point of a validation curve; each test month gives a pair of fits."""
    train = mean_losses([one.train for one in months])
    test = mean_losses([one.test for one in months])
    return _point(at, train["fitted"], round(train["left_out"], 5), test)


def mean_losses(parts: Sequence[pd.DataFrame]) -> dict[str, float]:
    """Return the mean of each column of losses over months, a month counting as one."""
    rows = _joined(parts)
    month = rows["departure"].to_numpy("datetime64[M]")
    means = rows.drop(columns="departure").groupby(month).mean().mean()
    return {str(column): float(mean) for column, mean in means.items()}


def change_on_test(there: Sequence[pd.DataFrame], here: Sequence[pd.DataFrame]) -> Estimate:
    """Return the log-loss on the test months there minus here."""
    rows, others = _joined(there), _joined(here)
    return difference(
        rows["test"].to_numpy(np.float64), others["test"].to_numpy(np.float64), rows["departure"]
    )


def over_fit(months: Sequence[Crossed]) -> Estimate:
    """Return the log-loss on days left out minus that on the same days fitted on."""
    rows = _joined([one.train for one in months])
    left_out, fitted = (rows[name].to_numpy(np.float64) for name in ("left_out", "fitted"))
    return difference(left_out, fitted, rows["departure"])


def _point(at: float, fitted: float, left_out: float | None, test: dict[str, float]) -> Point:
    rounded = {name: round(loss, 5) for name, loss in test.items()}
    return Point(at, round(fitted, 5), left_out, **rounded)


def _joined(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True)

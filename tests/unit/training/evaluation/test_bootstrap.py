"""Tests of training.evaluation.bootstrap."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from training.evaluation.bootstrap import Estimate, difference, skill

RANDOM = np.random.default_rng(4)
FLIGHTS_A_DAY = 200
DAYS = pd.Series(np.repeat(pd.date_range("2023-04-01", "2023-05-30"), FLIGHTS_A_DAY))


def test_an_interval_holds_its_value() -> None:
    found = skill(RANDOM.uniform(0.5, 1, len(DAYS)), np.ones(len(DAYS)), DAYS)
    assert found.low < found.value < found.high


def test_skill_is_a_mean_over_months_not_over_flights() -> None:
    april = (DAYS.dt.month == 4).to_numpy()
    keep = april | (np.arange(len(DAYS)) % 20 == 0)  # May has few flights
    loss = np.where(april, 0.8, 0.6)[keep]
    assert skill(loss, np.ones(keep.sum()), DAYS[keep]).value == 0.3


def test_luck_shared_by_a_day_widens_the_interval() -> None:
    by_flight = RANDOM.normal(1, 0.3, len(DAYS))
    by_day = np.repeat(RANDOM.normal(1, 0.3, len(DAYS) // FLIGHTS_A_DAY), FLIGHTS_A_DAY)
    narrow, wide = (difference(loss, np.ones(len(DAYS)), DAYS) for loss in (by_flight, by_day))
    assert wide.high - wide.low > 5 * (narrow.high - narrow.low)


def test_a_difference_is_taken_on_the_same_days() -> None:
    by_day = np.repeat(RANDOM.normal(1, 0.3, len(DAYS) // FLIGHTS_A_DAY), FLIGHTS_A_DAY)
    found = difference(by_day - 0.1, by_day, DAYS)
    assert (found.value, found.low, found.high) == (-0.1, -0.1, -0.1)


YEAR = pd.Series(np.repeat(pd.date_range("2023-04-01", "2023-12-31"), 20))


def by_month(scatter: float) -> np.ndarray:
    """Losses that differ between months, and hardly within."""
    month = np.random.default_rng(1).normal(0, scatter, 9)[YEAR.dt.month.to_numpy() - 4]
    return 0.9 + month + np.random.default_rng(2).normal(0, 0.001, len(YEAR))


def test_months_that_differ_widen_the_interval_over_months_alone() -> None:
    found = difference(by_month(0.05), np.ones(len(YEAR)), YEAR)
    assert found.months is not None
    assert found.months[1] - found.months[0] > 20 * (found.high - found.low)


def test_the_interval_over_months_is_students() -> None:
    loss = by_month(0.05)
    means = pd.Series(loss - 1).groupby(YEAR.dt.month).mean()
    low, high = stats.t.interval(0.95, len(means) - 1, means.mean(), stats.sem(means))
    assert difference(loss, np.ones(len(YEAR)), YEAR).months == pytest.approx((low, high), abs=1e-5)
    below = skill(loss, np.ones(len(YEAR)), YEAR)  # against ones, a skill is a difference
    assert below.months == pytest.approx((-high, -low), abs=1e-5)


def test_two_months_tell_nothing_of_others() -> None:
    assert difference(by_month(0.05)[:900], np.ones(900), YEAR[:900]).months is None


def test_nothing_is_sure_where_the_months_are_not() -> None:
    assert Estimate(0.02, 0.01, 0.03).is_above_zero
    assert not Estimate(0.02, 0.01, 0.03, (-0.01, 0.05)).is_above_zero
    assert Estimate(-0.02, -0.03, -0.01, (-0.05, -0.001)).is_below_zero
    assert not Estimate(-0.02, -0.03, -0.01, (-0.05, 0.01)).is_below_zero

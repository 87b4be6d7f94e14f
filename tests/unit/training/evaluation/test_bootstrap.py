"""Tests of training.evaluation.bootstrap."""

import numpy as np
import pandas as pd

from training.evaluation.bootstrap import difference, skill

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

"""Tests of training.model.season."""

import math

import numpy as np
import pytest

from pushback.features import DAYS
from tests.builders import record
from tests.unit.training.dataset.test_lookups import flights
from training.config import TrainingConfig
from training.dataset.dataset import Flights
from training.model.season import Table, apply_season, learn_season

CONFIG = TrainingConfig()
FULL = TrainingConfig(season_doubt=0.0)
NO_MONTHS = record().months
JULY, JANUARY = 190, 10


def learn(data: Flights, config: TrainingConfig = CONFIG) -> Table:
    """Learn a season from flights alone."""
    return learn_season(data, np.ones(len(data)), NO_MONTHS, config)


def two_years() -> list[dict[str, object]]:
    days = [f"{year}-{month}" for year in (2013, 2023) for month in ("01-10", "07-10")]
    return [{"departure": f"{day}T08:00"} for day in days]


def test_without_an_earlier_year_every_day_is_alike() -> None:
    data = flights([{"departure": "2023-07-10T08:00"}] * 3, [0, 1, 2])
    assert np.all(learn(data) == 1)


def test_the_earlier_year_tells_when_flights_are_late() -> None:
    data = flights(two_years() * 6, [0, 3, 0, 0] * 5 + [1, 2, 4, 5])
    table = learn(data)
    assert table.shape == (2 * DAYS, 6)
    assert table[JULY, 3] > 1 > table[JULY, 0]
    assert table[JANUARY, 0] > 1 > table[JANUARY, 3]


def test_without_doubt_a_year_is_believed_in_full() -> None:
    data = flights(two_years() * 2, [0, 3, 0, 0, 1, 2, 4, 5])
    none = learn(data, TrainingConfig(season_doubt=math.inf))
    half, full = (learn(data, config) for config in (CONFIG, FULL))
    assert np.all(none == 1)
    ratio = half**2 / full
    np.testing.assert_allclose(ratio[:DAYS], np.broadcast_to(ratio[0], (DAYS, 6)))


def test_the_newest_years_outcomes_do_not_enter() -> None:
    one = flights(two_years(), [0, 3, 0, 0])
    other = flights(two_years(), [0, 3, 5, 5])
    np.testing.assert_array_equal(
        learn(one),
        learn(other),
    )


def test_the_nations_months_tell_when_flights_are_late() -> None:
    months = record(months=[(2018, month, 100, 10 + 5 * (month == 7), 1) for month in range(1, 13)])
    data = flights([{"departure": "2023-07-10T08:00"}] * 3, [0, 1, 2])
    table = learn_season(data, np.ones(3), months.months, CONFIG)[DAYS:]
    assert table[JULY, 1] == table[JULY, 4]
    assert table[JULY, 1] > 1.1 > 1 > table[JANUARY, 1] > 0.9
    np.testing.assert_allclose(table.mean(axis=0), 1, atol=1e-3)  # over years of the nation


def test_chances_still_sum_to_one() -> None:
    chances = np.random.default_rng(2).dirichlet(np.ones(6), 50)
    table = np.random.default_rng(3).uniform(0.5, 2, (2 * DAYS, 6))
    seasonal = apply_season(chances, table, np.arange(50))
    assert seasonal.sum(axis=1) == pytest.approx(np.ones(50))

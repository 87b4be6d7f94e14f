"""Tests of training.model.season."""

import numpy as np
import pytest

from tests.unit.training.dataset.test_lookups import flights
from training.config import TrainingConfig
from training.model.season import DAYS, apply_season, learn_season

CONFIG = TrainingConfig()
FULL = TrainingConfig(season_strength=1.0)
JULY, JANUARY = 190, 10


def two_years() -> list[dict[str, object]]:
    days = [f"{year}-{month}" for year in (2013, 2023) for month in ("01-10", "07-10")]
    return [{"departure": f"{day}T08:00"} for day in days]


def test_without_an_earlier_year_every_day_is_alike() -> None:
    data = flights([{"departure": "2023-07-10T08:00"}] * 3, [0, 1, 2])
    assert np.all(learn_season(data, np.ones(3), CONFIG) == 1)


def test_the_earlier_year_tells_when_flights_are_late() -> None:
    data = flights(two_years() * 6, [0, 3, 0, 0] * 5 + [1, 2, 4, 5])
    table = learn_season(data, np.ones(24), CONFIG)
    assert table.shape == (DAYS, 6)
    assert table[JULY, 3] > 1 > table[JULY, 0]
    assert table[JANUARY, 0] > 1 > table[JANUARY, 3]


def test_strength_0_believes_nothing_and_1_all() -> None:
    data = flights(two_years() * 2, [0, 3, 0, 0, 1, 2, 4, 5])
    none = learn_season(data, np.ones(8), TrainingConfig(season_strength=0.0))
    half, full = (learn_season(data, np.ones(8), config) for config in (CONFIG, FULL))
    assert np.all(none == 1)
    np.testing.assert_allclose(half**2, full)


def test_the_newest_years_outcomes_do_not_enter() -> None:
    one = flights(two_years(), [0, 3, 0, 0])
    other = flights(two_years(), [0, 3, 5, 5])
    np.testing.assert_array_equal(
        learn_season(one, np.ones(4), CONFIG), learn_season(other, np.ones(4), CONFIG)
    )


def test_chances_still_sum_to_one() -> None:
    chances = np.random.default_rng(2).dirichlet(np.ones(6), 50)
    table = np.random.default_rng(3).uniform(0.5, 2, (DAYS, 6))
    seasonal = apply_season(chances, table, np.arange(50))
    assert seasonal.sum(axis=1) == pytest.approx(np.ones(50))

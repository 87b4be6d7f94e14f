"""Tests of training.shapley, against what Shapley values are defined by."""

from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from training.shapley import shapley

Inputs = NDArray[np.float32]
Values = NDArray[np.float64]

RANDOM = np.random.default_rng(7)
FLIGHTS = RANDOM.normal(size=(20, 6)).astype(np.float32)
BACKGROUND = RANDOM.normal(size=(16, 6)).astype(np.float32)
GROUPS = [[0, 3], [1], [2, 4], [5]]


def chance(rows: Inputs) -> Values:
    """A chance in which the inputs interact; the last is ignored."""
    x = rows.astype(np.float64)
    margin = x[:, 0] * x[:, 1] + np.maximum(x[:, 2], x[:, 3]) - x[:, 4] * (x[:, 1] > 0)
    return np.asarray(1 / (1 + np.exp(-margin)))


def product(rows: Inputs) -> Values:
    return np.asarray(rows.prod(axis=1, dtype=np.float64))


def by_every_order(row: Inputs) -> Values:
    """Effects by letting the groups join in every order, as the definition has it."""
    effects = np.zeros(len(GROUPS))
    orders = list(permutations(range(len(GROUPS))))
    for order in orders:
        mixed = BACKGROUND.copy()
        for group in order:
            before = chance(mixed).mean()
            mixed[:, GROUPS[group]] = row[GROUPS[group]]
            effects[group] += (chance(mixed).mean() - before) / len(orders)
    return effects


def test_effects_add_up_to_the_distance_from_the_base() -> None:
    shares = shapley(chance, FLIGHTS, BACKGROUND, GROUPS)
    gap = shares.effects.sum(axis=1) - (shares.late - shares.base)
    assert np.abs(gap).max() < 1e-12


def test_base_and_late_are_what_the_model_predicts() -> None:
    shares = shapley(chance, FLIGHTS, BACKGROUND, GROUPS)
    assert shares.base == pytest.approx(chance(BACKGROUND).mean(), abs=1e-14)
    assert shares.late == pytest.approx(chance(FLIGHTS), abs=1e-14)


def test_effects_are_the_average_over_every_order() -> None:
    shares = shapley(chance, FLIGHTS, BACKGROUND, GROUPS)
    expected = np.array([by_every_order(row) for row in FLIGHTS])
    assert shares.effects == pytest.approx(expected, abs=1e-14)


def test_a_group_that_the_model_ignores_has_no_effect() -> None:
    shares = shapley(chance, FLIGHTS, BACKGROUND, GROUPS)
    assert np.abs(shares.effects[:, 3]).max() < 1e-15


def test_groups_that_play_the_same_part_have_the_same_effect() -> None:
    alike = np.repeat(FLIGHTS[:, :1], 3, axis=1)
    usual = np.repeat(BACKGROUND[:, :1], 3, axis=1)
    shares = shapley(product, alike, usual, [[0], [1], [2]])
    assert shares.effects[:, 1:] == pytest.approx(shares.effects[:, [0, 0]], abs=1e-12)


def test_a_sum_is_shared_out_term_by_term() -> None:
    shares = shapley(
        lambda rows: rows @ np.arange(6.0), FLIGHTS, BACKGROUND, [[i] for i in range(6)]
    )
    expected = (FLIGHTS - BACKGROUND.mean(axis=0, dtype=np.float64)) * np.arange(6)
    assert shares.effects == pytest.approx(expected, abs=1e-6)


def test_the_order_of_the_flights_does_not_matter() -> None:
    shares = shapley(chance, FLIGHTS, BACKGROUND, GROUPS)
    turned = shapley(chance, FLIGHTS[::-1], BACKGROUND, GROUPS)
    assert (turned.effects[::-1] == shares.effects).all()


def test_a_flight_like_all_the_others_has_no_effects() -> None:
    shares = shapley(chance, FLIGHTS[:1], np.repeat(FLIGHTS[:1], 8, axis=0), GROUPS)
    assert np.abs(shares.effects).max() < 1e-15

"""Tests of pushback.shapley, against what Shapley values are defined by."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from pushback.shapley import LARGEST_BATCH, Predict, shapley
from tests.builders import effects_by_every_order

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


def boosted_margin() -> Predict:
    """Raw margins of boosted trees, from inputs of which some are not known."""
    model = HistGradientBoostingClassifier(max_iter=20, min_samples_leaf=5, random_state=7)
    inputs = RANDOM.normal(size=(500, 6)).astype(np.float32)
    inputs[RANDOM.random(inputs.shape) < 0.2] = np.nan
    model.fit(inputs, chance(np.nan_to_num(inputs)) > 0.5)
    return lambda rows: np.asarray(model.decision_function(rows))


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
    expected = [effects_by_every_order(chance, row, BACKGROUND, GROUPS) for row in FLIGHTS]
    assert shares.effects == pytest.approx(np.array(expected), abs=1e-14)


def test_margins_of_boosted_trees_are_shared_out_feature_by_feature() -> None:
    """As the interventional values of the package shap, which are defined by the same average."""
    margin, alone = boosted_margin(), [[at] for at in range(6)]
    flights = np.where(FLIGHTS > 1.5, np.float32(np.nan), FLIGHTS)[:5]
    shares = shapley(margin, flights, BACKGROUND, alone)
    expected = [effects_by_every_order(margin, row, BACKGROUND, alone) for row in flights]
    assert shares.effects == pytest.approx(np.array(expected), abs=1e-12)


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


def test_flights_that_are_alike_are_scored_once() -> None:
    scored = []

    def counted(rows: Inputs) -> Values:
        scored.append(len(rows))
        return chance(rows)

    shapley(counted, FLIGHTS[:1], BACKGROUND, GROUPS)
    alone = sum(scored[2:])
    scored.clear()
    same = np.where(FLIGHTS[:1] > 0, FLIGHTS[:1], np.float32(np.nan))
    shapley(counted, np.repeat(same, 50, axis=0), BACKGROUND, GROUPS)
    assert sum(scored[2:]) == alone == (2 ** len(GROUPS) - 2) * len(BACKGROUND)


def test_many_flights_are_scored_in_batches_of_a_bounded_size() -> None:
    sizes = []

    def counted(rows: Inputs) -> Values:
        sizes.append(len(rows))
        return chance(rows)

    many = RANDOM.normal(size=(150, 6)).astype(np.float32)
    shares = shapley(counted, many, BACKGROUND, GROUPS)
    assert len(sizes) > 4
    assert max(sizes) <= LARGEST_BATCH
    alone = shapley(chance, many[-1:], BACKGROUND, GROUPS)
    assert shares.effects[-1:] == pytest.approx(alone.effects, abs=1e-14)


def test_one_group_alone_has_the_whole_effect() -> None:
    shares = shapley(chance, FLIGHTS, BACKGROUND, [range(6)])
    assert shares.effects[:, 0] == pytest.approx(shares.late - shares.base, abs=1e-15)


def test_a_flight_like_all_the_others_has_no_effects() -> None:
    shares = shapley(chance, FLIGHTS[:1], np.repeat(FLIGHTS[:1], 8, axis=0), GROUPS)
    assert np.abs(shares.effects).max() < 1e-15

"""Tests of training.evaluation.metrics, against values worked out by hand or by scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, log_loss

from training.evaluation.metrics import calibration_error, ranked_probability_scores, score

RANDOM = np.random.default_rng(11)
CHANCES = RANDOM.dirichlet(np.ones(6), 2000)
OUTCOME = RANDOM.integers(0, 6, 2000)


def test_scores_agree_with_scikit_learn() -> None:
    scores = score(CHANCES, OUTCOME)
    assert scores["log_loss"] == pytest.approx(log_loss(OUTCOME, CHANCES))
    assert scores["brier"] == pytest.approx(brier_score_loss(OUTCOME > 0, 1 - CHANCES[:, 0]))


def test_the_ranked_score_forgives_a_near_miss() -> None:
    chances = np.eye(6)[[1, 5]]
    near, far = ranked_probability_scores(chances, np.array([0, 0]))
    assert (near, far) == (pytest.approx(0.2), pytest.approx(1))


def test_a_certain_mistake_is_costly_but_finite() -> None:
    assert score(np.eye(6)[[0, 1]], np.array([1, 0]))["log_loss"] == pytest.approx(9 * np.log(10))


def test_chances_that_are_too_high_are_found_out() -> None:
    late = np.full(1000, 0.5)
    was_late = np.arange(1000) % 10 < 3
    assert calibration_error(late, was_late) == pytest.approx(0.2)


def test_the_order_of_equal_chances_does_not_matter() -> None:
    late, was_late = np.full(1000, 0.3), np.arange(1000) < 300
    assert calibration_error(late, was_late) == pytest.approx(0)
    assert calibration_error(late, RANDOM.permutation(was_late)) == pytest.approx(0)


def test_opposite_errors_of_different_chances_do_not_cancel() -> None:
    late = np.repeat([0.2, 0.8], 500)
    was_late = np.arange(1000) % 2 == 0
    assert calibration_error(late, was_late) == pytest.approx(0.3)

"""Tests of training.studies.curve_verdict: what follows from constructed numbers."""

from dataclasses import replace

import pytest

from training.evaluation.bootstrap import Estimate
from training.studies.curve_verdict import MATTERS, VERDICTS, Evidence, Step, judge, word

NOTHING = Estimate(0.0, -0.002, 0.002)
LOWER, HIGHER = Estimate(-0.005, -0.008, -0.002), Estimate(0.005, 0.002, 0.008)
UNSURE, TINY = Estimate(-0.005, -0.012, 0.002), Estimate(-MATTERS / 2, -MATTERS, -MATTERS / 4)
SIMPLER, RICHER = Step("Simpler", False, 0.01, NOTHING), Step("Richer", True, -0.01, NOTHING)
FITS, UNDER, OVER, BOTH = VERDICTS.values()


def evidence(*steps: Step) -> Evidence:
    return {
        "steps": steps or (SIMPLER, RICHER),
        "optimism": Estimate(0.01, 0.008, 0.012),
        "drift": 0.03,
        "all_days": NOTHING,
        "all_flights": NOTHING,
    }


def test_a_model_that_no_step_makes_better_fits() -> None:
    assert judge([SIMPLER, RICHER]) == FITS


def test_a_model_that_a_richer_one_beats_on_both_sides_under_fits() -> None:
    assert judge([SIMPLER, replace(RICHER, test=LOWER)]) == UNDER


def test_a_model_whose_test_loss_rose_while_the_fitted_fell_over_fits() -> None:
    assert judge([replace(SIMPLER, test=LOWER), RICHER]) == OVER


def test_two_dials_can_disagree() -> None:
    assert judge([replace(SIMPLER, test=LOWER), replace(RICHER, test=LOWER)]) == BOTH


@pytest.mark.parametrize("change", [UNSURE, TINY, HIGHER])
def test_a_change_that_is_unsure_tiny_or_for_the_worse_changes_no_verdict(change: Estimate) -> None:
    assert judge([replace(SIMPLER, test=change), replace(RICHER, test=change)]) == FITS


def test_a_richer_model_that_fits_no_better_is_no_sign_of_under_fit() -> None:
    assert judge([SIMPLER, replace(RICHER, test=LOWER, fitted=0.01)]) == FITS


def test_a_simpler_model_that_fits_better_is_no_sign_of_over_fit() -> None:
    assert judge([replace(SIMPLER, test=LOWER, fitted=-0.01), RICHER]) == FITS


@pytest.mark.parametrize(
    ("step", "effect"),
    [
        (replace(RICHER, test=LOWER), "Richer would help: test log-loss -0.0050 (-0.0080 to"),
        (replace(RICHER, test=HIGHER), "Richer would over-fit: test log-loss +0.0050"),
        (replace(SIMPLER, test=HIGHER), "Simpler would hurt: test log-loss +0.0050"),
        (replace(RICHER, test=UNSURE), "Richer would make no difference that counts"),
        (replace(SIMPLER, test=TINY), "Simpler would make no difference that counts"),
    ],
)
def test_each_step_is_told_with_what_it_changes(step: Step, effect: str) -> None:
    verdict, told, *_ = word(evidence(step))
    assert verdict.startswith("The model ")
    assert told.startswith(effect)


def test_the_gap_is_optimism_and_drift_together() -> None:
    (told,) = (one for one in word(evidence()) if "gap" in one)
    assert "gap of +0.0400" in told
    assert "+0.0100 (+0.0080 to +0.0120) is optimism" in told
    assert "and +0.0300 drift" in told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (LOWER, "More days would still help"),
        (HIGHER, "More days did not help but hurt"),
        (NOTHING, "Whether more days would help is not sure"),
        (TINY, "Whether more days would help is not sure"),
    ],
)
def test_what_more_days_are_worth_is_told(change: Estimate, words: str) -> None:
    told = word(evidence() | {"all_days": change})
    assert any(one.startswith(words) and f"{change.value:+.4f}" in one for one in told)

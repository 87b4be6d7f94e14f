"""Tests of the treatments that training.studies.ablation tries."""

import numpy as np
import pytest
from sklearn.base import clone

from pushback.features import FEATURE_NAMES
from training.studies.ablation import TREATMENTS, Clipper

CARRIER = FEATURE_NAMES.index("carrier")


def inputs(rows: int = 1000) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    random = np.random.default_rng(4)
    made = random.normal(size=(rows, len(FEATURE_NAMES) - 1)).astype(np.float32)
    made[:, CARRIER] = random.choice([0, 1, 2, 3], rows, p=[0.6, 0.37, 0.02, 0.01])
    made[::7, 20] = np.nan
    return made


def test_rare_airlines_become_one_and_the_others_stay_apart() -> None:
    before = inputs()
    after = clone(TREATMENTS["rare airlines as one"]).fit(before).transform(before)[:, 0]
    groups = {frozenset(before[after == code, CARRIER]) for code in np.unique(after)}
    assert groups == {frozenset({0.0}), frozenset({1.0}), frozenset({2.0, 3.0})}


def test_an_airline_of_which_training_knew_nothing_is_taken_as_unknown() -> None:
    treatment = clone(TREATMENTS["rare airlines as one"]).fit(inputs())
    strange = inputs(1)
    strange[0, CARRIER] = 9
    assert np.isnan(treatment.transform(strange)[0, 0])


def test_extremes_are_brought_to_the_quantiles_of_training_and_gaps_stay() -> None:
    clipper = Clipper((0.1, 0.9)).fit(inputs())
    far = np.full((1, len(FEATURE_NAMES) - 1), 1e6, np.float32)
    far[0, 3] = np.nan
    clipped = clipper.transform(far)
    assert np.isnan(clipped[0, 3])
    assert clipped[0, 5] == pytest.approx(np.quantile(inputs()[:, 5], 0.9))


def test_gaps_are_filled_with_medians() -> None:
    filled = clone(TREATMENTS["gaps filled with medians"]).fit(inputs()).transform(inputs())
    assert not np.isnan(filled).any()
    assert filled[0, 20] == pytest.approx(np.nanmedian(inputs()[:, 20]))


@pytest.mark.parametrize("name", TREATMENTS)
def test_no_treatment_changes_what_it_is_given(name: str) -> None:
    given = inputs()
    clone(TREATMENTS[name]).fit(given).transform(given)
    assert np.array_equal(given, inputs(), equal_nan=True)

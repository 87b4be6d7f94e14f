"""Tests of training.dataset.schedules: a flight's own month is not in them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pushback.features import FEATURE_NAMES
from training.dataset.dataset import Dataset
from training.dataset.features import training_inputs
from training.dataset.lateness import KINDS
from training.dataset.lookups import learn_reference
from training.dataset.schedules import SHRINKAGE, history, history_of_other_months

KEY = pd.Series(["a"] * 600 + ["b"] * 600)
MONTH = np.tile(np.repeat(["2023-01", "2023-02"], 300), 2).astype("datetime64[M]")
RANDOM = np.random.default_rng(3)


def test_a_key_that_is_late_more_often_has_a_positive_history() -> None:
    late = np.r_[np.ones(600, bool), np.zeros(600, bool)]
    found = history(KEY, MONTH, late)
    assert found["a"] == pytest.approx(100 * 600 * 0.5 / (600 + SHRINKAGE))
    assert found["b"] == -found["a"]


def test_a_bad_month_is_no_trait_of_those_who_flew_in_it() -> None:
    found = history(KEY, MONTH, np.datetime64("2023-01") == MONTH)
    assert found.tolist() == pytest.approx([0, 0])


def test_a_flights_history_comes_from_other_months_alone() -> None:
    late = RANDOM.random(1200) < 0.3
    january = np.datetime64("2023-01") == MONTH
    flipped = np.where(january, ~late, late)
    before, after = (history_of_other_months(KEY, MONTH, which) for which in (late, flipped))
    np.testing.assert_allclose(before[january], after[january])
    assert not np.allclose(before[~january], after[~january])


def test_training_inputs_do_not_hold_their_own_months_outcomes(sampled_dataset: Dataset) -> None:
    train = sampled_dataset.flights
    january = train.month == np.datetime64("2023-01")
    flipped = replace(train, outcome=np.where(january, 5 - train.outcome, train.outcome))
    data = sampled_dataset
    before, after = (
        training_inputs(
            data, which, *learn_reference(which, data.airports, data.airlines, data.record)
        )
        for which in (train, flipped)
    )
    np.testing.assert_array_equal(before[january], after[january])
    same = (before == after) | (np.isnan(before) & np.isnan(after))
    changed = np.flatnonzero(~same.all(axis=0))
    assert {FEATURE_NAMES[at] for at in changed} == {
        "route_history",
        "airline_history",
        *(f"{kind}_lateness" for kind in KINDS),
    }

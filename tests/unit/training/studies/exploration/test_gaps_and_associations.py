"""Tests of gaps and associations."""

import numpy as np
import pandas as pd

from training.studies.exploration.gaps_and_associations import (
    association,
    explain_gaps,
    gap_shares,
    strongest,
)

RANDOM = np.random.default_rng(8)


def test_gaps_are_shared_out_over_groups_and_columns_without_any_are_left_out() -> None:
    rows = pd.DataFrame({"wind": [np.nan, 3, 2, np.nan], "rain": [0.0, 0, 1, 0]})
    found = gap_shares(rows, [pd.Series(["JFK", "JFK", "LGA", "LGA"], name="airport")])
    assert found.to_dict("index") == {"wind": {"JFK": 0.5, "LGA": 0.5}}


def test_a_gap_is_explained_by_the_condition_it_goes_with() -> None:
    rows = pd.DataFrame({"pressure": [np.nan, np.nan, 1010, 1012], "rain": [1, 2, 0, 0]})
    found = explain_gaps(rows, [("pressure", "rain", rows["rain"] > 0)])
    assert found.iloc[0].to_list() == [1.0, 0.0]


def test_association_sees_categories_and_bends_that_a_correlation_does_not() -> None:
    number = RANDOM.normal(size=5_000)
    rows = pd.DataFrame(
        {
            "number": number,
            "bend": number**2,
            "side": np.where(number > 0, "right", "left"),
            "noise": RANDOM.choice(["a", "b", "c"], 5_000),
        }
    )
    found = association(rows, ["number", "bend"])
    assert abs(np.corrcoef(number, number**2)[0, 1]) < 0.1
    assert set(strongest(found, "number", 2).index) == {"bend", "side"}
    assert strongest(found, "noise", 3).max() < 0.1


def test_association_is_the_same_each_time() -> None:
    rows = pd.DataFrame({"x": RANDOM.normal(size=40_000), "y": RANDOM.choice(["a", "b"], 40_000)})
    pd.testing.assert_frame_equal(association(rows, ["x"]), association(rows, ["x"]))

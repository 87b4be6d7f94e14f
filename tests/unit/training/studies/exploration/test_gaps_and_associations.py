"""Tests of gaps and associations."""

import numpy as np
import pandas as pd

from training.studies.exploration.gaps_and_associations import (
    association,
    gap_maps,
)

RANDOM = np.random.default_rng(8)


def test_the_map_of_gaps_has_a_row_for_each_column_that_has_gaps() -> None:
    gaps = pd.DataFrame({"JFK": [0.5, 0.0], "LGA": [0.5, 0.0]}, index=["wind", "rain"])
    assert gap_maps({"": gaps}).png == gap_maps({"": gaps.loc[["wind"]]}).png


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
    assert found.loc["number", ["bend", "side"]].min() > found.loc["number", "noise"]
    assert found["noise"].drop("noise").max() < 0.1


def test_association_is_the_same_each_time() -> None:
    rows = pd.DataFrame({"x": RANDOM.normal(size=40_000), "y": RANDOM.choice(["a", "b"], 40_000)})
    pd.testing.assert_frame_equal(association(rows, ["x"]), association(rows, ["x"]))

"""Tests of exploration: verdicts on shapes, shares of categories, associations."""

import numpy as np
import pandas as pd
import pytest

from training.studies.exploration.association import association, strongest
from training.studies.exploration.shares import OTHERS, categories_table, grouped, shares
from training.studies.exploration.verdicts import judge, verdicts_table

RANDOM = np.random.default_rng(8)
SIZE = 20_000
SAMPLES = {
    "Gaussian": RANDOM.normal(15, 8, SIZE),
    "symmetric, flat": RANDOM.uniform(0, 360, SIZE),
    "symmetric, heavy tails": RANDOM.laplace(size=SIZE),
    "skewed to the right": RANDOM.weibull(1.5, SIZE),
    "heavy right tail": RANDOM.lognormal(size=SIZE),
    "heavy left tail": -RANDOM.lognormal(size=SIZE),
    "one value mostly, right tail": np.where(RANDOM.random(SIZE) < 0.9, 0, RANDOM.random(SIZE)),
}


@pytest.mark.parametrize(("words", "sample"), SAMPLES.items(), ids=list(SAMPLES))
def test_a_sample_is_judged_by_its_shape(words: str, sample: "np.ndarray[tuple[int]]") -> None:
    assert judge(pd.Series(sample)).words == words


def test_a_slight_bend_is_nearly_gaussian_although_all_rows_together_reject_it() -> None:
    bent = RANDOM.normal(size=200_000)
    verdict = judge(pd.Series(bent + 0.05 * bent**2))
    assert verdict.words == "nearly Gaussian"
    assert verdict.p_all < 1e-12


def test_small_draws_from_a_gaussian_are_rejected_about_one_time_in_twenty() -> None:
    assert judge(pd.Series(SAMPLES["Gaussian"])).rejected == pytest.approx(0.05, abs=0.04)


def test_a_verdict_is_the_same_each_time_and_leaves_out_what_is_missing() -> None:
    column = pd.Series(SAMPLES["heavy right tail"])
    with_gaps = pd.concat([column, pd.Series([np.nan] * 50)])
    assert judge(column) == judge(with_gaps)


def test_the_table_of_verdicts_has_a_row_for_each_column() -> None:
    rows = pd.DataFrame({"wind": SAMPLES["Gaussian"], "rain": SAMPLES["heavy right tail"]})
    assert verdicts_table(rows, rows.columns)["verdict"].to_dict() == {
        "wind": "Gaussian",
        "rain": "heavy right tail",
    }


def test_shares_under_the_limit_become_others_and_all_sum_to_one() -> None:
    found = shares(pd.Series(["UA"] * 60 + ["DL"] * 36 + ["HA"] * 2 + ["OO"] * 2))
    after = grouped(found)
    assert after.to_dict() == pytest.approx({"UA": 0.60, "DL": 0.36, OTHERS: 0.04})
    assert after.sum() == pytest.approx(1)


def test_nothing_is_grouped_where_nothing_is_rare() -> None:
    assert grouped(pd.Series({"EWR": 0.4, "JFK": 0.6})).to_dict() == {"EWR": 0.4, "JFK": 0.6}


def test_a_category_at_the_limit_is_not_rare() -> None:
    table = categories_table(pd.DataFrame({"carrier": ["UA"] * 97 + ["DL"] * 3}), ["carrier"])
    assert table.loc["carrier", "under 3%"] == 0


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

"""Tests of categories: shares, the rare ones grouped, encodings."""

import numpy as np
import pandas as pd
import pytest

from tests.unit.training.studies.exploration.builders import flights
from training.studies.exploration.categories import (
    ENCODINGS,
    OTHERS,
    auc_of_days,
    categories_table,
    compare_encodings,
    grouped,
    shares,
)
from training.studies.exploration.explored_data import Explored


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


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoding_meets_a_code_it_has_not_seen(name: str) -> None:
    before = flights(carrier="UA", destination=np.tile(["LAX", "SFO"], 200))
    strange = before.head(3).assign(carrier="??")
    first, second = ENCODINGS[name](before, np.arange(5), strange)
    assert (len(first), len(second)) == (5, 3)
    assert np.isfinite(second).all()


def test_histories_hold_nothing_of_the_flights_own_month() -> None:
    before = flights(carrier="UA", destination=np.tile(["LAX", "SFO"], 200))
    rows = np.arange(400)
    march = before["scheduled_departure"].dt.month == 3
    flipped = before.assign(late=march & (before["destination"] == "LAX"))
    ours, theirs = (ENCODINGS["histories"](one, rows, one)[0] for one in (before, flipped))
    np.testing.assert_allclose(ours[march], theirs[march])
    assert not np.allclose(ours[~march], theirs[~march])


def test_the_auc_of_a_day_is_one_where_the_late_have_the_higher_chances() -> None:
    rows = flights(per_day=4, late=np.tile([False, False, True, True], 40))
    assert auc_of_days(np.tile([0.1, 0.2, 0.3, 0.4], 40), rows).eq(1).all()
    assert auc_of_days(np.full(160, 0.3), rows).eq(0.5).all()


def test_every_encoding_is_held_against_the_first(explored: Explored) -> None:
    found = compare_encodings(explored.flights)
    assert set(found.index.unique("encoding")) == set(ENCODINGS)
    assert (found.xs("codes and histories", level="encoding")["gain"] == 0).all()
    assert found["auc"].between(0.5, 0.9).all()

"""Tests of categories: shares, the rare ones grouped, encodings."""

import numpy as np
import pandas as pd
import pytest

from tests.integration.worlds import small_models
from tests.unit.training.studies.exploration.builders import flights
from training.studies.exploration.categories import (
    ENCODINGS,
    MODELS,
    OTHERS,
    auc_of_days,
    categories_table,
    compare_encodings,
    grouped,
    make_model,
    pies,
)
from training.studies.exploration.explored_data import Explored


def test_shares_under_the_limit_become_others_and_all_sum_to_one() -> None:
    airlines = pd.Series(["UA"] * 60 + ["DL"] * 36 + ["HA"] * 2 + ["OO"] * 2)
    after = grouped(airlines.value_counts(normalize=True))
    assert after.to_dict() == pytest.approx({"UA": 0.60, "DL": 0.36, OTHERS: 0.04})
    assert after.sum() == pytest.approx(1)


def test_nothing_is_grouped_where_nothing_is_rare() -> None:
    assert grouped(pd.Series({"JFK": 0.6, "EWR": 0.4})).to_dict() == {"JFK": 0.6, "EWR": 0.4}


def test_a_category_at_the_limit_is_not_rare() -> None:
    table = categories_table(pd.DataFrame({"carrier": ["UA"] * 97 + ["DL"] * 3}), ["carrier"])
    assert table.loc["carrier", "under 3%"] == 0


def test_pies_say_how_many_categories_are_rare() -> None:
    airlines = pd.Series(["UA"] * 96 + ["DL"] * 2 + ["HA"] * 2)
    assert pies(airlines, "airlines").headline.startswith("2 of 3 airlines have under 3%")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_model_meets_a_code_it_has_not_seen(model: str, encoding: str) -> None:
    before = flights(destination=np.tile(["LAX", "SFO"], 200), late=np.arange(400) % 3 == 0)
    before = before.assign(carrier="UA", hour=9, weekday=1, block_min=60.0)
    fitted = make_model(model, encoding, share=1).fit(before, before["late"])
    chance = fitted.predict_proba(before.head(3).assign(carrier="??"))
    assert np.isfinite(chance).all()


def test_the_auc_of_a_day_is_one_where_the_late_have_the_higher_chances() -> None:
    rows = flights(per_day=4, late=np.tile([False, False, True, True], 40))
    assert auc_of_days(np.tile([0.1, 0.2, 0.3, 0.4], 40), rows).eq(1).all()
    assert auc_of_days(np.full(160, 0.3), rows).eq(0.5).all()


def test_every_encoding_is_held_against_the_first(explored: Explored) -> None:
    with small_models():
        found = compare_encodings(explored.flights)
    assert set(found.index.unique("encoding")) == set(ENCODINGS)
    assert (found.xs("codes and shares late", level="encoding")["gain"] == 0).all()
    assert found["auc"].between(0.5, 0.9).all()

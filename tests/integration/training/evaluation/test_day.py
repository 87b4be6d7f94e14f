"""Tests of training.evaluation.day: the model of the day beside what counting tells."""

import numpy as np
import pandas as pd
import pytest

from pushback.contract_day import BANDS
from pushback.outcomes import ON_TIME
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.splitting import split_by_share
from training.evaluation import day
from training.evaluation.fold import Fold, make_fold


@pytest.fixture(scope="module")
def fold(sampled_dataset: Dataset) -> Fold:
    split = split_by_share(sampled_dataset.flights, 0.25)
    return make_fold(sampled_dataset, split, TrainingConfig("decision_tree"))


@pytest.fixture(scope="module")
def rows(fold: Fold) -> pd.DataFrame:
    return day.predict_day(fold, day.fit_day(fold, 1))


def test_flights_that_left_are_asked_about(fold: Fold, rows: pd.DataFrame) -> None:
    left = ~np.isnan(fold.test.departure_delay)
    assert 0 < left.sum() < len(fold.test)
    assert len(rows) == left.sum()
    assert rows["outcome"].tolist() == fold.test.outcome[left].tolist()


def test_a_known_delay_says_more_than_any_schedule(rows: pd.DataFrame) -> None:
    _, auc = day.score_day(rows)
    assert set(auc) == set(day.SYSTEMS)
    assert min(auc.values()) > 0.85


def test_scores_are_means_of_the_rows_of_a_band(rows: pd.DataFrame) -> None:
    bands, _ = day.score_day(rows)
    assert sum(band.flights for band in bands) == len(rows)
    for band in bands:
        some = rows[rows["band"] == BANDS.index(band.from_minutes)]
        assert band.late_observed == pytest.approx((some["outcome"] != ON_TIME).mean(), abs=1e-5)
        assert band.late_predicted == pytest.approx(some["late_day"].mean(), abs=1e-5)
        assert band.log_loss["delay_alone"] == pytest.approx(
            some["log_loss_delay_alone"].mean(), abs=1e-5
        )


def test_the_summary_has_a_row_a_band_and_intervals(rows: pd.DataFrame) -> None:
    study = day.summarise_day(rows)
    assert study["flights"] == len(rows)
    assert len(day.table_rows(study["bands"])) == len(study["bands"])
    for band in study["bands"]:
        for found in band["skill"].values():
            assert found["low"] <= found["value"] <= found["high"]


def test_of_many_flights_a_draw_is_fitted_on(fold: Fold, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "MOST_FLIGHTS", 2_000)
    assert day.fit_day(fold, 1).flights_ == 2_000

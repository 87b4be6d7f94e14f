"""Tests of training.evaluation.fold: what models are fitted on and asked about."""

from dataclasses import replace

import numpy as np
import pytest

from pushback.features import FEATURE_NAMES
from pushback.weather_features import WEATHER_FEATURES
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.features import training_inputs
from training.dataset.lookups import learn_reference
from training.dataset.masking import LEADS, mask
from training.dataset.splitting import split_by_share
from training.evaluation.fold import USUAL, Fold, fit, make_fold, reweigh

CONFIG = TrainingConfig("decision_tree")
WEATHER = [FEATURE_NAMES.index(feature.name) for feature in WEATHER_FEATURES]


@pytest.fixture(scope="module")
def fold(sampled_dataset: Dataset) -> Fold:
    return make_fold(sampled_dataset, split_by_share(sampled_dataset.flights, 0.25), CONFIG)


def test_usual_flights_are_training_flights_with_all_the_weather_there_is(
    fold: Fold, sampled_dataset: Dataset
) -> None:
    data = sampled_dataset
    reference, nation = learn_reference(fold.train, data.airports, data.airlines, data.record)
    whole = training_inputs(data, fold.train, reference, nation)
    assert fold.usual.shape == (USUAL, len(FEATURE_NAMES))
    assert {row.tobytes() for row in fold.usual} <= {row.tobytes() for row in whole}
    assert np.isnan(fold.inputs[:, WEATHER]).mean() > np.isnan(whole[:, WEATHER]).mean() + 0.2


def test_a_fold_weighed_anew_is_as_if_it_was_made_so(sampled_dataset: Dataset) -> None:
    data = with_an_earlier_year(sampled_dataset)
    split = split_by_share(data.flights, 0.25)
    other = TrainingConfig("decision_tree", older_weight=0.0, season_doubt=5.0)
    fold, made = make_fold(data, split, CONFIG), make_fold(data, split, other)
    weighed = reweigh(fold, data, other)
    assert (fold.weight != made.weight).any()
    assert (fold.season != made.season).any()
    for one, two in zip(weighed.all_rows(), made.all_rows(), strict=True):
        np.testing.assert_array_equal(one, two)
    np.testing.assert_array_equal(weighed.season, made.season)
    np.testing.assert_array_equal(weighed.test_inputs, made.test_inputs)


def with_an_earlier_year(dataset: Dataset) -> Dataset:
    """Put January's flights 52 weeks earlier."""
    flights, table = dataset.flights, dataset.flights.table
    weeks = np.where(flights.month == flights.month.min(), np.timedelta64(52, "W"), 0)
    moved = replace(table, departure=table.departure - weeks, arrival=table.arrival - weeks)
    return replace(dataset, flights=replace(flights, table=moved))


def test_a_sample_draws_its_share_and_leaves_the_test_flights(fold: Fold) -> None:
    tenth = fold.sampled(0.1, seed=1)
    assert len(tenth.train) == len(tenth.inputs) == len(tenth.weight)
    assert len(tenth.train) == pytest.approx(0.1 * len(fold.train), rel=0.2)
    assert tenth.test is fold.test
    assert tenth.reference is fold.reference


def test_a_sample_of_the_records_rows_stands_for_the_rest(fold: Fold) -> None:
    half = fold.sampled(0.5, seed=1)
    assert len(half.nation) == pytest.approx(0.5 * len(fold.nation), rel=0.2)
    inputs, outcome, weight = half.all_rows()
    assert len(inputs) == len(outcome) == len(weight) == len(half.train) + len(half.nation)
    fitted = weight[len(half.train) :].sum()
    assert fitted == pytest.approx(0.5 * fold.nation.weight.sum(), rel=0.2)


def test_forecasts_err_in_what_they_tell_alone(fold: Fold) -> None:
    assert list(fold.forecasts) == list(LEADS)
    schedule = [at for at in range(len(FEATURE_NAMES)) if at not in WEATHER]
    perfect = mask(fold.test_inputs, "forecast")
    for foretold in fold.forecasts.values():
        np.testing.assert_array_equal(foretold[:, schedule], perfect[:, schedule])
        np.testing.assert_array_equal(np.isnan(foretold), np.isnan(perfect))
        assert (foretold[:, WEATHER] != perfect[:, WEATHER]).any()


def test_the_smallest_leaf_shrinks_with_the_share_that_is_fitted_on(fold: Fold) -> None:
    half = fold.sampled(0.5, seed=1)
    fifth = half.take(np.arange(len(half.train)) % 5 == 0)
    config = TrainingConfig("decision_tree", parameters={"min_samples_leaf": 100})
    assert fit(fold, config).parameters["min_samples_leaf"] == 100
    assert fit(half, config).parameters["min_samples_leaf"] == 50
    assert fit(fifth, config).parameters["min_samples_leaf"] == 10


def test_a_feature_left_out_is_the_same_for_all_flights(fold: Fold) -> None:
    left = fold.without(["carrier", "wind_speed_kmh"])
    out = [FEATURE_NAMES.index(name) for name in ("carrier", "wind_speed_kmh")]
    for rows, before in ((left.inputs, fold.inputs), (left.test_inputs, fold.test_inputs)):
        assert (rows[:, out] == 0).all()
        np.testing.assert_array_equal(np.delete(rows, out, 1), np.delete(before, out, 1))
    assert fold.inputs[:, out[0]].any()

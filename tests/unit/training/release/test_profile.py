"""Tests of training.release.profile: what the bundle keeps of the training flights."""

import msgspec
import numpy as np
import pytest

from pushback.bundle import Bundle
from pushback.contract_profile import Profile
from pushback.features import FEATURE_NAMES, FEATURES, FeatureBuilder
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES
from training.dataset.splitting import split_by_share
from training.evaluation.fold import Fold, fit, make_fold
from training.model.export import convert
from training.release.profile import (
    code_bins,
    code_names,
    make_profile,
    newest_flights,
    number_bins,
    psi,
)

CONFIG = TrainingConfig("decision_tree")


@pytest.fixture(scope="module")
def fold(sampled_dataset: Dataset) -> Fold:
    split = split_by_share(sampled_dataset.flights, 0.25)
    return make_fold(sampled_dataset, split, CONFIG)


@pytest.fixture(scope="module")
def profile(sampled_dataset: Dataset, fold: Fold) -> Profile:
    graph = convert(fit(fold, CONFIG), fold.inputs.shape[1])
    return make_profile(newest_flights(fold, graph, sampled_dataset.weather), fold.reference)


@pytest.fixture(scope="module")
def inputs(sampled_dataset: Dataset, fold: Fold) -> dict[str, np.ndarray]:
    """The features of the training flights, by name."""
    builder = FeatureBuilder(fold.reference)
    columns = builder.build(fold.train.table, sampled_dataset.weather).T
    return dict(zip(FEATURE_NAMES, columns, strict=True))


def test_the_released_profile_is_small(released: Bundle) -> None:
    assert len(msgspec.json.encode(released.contract.profile)) < 15_000


def test_the_released_profile_is_of_the_last_twelve_months_of_training(released: Bundle) -> None:
    profile, train = released.contract.profile, released.contract.data.train
    last = np.datetime64(train.months[-1])
    assert profile.flights.months == [
        month for month in train.months if np.datetime64(month) > last - 12
    ]
    assert 0 < profile.flights.flights < train.flights


def test_every_feature_but_the_day_of_the_year_is_described(released: Bundle) -> None:
    profile = released.contract.profile
    described = {*profile.numbers, *profile.codes}
    assert described == {feature.name for feature in FEATURES} - {"season_row"}
    assert list(profile.late) == list(WEATHER_STATES)


def test_shares_are_of_all_flights_known_or_not(profile: Profile) -> None:
    for described in (profile.numbers, profile.codes, profile.late):
        for one in described.values():
            assert sum(one.shares) == pytest.approx(1, abs=1e-4)
    for number in profile.numbers.values():
        assert len(number.shares) == len(number.edges) + 2


def test_a_number_s_bins_hold_a_tenth_each(profile: Profile) -> None:
    tenths = profile.numbers["departure_minute"].shares
    assert tenths[:-1] == pytest.approx([0.1] * 10, abs=0.02)
    assert tenths[-1] == 0


def test_the_range_is_that_of_the_training_flights(
    profile: Profile, inputs: dict[str, np.ndarray]
) -> None:
    pressure, described = inputs["pressure_hpa"], profile.numbers["pressure_hpa"]
    assert np.float32(described.lowest) == np.nanmin(pressure)
    assert np.float32(described.highest) == np.nanmax(pressure)


def test_a_code_s_share_is_that_of_its_flights(profile: Profile, fold: Fold) -> None:
    carrier = fold.train.table.carrier
    described = profile.codes["carrier"]
    shares = dict(zip(described.codes, described.shares, strict=False))
    assert shares["DL"] == pytest.approx(np.mean(carrier == "DL"), abs=1e-5)
    assert "HA" not in shares  # less than a flight in a hundred


def test_the_month_psi_is_that_of_the_month_that_strays_furthest(
    profile: Profile, fold: Fold, inputs: dict[str, np.ndarray]
) -> None:
    month = fold.train.month
    temperature, described = inputs["temperature_c"], profile.numbers["temperature_c"]
    bins = number_bins(described.edges)
    strays = [
        psi(bins.count(temperature[month != one]), bins.count(temperature[month == one]))
        for one in np.unique(month)
    ]
    assert len(strays) == 3
    assert described.month_psi == pytest.approx(max(strays), abs=1e-5)


def test_a_value_on_an_edge_is_counted_as_it_was_in_training(
    profile: Profile, inputs: dict[str, np.ndarray]
) -> None:
    """12.34 as float32 is not 12.34: an edge must be compared as the values are."""
    for name, described in profile.numbers.items():
        values = inputs[name]
        known = values[~np.isnan(values)]
        counts = number_bins(described.edges).count(known)
        at_most = [np.mean(known <= np.float32(edge)) for edge in described.edges]
        assert np.cumsum(counts)[:-2] / len(known) == pytest.approx(at_most), name


def test_codes_that_training_knew_but_hardly_saw_are_the_others() -> None:
    bins = code_bins(["DL"], ["AA", "DL", "HA"])
    assert bins.labels == ["DL", "others", "not known"]
    assert bins.count(np.array([1, 0, 2, np.nan], np.float32)).tolist() == [1, 2, 1]


def test_the_codes_are_those_of_the_features(released: Bundle) -> None:
    names = code_names(released.contract)
    assert names["carrier"][0] == "9E"
    assert set(released.contract.profile.codes["origin"].codes) == set(released.contract.origins)

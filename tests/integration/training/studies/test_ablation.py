"""Tests of training.studies.ablation, on a sample of real flights."""

import pytest

from pushback.features import FEATURE_NAMES
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.studies.ablation import LEFT_OUT, Variation, ablate, variations

CONFIG = TrainingConfig("decision_tree")


@pytest.fixture(scope="module")
def found(sampled_dataset: Dataset) -> dict[str, Variation]:
    return {one.name: one for one in ablate(sampled_dataset, variations(CONFIG), months=(3, 4))}


def test_every_variation_is_scored_the_model_first(found: dict[str, Variation]) -> None:
    assert list(found) == list(variations(CONFIG))
    model = found["the model"]
    assert all(rise.value == rise.low == rise.high == 0 for rise in model.rise.values())


def test_without_weather_the_weather_makes_no_difference(found: dict[str, Variation]) -> None:
    blind = found["without all weather"]
    assert blind.log_loss["full"] == blind.log_loss["none"]
    assert blind.rise["full"].value > 0


def test_a_rise_is_the_difference_of_the_means(found: dict[str, Variation]) -> None:
    model = found["the model"]
    for one in found.values():
        difference = one.log_loss["full"] - model.log_loss["full"]
        assert one.rise["full"].value == pytest.approx(difference, abs=3e-5)


def test_what_is_left_out_exists() -> None:
    for names in LEFT_OUT.values():
        assert names
        assert set(names) <= set(FEATURE_NAMES)

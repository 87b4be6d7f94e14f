"""Tests of training.studies.ablation, on a sample of real flights."""

from typing import Any

import pytest

from pushback.features import FEATURE_NAMES
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.evaluation.fold import Fold, make_fold
from training.studies import ablation
from training.studies.ablation import LEFT_OUT, Variation, ablate, variations

CONFIG = TrainingConfig("decision_tree")
ALIKE = {f"without {name}" for name in LEFT_OUT} - {"without all weather"}
"""Variations that differ from that one by the names of features alone."""
SETUPS = {name: setup for name, setup in variations(CONFIG).items() if name not in ALIKE}


@pytest.fixture(scope="module")
def made() -> list[Fold]:
    """Every fold that was made for `found`."""
    return []


@pytest.fixture(scope="module")
def found(sampled_dataset: Dataset, made: list[Fold]) -> dict[str, Variation]:
    def make(*arguments: Any) -> Fold:
        made.append(make_fold(*arguments))
        return made[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ablation, "make_fold", make)
        return {one.name: one for one in ablate(sampled_dataset, SETUPS, months=(3, 4))}


def test_every_variation_is_scored_the_model_first(found: dict[str, Variation]) -> None:
    assert list(found) == list(SETUPS)
    model = found["the model"]
    assert all(rise.value == rise.low == rise.high == 0 for rise in model.rise.values())


def test_features_are_made_once_a_month(found: dict[str, Variation], made: list[Fold]) -> None:
    assert len(made) == 2 < len(found)


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
    setups = variations(CONFIG)
    for name, names in LEFT_OUT.items():
        assert setups[f"without {name}"].without == names
        assert names
        assert set(names) <= set(FEATURE_NAMES)

"""The committed results are those of the code and the bundle beside them."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from pushback.bundle import Bundle
from training.config import RESULTS_FOLDER, TrainingConfig
from training.model.estimators import PARAMETERS

RELEASED = PARAMETERS["hist_gradient_boosting"]


def result(name: str) -> Any:
    return json.loads((RESULTS_FOLDER / f"{name}.json").read_bytes())


def test_the_released_parameters_won_the_finals() -> None:
    best = result("tuning")["finals"][0]["parameters"]
    assert best.items() <= RELEASED.items()


def test_the_bundle_was_made_with_the_released_parameters(released: Bundle) -> None:
    assert released.contract.model.parameters == RELEASED


def test_the_evaluation_is_of_the_released_configuration_and_data(released: Bundle) -> None:
    evaluation = result("evaluation")
    released_config = json.loads(json.dumps(asdict(TrainingConfig())))
    assert released_config.items() <= evaluation["config"].items()
    assert evaluation["data"] == released.contract.data.fingerprint


def test_the_comparison_is_with_the_released_parameters() -> None:
    assert result("comparison")["contenders"]["ours"]["parameters"] == RELEASED


@pytest.mark.parametrize("name", ["ablation", "costs", "curves", "importance", "selection"])
def test_a_study_has_its_result(name: str) -> None:
    assert result(name)

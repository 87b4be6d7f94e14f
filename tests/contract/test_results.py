"""The committed results are those of the code and the bundle beside them."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from pushback.bundle import Bundle
from training.config import RESULTS_FOLDER, TrainingConfig
from training.evaluation.bootstrap import Estimate
from training.model.estimators import PARAMETERS
from training.studies.contenders import Setting
from training.studies.tuning import Trial, choose, draw_settings

RELEASED = PARAMETERS["hist_gradient_boosting"]


def result(name: str) -> Any:
    return json.loads((RESULTS_FOLDER / f"{name}.json").read_bytes())


def shared(setting: dict[str, Any]) -> dict[str, Any]:
    """Return what a setting says of our model's parameters."""
    return {name: value for name, value in setting.items() if name in RELEASED}


def test_the_released_parameters_are_those_that_tuning_chose() -> None:
    tuning = result("tuning")
    assert shared(tuning["chosen"]["ours"]).items() <= RELEASED.items()
    trials = [
        Trial(Setting(**one["setting"]), one["log_loss"], Estimate(**one["behind"]))
        for one in tuning["trials"]["ours"]
    ]
    assert asdict(choose(trials)) == tuning["chosen"]["ours"]


def test_every_library_tried_the_settings_that_this_code_draws() -> None:
    trials = result("tuning")["trials"]
    drawn = [asdict(one) for one in draw_settings(len(trials["ours"]), TrainingConfig().seed)]
    for library, tried in trials.items():
        settings = [one["setting"] for one in tried]
        assert sorted(settings, key=str) == sorted(drawn, key=str), library


def test_the_bundle_was_made_with_the_released_parameters(released: Bundle) -> None:
    assert released.contract.model.parameters == RELEASED


def test_the_evaluation_is_of_the_released_configuration_and_data(released: Bundle) -> None:
    evaluation = result("evaluation")
    released_config = json.loads(json.dumps(asdict(TrainingConfig())))
    assert released_config.items() <= evaluation["config"].items()
    assert evaluation["data"] == released.contract.data.fingerprint


def test_without_weather_the_mean_chance_of_the_test_months_is_what_came_within_3_points() -> None:
    months = result("evaluation")["reliability"]["none"]["month"]
    off = sum((one["chance"] - one["frequency"]) * one["flights"] for one in months)
    assert abs(off) <= 0.03 * sum(one["flights"] for one in months)


def test_on_the_day_the_mean_chance_of_every_band_is_what_came_within_3_points() -> None:
    for band in result("evaluation")["day"]["bands"]:
        assert abs(band["late_predicted"] - band["late_observed"]) <= 0.03, band["from_minutes"]


def test_the_comparison_is_of_the_chosen_settings() -> None:
    contenders, chosen = result("comparison")["contenders"], result("tuning")["chosen"]
    assert {name: one["setting"] for name, one in contenders.items()} == chosen


@pytest.mark.parametrize(
    "name", ["ablation", "costs", "curves", "importance", "seeds", "selection"]
)
def test_a_study_has_its_result(name: str) -> None:
    assert result(name)

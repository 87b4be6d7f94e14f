"""Tests of training.tuning, on a sample of real flights."""

from dataclasses import replace
from pathlib import Path

from training.config import TrainingConfig
from training.dataset import Dataset
from training.estimators import PARAMETERS
from training.tuning import MODEL, Tuning, tune

CONFIG = replace(TrainingConfig(), share=0.5)


def run(dataset: Dataset, folder: Path, trials: int) -> Tuning:
    return tune(dataset, folder / "tuning.sqlite", trials, CONFIG, months=(4, 4))


def test_the_released_parameters_are_the_first_trial(
    sampled_dataset: Dataset, tmp_path: Path
) -> None:
    found = run(sampled_dataset, tmp_path, 1)
    (trial,) = found.trials
    assert trial.parameters == found.released
    assert found.released.items() <= PARAMETERS[MODEL].items()
    assert trial.log_loss == found.released_log_loss


def test_a_search_is_taken_up_where_it_stopped(sampled_dataset: Dataset, tmp_path: Path) -> None:
    first = run(sampled_dataset, tmp_path, 2)
    told: list[str] = []
    second = tune(
        sampled_dataset, tmp_path / "tuning.sqlite", 3, CONFIG, months=(4, 4), progress=told.append
    )
    assert told == ["trial 3"]
    assert {trial.number for trial in second.trials} == {0, 1, 2}
    assert {trial.number: trial.log_loss for trial in first.trials}.items() <= {
        trial.number: trial.log_loss for trial in second.trials
    }.items()
    assert second.trials == sorted(second.trials, key=lambda trial: trial.log_loss)

"""Tests of training.studies.tuning, on a sample of real flights."""

from pathlib import Path

import optuna
import pytest

from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.model.estimators import PARAMETERS
from training.studies.tuning import MODEL, Tuning, tune

CONFIG, SHARE = TrainingConfig(), 0.5


MONTHS = (4, 4)


def run(dataset: Dataset, folder: Path, trials: int, finalists: int = 1) -> Tuning:
    return tune(dataset, folder / "tuning.sqlite", trials, finalists, CONFIG, SHARE, MONTHS)


def test_the_released_parameters_are_the_first_trial_and_in_the_finals(
    sampled_dataset: Dataset, tmp_path: Path
) -> None:
    found = run(sampled_dataset, tmp_path, 1)
    (trial,), (final,) = found.trials, found.finals
    assert trial.parameters == final.parameters == found.released
    assert found.released.items() <= PARAMETERS[MODEL].items()


def test_the_best_of_the_search_are_in_the_finals(sampled_dataset: Dataset, tmp_path: Path) -> None:
    found = run(sampled_dataset, tmp_path, 3, finalists=2)
    best = [trial.parameters for trial in found.trials[:2]]
    finals = [trial.parameters for trial in found.finals]
    assert found.released in finals
    assert all(parameters in finals for parameters in best)
    assert found.finals == sorted(found.finals, key=lambda trial: trial.log_loss)


def test_a_search_is_taken_up_where_it_stopped(sampled_dataset: Dataset, tmp_path: Path) -> None:
    first = run(sampled_dataset, tmp_path, 2)
    told: list[str] = []
    storage = tmp_path / "tuning.sqlite"
    second = tune(sampled_dataset, storage, 3, 1, CONFIG, SHARE, MONTHS, progress=told.append)
    assert told[0] == "search, trial 3"
    assert second.trials[0].parameters in [trial.parameters for trial in second.finals]
    assert len(second.trials) == 3  # numbers may skip those whose graph would be too large
    assert {trial.number: trial.log_loss for trial in first.trials}.items() <= {
        trial.number: trial.log_loss for trial in second.trials
    }.items()
    assert second.trials == sorted(second.trials, key=lambda trial: trial.log_loss)


def test_a_search_that_is_taken_up_draws_other_parameters(
    sampled_dataset: Dataset, tmp_path: Path
) -> None:
    run(sampled_dataset, tmp_path, 2)
    tried = [trial.parameters for trial in run(sampled_dataset, tmp_path, 3).trials]
    assert all(tried.count(parameters) == 1 for parameters in tried)


def test_a_trial_that_was_stopped_midway_is_run_again(
    sampled_dataset: Dataset, tmp_path: Path
) -> None:
    def stop(_: str) -> None:
        raise KeyboardInterrupt

    storage = tmp_path / "tuning.sqlite"
    with pytest.raises(KeyboardInterrupt):
        tune(sampled_dataset, storage, 1, 1, CONFIG, SHARE, MONTHS, progress=stop)
    [name] = optuna.get_all_study_names(f"sqlite:///{storage}")
    optuna.load_study(study_name=name, storage=f"sqlite:///{storage}").ask()  # begun, never told
    found = run(sampled_dataset, tmp_path, 1)
    assert [trial.parameters for trial in found.trials] == [found.released]

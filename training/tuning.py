"""Tuning: a search for the released model's parameters that can be stopped and taken up again.

Trials are scored by rolling origin on the months that choices are made on, April to September,
as the mean log-loss over the three weather states.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import optuna

from training.config import TrainingConfig
from training.dataset import Dataset
from training.estimators import PARAMETERS
from training.masking import WEATHER_STATES
from training.rolling import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, mean_of, roll

MODEL = "hist_gradient_boosting"
LEAVES, ITERATIONS = 31, 60
"""Upper bounds: with six classes, more would put the graph past the bundle's megabyte."""


@dataclass(frozen=True)
class Trial:
    """A trial's parameters, for all flights, and its score."""

    number: int
    parameters: dict[str, float]
    log_loss: float


@dataclass(frozen=True)
class Tuning:
    """All finished trials, best first, and the score of the released parameters."""

    released: dict[str, float]
    released_log_loss: float
    trials: list[Trial]


def tune(
    dataset: Dataset,
    storage: Path,
    trials: int,
    config: TrainingConfig,
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_CHOOSING_MONTH),
    progress: Callable[[str], None] = lambda _: None,
) -> Tuning:
    """Run trials until the study in `storage` has so many; the first is the released model.

    Parameters
    ----------
    storage
        A SQLite file; it is made if it is not there, and taken up again if it is.
    config
        `share` below 1 makes the trials faster and less exact.
    """
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(
        study_name=f"{dataset.manifest.fingerprint[:12]} {months} {config.share:g}",
        storage=f"sqlite:///{storage}",
        sampler=optuna.samplers.TPESampler(seed=config.seed),
        load_if_exists=True,
    )
    if not study.trials:
        study.enqueue_trial(_released())
    while (done := len(_finished(study))) < trials:
        progress(f"trial {done + 1}")
        study.optimize(lambda trial: _score(trial, dataset, config, months), n_trials=1)
    return _tuning(study)


def _released() -> dict[str, float]:
    return {name: PARAMETERS[MODEL][name] for name in _SPACE}


# In units of all flights, whatever the share that is fitted on.
_SPACE: dict[str, Callable[[optuna.Trial], float]] = {
    "learning_rate": lambda trial: trial.suggest_float("learning_rate", 0.02, 0.15, log=True),
    "max_iter": lambda trial: trial.suggest_int("max_iter", 20, ITERATIONS, step=5),
    "max_leaf_nodes": lambda trial: trial.suggest_int("max_leaf_nodes", 7, LEAVES),
    "min_samples_leaf": lambda trial: trial.suggest_int("min_samples_leaf", 250, 16_000, log=True),
    "max_features": lambda trial: trial.suggest_float("max_features", 0.1, 1.0),
    "l2_regularization": lambda trial: trial.suggest_float(
        "l2_regularization", 0.1, 100.0, log=True
    ),
}


def _score(
    trial: optuna.Trial, dataset: Dataset, config: TrainingConfig, months: tuple[int, int]
) -> float:
    parameters = {name: suggest(trial) for name, suggest in _SPACE.items()}
    varied = replace(config, model=MODEL, parameters=parameters)
    means = mean_of(roll(dataset, varied, months))
    return float(np.mean([means[state]["log_loss"] for state in WEATHER_STATES]))


def _finished(study: optuna.Study) -> list[optuna.trial.FrozenTrial]:
    return study.get_trials(states=[optuna.trial.TrialState.COMPLETE])


def _tuning(study: optuna.Study) -> Tuning:
    finished = _finished(study)
    trials = [Trial(one.number, _plain(one.params), round(one.value or 0.0, 6)) for one in finished]
    first = min(trials, key=lambda trial: trial.number)
    return Tuning(_released(), first.log_loss, sorted(trials, key=lambda trial: trial.log_loss))


def _plain(parameters: dict[str, Any]) -> dict[str, float]:
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in parameters.items()
    }

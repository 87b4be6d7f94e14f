"""Tuning: a search for the released model's parameters that can be stopped and taken up again.

Trials are scored by rolling origin on the months that choices are made on, April to September,
as the mean log-loss over the three weather states.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import optuna

from training.config import TrainingConfig
from training.dataset import Dataset
from training.estimators import PARAMETERS
from training.masking import WEATHER_STATES, mask
from training.metrics import log_losses
from training.model import DelayModel
from training.prepared import Prepared, prepare, sampled
from training.rolling import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH
from training.splitting import rolling_origin

MODEL = "hist_gradient_boosting"
MOST_LEAVES = 31 * 60
"""Of all trees of one outcome together: more would put the graph past the bundle's megabyte."""


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
    folds = _folds(dataset, config, months)
    while (done := len(_finished(study))) < trials:
        progress(f"trial {done + 1}")
        study.optimize(lambda trial: _score(trial, folds, config), n_trials=1)
    return _tuning(study)


def _folds(dataset: Dataset, config: TrainingConfig, months: tuple[int, int]) -> list[Prepared]:
    splits = (split for _, split in rolling_origin(dataset.flights, *months))
    return [sampled(prepare(dataset, split, config), config.share, config.seed) for split in splits]


def _released() -> dict[str, float]:
    return {name: PARAMETERS[MODEL][name] for name in _SPACE}


# In units of all flights, whatever the share that is fitted on.
_SPACE: dict[str, Callable[[optuna.Trial], float]] = {
    "learning_rate": lambda trial: trial.suggest_float("learning_rate", 0.02, 0.15, log=True),
    "max_iter": lambda trial: trial.suggest_int("max_iter", 20, 150, step=10),
    "max_leaf_nodes": lambda trial: trial.suggest_int("max_leaf_nodes", 3, 31, log=True),
    "min_samples_leaf": lambda trial: trial.suggest_int("min_samples_leaf", 250, 16_000, log=True),
    "max_features": lambda trial: trial.suggest_float("max_features", 0.1, 1.0),
    "l2_regularization": lambda trial: trial.suggest_float(
        "l2_regularization", 0.1, 100.0, log=True
    ),
}


def _score(trial: optuna.Trial, folds: Sequence[Prepared], config: TrainingConfig) -> float:
    parameters = {name: suggest(trial) for name, suggest in _SPACE.items()}
    if parameters["max_iter"] * parameters["max_leaf_nodes"] > MOST_LEAVES:
        raise optuna.TrialPruned
    leaf = max(1, round(parameters["min_samples_leaf"] * config.share))
    scaled = {**parameters, "min_samples_leaf": leaf}
    return float(np.mean([_log_loss(fold, scaled, config.seed) for fold in folds]))


def _log_loss(fold: Prepared, parameters: dict[str, float], seed: int) -> float:
    """The mean over the weather states."""
    model = DelayModel(MODEL, seed, parameters)
    model.fit(fold.inputs, fold.outcome, fold.weight, fold.season)
    states = (model.predict_proba(mask(fold.test_inputs, state)) for state in WEATHER_STATES)
    return float(np.mean([log_losses(chances, fold.test_outcome) for chances in states]))


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

"""Tuning: a search for the released model's parameters that can be stopped and taken up again.

Trials are scored by rolling origin on the months that choices are made on, April to September,
as the mean log-loss over the three weather states.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import optuna

from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import rolling_origin
from training.evaluation.fold import Fold, fit, make_fold
from training.evaluation.metrics import log_losses
from training.evaluation.rolling_origin import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH
from training.model.estimators import PARAMETERS

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
    """What came of the search and of the finals, each best first.

    Attributes
    ----------
    released
        The parameters in `training.model.estimators`: the search's first trial.
    trials
        Of the search, fitted on a share of the flights.
    finals
        The best of the search and the released ones, fitted on all flights: small samples
        favour simpler trees, so the search alone does not decide.
    """

    released: dict[str, float]
    trials: list[Trial]
    finals: list[Trial]


def tune(
    dataset: Dataset,
    storage: Path,
    trials: int,
    finalists: int,
    config: TrainingConfig,
    share: float,
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_CHOOSING_MONTH),
    progress: Callable[[str], None] = lambda _: None,
) -> Tuning:
    """Search until there are so many trials, then fit the best of them on all flights.

    Parameters
    ----------
    storage
        A SQLite file; it is made if it is not there, and taken up again if it is.
    finalists
        How many of the best trials are in the finals, besides the released parameters.
    share
        Share of the training flights that the search fits on.
    """
    optuna.logging.set_verbosity(optuna.logging.WARNING)

    def run(stage: str, share: float, queue: list[dict[str, float]], count: int) -> list[Trial]:
        name = f"{dataset.manifest.fingerprint[:12]} {months} {stage} {share:g}"
        study = _study(name, storage, config.seed, queue)
        splits = (split for _, split in rolling_origin(dataset.flights, *months))
        folds = [make_fold(dataset, one, config).sampled(share, config.seed) for one in splits]
        while (done := len(_finished(study))) < count or _waiting(study):
            progress(f"{stage}, trial {done + 1}")
            study.optimize(lambda trial: _score(trial, folds, config), n_trials=1)
        return _trials(study)

    found = run("search", share, [_released()], trials)
    best = [trial.parameters for trial in found[:finalists] if trial.parameters != _released()]
    finals = run("finals", 1.0, [_released(), *best], 0)
    return Tuning(_released(), found, finals)


def _study(name: str, storage: Path, seed: int, queue: list[dict[str, float]]) -> optuna.Study:
    """Open a study and queue the parameters that it has not tried."""
    study = optuna.create_study(
        study_name=name,
        storage=f"sqlite:///{storage}",
        sampler=optuna.samplers.TPESampler(seed=seed),
        load_if_exists=True,
    )
    for parameters in queue:
        study.enqueue_trial(parameters, skip_if_exists=True)
    return study


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


def _score(trial: optuna.Trial, folds: Sequence[Fold], config: TrainingConfig) -> float:
    parameters = {name: suggest(trial) for name, suggest in _SPACE.items()}
    if parameters["max_iter"] * parameters["max_leaf_nodes"] > MOST_LEAVES:
        raise optuna.TrialPruned
    tried = replace(config, model=MODEL, parameters=parameters)
    return float(np.mean([_log_loss(fold, tried) for fold in folds]))


def _log_loss(fold: Fold, config: TrainingConfig) -> float:
    """The mean over the weather states."""
    model = fit(fold, config)
    states = (model.predict_proba(mask(fold.test_inputs, state)) for state in WEATHER_STATES)
    return float(np.mean([log_losses(chances, fold.test.outcome) for chances in states]))


def _finished(study: optuna.Study) -> list[optuna.trial.FrozenTrial]:
    return study.get_trials(states=[optuna.trial.TrialState.COMPLETE])


def _waiting(study: optuna.Study) -> bool:
    return bool(study.get_trials(states=[optuna.trial.TrialState.WAITING]))


def _trials(study: optuna.Study) -> list[Trial]:
    """All finished trials, best first."""
    trials = [
        Trial(one.number, _plain(one.params), round(one.value or 0.0, 6))
        for one in _finished(study)
    ]
    return sorted(trials, key=lambda trial: trial.log_loss)


def _plain(parameters: dict[str, Any]) -> dict[str, float]:
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in parameters.items()
    }

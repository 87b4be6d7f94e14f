"""Tuning: a search for the released model's parameters that can be stopped and taken up again.

Trials are scored by rolling origin on the months that choices are made on, April to September,
as the mean log-loss over the three weather states.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import optuna
from optuna.distributions import BaseDistribution, FloatDistribution, IntDistribution
from optuna.trial import TrialState

from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import rolling_origin
from training.evaluation.fold import Fold, fit, make_fold
from training.evaluation.metrics import log_losses
from training.evaluation.rolling_origin import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH
from training.model.estimators import PARAMETERS

MODEL = "hist_gradient_boosting"
SPACE: dict[str, BaseDistribution] = {
    "learning_rate": FloatDistribution(0.02, 0.15, log=True),
    "max_iter": IntDistribution(20, 150, step=10),
    "max_leaf_nodes": IntDistribution(3, 31, log=True),
    "min_samples_leaf": IntDistribution(250, 16_000, log=True),
    "max_features": FloatDistribution(0.1, 1.0),
    "l2_regularization": FloatDistribution(0.1, 100.0, log=True),
}
"""What is searched, in units of all flights, whatever the share that is fitted on."""
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
    released = {name: PARAMETERS[MODEL][name] for name in SPACE}

    def run(stage: str, share: float, queue: list[dict[str, float]], count: int) -> list[Trial]:
        name = f"{dataset.manifest.fingerprint[:12]} {months} {stage} {share:g}"
        study = _study(name, storage, config.seed, queue)
        splits = (split for _, split in rolling_origin(dataset.flights, *months))
        folds = [make_fold(dataset, one, config).sampled(share, config.seed) for one in splits]
        while _count(study, TrialState.COMPLETE) < count or _count(study, TrialState.WAITING):
            progress(f"{stage}, trial {_count(study, TrialState.COMPLETE) + 1}")
            _run_trial(study, folds, config)
        return _best_first(study)

    found = run("search", share, [released], trials)
    best = [trial.parameters for trial in found[:finalists] if trial.parameters != released]
    finals = run("finals", 1.0, [released, *best], 0)
    return Tuning(released, found, finals)


def _study(name: str, storage: Path, seed: int, queue: list[dict[str, float]]) -> optuna.Study:
    """Open a study and queue the parameters that it has not tried, or was stopped at."""
    study = optuna.create_study(
        study_name=name, storage=f"sqlite:///{storage}", load_if_exists=True
    )
    # Seeded alike, a search that is taken up would draw what it drew before.
    study.sampler = optuna.samplers.TPESampler(seed=seed + len(study.trials))
    for stopped in study.get_trials(states=[TrialState.RUNNING]):
        study.tell(stopped.number, state=TrialState.FAIL)
    kept = study.get_trials(states=[TrialState.COMPLETE, TrialState.WAITING])
    known = [trial.system_attrs.get("fixed_params", trial.params) for trial in kept]
    for parameters in queue:
        if parameters not in known:
            study.enqueue_trial(parameters)
    return study


def _count(study: optuna.Study, state: TrialState) -> int:
    return len(study.get_trials(states=[state]))


def _run_trial(study: optuna.Study, folds: Sequence[Fold], config: TrainingConfig) -> None:
    trial = study.ask(SPACE)
    if trial.params["max_iter"] * trial.params["max_leaf_nodes"] > MOST_LEAVES:
        study.tell(trial, state=TrialState.PRUNED)
        return
    tried = replace(config, model=MODEL, parameters=trial.params)
    study.tell(trial, float(np.mean([_log_loss(fold, tried) for fold in folds])))


def _log_loss(fold: Fold, config: TrainingConfig) -> float:
    """Return the mean over the weather states."""
    model = fit(fold, config)
    states = (model.predict_proba(mask(fold.test_inputs, state)) for state in WEATHER_STATES)
    return float(np.mean([log_losses(chances, fold.test.outcome) for chances in states]))


def _best_first(study: optuna.Study) -> list[Trial]:
    trials = []
    for one in study.get_trials(states=[TrialState.COMPLETE]):
        parameters = {name: round(value, 4) for name, value in one.params.items()}
        trials.append(Trial(one.number, parameters, round(one.value or 0.0, 6)))
    return sorted(trials, key=lambda trial: trial.log_loss)

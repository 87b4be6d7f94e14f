"""Tuning: a search for every contender's setting that can be stopped and taken up again.

Our model and the other libraries try the same settings, on the same flights of the same months: a
trial is the mean log-loss over months that choices are made on and over the three weather states.
Of a library's trials the smallest model within noise of the best is chosen: where the days drawn
cannot tell two settings apart, fewer leaves are served, explained and exported faster.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.atomic_write import write_parquet
from training.config import TrainingConfig, record_file
from training.dataset.dataset import Dataset
from training.dataset.splitting import rolling_origin
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.fold import Fold, make_fold
from training.evaluation.metrics import log_losses
from training.studies.contenders import (
    CONTENDERS,
    Contender,
    Setting,
    chances_by_state,
    check_rivals,
    departures,
)

MONTHS = (5, 7, 9)
"""Test months that settings are chosen on: a calm one and two stormy ones."""
MOST_LEAVES = 31 * 60
"""Of all trees of one outcome together: more would put the graph past the bundle's limit."""
STARTS = (
    Setting(0.06, 50, 31, min_samples_leaf=4000, max_features=0.3, l2_regularization=1.0),
    Setting(0.06, 60, 16, min_samples_leaf=4000, max_features=0.3, l2_regularization=1.0),
)
"""Where the search begins: what a search of ours alone found before, and half of its leaves."""

Losses = NDArray[np.float64]


@dataclass(frozen=True)
class Trial:
    """A setting tried for a library; `behind` is its log-loss minus that of the library's best."""

    setting: Setting
    log_loss: float
    behind: Estimate


def tune(
    dataset: Dataset,
    storage: Path,
    trials: int,
    config: TrainingConfig,
    share: float,
    months: Sequence[int] = MONTHS,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Run the trials that the storage lacks, and choose a setting for each library.

    Raises RivalMissing if a library is not installed, and UnusableSplit if the months are not in
    the data.

    Parameters
    ----------
    storage
        A folder with the losses of each trial; it is made if it is not there. Trials of other
        data, settings of ours, months or shares have other names, and are left alone.
    trials
        Settings tried for each library, the starts first.

    Returns
    -------
    dict
        By library its `trials`, best first, and the setting that is `chosen`.
    """
    check_rivals()
    flights, data = dataset.flights, _checksum(dataset, config)
    splits = [split for month in months for _, split in rolling_origin(flights, month, month)]

    @cache
    def folds() -> list[Fold]:  # made for the first trial that is missing
        made = (make_fold(dataset, split, config) for split in splits)
        return [fold.sampled(share, config.seed) for fold in made]

    ranked = {}
    for contender in CONTENDERS:
        tried = f"{data} {'-'.join(map(str, months))} {share:g} {contender.library}"
        losses = {}
        for setting in draw_settings(trials, config.seed):
            progress(f"{contender.library}, {_name(setting)}")
            path = storage / f"{tried} {_name(setting)}.parquet"
            if not path.is_file():
                found = [_losses(contender(setting, config.seed), fold) for fold in folds()]
                write_parquet(path, pd.DataFrame({"loss": np.concatenate(found)}))
            losses[setting] = pd.read_parquet(path)["loss"].to_numpy(np.float64)
        ranked[contender.library] = _rank(losses, departures(flights, splits))
    chosen = {library: choose(found) for library, found in ranked.items()}
    return {"months": tuple(months), "share": share, "trials": ranked, "chosen": chosen}


def draw_settings(count: int, seed: int) -> list[Setting]:
    """Return the settings to try, the same for every contender: the starts, then drawn ones.

    Examples
    --------
    >>> draw_settings(2, seed=1) == draw_settings(3, seed=1)[:2]
    True
    """
    random, settings = np.random.default_rng(seed), [*STARTS[:count]]
    while len(settings) < count:
        drawn = Setting(
            learning_rate=_log_uniform(random, 0.03, 0.12),
            max_iter=int(random.integers(4, 16)) * 10,
            max_leaf_nodes=int(random.choice((8, 16, 31))),
            min_samples_leaf=round(_log_uniform(random, 500, 16_000)),
            max_features=round(random.uniform(0.2, 1.0), 2),
            l2_regularization=_log_uniform(random, 0.1, 10.0),
            random_thresholds=bool(random.integers(2)),
        )
        if drawn.leaves <= MOST_LEAVES:
            settings.append(drawn)
    return settings


def choose(trials: Sequence[Trial]) -> Setting:
    """Return the setting with fewest leaves among those within noise of the best.

    Noise is that of the days drawn within the months: a setting is out if its interval is above 0.
    """
    within = [one for one in trials if one.behind.low <= 0]
    return min(within, key=lambda one: (one.setting.leaves, one.log_loss)).setting


def _checksum(dataset: Dataset, config: TrainingConfig) -> str:
    """Return a checksum of what all trials are run on: lake, nation's record and config."""
    checksum = hashlib.sha256(f"{dataset.manifest.fingerprint} {config}".encode())
    checksum.update(record_file().read_bytes())
    return checksum.hexdigest()[:12]


def _losses(contender: Contender, fold: Fold) -> Losses:
    """Return each test flight's log-loss, as a mean over the weather states."""
    chances = chances_by_state(contender.fit(fold), fold).values()
    return np.asarray(np.mean([log_losses(one, fold.test.outcome) for one in chances], axis=0))


def _rank(losses: dict[Setting, Losses], departure: NDArray[np.datetime64]) -> list[Trial]:
    """Return the trials of a library, best first."""
    means = {setting: difference(loss, 0, departure).value for setting, loss in losses.items()}
    ranked = sorted(means, key=means.__getitem__)
    best = losses[ranked[0]]
    return [
        Trial(setting, means[setting], difference(losses[setting], best, departure))
        for setting in ranked
    ]


def _name(setting: Setting) -> str:
    values = asdict(setting).values()
    return "-".join(f"{float(value):g}" for value in values)


def _log_uniform(random: np.random.Generator, low: float, high: float) -> float:
    return round(float(np.exp(random.uniform(np.log(low), np.log(high)))), 4)

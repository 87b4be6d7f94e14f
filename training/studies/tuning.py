"""Tuning: a search for every contender's setting that can be stopped and taken up again.

Our model and the other libraries try the same settings, on the same flights of the same months: a
trial is the mean log-loss over months that choices are made on and over the three weather states.
Of a library's trials the smallest model within noise of the best is chosen: where the days drawn
cannot tell two settings apart, fewer leaves are served, explained and exported faster.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.config import TrainingConfig, record_file
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import Split, rolling_origin
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.fold import Fold, make_fold
from training.evaluation.metrics import log_losses
from training.results import write_parquet
from training.studies.contenders import (
    CONTENDERS,
    Contender,
    Ours,
    Rival,
    Setting,
    check_rivals,
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
    """A setting tried for a library.

    Attributes
    ----------
    log_loss
        Mean over the months and the weather states.
    behind
        Its log-loss minus that of the library's best, with the intervals.
    """

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
        `months`, `share`, and by library its `trials`, best first, and the setting that is
        `chosen`.

    Raises
    ------
    RivalMissing
        If a library is not installed.
    UnusableSplit
        If the months are not in the data.
    """
    check_rivals()
    search = _Search(dataset, storage, config, share, tuple(months))
    ranked = {}
    for contender in CONTENDERS:
        losses = {}
        for setting in draw_settings(trials, config.seed):
            progress(f"{contender.library}, {_name(setting)}")
            losses[setting] = search.losses(contender, setting)
        ranked[contender.library] = list(_rank(losses, search.departure))
    chosen = {library: choose(found) for library, found in ranked.items()}
    return {"months": search.months, "share": share, "trials": ranked, "chosen": chosen}


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


@dataclass(frozen=True, eq=False)
class _Search:
    """Runs trials, or reads those that were run before."""

    dataset: Dataset
    storage: Path
    config: TrainingConfig
    share: float
    months: tuple[int, ...]

    @cached_property
    def splits(self) -> list[Split]:
        flights = self.dataset.flights
        return [split for one in self.months for _, split in rolling_origin(flights, one, one)]

    @cached_property
    def departure(self) -> "pd.Series[pd.Timestamp]":
        """When each test flight was to leave."""
        tested = [self.dataset.flights.table.departure[split.test] for split in self.splits]
        return pd.Series(np.concatenate(tested).astype("datetime64[s]"))

    @cached_property
    def folds(self) -> list[Fold]:
        """Made for the first trial that is missing."""
        made = (make_fold(self.dataset, split, self.config) for split in self.splits)
        return [fold.sampled(self.share, self.config.seed) for fold in made]

    @cached_property
    def _data(self) -> str:
        """A checksum of what all trials are run on: the lake, the nation's record, the config."""
        checksum = hashlib.sha256(f"{self.dataset.manifest.fingerprint} {self.config}".encode())
        checksum.update(record_file().read_bytes())
        return checksum.hexdigest()[:12]

    def losses(self, contender: type[Ours | Rival], setting: Setting) -> Losses:
        """Return each test flight's log-loss, as a mean over the weather states."""
        months = "-".join(map(str, self.months))
        name = f"{self._data} {months} {self.share:g} {contender.library} {_name(setting)}.parquet"
        path = self.storage / name
        if not path.is_file():
            found = [_losses(contender(setting, self.config.seed), one) for one in self.folds]
            self.storage.mkdir(parents=True, exist_ok=True)
            write_parquet(path, pd.DataFrame({"loss": np.concatenate(found)}))
        return pd.read_parquet(path)["loss"].to_numpy(np.float64)


def choose(trials: Sequence[Trial]) -> Setting:
    """Return the setting with fewest leaves among those within noise of the best.

    Noise is that of the days drawn within the months: a setting is out if its interval is above 0.
    """
    within = [one for one in trials if one.behind.low <= 0]
    return min(within, key=lambda one: (one.setting.leaves, one.log_loss)).setting


def _losses(contender: Contender, fold: Fold) -> Losses:
    fitted = contender.fit(fold)
    states = (fitted.predict_proba(mask(fold.test_inputs, state)) for state in WEATHER_STATES)
    losses = [log_losses(chances, fold.test.outcome) for chances in states]
    return np.asarray(np.mean(losses, axis=0))


def _rank(losses: dict[Setting, Losses], departure: "pd.Series[pd.Timestamp]") -> Iterator[Trial]:
    """Yield the trials of a library, best first."""
    ones = np.zeros(len(departure))
    means = {setting: difference(loss, ones, departure).value for setting, loss in losses.items()}
    by_loss = sorted(means, key=means.__getitem__)
    for setting in by_loss:
        behind = difference(losses[setting], losses[by_loss[0]], departure)
        yield Trial(setting, means[setting], behind)


def _name(setting: Setting) -> str:
    """Return a setting in a few letters."""
    values = asdict(setting).values()
    return "-".join(f"{float(value):g}" for value in values)


def _log_uniform(random: np.random.Generator, low: float, high: float) -> float:
    return round(float(np.exp(random.uniform(np.log(low), np.log(high)))), 4)

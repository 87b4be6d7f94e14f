"""Comparison: our model beside other boosting libraries, on the same folds and inputs.

Each rival is lightly tuned first: the same settings, drawn at random, are tried for each, and
the one with the least log-loss on one test month is kept. Our parameters were chosen before, on
test months April to September, so they are not searched again.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import rolling_origin
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.fold import Fold, make_fold
from training.evaluation.metrics import Scores, log_losses, mean_scores, rounded, score
from training.evaluation.rolling_origin import FIRST_TEST_MONTH, LAST_TEST_MONTH
from training.studies.contenders import (
    RIVALS,
    Contender,
    Floats,
    OneRow,
    Ours,
    Rival,
    Setting,
    Weights,
    draw_settings,
    load_library,
)

OURS = "ours"
CONTENDERS = (OURS, *(rival.library for rival in RIVALS))
TRIALS, TUNING_MONTH, TUNING_SHARE = 6, 8, 0.5
TIMINGS = 200
"""Rows that each contender is timed on."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Row:
    """What came of one contender; scores and seconds are means over the test months.

    Attributes
    ----------
    parameters
        What was chosen for it.
    log_loss
        By weather state.
    auc
        With all weather.
    behind
        Its log-loss minus ours, with all weather; below 0, it is better.
    fit_seconds
        On two threads, its own form of the inputs included.
    kilobytes
        Of the last month's model, in the form it would be kept in (1000 bytes).
    microseconds
        Median time of predicting one row with the last month's model, on one thread.
    """

    parameters: Mapping[str, Any]
    log_loss: Mapping[str, float]
    auc: float
    behind: Estimate
    fit_seconds: float
    kilobytes: float
    microseconds: float


@dataclass(frozen=True)
class Comparison:
    """All contenders' rows by name, ours first."""

    months: tuple[int, ...]
    flights: int
    trials: int
    contenders: Mapping[str, Row]

    @property
    def verdict(self) -> str:
        """Say whether ours is the best, as good as can be told, or clearly behind."""
        rows = self.contenders
        best = min(rows, key=lambda name: rows[name].behind.value)
        if best == OURS:
            return "ours is the best"
        clear = [name for name in rows if rows[name].behind.is_below_zero]
        if not clear:
            return f"ours is inside the noise of the best: {_better(best, rows[best].behind)}"
        best = min(clear, key=lambda name: rows[name].behind.value)
        return _better(best, rows[best].behind)

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain objects."""
        return {"verdict": self.verdict, **asdict(self)}


@dataclass(frozen=True, eq=False)
class _Result:
    """A contender fitted on a fold; the losses are the test flights', with all weather."""

    fitted: Contender
    seconds: float
    scores: Scores
    losses: Weights


def compare(
    dataset: Dataset,
    config: TrainingConfig,
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_TEST_MONTH),
    trials: int = TRIALS,
    tuning_month: int = TUNING_MONTH,
    progress: Progress = lambda _: None,
) -> Comparison:
    """Tune the rivals, fit every contender on every fold, and hold them against ours.

    Parameters
    ----------
    months
        First and last test month of the newest year.
    trials
        Settings tried for each rival.
    tuning_month
        The test month that settings are chosen on.
    progress
        Told of each fit: `trials` for each rival, then one for each contender and month.

    Raises
    ------
    RivalMissing
        If a library is not installed.
    UnusableSplit
        If the months are not in the data.
    """
    for rival in RIVALS:
        load_library(rival.library)
    splits = dict(rolling_origin(dataset.flights, *months))  # refused before the search
    settings = _tune(dataset, config, trials, tuning_month, progress)
    results: dict[str, list[_Result]] = {name: [] for name in CONTENDERS}
    departures = []
    for month, split in splits.items():
        fold = make_fold(dataset, split, config)
        departures.append(fold.test.table.departure)
        rivals = {rival.library: rival(settings[rival], config.seed) for rival in RIVALS}
        contenders: dict[str, Contender] = {OURS: Ours(config), **rivals}
        for name, contender in contenders.items():
            progress(f"{name}, test month {month}")
            results[name].append(_result(contender, fold))
    departure = pd.Series(np.concatenate(departures).astype("datetime64[s]"))
    rows = _rows(results, departure, fold.test_inputs)
    return Comparison(tuple(splits), len(departure), trials, rows)


def _tune(
    dataset: Dataset, config: TrainingConfig, trials: int, month: int, progress: Progress
) -> dict[type[Rival], Setting]:
    """Return the setting with the least log-loss, all weather known, for each rival."""
    [(_, split)] = rolling_origin(dataset.flights, month, month)
    fold = make_fold(dataset, split, config).sampled(TUNING_SHARE, config.seed)
    chosen = {}
    for rival in RIVALS:
        losses: dict[Setting, float] = {}
        for setting in draw_settings(trials, config.seed):
            progress(f"{rival.library}, trial {len(losses) + 1}")
            losses[setting] = float(_result(rival(setting, config.seed), fold).losses.mean())
        chosen[rival] = min(losses, key=losses.__getitem__)
    return chosen


def _result(contender: Contender, fold: Fold) -> _Result:
    begin = time.perf_counter()
    contender.fit(fold)
    seconds = time.perf_counter() - begin
    outcome = fold.test.outcome
    chances = {
        state: contender.predict_proba(mask(fold.test_inputs, state)) for state in WEATHER_STATES
    }
    scores: Scores = {state: score(given, outcome) for state, given in chances.items()}
    return _Result(contender, seconds, scores, log_losses(chances["full"], outcome))


def _rows(
    results: Mapping[str, list[_Result]], departure: "pd.Series[pd.Timestamp]", inputs: Floats
) -> dict[str, Row]:
    losses = {
        name: np.concatenate([result.losses for result in folds]) for name, folds in results.items()
    }
    calls = {name: folds[-1].fitted.one_row() for name, folds in results.items()}
    microseconds = time_single_rows(calls, inputs)
    rows = {}
    for name, folds in results.items():
        means = rounded(mean_scores([result.scores for result in folds]))
        last = folds[-1].fitted
        rows[name] = Row(
            parameters=last.parameters,
            log_loss={state: means[state]["log_loss"] for state in WEATHER_STATES},
            auc=means["full"]["auc"],
            behind=difference(losses[name], losses[OURS], departure),
            fit_seconds=round(float(np.mean([result.seconds for result in folds])), 2),
            kilobytes=round(len(last.to_bytes()) / 1000, 1),
            microseconds=round(microseconds[name], 1),
        )
    return rows


def time_single_rows(calls: Mapping[str, OneRow], inputs: Floats) -> dict[str, float]:
    """Return each call's median time for one row, in microseconds.

    The calls take turns, so that a slow moment of the machine hits all of them.

    Parameters
    ----------
    inputs
        Where the rows are taken from, shape (rows, features).
    """
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(TIMINGS):
        row = inputs[[number % len(inputs)]]
        for name, call in calls.items():
            begin = time.perf_counter()
            call(row)
            seconds[name].append(time.perf_counter() - begin)
    return {name: float(np.median(times)) * 1e6 for name, times in seconds.items()}


def _better(name: str, behind: Estimate) -> str:
    return f"{name}'s log-loss minus ours is {behind:+.4f}, with 95 % intervals"

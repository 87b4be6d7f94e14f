"""Comparison: our model beside other boosting libraries, on the same folds and inputs.

Each contender, ours included, comes with the setting that `training.studies.tuning` chose for it by
the same trials on the same months.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from training.config import FIRST_TEST_MONTH, LAST_TEST_MONTH, TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import rolling_origin
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.fold import Fold, make_fold
from training.evaluation.metrics import Scores, log_losses, mean_scores, rounded, score
from training.studies.contenders import (
    CONTENDERS,
    Contender,
    Floats,
    OneRow,
    Ours,
    Setting,
    Weights,
    check_rivals,
)

OURS = Ours.library
TIMINGS = 200
"""Rows that each contender is timed on."""

Progress = Callable[[str], None]


Row = dict[str, Any]
"""What came of one contender, as `compare` returns it."""


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
    settings: Mapping[str, Setting],
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_TEST_MONTH),
    share: float = 1.0,
    progress: Progress = lambda _: None,
) -> dict[str, Any]:
    """Fit every contender on every fold, and hold them against ours.

    Parameters
    ----------
    settings
        By library.
    months
        First and last test month of the newest year.
    share
        Share of the training flights that is fitted on.

    Returns
    -------
    dict
        The `verdict` in words; the test `months`; the number of their `flights`; `share`; and
        what came of the `contenders` by name, ours first.

        Of a contender: its `setting`; its `log_loss` by weather state and its `auc` with all
        weather, as means over the months; `behind`, its log-loss minus ours with all weather:
        below 0, it is better; `fit_seconds`, a month's mean on two threads, its own form of the
        inputs included; `kilobytes` of the last month's model in the form it would be kept in
        (1000 bytes); and `microseconds`, the median time of predicting one row with that model
        on one thread.

    Raises
    ------
    RivalMissing
        If a library is not installed.
    UnusableSplit
        If the months are not in the data.
    """
    check_rivals()
    splits = dict(rolling_origin(dataset.flights, *months))
    results: dict[str, list[_Result]] = {one.library: [] for one in CONTENDERS}
    departures = []
    for month, split in splits.items():
        fold = make_fold(dataset, split, config).sampled(share, config.seed)
        departures.append(fold.test.table.departure)
        for one in CONTENDERS:
            progress(f"{one.library}, test month {month}")
            contender = one(settings[one.library], config.seed)
            results[one.library].append(_result(contender, fold))
    departure = pd.Series(np.concatenate(departures).astype("datetime64[s]"))
    contenders = _rows(results, departure, fold.test_inputs)
    return {
        "verdict": say_verdict(contenders),
        "months": tuple(splits),
        "flights": len(departure),
        "share": share,
        "contenders": contenders,
    }


def say_verdict(contenders: Mapping[str, Row]) -> str:
    """Say of every rival whether it is better, worse or level with ours.

    Better or worse is one whose difference no interval says could be nothing, be it over days or
    over months.
    """
    return "; ".join(
        f"{name} is {_standing(row['behind'])} ({row['behind']:+.4f})"
        for name, row in contenders.items()
        if name != OURS
    )


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
        rows[name] = {
            "setting": last.setting,
            "log_loss": {state: means[state]["log_loss"] for state in WEATHER_STATES},
            "auc": means["full"]["auc"],
            "behind": difference(losses[name], losses[OURS], departure),
            "fit_seconds": round(float(np.mean([result.seconds for result in folds])), 2),
            "kilobytes": round(len(last.to_bytes()) / 1000, 1),
            "microseconds": round(microseconds[name], 1),
        }
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


def _standing(behind: Estimate) -> str:
    if behind.is_below_zero:
        return "better than ours"
    return "worse than ours" if behind.is_above_zero else "level with ours within noise"

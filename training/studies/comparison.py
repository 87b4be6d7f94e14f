"""Comparison: our model beside other boosting libraries, on the same folds and inputs.

Each contender, ours included, comes with the setting that `training.studies.tuning` chose for it by
the same trials on the same months.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES
from training.dataset.splitting import rolling_origin
from training.evaluation.bootstrap import difference
from training.evaluation.fold import Fold, make_fold, score_all
from training.evaluation.metrics import Scores, log_losses, mean_scores, rounded
from training.studies.contenders import (
    CONTENDERS,
    Contender,
    Floats,
    OneRow,
    Ours,
    Setting,
    chances_by_state,
    check_rivals,
    departures,
)

OURS = Ours.library
TIMINGS = 200
"""Rows that each contender is timed on."""

Row = dict[str, Any]
"""What came of one contender, as `compare` returns it."""
_Fitted = tuple[Contender, float, Scores, NDArray[np.float64]]
"""A contender fitted on a fold, in how many seconds; its scores, and the log-losses of the test
flights with all weather."""


def compare(
    dataset: Dataset,
    config: TrainingConfig,
    settings: Mapping[str, Setting],
    months: tuple[int, int],
    share: float,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Fit every contender on a share of every fold's training flights, and hold them against ours.

    The settings are by library; the months are the first and last test month of the newest year.
    Raises RivalMissing if a library is not installed, and UnusableSplit if the months are not in
    the data.

    Returns
    -------
    dict
        The `verdict` in words; the test `months`; the number of their `flights`; `share`; and
        what came of the `contenders` by name, ours first.

        Of a contender, `log_loss` by weather state and `auc` with all weather are means over the
        months; `behind` is its log-loss minus ours with all weather; `fit_seconds`, a month's mean
        on two threads, its own form of the inputs included. Of the last month's model are
        `kilobytes`, in the form it would be kept in (1000 bytes), and `microseconds`, the median
        time of predicting one row on one thread.
    """
    check_rivals()
    splits = dict(rolling_origin(dataset.flights, *months))
    results: dict[str, list[_Fitted]] = {one.library: [] for one in CONTENDERS}
    for month, split in splits.items():
        fold = make_fold(dataset, split, config).sampled(share, config.seed)
        for one in CONTENDERS:
            progress(f"{one.library}, test month {month}")
            results[one.library].append(_fit(one(settings[one.library], config.seed), fold))
    departure = departures(dataset.flights, splits.values())
    contenders = _rows(results, departure, fold.test_inputs)
    return {
        "verdict": say_verdict(contenders),
        "months": tuple(splits),
        "flights": len(departure),
        "share": share,
        "contenders": contenders,
    }


def say_verdict(contenders: Mapping[str, Row]) -> str:
    """Say of every rival whether it is better, worse or level with ours, by both intervals."""
    found = []
    for name, behind in ((name, row["behind"]) for name, row in contenders.items() if name != OURS):
        if behind.is_below_zero:
            standing = "better than ours"
        else:
            standing = "worse than ours" if behind.is_above_zero else "level with ours within noise"
        found.append(f"{name} is {standing} ({behind:+.4f})")
    return "; ".join(found)


def _fit(contender: Contender, fold: Fold) -> _Fitted:
    begin = time.perf_counter()
    contender.fit(fold)
    seconds = time.perf_counter() - begin
    chances = chances_by_state(contender, fold)
    losses = log_losses(chances["full"], fold.test.outcome)
    return contender, seconds, score_all(fold, chances), losses


def _rows(
    results: Mapping[str, list[_Fitted]], departure: NDArray[np.datetime64], inputs: Floats
) -> dict[str, Row]:
    last = {name: folds[-1][0] for name, folds in results.items()}
    exported = {name: one.export() for name, one in last.items()}
    microseconds = _time_rows({name: predict for name, (_, predict) in exported.items()}, inputs)
    ours = np.concatenate([losses for *_, losses in results[OURS]])
    rows = {}
    for name, folds in results.items():
        _, seconds, scores, losses = zip(*folds, strict=True)
        means = rounded(mean_scores(scores))
        rows[name] = {
            "setting": last[name].setting,
            "log_loss": {state: means[state]["log_loss"] for state in WEATHER_STATES},
            "auc": means["full"]["auc"],
            "behind": difference(np.concatenate(losses), ours, departure),
            "fit_seconds": round(float(np.mean(seconds)), 2),
            "kilobytes": round(len(exported[name][0]) / 1000, 1),
            "microseconds": round(microseconds[name], 1),
        }
    return rows


def _time_rows(calls: Mapping[str, OneRow], inputs: Floats) -> dict[str, float]:
    """Return each call's median time for one row, in microseconds.

    The calls take turns, so that a slow moment of the machine hits all of them.
    """
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(TIMINGS):
        row = inputs[[number % len(inputs)]]
        for name, call in calls.items():
            begin = time.perf_counter()
            call(row)
            seconds[name].append(time.perf_counter() - begin)
    return {name: float(np.median(times)) * 1e6 for name, times in seconds.items()}

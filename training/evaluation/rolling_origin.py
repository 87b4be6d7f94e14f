"""Rolling origin: train on all before a month of the newest year, test on that month, move on.

Each test flight becomes a row, which `evaluate` writes and other studies read back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyarrow import ArrowInvalid

from pushback.outcomes import ON_TIME, OUTCOME_NAMES
from training.config import FIRST_TEST_MONTH, LAST_TEST_MONTH, TrainingConfig
from training.dataset.dataset import Dataset, Flights
from training.dataset.masking import LEADS, WEATHER_STATES
from training.dataset.splitting import rolling_origin
from training.errors import ResultsMissing
from training.evaluation.bootstrap import skills
from training.evaluation.day import fit_day, predict_day, summarise_day
from training.evaluation.fold import Fold, fit, make_fold, predict_all, score_all
from training.evaluation.metrics import (
    REFERENCES,
    UNSEASONED,
    Chances,
    Scores,
    log_losses,
    mean_scores,
    rounded,
)
from training.evaluation.slices import reliability


@dataclass(frozen=True, eq=False)
class MonthScores:
    """One test month: each system's scores, and a row for each flight; of the day, if asked for."""

    month: int
    scores: Scores
    flights: pd.DataFrame
    day: pd.DataFrame | None = None


def roll(
    dataset: Dataset,
    config: TrainingConfig,
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_TEST_MONTH),
    progress: Callable[[str], None] = lambda _: None,
    with_day: bool = False,
) -> list[MonthScores]:
    """Fit and score a model for each test month, and one of the day if asked for.

    Raises UnusableSplit if the months are not in the data.
    """
    tested = []
    for month, split in rolling_origin(dataset.flights, *months):
        progress(f"test month {month}")
        fold = make_fold(dataset, split, config)
        day = predict_day(fold, fit_day(fold, config.seed)) if with_day else None
        tested.append(replace(score_month(month, fold, config), day=day))
    return tested


def score_month(
    month: int, fold: Fold, config: TrainingConfig, treatment: Any = None
) -> MonthScores:
    """Fit, as `training.evaluation.fold.fit`, and score a model on the fold of a test month."""
    predictions = predict_all(fold, fit(fold, config, treatment))
    return MonthScores(month, score_all(fold, predictions), make_rows(fold.test, predictions))


def make_rows(flights: Flights, predictions: Mapping[str, Chances]) -> pd.DataFrame:
    """Return each flight's schedule and outcome, and each system's chances and log-loss."""
    columns: dict[str, NDArray[Any]] = {"outcome": flights.outcome.astype(np.int8)}
    for system, chances in predictions.items():
        columns[f"late_{system}"] = (1 - chances[:, ON_TIME]).astype(np.float32)
        for name, chance in zip(OUTCOME_NAMES, chances.T, strict=True):
            columns[f"{name}_{system}"] = chance.astype(np.float32)
        columns[f"log_loss_{system}"] = log_losses(chances, flights.outcome).astype(np.float32)
    return pd.concat([flights.schedule, pd.DataFrame(columns)], axis=1)


def mean_of(months: Sequence[MonthScores]) -> Scores:
    """Return each metric's mean over the test months, a month counting as one."""
    return mean_scores([one.scores for one in months])


def all_flights(months: Sequence[MonthScores]) -> pd.DataFrame:
    """Return the test flights of all test months, with their month."""
    return pd.concat([one.flights.assign(month=one.month) for one in months], ignore_index=True)


def read_rows(
    path: Path, columns: Sequence[str], needed: Sequence[tuple[int, int]]
) -> pd.DataFrame:
    """Read the given columns of the test flights, a row a flight.

    Raises ResultsMissing if the file is not there, is not such a table, or lacks a flight of one of
    the needed spans of months, first and last.
    """
    try:
        rows = pd.read_parquet(path, columns=list(columns))
    except FileNotFoundError:
        raise ResultsMissing(path, "was not found") from None
    except ArrowInvalid:
        raise ResultsMissing(path, "is not a table of test flights") from None
    for first, last in needed:
        if not rows["month"].between(first, last).any():
            raise ResultsMissing(path, f"has no flights of months {first} to {last}")
    return rows


def summarise(
    months: Sequence[MonthScores], config: TrainingConfig, fingerprint: str
) -> dict[str, Any]:
    """Return means, months, skill with intervals, and reliability, as plain JSON.

    The fingerprint of the data tells a reader what the figures belong to.
    """
    rows = all_flights(months)
    days = [one.day for one in months if one.day is not None]
    day = {"day": summarise_day(pd.concat(days, ignore_index=True))} if days else {}
    return {
        **rounded(mean_of(months)),
        "skill": {system: skills(rows, system, REFERENCES) for system in (*WEATHER_STATES, *LEADS)},
        "reliability": {
            system: reliability(rows, system)
            for system in (*WEATHER_STATES, *LEADS, UNSEASONED, *REFERENCES)
        },
        "folds": [{"test_month": one.month, **rounded(one.scores)} for one in months],
        **day,
        "config": asdict(config),
        "data": fingerprint,
    }

"""Rolling origin: train on all before a month of the newest year, test on that month, move on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pushback.outcomes import ON_TIME, OUTCOME_NAMES
from training.config import TrainingConfig
from training.dataset.dataset import Dataset, Flights
from training.dataset.splitting import rolling_origin
from training.evaluation.fold import Fold, Scores, fit, make_fold, mean_scores, predict_all
from training.evaluation.metrics import Chances, log_losses, score
from training.model.delay_model import DelayModel

FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, LAST_TEST_MONTH = 4, 9, 12
"""Choices (features, parameters, models) are made on test months up to September; October to
December are for the final report."""


@dataclass(frozen=True, eq=False)
class MonthScores:
    """One test month: each system's scores, and a row for each flight."""

    month: int
    scores: Scores
    flights: pd.DataFrame


def roll(
    dataset: Dataset,
    config: TrainingConfig,
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_TEST_MONTH),
    progress: Callable[[str], None] = lambda _: None,
    change: Callable[[Fold], Fold] = lambda fold: fold,
    treatment: Any = None,
) -> list[MonthScores]:
    """Fit and score a model for each test month, the first to the last.

    Parameters
    ----------
    change
        What is done to each fold before it is fitted on; for studies.
    treatment
        As in `training.evaluation.fold.fit`.

    Raises
    ------
    UnusableSplit
        If the months are not in the data.
    """
    tested = []
    for month, split in rolling_origin(dataset.flights, *months):
        progress(f"test month {month}")
        fold = change(make_fold(dataset, split, config))
        tested.append(_score(month, fold, fit(fold, config, treatment)))
    return tested


def mean_of(months: list[MonthScores]) -> Scores:
    """Return each metric's mean over the test months, a month counting as one."""
    return mean_scores([one.scores for one in months])


def _score(month: int, fold: Fold, model: DelayModel) -> MonthScores:
    predictions = predict_all(fold, model)
    scores = {name: score(chances, fold.test.outcome) for name, chances in predictions.items()}
    return MonthScores(month, scores, _rows(fold.test, predictions))


def _rows(flights: Flights, predictions: dict[str, Chances]) -> pd.DataFrame:
    """Each flight's schedule and outcome, and each system's chances and log-loss."""
    table = flights.table
    rows = pd.DataFrame(
        {
            "carrier": table.carrier,
            "origin": table.origin,
            "destination": table.destination,
            "departure": table.departure.astype("datetime64[s]"),
            "outcome": flights.outcome.astype(np.int8),
        }
    )
    for system, chances in predictions.items():
        rows[f"late_{system}"] = (1 - chances[:, ON_TIME]).astype(np.float32)
        for name, chance in zip(OUTCOME_NAMES, chances.T, strict=True):
            rows[f"{name}_{system}"] = chance.astype(np.float32)
        rows[f"log_loss_{system}"] = log_losses(chances, flights.outcome).astype(np.float32)
    return rows

"""Rolling origin: train on all before a month of the newest year, test on that month, move on."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pushback.outcomes import ON_TIME, OUTCOME_NAMES
from training.config import TrainingConfig
from training.dataset.dataset import Dataset, Flights
from training.dataset.splitting import rolling_origin
from training.evaluation.fold import Chances, Scores, fit, mean_scores, predict_all
from training.evaluation.metrics import log_losses, score

FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, LAST_TEST_MONTH = 4, 9, 12
"""Choices (features, parameters, models) are made on test months up to September; October to
December are for the final report."""


@dataclass(frozen=True, eq=False)
class Fold:
    """One test month: each system's scores, and a row for each flight."""

    month: int
    scores: Scores
    flights: pd.DataFrame


def roll(
    dataset: Dataset,
    config: TrainingConfig,
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_TEST_MONTH),
    progress: Callable[[str], None] = lambda _: None,
) -> list[Fold]:
    """Return a fold for each test month, the first to the last.

    Raises
    ------
    UnusableSplit
        If the months are not in the data.
    """
    folds = []
    for month, split in rolling_origin(dataset.flights, *months):
        progress(f"test month {month}")
        predictions = predict_all(dataset, fit(dataset, split, config), config)
        folds.append(_fold(month, dataset.flights.take(split.test), predictions))
    return folds


def mean_of(folds: list[Fold]) -> Scores:
    """Return each metric's mean over the folds, a fold counting as one."""
    return mean_scores([fold.scores for fold in folds])


def _fold(month: int, flights: Flights, predictions: dict[str, Chances]) -> Fold:
    scores = {name: score(chances, flights.outcome) for name, chances in predictions.items()}
    return Fold(month, scores, _rows(flights, predictions))


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

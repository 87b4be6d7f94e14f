"""Study: the whole evaluation as one object, ready to be written and read by others."""

from dataclasses import asdict
from typing import Any

import pandas as pd

from training.config import TrainingConfig
from training.dataset.masking import WEATHER_STATES
from training.evaluation.bootstrap import skill
from training.evaluation.fold import UNSEASONED, Scores
from training.evaluation.reliability import SLICES, reliability_by, reliability_curve
from training.evaluation.rolling_origin import MonthScores, mean_of

REFERENCES = ("climatology", "seasonal_climatology")


def summarise(folds: list[MonthScores], config: TrainingConfig, fingerprint: str) -> dict[str, Any]:
    """Return means, folds, skill with intervals, and reliability, as plain JSON.

    Parameters
    ----------
    fingerprint
        Of the data, so that a reader can tell what the figures belong to.
    """
    rows = all_flights(folds)
    systems = [*WEATHER_STATES, UNSEASONED, *REFERENCES]
    return {
        **_rounded(mean_of(folds)),
        "skill": {state: _skills(rows, state) for state in WEATHER_STATES},
        "reliability": {
            system: {
                "curve": reliability_curve(rows, system),
                **{by: reliability_by(rows, system, by) for by in SLICES},
            }
            for system in systems
        },
        "folds": [{"test_month": fold.month, **_rounded(fold.scores)} for fold in folds],
        "config": asdict(config),
        "data": fingerprint,
    }


def all_flights(folds: list[MonthScores]) -> pd.DataFrame:
    """Return the test flights of all folds, with their month."""
    parts = [fold.flights.assign(month=fold.month) for fold in folds]
    return pd.concat(parts, ignore_index=True)


def _skills(rows: pd.DataFrame, state: str) -> dict[str, dict[str, float]]:
    """Share by which the log-loss in a weather state is below each reference's."""
    ours = rows[f"log_loss_{state}"].to_numpy("float64")
    return {
        reference: asdict(
            skill(ours, rows[f"log_loss_{reference}"].to_numpy("float64"), rows["departure"])
        )
        for reference in REFERENCES
    }


def _rounded(scores: Scores) -> Scores:
    return {
        system: {metric: round(value, 5) for metric, value in values.items()}
        for system, values in scores.items()
    }

"""Metrics: how good the chances were, once the outcomes are known. Lower is better but for AUC.

`late` is every outcome but on time. Definitions: Gneiting and Raftery (2007) for log-loss, the
Brier score and the ranked probability score; Guo et al. (2017) for the calibration error. Here
stands too what metrics, weather states and systems are called wherever they are shown.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pushback.outcomes import ON_TIME

Chances = NDArray[np.float64]
Outcomes = NDArray[np.int64]
Scores = dict[str, dict[str, float]]
"""Metrics by system: of the model in each weather state, and of the baselines."""

SMALLEST_CHANCE = 1e-9
CALIBRATION_BINS = 20

METRIC_TITLES = {"log_loss": "log-loss", "brier": "Brier", "rps": "RPS", "auc": "AUC", "ece": "ECE"}
METRICS = tuple(METRIC_TITLES)
STATE_TITLES = {"full": "all weather", "forecast": "forecast fields", "none": "no weather"}

UNSEASONED = "unseasoned"
REFERENCES = ("climatology", "seasonal_climatology")
"""The systems that the model's skill is held against."""


class SystemTitle(NamedTuple):
    """What a system is called in tables and figures, and where there is room for more.

    `observed` is whether it saw the weather as it was observed, which a forecast is less sure of.
    """

    short: str
    long: str
    observed: bool = False

    @property
    def starred(self) -> str:
        """The short title, with an asterisk where the weather was observed."""
        return f"{self.short} *" if self.observed else self.short


SYSTEM_TITLES = {
    "full": SystemTitle("model, all weather", "the model, all weather", observed=True),
    "forecast": SystemTitle(
        "model, forecast fields", "the model, a forecast's fields, as observed", observed=True
    ),
    "forecast_1_day": SystemTitle(
        "forecast, 1 day ahead", "the model, a forecast 1 day ahead, simulated"
    ),
    "forecast_3_days": SystemTitle(
        "forecast, 3 days ahead", "the model, a forecast 3 days ahead, simulated"
    ),
    "none": SystemTitle("model, no weather", "the model, no weather"),
    UNSEASONED: SystemTitle(
        "all weather, no season", "all weather, without the season", observed=True
    ),
    "seasonal_climatology": SystemTitle("climatology x season", "climatology x season"),
    "climatology": SystemTitle("climatology", "climatology"),
    "constant": SystemTitle("constant", "the same chances for every flight"),
}


def score(chances: Chances, outcome: Outcomes) -> dict[str, float]:
    """Return every metric, by name as in `METRICS`.

    The chances have shape (flights, outcomes), with rows summing to 1; `outcome` are the positions
    of what happened, shape (flights,).
    """
    from sklearn.metrics import roc_auc_score  # too slow to load for commands that show titles

    late, was_late = 1 - chances[:, ON_TIME], outcome != ON_TIME
    return {
        "log_loss": float(log_losses(chances, outcome).mean()),
        "brier": float(np.mean((late - was_late) ** 2)),
        "rps": float(ranked_probability_scores(chances, outcome).mean()),
        "auc": float(roc_auc_score(was_late, late)),
        "ece": calibration_error(late, was_late),
    }


def log_losses(chances: Chances, outcome: Outcomes) -> NDArray[np.float64]:
    """Return minus the logarithm of the chance given to what happened, a flight each."""
    given = chances[np.arange(len(outcome)), outcome]
    return np.asarray(-np.log(np.maximum(given, SMALLEST_CHANCE)))


def ranked_probability_scores(chances: Chances, outcome: Outcomes) -> NDArray[np.float64]:
    """Return the squared distance of the cumulated chances, a flight each, from 0 to 1.

    The outcomes are taken as ordered: a cancelled flight is later than any late one.

    Examples
    --------
    >>> ranked_probability_scores(np.eye(6)[[0, 0]], np.array([0, 5]))
    array([0., 1.])
    """
    happened = np.eye(chances.shape[1])[outcome]
    distance = (chances.cumsum(axis=1) - happened.cumsum(axis=1))[:, :-1]
    return np.asarray((distance**2).mean(axis=1))


def calibration_error(late: NDArray[np.float64], was_late: NDArray[np.bool_]) -> float:
    """Return the mean gap between chance and frequency over bins of about equal size (ECE).

    Equal chances share a bin: split over several, their order would pass for miscalibration.

    Examples
    --------
    >>> calibration_error(np.full(80, 0.25), np.arange(80) < 20)
    0.0
    """
    gaps = np.bincount(equal_bins(late, CALIBRATION_BINS), late - was_late)
    return float(np.abs(gaps).sum() / len(late))


def equal_bins(values: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """Return the bin of each value, of bins that hold about as many; equal values share one."""
    edges = np.unique(np.quantile(values, np.linspace(0, 1, count + 1)[1:-1]))
    return np.searchsorted(edges, values, side="left")


def rounded(scores: Scores) -> Scores:
    """Return the scores with five decimals, as results show them."""
    return {
        system: {metric: round(value, 5) for metric, value in values.items()}
        for system, values in scores.items()
    }


def mean_scores(folds: Sequence[Scores]) -> Scores:
    """Return each metric's mean over folds, a fold counting as one whatever its flights."""
    return {
        system: {
            metric: float(np.mean([fold[system][metric] for fold in folds]))
            for metric in folds[0][system]
        }
        for system in folds[0]
    }

"""Ablation: what each part of the model is worth, by leaving it out or doing it otherwise.

Each variation is scored by rolling origin on the months that choices are made on, April to
September, so that what is decided here is not decided on the months of the final report.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from pushback.features import FEATURE_NAMES, SCHEDULE_FEATURES
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.fold import Fold
from training.evaluation.rolling_origin import (
    FIRST_TEST_MONTH,
    LAST_CHOOSING_MONTH,
    MonthScores,
    all_flights,
    mean_of,
    roll,
)
from training.studies.preprocessing_variants import TREATMENTS


def _named(*endings: str) -> tuple[str, ...]:
    return tuple(name for name in FEATURE_NAMES if name.endswith(endings))


_SCHEDULE = tuple(feature.name for feature in SCHEDULE_FEATURES)
_WEATHER = tuple(name for name in FEATURE_NAMES[:-1] if name not in _SCHEDULE)
_CHANGES = tuple(name for name in _WEATHER if "_change_" in name or "_drop_" in name)
_SHIFTS = tuple(name for name in _WEATHER if name.startswith("wind_shift"))

LEFT_OUT: dict[str, tuple[str, ...]] = {
    "airline": ("carrier",),
    "histories of airline and route": ("airline_history", "route_history"),
    "block time and its slack": ("block_minutes", "block_slack_minutes"),
    "holidays": ("days_from_holiday", "days_from_busy_holiday"),
    "weather in the hours before and after": _named("_before", "_after", "_near"),
    "weather of the day": _named("_day"),
    "fronts (changes, drops, shifts)": _CHANGES + _SHIFTS,
    "all weather": _WEATHER,
}


@dataclass(frozen=True)
class Variant:
    """The model, done otherwise.

    Attributes
    ----------
    without
        Features that are the same for all flights, in training and in testing.
    treatment
        Makes a transformer that the features pass before the estimator.
    """

    config: TrainingConfig
    without: tuple[str, ...] = ()
    treatment: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Variation:
    """A variation's scores, and its log-loss minus the model's, by weather state."""

    name: str
    log_loss: dict[str, float]
    auc: dict[str, float]
    rise: dict[str, Estimate]


def variations(config: TrainingConfig) -> dict[str, Variant]:
    """Return the variants of the model by name; the model as it is comes first."""
    return {
        "the model": Variant(config),
        **{f"without {name}": Variant(config, names) for name, names in LEFT_OUT.items()},
        "without the season": Variant(replace(config, season_strength=0.0)),
        "with the season in full": Variant(replace(config, season_strength=1.0)),
        "2013 at no weight": Variant(replace(config, older_weight=0.0)),
        "2013 at full weight": Variant(replace(config, older_weight=1.0)),
        **{name: Variant(config, treatment=make) for name, make in TREATMENTS.items()},
    }


def ablate(
    dataset: Dataset,
    variants: Mapping[str, Variant],
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_CHOOSING_MONTH),
    progress: Callable[[str], None] = lambda _: None,
    share: float = 1.0,
) -> list[Variation]:
    """Score every variation on the months that choices are made on.

    Parameters
    ----------
    variants
        By name; all are held against the first.
    share
        Share of the training flights that is fitted on: below 1, the study is faster and less
        exact.
    """
    found: list[Variation] = []
    model: pd.DataFrame | None = None
    for name, variant in variants.items():
        progress(name)
        folds = _roll(dataset, variant, months, share)
        model = all_flights(folds) if model is None else model
        found.append(_variation(name, folds, model))
    return found


def as_json(found: list[Variation]) -> dict[str, object]:
    """Return the variations as plain JSON, by name."""
    return {one.name: {k: v for k, v in asdict(one).items() if k != "name"} for one in found}


def _roll(
    dataset: Dataset, variant: Variant, months: tuple[int, int], share: float
) -> list[MonthScores]:
    def change(fold: Fold) -> Fold:
        return fold.sampled(share, variant.config.seed).without(variant.without)

    treatment = variant.treatment() if variant.treatment else None
    return roll(dataset, variant.config, months, change=change, treatment=treatment)


def _variation(name: str, folds: list[MonthScores], model: pd.DataFrame) -> Variation:
    means, rows = mean_of(folds), all_flights(folds)
    return Variation(
        name=name,
        log_loss={state: round(means[state]["log_loss"], 5) for state in WEATHER_STATES},
        auc={state: round(means[state]["auc"], 5) for state in WEATHER_STATES},
        rise={state: _rise(rows, model, state) for state in WEATHER_STATES},
    )


def _rise(rows: pd.DataFrame, model: pd.DataFrame, state: str) -> Estimate:
    ours, varied = (one[f"log_loss_{state}"].to_numpy(np.float64) for one in (model, rows))
    return difference(varied, ours, rows["departure"])

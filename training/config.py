"""Config: where things lie, and the numbers a training run is made of."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from training import FUNCTION_FOLDER

TRAINING_FOLDER = Path(__file__).resolve().parent
RELEASE_FOLDER = FUNCTION_FOLDER / "model"
MODELS_FOLDER = TRAINING_FOLDER / "models"
RESULTS_FOLDER = TRAINING_FOLDER / "results"
DOWNLOADS_FOLDER = TRAINING_FOLDER / "data" / "downloads"
REPOSITORY = TRAINING_FOLDER.parent

MODEL_NAMES = (
    "hist_gradient_boosting",
    "random_forest",
    "extra_trees",
    "decision_tree",
    "logistic_regression",
)
FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, LAST_TEST_MONTH = 4, 9, 12
"""Test months of the rolling origin: choices are made on those up to September; October to
December are for the final report."""


def lake_folder() -> Path:
    """Return the lake's folder: the environment variable PUSHBACK_LAKE, else training/data/lake."""
    return Path(os.environ.get("PUSHBACK_LAKE") or TRAINING_FOLDER / "data" / "lake")


def record_file() -> Path:
    """Return the record's file: the environment variable PUSHBACK_RECORD, else that committed."""
    return Path(os.environ.get("PUSHBACK_RECORD") or TRAINING_FOLDER / "record" / "nation.parquet")


@dataclass(frozen=True)
class TrainingConfig:
    """What a training run depends on, besides the data."""

    model: str = "hist_gradient_boosting"
    """Name of an estimator in `training.model.estimators`."""
    split: float = 0.25
    """Share of the newest year's flights to hold back for testing, as its last whole months."""
    older_weight: float = 0.5
    """Weight of a flight of an earlier year than the newest, against 1."""
    nation_weight: float = 0.03
    """Weight of a flight of the record's largest year, against 1."""
    season_doubt: float = 1.0
    """Years without a season that the seasons of earlier years are averaged with."""
    season_days: float = 12.0
    """Standard deviation, in days, of the kernel that smooths that season."""
    parameters: Mapping[str, float] = field(default_factory=dict)
    """Parameters of the estimator in place of those in `training.model.estimators`: for tuning."""
    flights_a_month: int | None = None
    """Flights of a month that are read at most, of every month the same share; all, if None."""
    seed: int = 2023
    """Seeds everything random."""


@dataclass(frozen=True)
class CostTable:
    """What each outcome, and re-booking, costs a traveller with a connection, in dollars.

    Every figure is an assumption, made to be replaced by your own. They take an hour for about
    50 $, a connection for lost from an hour late on (a later one costs 150 $ more), and some of
    the longest delays and cancellations for a night in a hotel. `rebooking` is the fee or the
    dearer fare, and the trouble.
    """

    on_time: float = 0
    late_15: float = 20
    late_30: float = 40
    late_60: float = 220
    late_120: float = 400
    cancelled: float = 500
    rebooking: float = 60


@dataclass(frozen=True)
class PromotionRules:
    """What decides whether a challenger may take the champion's place."""

    least_days: int = 14
    """Days with flights below which luck cannot be told: they are what is drawn again."""
    slice_flights: int = 500
    """Flights below which an airline or airport is not looked at by itself."""
    slice_rise: float = 0.02
    """Log-loss by which a slice may rise: about 2 % of what a flight's usually is."""

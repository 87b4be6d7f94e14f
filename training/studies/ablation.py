"""Ablation: what each part of the model is worth, by leaving it out, and what chance is worth.

Each variation is scored by rolling origin on the months that choices are made on, April to
September, so that what is decided here is not decided on the months of the final report. Among
them is the usual preprocessing: the boosted trees take rare categories, extremes and gaps as they
are, and it is shown what treating each of them first does to the scores.

Chance is in the seed, which draws, among others, which weather a training flight is shown without,
and which features a split of a tree may use. Nothing else differs, so models of other seeds tell
which differences are too small to say anything.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OrdinalEncoder

from pushback.features import FEATURE_NAMES
from pushback.weather_features import WEATHER_FEATURES
from training.config import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES
from training.dataset.splitting import rolling_origin
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.fold import make_fold, reweigh
from training.evaluation.metrics import Scores
from training.evaluation.rolling_origin import (
    MonthScores,
    all_flights,
    mean_of,
    roll,
    score_month,
)

RARE = 0.03
"""Share of the flights under which an airline is rare."""
EXTREME = (0.005, 0.995)
"""Quantiles beyond which a value is extreme."""
COMPARED = ["departure", *(f"log_loss_{state}" for state in WEATHER_STATES)]
"""What is kept of each test flight."""
SEEDS = (1, 2)
"""Those that are tried beside the released model's."""

Floats = NDArray[np.float32]

_WEATHER = tuple(feature.name for feature in WEATHER_FEATURES)


def _weather(pattern: str) -> tuple[str, ...]:
    return tuple(name for name in _WEATHER if re.search(pattern, name))


LEFT_OUT: dict[str, tuple[str, ...]] = {
    "airline": ("carrier",),
    "histories of airline and route": ("airline_history", "route_history"),
    "block time and its slack": ("block_minutes", "block_slack_minutes"),
    "holidays": ("days_from_holiday", "days_from_busy_holiday"),
    "weather in the hours before and after": _weather("_(before|after|near)$"),
    "weather of the day": _weather("_day$"),
    "fronts (changes, drops, shifts)": _weather("_change_|_drop_|^wind_shift"),
    "all weather": _WEATHER,
}


class Clipper(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Transformer that limits each feature to its quantiles in training; NaN stays."""

    def __init__(self, quantiles: tuple[float, float] = EXTREME) -> None:
        self.quantiles = quantiles

    def fit(self, inputs: Floats, _outcome: object = None) -> Self:
        """Learn each feature's limits."""
        self.low_, self.high_ = np.nanquantile(inputs, self.quantiles, axis=0)
        return self

    def transform(self, inputs: Floats) -> Floats:
        """Return the inputs within the limits."""
        return np.clip(inputs, self.low_, self.high_).astype(np.float32)


RARE_AS_ONE = OrdinalEncoder(
    min_frequency=RARE,
    handle_unknown="use_encoded_value",
    unknown_value=np.nan,
    dtype=np.float32,
)
TREATMENTS: Mapping[str, Any] = {
    "rare airlines as one": make_column_transformer(
        (RARE_AS_ONE, [FEATURE_NAMES.index("carrier")]), remainder="passthrough"
    ),
    "extremes clipped": Clipper(),
    "gaps filled with medians": SimpleImputer(strategy="median", keep_empty_features=True),
}
"""Transformers that the features pass before the estimator; none is in the released model."""


@dataclass(frozen=True)
class Setup:
    """How a variation of the model is fitted.

    Features that it is `without` are the same for all flights, in training and in testing; its
    `treatment` is one of `TREATMENTS`, or None.
    """

    config: TrainingConfig
    without: tuple[str, ...] = ()
    treatment: Any = None


@dataclass(frozen=True)
class Variation:
    """A variation's scores, and its log-loss minus the model's, by weather state."""

    name: str
    log_loss: dict[str, float]
    auc: dict[str, float]
    rise: dict[str, Estimate]


def variations(config: TrainingConfig) -> dict[str, Setup]:
    """Return each variation's name and setup; the model as it is comes first."""
    return {
        "the model": Setup(config),
        **{f"without {name}": Setup(config, names) for name, names in LEFT_OUT.items()},
        "without the season": Setup(replace(config, season_doubt=math.inf)),
        "with the season in full": Setup(replace(config, season_doubt=0.0)),
        "2013 at no weight": Setup(replace(config, older_weight=0.0)),
        "2013 at full weight": Setup(replace(config, older_weight=1.0)),
        **{name: Setup(config, treatment=one) for name, one in TREATMENTS.items()},
    }


def ablate(
    dataset: Dataset,
    setups: Mapping[str, Setup],
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_CHOOSING_MONTH),
    progress: Callable[[str], None] = lambda _: None,
    share: float = 1.0,
) -> list[Variation]:
    """Score every variation; all are held against the first.

    They share its features, so their configs may differ in the weight of older flights and in the
    season alone. Below a `share` of 1, of the training flights, it is faster and less exact.
    """
    first = next(iter(setups.values())).config
    scored: dict[str, list[MonthScores]] = {name: [] for name in setups}
    for month, split in rolling_origin(dataset.flights, *months):
        fold = replace(make_fold(dataset, split, first), forecasts={})  # not asked about here
        for name, setup in setups.items():
            progress(f"test month {month}, {name}")
            varied = reweigh(fold, dataset, setup.config).sampled(share, first.seed)
            varied = varied.without(setup.without)
            scores = score_month(month, varied, setup.config, setup.treatment)
            scored[name].append(replace(scores, flights=scores.flights[COMPARED]))
    model = all_flights(scored[next(iter(setups))])
    return [_variation(name, folds, model) for name, folds in scored.items()]


def as_json(found: list[Variation]) -> dict[str, object]:
    """Return the variations as plain JSON, by name."""
    return {one.name: {k: v for k, v in asdict(one).items() if k != "name"} for one in found}


def _variation(name: str, folds: list[MonthScores], model: pd.DataFrame) -> Variation:
    means, rows = mean_of(folds), all_flights(folds)
    losses = {state: f"log_loss_{state}" for state in WEATHER_STATES}
    return Variation(
        name=name,
        log_loss=_by_state(means, "log_loss"),
        auc=_by_state(means, "auc"),
        rise={
            state: difference(rows[column], model[column], rows["departure"])
            for state, column in losses.items()
        },
    )


def _by_state(means: Scores, metric: str) -> dict[str, float]:
    return {state: round(means[state][metric], 5) for state in WEATHER_STATES}


def try_seeds(
    dataset: Dataset,
    config: TrainingConfig,
    seeds: Sequence[int],
    months: tuple[int, int],
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, dict[str, float]]:
    """Return, by seed, the mean log-loss of the test months in each weather state."""
    scores = {
        str(seed): mean_of(roll(dataset, replace(config, seed=seed), months, progress))
        for seed in seeds
    }
    return {seed: _by_state(means, "log_loss") for seed, means in scores.items()}

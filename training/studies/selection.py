"""Selection: which features could go, and what the model is without them.

A feature could go if it has a twin that matters more (their ranks correlate), or if shuffling it
costs the model nothing (permutation importance). Both are judged on validation months that the
model was not fitted on, April to June; the model is then fitted anew without them and scored by
rolling origin, a cross-validation in the order of time. July to September had no say in the
selection, so their scores tell whether it helps.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from pushback.features import FEATURE_NAMES
from training.config import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.splitting import single_origin
from training.evaluation.fold import Fold, fit, make_fold
from training.studies.ablation import Setup, ablate
from training.studies.importance import permute

VALIDATION = (FIRST_TEST_MONTH, FIRST_TEST_MONTH + 2)
UNSEEN = (VALIDATION[1] + 1, LAST_CHOOSING_MONTH)
TWINS = 0.9
"""Spearman correlation, as an absolute value, from which on two features are twins."""
CANDIDATES = FEATURE_NAMES[:-1]
"""All that the estimator sees: the day of the year is the season table's."""

Feature = dict[str, Any]
"""A feature, and what speaks for and against it, as `select` returns it."""


def select(
    dataset: Dataset,
    config: TrainingConfig,
    validation: tuple[int, int] = VALIDATION,
    unseen: tuple[int, int] = UNSEEN,
    repeats: int = 3,
    progress: Callable[[str], None] = lambda _: None,
    share: float = 1.0,
) -> dict[str, Any]:
    """Judge all features on the validation months, and score the selections on both spans.

    `validation` and `unseen` are the first and last test month that the judgement may see, and
    that it may not; the share is as in `training.studies.ablation.ablate`. Raises UnusableSplit if
    the months are not in the data.

    Returns
    -------
    dict
        `twins_from`, which is `TWINS`; `features`, the most important first; and `months`, by
        span of test months the variations scored on it, the model first.

        Of a feature: `rise`, of the log-loss on the validation months when it is shuffled; `twin`,
        the more important feature it goes with most closely, if any; `correlation`, Spearman's with
        that one, or 0; `is_twin`, whether the two say nearly the same; and `is_idle`, whether the
        model does not lose by having it shuffled.
    """
    progress("shuffling each feature")
    split = single_origin(dataset.flights, *validation)
    fold = make_fold(dataset, split, config).sampled(share, config.seed)
    features = _judge(fold, config, repeats)
    setups = selections(features, config)
    months = {
        f"{span[0]} to {span[1]}": ablate(dataset, setups, span, progress, share)
        for span in (validation, unseen)
    }
    return {"share": share, "twins_from": TWINS, "features": features, "months": months}


def selections(features: Sequence[Feature], config: TrainingConfig) -> dict[str, Setup]:
    """Return the model as it is, and without the features that could go, by name."""
    twins = tuple(one["name"] for one in features if one["is_twin"])
    idle = tuple(one["name"] for one in features if one["is_idle"])
    either = tuple(one["name"] for one in features if one["is_twin"] or one["is_idle"])
    return {
        "the model": Setup(config),
        f"without {len(twins)} twins": Setup(config, without=twins),
        f"without {len(idle)} idle features": Setup(config, without=idle),
        f"without these {len(either)} twins and idle": Setup(config, without=either),
    }


def _judge(fold: Fold, config: TrainingConfig, repeats: int) -> list[Feature]:
    alone = {name: [at] for at, name in enumerate(CANDIDATES)}
    rises = permute(fit(fold, config), fold.test_inputs, fold.test, alone, repeats, config.seed)
    rises.sort(key=lambda one: one.rise.value, reverse=True)
    columns = pd.DataFrame(fold.test_inputs, columns=list(FEATURE_NAMES))
    twins = closest_before(columns[[one.name for one in rises]])
    features = []
    for name, rise in ((one.name, one.rise) for one in rises):
        twin, correlation = twins[name]
        feature = {"name": name, "rise": rise, "twin": twin, "correlation": correlation}
        reasons = {"is_twin": abs(correlation) >= TWINS, "is_idle": rise.value <= 0}
        features.append(feature | reasons)
    return features


def closest_before(columns: pd.DataFrame) -> dict[str, tuple[str | None, float]]:
    """Return, for each column, the one before it that it goes with most closely.

    It comes with Spearman's correlation; (None, 0) for the first, and for a constant column.

    Examples
    --------
    >>> closest_before(pd.DataFrame({"wind": [1, 2, 3], "sight": [9, 5, 4], "rain": [3, 1, 2]}))
    {'wind': (None, 0.0), 'sight': ('wind', -1.0), 'rain': ('wind', -0.5)}
    """
    correlation = columns.corr(method="spearman").fillna(0)
    found: dict[str, tuple[str | None, float]] = {}
    for at, name in enumerate(map(str, correlation)):
        before = correlation[name].iloc[:at]
        twin = str(before.abs().idxmax()) if before.any() else None
        found[name] = twin, 0.0 if twin is None else round(float(before[twin]), 4)
    return found

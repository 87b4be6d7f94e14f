"""Selection: which features could go, and what the model is without them.

A feature could go if it has a twin that matters more (their ranks correlate), or if shuffling it
costs the model nothing (permutation importance). Both are judged on validation months that the
model was not fitted on, April to June; the model is then fitted anew without them and scored by
rolling origin, a cross-validation in the order of time. July to September had no say in the
selection, so their scores tell whether it helps.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.features import FEATURE_NAMES
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.splitting import single_origin
from training.evaluation.bootstrap import Estimate
from training.evaluation.fold import fit, make_fold
from training.evaluation.rolling_origin import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH
from training.studies.ablation import Setup, Variation, ablate
from training.studies.importance import permute

VALIDATION = (FIRST_TEST_MONTH, FIRST_TEST_MONTH + 2)
UNSEEN = (VALIDATION[1] + 1, LAST_CHOOSING_MONTH)
TWINS = 0.9
"""Spearman correlation, as an absolute value, from which on two features are twins."""
CANDIDATES = FEATURE_NAMES[:-1]
"""All that the estimator sees: the day of the year is the season table's."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Judged:
    """A feature, and what speaks for and against it.

    Attributes
    ----------
    rise
        Of the log-loss on the validation months when the feature is shuffled.
    twin
        The more important feature it goes with most closely, if any.
    correlation
        Spearman's, with the twin; 0 without one.
    """

    name: str
    rise: Estimate
    twin: str | None
    correlation: float

    @property
    def is_twin(self) -> bool:
        """Whether another feature says nearly the same."""
        return abs(self.correlation) >= TWINS

    @property
    def is_idle(self) -> bool:
        """Whether the model does not lose by having it shuffled."""
        return self.rise.value <= 0


@dataclass(frozen=True)
class Selection:
    """All features, the most important first, and the model without those that could go.

    `months` maps each span of test months to the variations scored on it, the model first.
    """

    share: float
    judged: list[Judged]
    months: dict[str, list[Variation]]


def select(
    dataset: Dataset,
    config: TrainingConfig,
    validation: tuple[int, int] = VALIDATION,
    unseen: tuple[int, int] = UNSEEN,
    repeats: int = 3,
    progress: Progress = lambda _: None,
    share: float = 1.0,
) -> Selection:
    """Judge all features on the validation months, and score the selections on both spans.

    Parameters
    ----------
    validation, unseen
        First and last test month that the judgement may see, and that it may not.
    repeats
        How often each feature is shuffled.
    share
        Share of the training flights that is fitted on: below 1, the study is faster and less
        exact.

    Raises
    ------
    UnusableSplit
        If the months are not in the data.
    """
    judged = _judge(dataset, config, validation, repeats, progress, share)
    setups = selections(judged, config)
    months = {}
    for first, last in (validation, unseen):
        found = ablate(dataset, setups, (first, last), progress, share)
        months[f"{first} to {last}"] = found
    return Selection(share, judged, months)


def selections(judged: Sequence[Judged], config: TrainingConfig) -> dict[str, Setup]:
    """Return the model as it is, and without the features that could go, by name."""
    twins = tuple(one.name for one in judged if one.is_twin)
    idle = tuple(one.name for one in judged if one.is_idle)
    either = tuple(one.name for one in judged if one.is_twin or one.is_idle)
    return {
        "the model": Setup(config),
        f"without {len(twins)} twins": Setup(config, without=twins),
        f"without {len(idle)} idle features": Setup(config, without=idle),
        f"without these {len(either)} twins and idle": Setup(config, without=either),
    }


def as_json(found: Selection) -> dict[str, Any]:
    """Return the selection as plain JSON."""
    features = [
        {**asdict(one), "is_twin": one.is_twin, "is_idle": one.is_idle} for one in found.judged
    ]
    months = {span: [asdict(one) for one in scored] for span, scored in found.months.items()}
    return {"share": found.share, "twins_from": TWINS, "features": features, "months": months}


def _judge(
    dataset: Dataset,
    config: TrainingConfig,
    months: tuple[int, int],
    repeats: int,
    progress: Progress,
    share: float,
) -> list[Judged]:
    progress("shuffling each feature")
    split = single_origin(dataset.flights, *months)
    fold = make_fold(dataset, split, config).sampled(share, config.seed)
    inputs = fold.test_inputs
    alone = {name: [at] for at, name in enumerate(CANDIDATES)}
    rises = permute(fit(fold, config), inputs, fold.test, alone, repeats, config.seed)
    rises.sort(key=lambda one: one.rise.value, reverse=True)
    names = [one.name for one in rises]
    twins = closest_before(inputs[:, [FEATURE_NAMES.index(name) for name in names]])
    return [
        Judged(one.name, one.rise, None if at is None else names[at], correlation)
        for one, (at, correlation) in zip(rises, twins, strict=True)
    ]


def closest_before(columns: NDArray[np.float32]) -> list[tuple[int | None, float]]:
    """Return, for each column, the one before it that it goes with most closely.

    Returns
    -------
    For each column, the position of that other column and Spearman's correlation with it;
    (None, 0) for the first, and for a column that is constant.

    Examples
    --------
    >>> closest_before(np.float32([[1, 9, 3], [2, 5, 1], [3, 4, 2]]))
    [(None, 0.0), (0, -1.0), (0, -0.5)]
    """
    correlation = pd.DataFrame(columns).corr(method="spearman").fillna(0).to_numpy()
    found: list[tuple[int | None, float]] = []
    for column in range(len(correlation)):
        before = correlation[column, :column]
        if not before.any():
            found.append((None, 0.0))
            continue
        at = int(np.abs(before).argmax())
        found.append((at, round(float(before[at]), 4)))
    return found

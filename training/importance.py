"""Importance: what the model's predictions rest on, on months after those it was fitted on.

Three views, for none tells all: what it would lose without a feature (`permutation`), which way
a feature moves the chance of late (`dependence`), and how much each group of features moves
single predictions (`shapley`).
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pushback.explanation import GROUPS
from pushback.features import FEATURE_NAMES, FEATURES
from pushback.outcomes import ON_TIME
from pushback.shapley import Predict, Shares, shapley
from training.config import TrainingConfig
from training.dataset import Dataset
from training.dependence import Dependence, depend
from training.evaluation import fit, held_out_inputs
from training.metrics import log_losses
from training.model import DelayModel
from training.permutation import Rise, permute
from training.rolling import LAST_CHOOSING_MONTH
from training.splitting import single_origin

TEST_MONTHS = (7, LAST_CHOOSING_MONTH)
"""First and last; none of those that are kept for the final report."""
CURVES_OF = ("departure_minute", "wind_speed_kmh", "visibility_km")
GROUP_OF = {feature.name: feature.group for feature in FEATURES}


@dataclass(frozen=True)
class Sizes:
    """How many test flights are drawn, and how many of them each view takes."""

    flights: int = 20_000
    repeats: int = 5
    averaged: int = 2_000
    curves: int = 50
    explained: int = 200
    background: int = 64


@dataclass(frozen=True, eq=False)
class Importance:
    """What was found, and on which flights; `log_loss` is theirs with nothing shuffled.

    The Shapley values, in chance of late, are held against other flights of the same months.
    """

    model: str
    trained_to: str
    tested_on: tuple[str, str]
    flights: int
    log_loss: float
    groups: list[Rise]
    features: list[Rise]
    dependences: list[Dependence]
    shares: Shares


def measure(
    dataset: Dataset,
    config: TrainingConfig,
    sizes: Sizes,
    months: tuple[int, int] = TEST_MONTHS,
    progress: Callable[[str], None] = lambda _: None,
) -> Importance:
    """Fit on all before the first test month, and take the three views of the test months.

    Parameters
    ----------
    months
        First and last test month of the newest year.

    Raises
    ------
    UnusableSplit
        If the months are not in the data.
    """
    split = single_origin(dataset.flights, *months)
    progress(f"fitting {config.model}")
    fitted = fit(dataset, split, config)
    model, predict = fitted.model, late_chances(fitted.model)
    rows = _draw(int(split.test.sum()), sizes.flights, config.seed)
    flights = dataset.flights.take(split.test).take(rows)
    inputs = held_out_inputs(dataset, fitted)[rows]

    progress("shuffling groups of features")
    groups = permute(model, inputs, flights, GROUPS, sizes.repeats, config.seed)
    progress("shuffling features")
    alone = {name: [at] for at, name in enumerate(FEATURE_NAMES)}
    features = permute(model, inputs, flights, alone, sizes.repeats, config.seed)
    progress("partial dependence")
    averaged = inputs[: sizes.averaged]
    dependences = [depend(predict, averaged, name, sizes.curves) for name in CURVES_OF]
    progress("Shapley values")
    background, explained = np.split(inputs, [sizes.background])
    columns = list(GROUPS.values())
    return Importance(
        model=config.model,
        trained_to=str(dataset.flights.month[split.train].max()),
        tested_on=(str(flights.month.min()), str(flights.month.max())),
        flights=len(flights),
        log_loss=float(log_losses(model.predict_proba(inputs), flights.outcome).mean()),
        groups=groups,
        features=features,
        dependences=dependences,
        shares=shapley(predict, explained[: sizes.explained], background, columns),
    )


def late_chances(model: DelayModel) -> Predict:
    """Return the function that tells the chance of late from inputs."""
    return lambda inputs: 1 - model.predict_proba(inputs)[:, ON_TIME]


def as_json(found: Importance) -> dict[str, Any]:
    """Return what was found as plain JSON; of single flights, only means."""
    effects = found.shares.effects
    return {
        "model": found.model,
        "trained_to": found.trained_to,
        "tested_on": found.tested_on,
        "flights": found.flights,
        "log_loss": round(found.log_loss, 6),
        "groups": [asdict(rise) for rise in found.groups],
        "features": [asdict(rise) | {"group": GROUP_OF[rise.name]} for rise in found.features],
        "partial_dependence": [_curve(one) for one in found.dependences],
        "shapley": {
            "flights": len(effects),
            "base": round(found.shares.base, 6),
            "mean_absolute_effect": dict(
                zip(GROUPS, np.abs(effects).mean(axis=0).round(6).tolist(), strict=True)
            ),
        },
    }


def _draw(count: int, wanted: int, seed: int) -> NDArray[np.int64]:
    """Draw rows, in random order: so that the first ones are a sample too."""
    return np.random.default_rng(seed).permutation(count)[:wanted]


def _curve(one: Dependence) -> dict[str, Any]:
    return {
        "feature": one.feature,
        "flights": one.flights,
        "values": one.values.tolist(),
        "late": one.late.round(6).tolist(),
        "together": None if one.together is None else one.together.round(6).tolist(),
    }

"""Importance: what the model's predictions rest on, on months after those it was fitted on.

Three views, for none tells all: what the model would lose without a feature (permutation
importance), which way a feature moves the chance of late (partial dependence), and how much each
group of features moves single predictions (Shapley values).

scikit-learn's inspection module is not used: its permutation importance shuffles one feature at a
time and keeps only mean scores, of which no interval over days can be made, and its partial
dependence sets one feature, where `depend` also sets all windows of a measure together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from pushback.explanation import GROUPS
from pushback.features import DECIMALS, FEATURE_NAMES, FEATURES
from pushback.shapley import Inputs, Predict, Shares, Values, shapley
from training.config import TrainingConfig
from training.dataset.dataset import Dataset, Flights
from training.dataset.splitting import single_origin
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.fold import fit, make_fold
from training.evaluation.metrics import log_losses
from training.model.delay_model import DelayModel

DEPENDENCES_OF = ("departure_minute", "wind_speed_kmh", "visibility_km")
POINTS = 31
RANGE = (0.01, 0.99)
"""Quantiles between which values are tried: beyond them there is too little to learn from."""
GROUP_OF = {feature.name: feature.group for feature in FEATURES}


@dataclass(frozen=True)
class Sizes:
    """How many test flights are drawn, and how many of them each view takes."""

    flights: int
    repeats: int = 5
    averaged: int = 2_000
    curves: int = 50
    explained: int = 200
    background: int = 64


@dataclass(frozen=True)
class Rise:
    """The rise of log-loss when a feature, or a group of them, is shuffled.

    `rise` is a mean over months and repeats; days are drawn again with all their repeats. In
    `repeats` is the rise in each, a mean over flights: how much the shuffling itself matters.
    """

    name: str
    rise: Estimate
    repeats: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Dependence:
    """The chance of late as one feature takes each of `values`."""

    feature: str
    flights: int
    values: Values
    late: Values
    """Mean over so many `flights`, shape (points,)."""
    together: Values | None
    """The same, when every window of the same measure takes the value: in a storm at six, the hours
    around are stormy too. None for a feature that has no windows."""
    single: Values
    """Chances of single flights, shape (curves, points)."""
    deciles: Values
    """Nine values that part the flights in tenths."""


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
    months: tuple[int, int],
    progress: Callable[[str], None] = lambda _: None,
) -> Importance:
    """Fit on all before the first test month, and take the three views of the test months.

    Raises UnusableSplit if the months are not in the data.
    """
    split = single_origin(dataset.flights, *months)
    progress(f"fitting {config.model}")
    fold = make_fold(dataset, split, config)
    model = fit(fold, config)
    # In random order, so that the first of them are a sample too.
    rows = np.random.default_rng(config.seed).permutation(len(fold.test))[: sizes.flights]
    flights, inputs = fold.test.take(rows), fold.test_inputs[rows]

    progress("shuffling groups of features")
    groups = permute(model, inputs, flights, GROUPS, sizes.repeats, config.seed)
    progress("shuffling features")
    alone = {name: [at] for at, name in enumerate(FEATURE_NAMES)}
    features = permute(model, inputs, flights, alone, sizes.repeats, config.seed)
    progress("partial dependence")
    averaged = inputs[: sizes.averaged]
    late = model.predict_late
    dependences = [depend(late, averaged, name, sizes.curves) for name in DEPENDENCES_OF]
    progress("Shapley values")
    background, others = np.split(inputs, [sizes.background])
    return Importance(
        model=config.model,
        trained_to=str(fold.train.month.max()),
        tested_on=(str(flights.month.min()), str(flights.month.max())),
        flights=len(flights),
        log_loss=float(log_losses(model.predict_proba(inputs), flights.outcome).mean()),
        groups=groups,
        features=features,
        dependences=dependences,
        shares=shapley(late, others[: sizes.explained], background, list(GROUPS.values())),
    )


def permute(
    model: DelayModel,
    inputs: Inputs,
    flights: Flights,
    named: Mapping[str, Sequence[int]],
    repeats: int,
    seed: int,
) -> list[Rise]:
    """Return the rise of log-loss for each name, in the order given (Breiman 2001).

    The values of the features are shuffled among flights, so that they tell nothing any more. Of
    features that say nearly the same, each alone is missed little: the weather's many windows
    stand in for one another. So features can be shuffled as a group, all columns in one order:
    `named` has the positions of such a group, by its name. All names are shuffled into the same
    orders, one for each repeat.
    """
    random = np.random.default_rng(seed)
    orders = [random.permutation(len(inputs)) for _ in range(repeats)]
    intact = log_losses(model.predict_proba(inputs), flights.outcome)
    found = []
    for name, columns in named.items():
        losses = []
        for order in orders:
            shuffled = inputs.copy()
            shuffled[:, columns] = inputs[order][:, columns]
            losses.append(log_losses(model.predict_proba(shuffled), flights.outcome))
        rise = difference(np.mean(losses, axis=0), intact, flights.table.departure)
        means = (round(float(np.mean(loss - intact)), 6) for loss in losses)
        found.append(Rise(name, rise, tuple(means)))
    return found


def depend(predict: Predict, inputs: Inputs, feature: str, curves: int) -> Dependence:
    """Return how the chance of late depends on a feature.

    The feature is set to one value after another for every flight, all other features as they
    are. The mean chance is the partial dependence (Friedman 2001); the chances of single flights
    are its curves (ICE, Goldstein et al. 2015), drawn of the first of the flights. `inputs` has
    shape (flights, features).
    """
    at = FEATURE_NAMES.index(feature)
    windows = [i for i, name in enumerate(FEATURE_NAMES) if name.startswith(feature)]
    low, high = (float(edge) for edge in np.nanquantile(inputs[:, at], RANGE))
    values = np.linspace(low, high, POINTS).round(DECIMALS)
    single = _late(predict, inputs, [at], values)
    together = _late(predict, inputs, windows, values).mean(axis=0) if len(windows) > 1 else None
    return Dependence(
        feature=feature,
        flights=len(inputs),
        values=values,
        late=single.mean(axis=0),
        together=together,
        single=single[:curves],
        deciles=np.nanquantile(inputs[:, at], np.linspace(0.1, 0.9, 9)),
    )


def _late(predict: Predict, inputs: Inputs, columns: list[int], values: Values) -> Values:
    """Return the chances with the columns set to each value, shape (flights, values)."""
    changed = inputs.copy()
    late = []
    for value in values:
        changed[:, columns] = value
        late.append(predict(changed))
    return np.column_stack(late)


def as_json(found: Importance) -> dict[str, Any]:
    """Return what was found as plain JSON; of single flights, only means."""
    effects = found.shares.effects
    sizes = np.abs(effects).mean(axis=0).round(6).tolist()
    return {
        "model": found.model,
        "trained_to": found.trained_to,
        "tested_on": found.tested_on,
        "flights": found.flights,
        "log_loss": round(found.log_loss, 6),
        "groups": [asdict(rise) for rise in found.groups],
        "features": [asdict(rise) | {"group": GROUP_OF[rise.name]} for rise in found.features],
        "partial_dependence": [
            {
                "feature": one.feature,
                "flights": one.flights,
                "values": one.values.tolist(),
                "late": one.late.round(6).tolist(),
                "together": None if one.together is None else one.together.round(6).tolist(),
            }
            for one in found.dependences
        ],
        "shapley": {
            "flights": len(effects),
            "base": round(found.shares.base, 6),
            "mean_absolute_effect": dict(zip(GROUPS, sizes, strict=True)),
        },
    }

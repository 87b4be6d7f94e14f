"""Curves: whether the model over- or under-fits, and whether more data would help.

By rolling origin, on months that choices are made on (April to September). Two learning curves:
the log-loss by share of the training flights, drawn at random, and by share of the training
days, drawn whole. Flights of one day share their weather, so days are the real sample size. Two
validation curves, on a share of the flights for speed: by rounds of boosting, and by leaf size.

A test month is another season than the training flights, so the gap between the two mixes
optimism with drift. The validation curves tell them apart: each model is fitted twice, each time
without another tenth of the days. The days of both tenths are then scored by the model that was
fitted on them and by the one that was not: the difference is optimism, whatever the days. It is
told a little low, for histories and the season's table saw the outcomes of all days, and a little
high, for fewer flights are fitted on than in the released model. The rest, test months minus days
left out, is drift. All three are scored with the weather masked as it is for fitting. How a
verdict follows stands in `training.studies.curve_verdict`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from msgspec import to_builtins
from numpy.typing import NDArray

from training.config import TrainingConfig
from training.dataset.dataset import Dataset, Flights
from training.dataset.masking import mask, mask_at_random
from training.dataset.splitting import rolling_origin
from training.evaluation.fold import Fold, fit, make_fold
from training.evaluation.metrics import Outcomes, log_losses
from training.model.delay_model import DelayModel
from training.model.estimators import choose_parameters
from training.model.season import apply_season
from training.studies.curve_verdict import LossesByCurve, gather_evidence, judge, means_of, word

MODEL = "hist_gradient_boosting"
SHARES = (0.05, 0.1, 0.25, 0.5, 1.0)
"""Of the training flights, and of the training days."""
ROUNDS = tuple(tenths / 10 for tenths in range(1, 31))
LEAVES = (1 / 16, 1 / 4, 1.0, 4.0, 16.0)
"""The validation curves' settings, as multiples of the released ones."""
EVERY = 10
LEFT_OUT = (4, 9)
"""Which of every ten days are left out: by the first model, and by the second."""
FITS = len(SHARES) + (len(SHARES) - 1) + len(LEAVES)
"""Fits told of for each month; those of the validation curves are two at once."""

Floats = NDArray[np.float32]
Values = NDArray[np.float64]
Progress = Callable[[str], None]
Point = dict[str, float | None]
"""Log-losses at one setting, as `draw_curves` returns them."""
LOSSES = ("fitted", "left_out", "test", "test_full", "test_none")


def draw_curves(
    dataset: Dataset,
    config: TrainingConfig,
    months: Sequence[int],
    share: float,
    progress: Progress = lambda _: None,
) -> dict[str, Any]:
    """Fit the released kind of model on every share and at every setting, month by month.

    The months are test months of the newest year; the share is that of the validation curves, for
    the learning curves end at all flights. Raises UnusableSplit if a month is not in the data.

    Returns
    -------
    dict
        The `verdict` and the `sentences` that `evidence` leads to; the `train_flights` of each
        test month and all `test_flights`; the `released` parameters of the estimator; and the
        points of the four curves, `by_flights`, `by_days`, `by_rounds` and `by_leaf`.

        Of a point `at` is the share fitted on, the rounds, or the flights a leaf needs (when all
        are fitted on). Its log-losses are means over the test months. `fitted`: on a learning
        curve on all that was fitted on, weighted as it was; on a validation curve on the tenths
        of the days. `left_out`: on the same days, left out of the fit, on validation curves only.
        `test`, `test_full`, `test_none`: on the test months with weather masked as for fitting,
        all weather, and none.
    """
    splits = dict(  # refused before the fits
        split for month in months for split in rolling_origin(dataset.flights, month, month)
    )
    released = choose_parameters(MODEL, config.parameters)
    config = replace(config, model=MODEL, parameters=released)
    measured = [
        _measure(make_fold(dataset, split, config), config, month, share, progress)
        for month, split in splits.items()
    ]
    found = {curve: _joined([month[curve] for month in measured]) for curve in measured[0]}
    evidence = gather_evidence(found)
    return {
        "verdict": judge(evidence["steps"]),
        "sentences": word(evidence),
        "months": tuple(splits),
        "share": share,
        "train_flights": [int(split.train.sum()) for split in splits.values()],
        "test_flights": sum(int(split.test.sum()) for split in splits.values()),
        "released": released,
        "by_flights": _points(found["flights"]),
        "by_days": _points(found["days"]),
        "by_rounds": _points(found["max_iter"], released["max_iter"]),
        "by_leaf": _points(found["min_samples_leaf"], released["min_samples_leaf"]),
        "evidence": to_builtins(evidence),
    }


def learn(fold: Fold, config: TrainingConfig) -> pd.DataFrame:
    """Fit on a fold's training flights, and score on them and on the test month."""
    model, last = fit(fold, config), config.parameters["max_iter"]
    losses = log_losses(model.predict_proba(fold.inputs), fold.train.outcome)
    fitted = np.average(losses, weights=fold.weight)
    test = _test_losses(fold, [model], config.seed, [int(last)])[int(last)]
    return pd.concat([test[["departure"]][:1].assign(fitted=fitted), test])


def cross(fold: Fold, config: TrainingConfig, rounds: Sequence[int]) -> dict[int, pd.DataFrame]:
    """Fit twice, each time without another tenth of the days, and score after so many rounds.

    The test losses are means of the two models'.
    """
    tenths = [days(fold) % EVERY == at for at in LEFT_OUT]
    models = [fit(fold.take(~tenth), config) for tenth in tenths]
    parts = []
    for tenth, unseen_by, seen_by in zip(tenths, models, reversed(models), strict=True):
        flights, inputs = fold.train.take(tenth), fold.inputs[tenth]
        asked = {"fitted": ([seen_by], inputs), "left_out": ([unseen_by], inputs)}
        parts.append(_tables(flights, asked, rounds))
    parts.append(_test_losses(fold, models, config.seed, rounds))
    return {at: pd.concat([part[at] for part in parts]) for at in rounds}


def days(fold: Fold) -> NDArray[np.int64]:
    """Return the day on which each training flight was to leave, counted from 0."""
    departure = fold.train.table.departure
    return np.unique(departure.astype("datetime64[D]"), return_inverse=True)[1]


def staged_losses(
    model: DelayModel, inputs: Floats, outcome: Outcomes, rounds: Sequence[int]
) -> dict[int, Values]:
    """Return each flight's log-loss after each of the given numbers of rounds."""
    day, last = inputs[:, -1].astype(np.int64), model.estimator_["classify"]
    return {
        number: log_losses(
            apply_season(np.asarray(chances, np.float64), model.season_, day), outcome
        )
        for number, chances in enumerate(last.staged_predict_proba(inputs[:, :-1]), start=1)
        if number in rounds
    }


def _test_losses(
    fold: Fold, models: Sequence[DelayModel], seed: int, rounds: Sequence[int]
) -> dict[int, pd.DataFrame]:
    asked = {
        "test": (models, mask_at_random(fold.test_inputs, seed)),
        "test_full": (models, fold.test_inputs),
        "test_none": (models, mask(fold.test_inputs, "none")),
    }
    return _tables(fold.test, asked, rounds)


def _tables(
    flights: Flights,
    asked: Mapping[str, tuple[Sequence[DelayModel], Floats]],
    rounds: Sequence[int],
) -> dict[int, pd.DataFrame]:
    """Return a table of the flights' losses for each number of rounds, as means over models."""
    departure = flights.table.departure.astype("datetime64[s]")
    tables = {at: pd.DataFrame({"departure": departure}) for at in rounds}
    for name, (models, inputs) in asked.items():
        losses = [staged_losses(one, inputs, flights.outcome, rounds) for one in models]
        for at, table in tables.items():
            table[name] = np.mean([one[at] for one in losses], axis=0)
    return tables


def _times(factor: float, setting: int) -> int:
    return max(1, round(factor * setting))


def _measure(
    fold: Fold, config: TrainingConfig, month: int, share: float, progress: Progress
) -> LossesByCurve:
    released = config.parameters
    random = np.random.default_rng([config.seed, month])
    flights, day = random.random(len(fold.train)), days(fold)
    order = random.permutation(day.max() + 1)
    ranks = {"flights": flights, "days": order[day] / len(order)}
    sampled = fold.take(flights < share)

    def learnt(of: str, part: float) -> pd.DataFrame:
        progress(f"month {month}: {part:.0%} of the {of}")
        return learn(fold.take(ranks[of] < part), config)

    def crossed(leaf: float, factors: Sequence[float]) -> dict[float, pd.DataFrame]:
        smallest = _times(leaf, int(released["min_samples_leaf"]))
        progress(f"month {month}: leaves of {smallest:,} flights")
        rounds = {at: _times(at, int(released["max_iter"])) for at in factors}
        changed = {"min_samples_leaf": smallest, "max_iter": max(rounds.values())}
        varied = replace(config, parameters={**released, **changed})
        found = cross(sampled, varied, list(rounds.values()))
        return {at: found[number] for at, number in rounds.items()}

    whole = {1.0: learnt("flights", 1.0)}
    by_rounds = crossed(1.0, ROUNDS)
    return {
        "flights": {part: learnt("flights", part) for part in SHARES[:-1]} | whole,
        "days": {part: learnt("days", part) for part in SHARES[:-1]} | whole,
        "max_iter": by_rounds,
        "min_samples_leaf": {
            at: (by_rounds if at == 1 else crossed(at, [1.0]))[1.0] for at in LEAVES
        },
    }


def _joined(months: Sequence[dict[float, pd.DataFrame]]) -> dict[float, pd.DataFrame]:
    """Join the losses of all test months on one curve, setting by setting."""
    return {at: pd.concat([one[at] for one in months], ignore_index=True) for at in months[0]}


def _points(curve: Mapping[float, pd.DataFrame], released: int | None = None) -> list[Point]:
    """Return a curve's points, at shares or at multiples of the released setting."""
    points: list[Point] = []
    for at, losses in curve.items():
        means = means_of(losses)
        point = {name: round(means[name], 5) if name in means else None for name in LOSSES}
        points.append({"at": at if released is None else _times(at, released), **point})
    return points

"""Curves: whether the model over- or under-fits, and whether more data would help.

By rolling origin, on months that choices are made on (April to September). Two learning curves:
the log-loss by share of the training flights, drawn at random, and by share of the training
days, drawn whole. Flights of one day share their weather, so days are the real sample size. Two
validation curves, on a share of the flights for speed: by rounds of boosting, and by leaf size.

A test month is another season than the training flights, so the gap between the two mixes
over-fit with drift. The validation curves tell them apart: each model is fitted twice, each time
without another tenth of the days. The days of both tenths are then scored by the model that was
fitted on them and by the one that was not: the difference is over-fit, whatever the days. It is
told a little low, for histories and the season's table saw the outcomes of all days, and a little
high, for fewer flights are fitted on than in the released model. The rest, test months minus days
left out, is drift. All three are scored with the weather masked as it is for fitting. How a
verdict follows stands in `training.curve_verdict`.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from training.bootstrap import Estimate
from training.config import TrainingConfig
from training.curve_fits import MODEL, Crossed, Fold, Learnt, Parameters, cross, learn, make_fold
from training.curve_points import (
    Point,
    change_on_test,
    learning_point,
    mean_losses,
    over_fit,
    validation_point,
)
from training.curve_verdict import Evidence, Step
from training.dataset import Dataset
from training.estimators import PARAMETERS
from training.splitting import Split, rolling_origin

MONTHS, SHARE = (5, 7, 9), 0.25
SHARES = (0.05, 0.1, 0.25, 0.5, 1.0)
"""Of the training flights, and of the training days."""

ROUNDS = tuple(tenths / 10 for tenths in range(1, 31))
LEAVES = (1 / 16, 1 / 4, 1.0, 4.0, 16.0)
"""The validation curves' settings, as multiples of the released ones."""

FITS = len(SHARES) + (len(SHARES) - 1) + len(LEAVES)
"""Fits told of for each month; those of the validation curves are two at once."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Curves:
    """The curves, and what they say.

    Attributes
    ----------
    share
        Share of the training flights that the validation curves' models were fitted on.
    train_flights
        Training flights of each test month.
    released
        The estimator's parameters.
    """

    months: tuple[int, ...]
    share: float
    train_flights: tuple[int, ...]
    test_flights: int
    released: Parameters
    by_flights: list[Point]
    by_days: list[Point]
    by_rounds: list[Point]
    by_leaf: list[Point]
    evidence: Evidence

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain objects, the verdict first."""
        return {
            "verdict": self.evidence.verdict,
            "sentences": self.evidence.sentences,
            **asdict(self),
        }


@dataclass(frozen=True, eq=False)
class _Month:
    """What came of one test month, by share of the flights or days, or multiple of a setting."""

    by_flights: dict[float, Learnt]
    by_days: dict[float, Learnt]
    by_rounds: dict[float, Crossed]
    by_leaf: dict[float, Crossed]


def draw_curves(
    dataset: Dataset,
    config: TrainingConfig,
    months: Sequence[int] = MONTHS,
    progress: Progress = lambda _: None,
) -> Curves:
    """Fit the released kind of model on every share and at every setting, month by month.

    Parameters
    ----------
    config
        Its `share` is that of the validation curves; the learning curves end at all flights.
    months
        Test months of the newest year.
    progress
        Told of each of `FITS` fits a month.

    Raises
    ------
    UnusableSplit
        If a month is not in the data.
    """
    splits = {month: _split(dataset, month) for month in months}  # refused before the fits
    found = [
        _measure(make_fold(dataset, split, config), config, month, progress)
        for month, split in splits.items()
    ]
    released = _released(config)
    return Curves(
        months=tuple(splits),
        share=config.share,
        train_flights=tuple(int(split.train.sum()) for split in splits.values()),
        test_flights=sum(int(split.test.sum()) for split in splits.values()),
        released=released,
        by_flights=[learning_point(at, [one.by_flights[at] for one in found]) for at in SHARES],
        by_days=[learning_point(at, [one.by_days[at] for one in found]) for at in SHARES],
        by_rounds=[
            validation_point(_times(at, released["max_iter"]), [one.by_rounds[at] for one in found])
            for at in ROUNDS
        ],
        by_leaf=[
            validation_point(
                _times(at, released["min_samples_leaf"]), [one.by_leaf[at] for one in found]
            )
            for at in LEAVES
        ],
        evidence=_evidence(found),
    )


def _released(config: TrainingConfig) -> dict[str, Any]:
    return {**PARAMETERS[MODEL], **config.parameters}


def _split(dataset: Dataset, month: int) -> Split:
    [(_, split)] = rolling_origin(dataset.flights, month, month)
    return split


def _times(factor: float, setting: int) -> int:
    return max(1, round(factor * setting))


def _measure(fold: Fold, config: TrainingConfig, month: int, progress: Progress) -> _Month:
    released = _released(config)
    random = np.random.default_rng([config.seed, month])
    flights = random.random(len(fold.day))
    order = random.permutation(fold.day.max() + 1)
    ranks = {"flights": flights, "days": order[fold.day] / len(order)}

    def learnt(of: str, share: float) -> Learnt:
        progress(f"month {month}: {share:.0%} of the {of}")
        return learn(fold, ranks[of] < share, released)

    def crossed(leaf: float, rounds: Sequence[float]) -> dict[float, Crossed]:
        smallest = _times(leaf, released["min_samples_leaf"])
        progress(f"month {month}: leaves of {smallest:,} flights")
        numbers = {at: _times(at, released["max_iter"]) for at in rounds}
        parameters = {**released, "min_samples_leaf": smallest, "max_iter": max(numbers.values())}
        found = cross(fold, flights < config.share, parameters, list(numbers.values()))
        return {at: found[number] for at, number in numbers.items()}

    whole = {1.0: learnt("flights", 1.0)}
    by_rounds = crossed(1.0, ROUNDS)
    return _Month(
        by_flights={share: learnt("flights", share) for share in SHARES[:-1]} | whole,
        by_days={share: learnt("days", share) for share in SHARES[:-1]} | whole,
        by_rounds=by_rounds,
        by_leaf={at: (by_rounds if at == 1 else crossed(at, [1.0]))[1.0] for at in LEAVES},
    )


def _evidence(months: list[_Month]) -> Evidence:
    rounds, leaf = [one.by_rounds for one in months], [one.by_leaf for one in months]
    released = [one[1.0] for one in rounds]
    test = mean_losses([one.test for one in released])["test"]
    left_out = mean_losses([one.train for one in released])["left_out"]
    return Evidence(
        steps=(
            _step("Half of the rounds", rounds, 0.5, richer=False),
            _step("Twice the rounds", rounds, 2.0, richer=True),
            _step("Leaves four times as large", leaf, 4.0, richer=False),
            _step("Leaves a quarter as large", leaf, 0.25, richer=True),
        ),
        over_fit=over_fit(released),
        drift=round(test - left_out, 6),
        all_days=_from_half_to_all([one.by_days for one in months]),
        all_flights=_from_half_to_all([one.by_flights for one in months]),
    )


def _step(name: str, months: list[dict[float, Crossed]], at: float, *, richer: bool) -> Step:
    there, here = ([one[factor] for one in months] for factor in (at, 1.0))
    after, before = (mean_losses([one.train for one in of])["fitted"] for of in (there, here))
    test = change_on_test([one.test for one in there], [one.test for one in here])
    return Step(name, richer, round(after - before, 6), test)


def _from_half_to_all(months: list[dict[float, Learnt]]) -> Estimate:
    there, here = ([one[share].test for one in months] for share in (1.0, 0.5))
    return change_on_test(there, here)

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
verdict follows stands in `training.studies.curve_verdict`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import mask, mask_at_random
from training.dataset.splitting import Split, rolling_origin
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.fold import Fold, fit, make_fold
from training.evaluation.metrics import log_losses
from training.model.delay_model import DelayModel
from training.model.estimators import PARAMETERS
from training.model.season import apply_season
from training.studies.curve_verdict import Evidence, Step

# FROM curve_fits:
# Curve fits: models of one test month, fitted on some of its flights and scored on others.
#
# `min_samples_leaf` counts flights: the leaf that suits all flights is scaled to those fitted on.
#

MODEL = "hist_gradient_boosting"
EVERY = 10
LEFT_OUT = (4, 9)
"""Which of every ten days are left out: by the first model, and by the second."""

Floats = NDArray[np.float32]
Outcomes = NDArray[np.int64]
Rows = NDArray[np.bool_]
Values = NDArray[np.float64]
Parameters = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class CurveFold:
    """A test month's fold, and how the curves look at it.

    Attributes
    ----------
    day
        Day on which each training flight was to leave, counted from 0.
    tests
        Features of the test flights: weather masked as for fitting, all weather, and none.
    """

    fold: Fold
    day: NDArray[np.int64]
    tests: dict[str, Floats]
    config: TrainingConfig


@dataclass(frozen=True, eq=False)
class Learnt:
    """The mean log-loss on all that was fitted on, weighted as fitted, and each test flight's."""

    fitted: float
    test: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Crossed:
    """Log-losses of each flight of the days left out, and of each test flight."""

    train: pd.DataFrame
    test: pd.DataFrame


def make_curve_fold(dataset: Dataset, split: Split, config: TrainingConfig) -> CurveFold:
    """Make the inputs of all fits of a test month, once."""
    fold = make_fold(dataset, split, config)
    tests = {
        "test": mask_at_random(fold.test_inputs, config.seed),
        "test_full": fold.test_inputs,
        "test_none": mask(fold.test_inputs, "none"),
    }
    days = fold.train.table.departure.astype("datetime64[D]")
    return CurveFold(fold, np.unique(days, return_inverse=True)[1], tests, config)


def learn(month: CurveFold, rows: Rows, parameters: Parameters) -> Learnt:
    """Fit on the given training flights, and score on them and on the test month."""
    fold, last = month.fold.take(rows), int(parameters["max_iter"])
    model = _fit(month, rows, parameters)
    losses = staged_losses(model, fold.inputs, fold.train.outcome, [last])[last]
    fitted = np.average(losses, weights=fold.weight)
    return Learnt(float(fitted), _test_losses([model], month, [last])[last])


def cross(
    month: CurveFold, rows: Rows, parameters: Parameters, rounds: Sequence[int]
) -> dict[int, Crossed]:
    """Fit twice, each time without another tenth of the days, and score after so many rounds.

    The days of both tenths are scored by the model that was fitted on them ("fitted") and by the
    one that was not ("left_out"); the test losses are means of the two models'.
    """
    first, second = (rows & (month.day % EVERY == at) for at in LEFT_OUT)
    without_first, without_second = (
        _fit(month, rows & ~one, parameters) for one in (first, second)
    )
    parts = [
        _seen_and_unseen(month, first, without_second, without_first, rounds),
        _seen_and_unseen(month, second, without_first, without_second, rounds),
    ]
    test = _test_losses([without_first, without_second], month, rounds)
    return {
        number: Crossed(pd.concat([part[number] for part in parts]), test[number])
        for number in rounds
    }


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


def _fit(month: CurveFold, rows: Rows, parameters: Parameters) -> DelayModel:
    return fit(month.fold.take(rows), replace(month.config, model=MODEL, parameters=parameters))


def _seen_and_unseen(
    month: CurveFold,
    rows: Rows,
    seen_by: DelayModel,
    unseen_by: DelayModel,
    rounds: Sequence[int],
) -> dict[int, pd.DataFrame]:
    train = month.fold.train.take(rows)
    asked = month.fold.inputs[rows], train.outcome
    fitted = staged_losses(seen_by, *asked, rounds)
    left_out = staged_losses(unseen_by, *asked, rounds)
    departure = train.table.departure.astype("datetime64[s]")
    return {
        number: pd.DataFrame(
            {"departure": departure, "fitted": fitted[number], "left_out": left_out[number]}
        )
        for number in rounds
    }


def _test_losses(
    models: Sequence[DelayModel], month: CurveFold, rounds: Sequence[int]
) -> dict[int, pd.DataFrame]:
    """Each test flight's log-loss in each weather state, as a mean over the models."""
    test = month.fold.test
    losses = {
        state: [staged_losses(one, inputs, test.outcome, rounds) for one in models]
        for state, inputs in month.tests.items()
    }
    departure = test.table.departure.astype("datetime64[s]")
    return {
        number: pd.DataFrame(
            {
                "departure": departure,
                **{
                    name: np.mean([one[number] for one in of], axis=0)
                    for name, of in losses.items()
                },
            }
        )
        for number in rounds
    }


# FROM curve_points:
# Curve points: what the fits of all test months come to at one setting.


@dataclass(frozen=True)
class Point:
    """Log-losses at one setting, as means over the test months.

    Attributes
    ----------
    at
        The share fitted on, the rounds, or the flights a leaf needs (when all are fitted on).
    fitted
        On a learning curve: on all that was fitted on, weighted as it was. On a validation
        curve: on the tenths of the days, as a mean over months.
    left_out
        On the same days, left out of the fit; on validation curves only.
    test, test_full, test_none
        On the test months: weather masked as for fitting, all weather, and none.
    """

    at: float
    fitted: float
    left_out: float | None
    test: float
    test_full: float
    test_none: float


def learning_point(at: float, months: Sequence[Learnt]) -> Point:
    """Return the point of a learning curve; each test month gives one fit."""
    fitted = float(np.mean([one.fitted for one in months]))
    return _point(at, fitted, None, mean_losses([one.test for one in months]))


def validation_point(at: float, months: Sequence[Crossed]) -> Point:
    """Return the point of a validation curve; each test month gives a pair of fits."""
    train = mean_losses([one.train for one in months])
    test = mean_losses([one.test for one in months])
    return _point(at, train["fitted"], round(train["left_out"], 5), test)


def mean_losses(parts: Sequence[pd.DataFrame]) -> dict[str, float]:
    """Return the mean of each column of losses over months, a month counting as one."""
    rows = _joined(parts)
    month = rows["departure"].to_numpy("datetime64[M]")
    means = rows.drop(columns="departure").groupby(month).mean().mean()
    return {str(column): float(mean) for column, mean in means.items()}


def change_on_test(there: Sequence[pd.DataFrame], here: Sequence[pd.DataFrame]) -> Estimate:
    """Return the log-loss on the test months there minus here."""
    rows, others = _joined(there), _joined(here)
    return difference(
        rows["test"].to_numpy(np.float64), others["test"].to_numpy(np.float64), rows["departure"]
    )


def over_fit(months: Sequence[Crossed]) -> Estimate:
    """Return the log-loss on days left out minus that on the same days fitted on."""
    rows = _joined([one.train for one in months])
    left_out, fitted = (rows[name].to_numpy(np.float64) for name in ("left_out", "fitted"))
    return difference(left_out, fitted, rows["departure"])


def _point(at: float, fitted: float, left_out: float | None, test: dict[str, float]) -> Point:
    rounded = {name: round(loss, 5) for name, loss in test.items()}
    return Point(at, round(fitted, 5), left_out, **rounded)


def _joined(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True)


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
    share: float = SHARE,
    progress: Progress = lambda _: None,
) -> Curves:
    """Fit the released kind of model on every share and at every setting, month by month.

    Parameters
    ----------
    months
        Test months of the newest year.
    share
        That of the validation curves; the learning curves end at all flights.
    progress
        Told of each of `FITS` fits a month.

    Raises
    ------
    UnusableSplit
        If a month is not in the data.
    """
    splits = {month: _split(dataset, month) for month in months}  # refused before the fits
    found = [
        _measure(make_curve_fold(dataset, split, config), month, share, progress)
        for month, split in splits.items()
    ]
    released = _released(config)
    return Curves(
        months=tuple(splits),
        share=share,
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


def _measure(fold: CurveFold, month: int, share: float, progress: Progress) -> _Month:
    released = _released(fold.config)
    random = np.random.default_rng([fold.config.seed, month])
    flights = random.random(len(fold.day))
    order = random.permutation(fold.day.max() + 1)
    ranks = {"flights": flights, "days": order[fold.day] / len(order)}

    def learnt(of: str, part: float) -> Learnt:
        progress(f"month {month}: {part:.0%} of the {of}")
        return learn(fold, ranks[of] < part, released)

    def crossed(leaf: float, rounds: Sequence[float]) -> dict[float, Crossed]:
        smallest = _times(leaf, released["min_samples_leaf"])
        progress(f"month {month}: leaves of {smallest:,} flights")
        numbers = {at: _times(at, released["max_iter"]) for at in rounds}
        parameters = {**released, "min_samples_leaf": smallest, "max_iter": max(numbers.values())}
        found = cross(fold, flights < share, parameters, list(numbers.values()))
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

"""Curve fits: models of one test month, fitted on some of its flights and scored on others.

`min_samples_leaf` counts flights, so the leaf that suits all flights is scaled to those fitted on,
as in `training.tuning`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.config import TrainingConfig
from training.dataset import Dataset
from training.masking import mask, mask_at_random
from training.metrics import log_losses
from training.model import DelayModel
from training.prepared import Prepared, prepare
from training.season import apply_season
from training.splitting import Split

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
class Fold:
    """A test month, and what its models are fitted on and asked about.

    Attributes
    ----------
    departure, day
        Of the training flights: when they were to leave, and on which day, counted from 0.
    tests
        Features of the test flights: weather masked as for fitting, all weather, and none.
    test_departure
        Of the test flights.
    """

    train: Prepared
    departure: NDArray[np.datetime64]
    day: NDArray[np.int64]
    tests: dict[str, Floats]
    test_departure: NDArray[np.datetime64]
    seed: int


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


def make_fold(dataset: Dataset, split: Split, config: TrainingConfig) -> Fold:
    """Make the inputs of all fits of a test month, once."""
    train, departure = prepare(dataset, split, config), dataset.flights.table.departure
    days = departure[split.train].astype("datetime64[D]")
    tests = {
        "test": mask_at_random(train.test_inputs, config.seed),
        "test_full": train.test_inputs,
        "test_none": mask(train.test_inputs, "none"),
    }
    day = np.unique(days, return_inverse=True)[1]
    return Fold(train, departure[split.train], day, tests, departure[split.test], config.seed)


def learn(fold: Fold, rows: Rows, parameters: Parameters) -> Learnt:
    """Fit on the given training flights, and score on them and on the test month."""
    train, last = fold.train, int(parameters["max_iter"])
    model = _fit(fold, rows, parameters)
    losses = staged_losses(model, train.inputs[rows], train.outcome[rows], [last])[last]
    fitted = np.average(losses, weights=train.weight[rows])
    return Learnt(float(fitted), _test_losses([model], fold, [last])[last])


def cross(
    fold: Fold, rows: Rows, parameters: Parameters, rounds: Sequence[int]
) -> dict[int, Crossed]:
    """Fit twice, each time without another tenth of the days, and score after so many rounds.

    The days of both tenths are scored by the model that was fitted on them ("fitted") and by the
    one that was not ("left_out"); the test losses are means of the two models'.
    """
    first, second = (rows & (fold.day % EVERY == at) for at in LEFT_OUT)
    without_first, without_second = (_fit(fold, rows & ~one, parameters) for one in (first, second))
    parts = [
        _seen_and_unseen(fold, first, without_second, without_first, rounds),
        _seen_and_unseen(fold, second, without_first, without_second, rounds),
    ]
    test = _test_losses([without_first, without_second], fold, rounds)
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


def _fit(fold: Fold, rows: Rows, parameters: Parameters) -> DelayModel:
    train = fold.train
    leaf = max(1, round(parameters["min_samples_leaf"] * rows.mean()))
    model = DelayModel(MODEL, fold.seed, {**parameters, "min_samples_leaf": leaf})
    return model.fit(train.inputs[rows], train.outcome[rows], train.weight[rows], train.season)


def _seen_and_unseen(
    fold: Fold, rows: Rows, seen_by: DelayModel, unseen_by: DelayModel, rounds: Sequence[int]
) -> dict[int, pd.DataFrame]:
    asked = fold.train.inputs[rows], fold.train.outcome[rows]
    fitted = staged_losses(seen_by, *asked, rounds)
    left_out = staged_losses(unseen_by, *asked, rounds)
    departure = fold.departure[rows].astype("datetime64[s]")
    return {
        number: pd.DataFrame(
            {"departure": departure, "fitted": fitted[number], "left_out": left_out[number]}
        )
        for number in rounds
    }


def _test_losses(
    models: Sequence[DelayModel], fold: Fold, rounds: Sequence[int]
) -> dict[int, pd.DataFrame]:
    """Each test flight's log-loss in each weather state, as a mean over the models."""
    losses = {
        state: [staged_losses(one, inputs, fold.train.test_outcome, rounds) for one in models]
        for state, inputs in fold.tests.items()
    }
    departure = fold.test_departure.astype("datetime64[s]")
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

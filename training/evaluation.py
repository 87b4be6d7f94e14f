"""Evaluation: the model beside the baselines, on months after those it was trained on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Reference
from pushback.features import FEATURE_NAMES, day_of_year
from training.baselines import Climatology, Constant
from training.config import TrainingConfig
from training.dataset import Dataset, Flights
from training.estimators import PARAMETERS
from training.inputs import features_of, training_inputs
from training.masking import WEATHER_STATES, mask, mask_at_random
from training.metrics import score
from training.model import DelayModel
from training.reference import learn_reference
from training.season import apply_season, learn_season
from training.slices import Slices, score_carriers, score_months, score_origins
from training.splitting import Mask, Split

UNSEASONED = "unseasoned"
Chances = NDArray[np.float64]
Scores = dict[str, dict[str, float]]
"""Metrics of the model in each weather state, and of the baselines."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """A model fitted on the training flights of a split, and what it knows."""

    model: DelayModel
    reference: Reference
    split: Split


@dataclass(frozen=True)
class Evaluation:
    """Scores on the test flights, and the model's by month, airline and airport."""

    scores: Scores
    months: Slices
    carriers: Slices
    origins: Slices


def fit(dataset: Dataset, split: Split, config: TrainingConfig) -> Fitted:
    """Fit a model on a split's training flights, each in one of the weather states."""
    train = dataset.flights.take(split.train)
    reference = learn_reference(train, dataset.airports, dataset.airlines)
    weight = flight_weights(train, config)
    rows = _drawn(len(train), config)
    model = DelayModel(config.model, config.seed, _parameters(config), config.treatment).fit(
        _fitting_inputs(dataset, train, reference, config, rows),
        train.outcome[rows],
        weight[rows],
        learn_season(train, weight, config),
    )
    return Fitted(model, reference, split)


def evaluate(dataset: Dataset, fitted: Fitted, config: TrainingConfig) -> Evaluation:
    """Score a fitted model and the baselines on the split's test flights."""
    test = dataset.flights.take(fitted.split.test)
    predictions = predict_all(dataset, fitted, config)
    scores = {system: score(chances, test.outcome) for system, chances in predictions.items()}
    compared = (test, predictions["full"], predictions["climatology"])
    return Evaluation(
        scores, score_months(*compared), score_carriers(*compared), score_origins(*compared)
    )


def predict_all(dataset: Dataset, fitted: Fitted, config: TrainingConfig) -> dict[str, Chances]:
    """Return the chances of the split's test flights by system.

    The systems are the model in each weather state, the model with all weather before the
    season is applied, then the baselines.
    """
    train, test = (dataset.flights.take(rows) for rows in (fitted.split.train, fitted.split.test))
    inputs = blanked(held_out_inputs(dataset, fitted), config.without)
    predictions: dict[str, Chances] = {
        state: fitted.model.predict_proba(mask(inputs, state)) for state in WEATHER_STATES
    }
    predictions[UNSEASONED] = fitted.model.predict_unseasoned(inputs)
    return predictions | baselines(train, test, config)


def baselines(train: Flights, test: Flights, config: TrainingConfig) -> dict[str, Chances]:
    """Return the baselines' chances for the test flights, by name."""
    weight = flight_weights(train, config)
    climatology = Climatology().fit(train, weight).predict_proba(test)
    season, day = learn_season(train, weight, config), day_of_year(test.table.departure)
    return {
        "seasonal_climatology": apply_season(climatology, season, day),
        "climatology": climatology,
        "constant": Constant().fit(train, weight).predict_proba(test),
    }


def held_out_inputs(dataset: Dataset, fitted: Fitted) -> NDArray[np.float32]:
    """Return the features of the split's test flights, with all weather there is."""
    test: Mask = fitted.split.test
    return features_of(fitted.reference, dataset.flights.take(test).table, dataset.weather)


def blanked(inputs: NDArray[np.float32], names: Sequence[str]) -> NDArray[np.float32]:
    """Return the inputs with the named features the same for all flights."""
    if not names:
        return inputs
    blank = inputs.copy()
    blank[:, [FEATURE_NAMES.index(name) for name in names]] = 0
    return blank


def _fitting_inputs(
    dataset: Dataset,
    train: Flights,
    reference: Reference,
    config: TrainingConfig,
    rows: slice | NDArray[np.int64],
) -> NDArray[np.float32]:
    """Return what is fitted on; of a national year there is room for one copy, not for three."""
    inputs = blanked(training_inputs(dataset, train, reference), config.without)
    return mask_at_random(inputs[rows], config.seed)


def _drawn(count: int, config: TrainingConfig) -> slice | NDArray[np.int64]:
    """Draw the rows that are fitted on, in order; all of them unless a study asks for fewer."""
    if config.share >= 1:
        return slice(None)
    random = np.random.default_rng(config.seed)
    return np.sort(random.choice(count, int(count * config.share), replace=False))


def _parameters(config: TrainingConfig) -> dict[str, float]:
    """The parameters asked for; leaves are numbers of flights, so they shrink with the share."""
    parameters = dict(config.parameters)
    chosen = {**PARAMETERS[config.model], **parameters}
    if config.share < 1 and "min_samples_leaf" in chosen:
        parameters["min_samples_leaf"] = max(1, round(chosen["min_samples_leaf"] * config.share))
    return parameters


def flight_weights(flights: Flights, config: TrainingConfig) -> NDArray[np.float64]:
    """Weigh flights of years before the newest down: the world has moved on since."""
    year = flights.month.astype("datetime64[Y]")
    return np.where(year < year.max(), config.older_weight, 1.0)


def mean_scores(folds: list[Scores]) -> Scores:
    """Return each metric's mean over folds, a fold counting as one whatever its flights."""
    return {
        name: {
            metric: float(np.mean([fold[name][metric] for fold in folds]))
            for metric in folds[0][name]
        }
        for name in folds[0]
    }

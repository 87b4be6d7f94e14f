"""Evaluation: the model beside the baselines, on months after those it was trained on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pushback.contract import Reference
from pushback.features import FEATURE_NAMES, day_of_year
from training.config import TrainingConfig
from training.dataset.dataset import Dataset, Flights
from training.dataset.features import features_of, training_inputs
from training.dataset.lookups import learn_reference
from training.dataset.masking import WEATHER_STATES, mask, mask_at_random
from training.dataset.splitting import Mask, Split
from training.evaluation.baselines import Climatology, Constant
from training.evaluation.metrics import score
from training.evaluation.slices import Slices, score_carriers, score_months, score_origins
from training.model.delay_model import DelayModel
from training.model.estimators import PARAMETERS
from training.model.season import apply_season, learn_season

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


# FROM prepared:
# Prepared: a fold's inputs made once, for models that are fitted side by side.


@dataclass(frozen=True, eq=False)
class Prepared:
    """What a fold's models are fitted on and asked about.

    Attributes
    ----------
    inputs
        Features of the training flights, each in one of the weather states.
    outcome, weight
        Of the training flights.
    season
        Factors by day of the year, shape (366, outcomes).
    test_inputs
        Features of the test flights, with all weather there is.
    test_outcome
        Of the test flights.
    """

    inputs: NDArray[np.float32]
    outcome: NDArray[np.int64]
    weight: NDArray[np.float64]
    season: NDArray[np.float64]
    test_inputs: NDArray[np.float32]
    test_outcome: NDArray[np.int64]


def prepare(dataset: Dataset, split: Split, config: TrainingConfig) -> Prepared:
    """Make the inputs that `evaluation.fit` fits on and `evaluation.predict_all` asks about.

    All flights with all features: `config.without` and `config.share` are not heeded.
    """
    train, test = (dataset.flights.take(rows) for rows in (split.train, split.test))
    reference = learn_reference(train, dataset.airports, dataset.airlines)
    weight = flight_weights(train, config)
    return Prepared(
        inputs=mask_at_random(training_inputs(dataset, train, reference), config.seed),
        outcome=train.outcome,
        weight=weight,
        season=learn_season(train, weight, config),
        test_inputs=features_of(reference, test.table, dataset.weather),
        test_outcome=test.outcome,
    )


def sampled(fold: Prepared, share: float, seed: int) -> Prepared:
    """Return the fold with about a share of its training flights, for speed."""
    rows = np.random.default_rng(seed).random(len(fold.outcome)) < share
    return replace(
        fold, inputs=fold.inputs[rows], outcome=fold.outcome[rows], weight=fold.weight[rows]
    )

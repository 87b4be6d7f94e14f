"""Prepared: a fold's inputs made once, for models that are fitted side by side."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from training.config import TrainingConfig
from training.dataset import Dataset
from training.evaluation import flight_weights
from training.inputs import features_of, training_inputs
from training.masking import mask_at_random
from training.reference import learn_reference
from training.season import learn_season
from training.splitting import Split


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

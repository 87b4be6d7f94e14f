"""Fold: the flights of a split made ready once, for all that is fitted on or scored with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pushback.contract import CalibrationBin, SliceMetrics
from pushback.features import FEATURE_NAMES, day_of_year
from pushback.lookups import Reference
from training.config import TrainingConfig
from training.dataset.dataset import Dataset, Flights
from training.dataset.features import WeightedRows, features_of, national_rows, training_inputs
from training.dataset.lookups import learn_reference
from training.dataset.masking import LEADS, WEATHER_STATES, Floats, foretell, mask, mask_at_random
from training.dataset.splitting import Mask, Split
from training.evaluation.baselines import climatology, constant
from training.evaluation.metrics import UNSEASONED, Chances, Scores, score
from training.evaluation.slices import calibration, score_slices
from training.model.delay_model import DelayModel
from training.model.estimators import boosting_for, choose_parameters
from training.model.season import apply_season, learn_season
from training.record import Record

USUAL = 20_000
"""Flights drawn to stand for all training flights."""


@dataclass(frozen=True, eq=False)
class Fold:
    """What the models of a split are fitted on and asked about; `make_fold` makes it."""

    reference: Reference
    """What the training flights teach the features."""
    train: Flights
    test: Flights
    inputs: Floats
    """Features of the training flights, each in one weather state, shape (flights, features)."""
    weight: NDArray[np.float64]
    """Weights of the training flights, shape (flights,)."""
    season: NDArray[np.float64]
    """Factors by `pushback.features.season_row`, shape (732, outcomes)."""
    test_inputs: Floats
    """Features of the test flights, with all weather there is."""
    forecasts: Mapping[str, Floats]
    """The same by the weather as it might have been forecast, by lead time; none of a release."""
    usual: Floats
    """Features of `USUAL` training flights, drawn by weight, with all weather there is."""
    nation: WeightedRows
    """The record's rows, which are fitted on as well."""
    share: float = 1.0
    """Share of the split's training flights that is left, about."""

    def take(self, rows: Mask) -> "Fold":
        """Return the fold with the given training flights; what all of them taught stays."""
        return replace(
            self,
            train=self.train.take(rows),
            inputs=self.inputs[rows],
            weight=self.weight[rows],
            share=self.share * float(rows.mean()),
        )

    def all_rows(
        self, dtype: type[np.floating] = np.float32
    ) -> tuple[NDArray[Any], NDArray[np.int64], NDArray[np.float64]]:
        """Return what is fitted on, flights and the record's rows: inputs, outcomes and weights."""
        nation = self.nation.weighing(self.share)
        return (
            np.concatenate([self.inputs, nation.inputs], dtype=dtype),
            np.concatenate([self.train.outcome, nation.outcome]),
            np.concatenate([self.weight, nation.weight]),
        )

    def without_features(self) -> "Fold":
        """Return the fold with its flights alone: features of a national year fill gigabytes."""
        none = np.empty((0, len(FEATURE_NAMES)), np.float32)
        return replace(self, inputs=none, test_inputs=none, forecasts={}, usual=none)

    def sampled(self, share: float, seed: int) -> "Fold":
        """Return the fold with about a share of its training flights, drawn at random.

        Of the record's rows as many are drawn, which stand for the rest.
        """
        if share >= 1:
            return self
        random = np.random.default_rng(seed)
        rows, national = (random.random(len(one)) < share for one in (self.train, self.nation))
        nation = self.nation.take(national).weighing(1 / share)
        return replace(self.take(rows), nation=nation, share=self.share * share)

    def without(self, names: Sequence[str]) -> "Fold":
        """Return the fold with the named features the same for all flights."""
        gone = [FEATURE_NAMES.index(name) for name in names]
        return replace(
            self,
            inputs=_blanked(self.inputs, gone),
            test_inputs=_blanked(self.test_inputs, gone),
            forecasts={lead: _blanked(rows, gone) for lead, rows in self.forecasts.items()},
            usual=_blanked(self.usual, gone),
            nation=replace(self.nation, inputs=_blanked(self.nation.inputs, gone)),
        )


@dataclass(frozen=True)
class Evaluation:
    """Scores on the test flights and on slices of them, and what became of the model's chances."""

    scores: Scores
    slices: dict[str, dict[str, SliceMetrics]]
    calibration: dict[str, list[CalibrationBin]]


def make_fold(dataset: Dataset, split: Split, config: TrainingConfig) -> Fold:
    """Learn from a split's training flights what the features need, and make the features.

    Of the nation's record, what was known when the test months began.
    """
    train, test = (dataset.flights.take(rows) for rows in (split.train, split.test))
    known = replace(dataset, record=_known_record(dataset, test))
    fold = learn_fold(known, train, test, config)
    forecasts = {}
    for lead, errors in LEADS.items():
        weather = foretell(dataset.weather, errors, config.seed)
        forecasts[lead] = features_of(fold.reference, test.table, weather)
    return replace(fold, forecasts=forecasts)


def reweigh(fold: Fold, dataset: Dataset, config: TrainingConfig) -> Fold:
    """Return a fold as `make_fold` makes it, with the weights and the season of another config.

    Features do not depend on these, so they are made once for many configs. The flights that stand
    for all stay as they were drawn.
    """
    weight = flight_weights(fold.train, config)
    months = _known_record(dataset, fold.test).months
    return replace(fold, weight=weight, season=learn_season(fold.train, weight, months, config))


def learn_fold(dataset: Dataset, train: Flights, test: Flights, config: TrainingConfig) -> Fold:
    """Learn from flights, and from the whole record, what the features need; make the features."""
    record = dataset.record
    reference, nation = learn_reference(train, dataset.airports, dataset.airlines, record)
    weight = flight_weights(train, config)
    inputs = training_inputs(dataset, train, reference, nation)
    newest = int(str(train.month.max())[:4])
    national = national_rows(nation, record, reference, newest).weighing(config.nation_weight)
    random = np.random.default_rng(config.seed)
    # Only the masked features are kept: of a national year there is room for one copy.
    return Fold(
        reference=reference,
        train=train,
        test=test,
        inputs=mask_at_random(inputs, config.seed),
        weight=weight,
        season=learn_season(train, weight, record.months, config),
        test_inputs=features_of(reference, test.table, dataset.weather),
        forecasts={},
        usual=inputs[random.choice(len(train), USUAL, p=weight / weight.sum())],
        nation=national,
    )


def fit(fold: Fold, config: TrainingConfig, treatment: Any = None) -> DelayModel:
    """Fit a model on a fold's training flights.

    Studies may give a treatment, a transformer of the features that is fitted before the estimator.
    """
    parameters = choose_parameters(config.model, config.parameters, fold.share)
    if config.model == "hist_gradient_boosting":
        # In float64 from the start: scikit-learn would copy them to it, and keep both.
        rows = fold.all_rows(np.float64)
        parameters = boosting_for(parameters, len(rows[0]))
    else:
        rows = fold.all_rows()
    model = DelayModel(config.model, config.seed, parameters, treatment)
    return model.fit(*rows, fold.season)


def evaluate(fold: Fold, model: DelayModel) -> Evaluation:
    """Score a fitted model and the baselines on the fold's test flights."""
    predictions = predict_all(fold, model)
    return Evaluation(
        score_all(fold, predictions),
        score_slices(fold.test, predictions),
        calibration(fold.test.outcome, predictions),
    )


def score_all(fold: Fold, predictions: dict[str, Chances]) -> Scores:
    """Score chances of the fold's test flights, by name."""
    return {name: score(chances, fold.test.outcome) for name, chances in predictions.items()}


def predict_all(fold: Fold, model: DelayModel) -> dict[str, Chances]:
    """Return the chances of the fold's test flights by system.

    The systems are the model in each weather state, with forecasts that err, with all weather
    before the season is applied, then the baselines.
    """
    predictions: dict[str, Chances] = {
        state: model.predict_proba(mask(fold.test_inputs, state)) for state in WEATHER_STATES
    }
    predictions |= {lead: model.predict_proba(rows) for lead, rows in fold.forecasts.items()}
    predictions[UNSEASONED] = model.predict_unseasoned(fold.test_inputs)
    record = climatology(fold.train, fold.weight, fold.test)
    day = day_of_year(fold.test.table.departure)
    return predictions | {
        "seasonal_climatology": apply_season(record, fold.season, day),
        "climatology": record,
        "constant": constant(fold.train, fold.weight, fold.test),
    }


def flight_weights(flights: Flights, config: TrainingConfig) -> NDArray[np.float64]:
    """Weigh flights of years before the newest down: the world has moved on since."""
    year = flights.month.astype("datetime64[Y]")
    return np.where(year < year.max(), config.older_weight, 1.0)


def _known_record(dataset: Dataset, test: Flights) -> Record:
    """Return what the record knew when the test months began."""
    year, month = str(test.month.min()).split("-")
    return dataset.record.before(int(year), int(month))


def _blanked(inputs: Floats, columns: Sequence[int]) -> Floats:
    blank = inputs.copy()
    blank[:, columns] = 0
    return blank

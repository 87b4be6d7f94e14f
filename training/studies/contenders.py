"""Contenders: our model and other boosting libraries, made alike for tuning and comparing them.

Every contender is fitted on the same rows and weights, the record's included, on `THREADS` threads,
and the season's table is applied after. The other libraries ("rivals") are used by their
scikit-learn classifiers. They are for development only, so each is loaded when it is first used.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from pushback.features import FEATURE_NAMES
from pushback.graph import Graph
from training.config import TrainingConfig
from training.dataset.dataset import Flights
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import Split
from training.errors import RivalMissing
from training.evaluation.baselines import outcome_shares
from training.evaluation.fold import Fold, fit
from training.evaluation.metrics import Chances, Outcomes
from training.model.estimators import PARAMETERS
from training.model.export import convert
from training.model.season import apply_season

MODEL = "hist_gradient_boosting"
THREADS = 2

Floats = NDArray[np.float32]
Weights = NDArray[np.float64]
OneRow = Callable[[Floats], Any]
"""A prediction of inputs of shape (1, features), on one thread."""
Exported = tuple[bytes, OneRow]


@dataclass(frozen=True)
class Setting:
    """One point of the search, by the names of our model's parameters in scikit-learn."""

    learning_rate: float
    max_iter: int
    """Rounds: trees for each outcome."""
    max_leaf_nodes: int
    min_samples_leaf: int
    """Rows that a leaf needs, where all flights are fitted on."""
    max_features: float
    """Share of the features that a split may choose from."""
    l2_regularization: float
    random_thresholds: bool = False
    """Whether a split's threshold is drawn at random, in the library that can (LightGBM)."""

    @property
    def leaves(self) -> int:
        """Leaves of all trees of one outcome together: the size of the model."""
        return self.max_iter * self.max_leaf_nodes

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of our model."""
        return {name: value for name, value in asdict(self).items() if name in PARAMETERS[MODEL]}


class Ours:
    """Our model: scikit-learn's boosting, served as an ONNX graph."""

    library = "ours"

    def __init__(self, setting: Setting, seed: int) -> None:
        self.setting = setting
        self.config = TrainingConfig(parameters=setting.parameters, seed=seed)

    def fit(self, fold: Fold) -> Self:
        """Fit on the fold's training flights, as the released model is fitted."""
        with threadpool_limits(THREADS, "openmp"):
            self.model_ = fit(fold, self.config)
        return self

    def predict_proba(self, inputs: Floats) -> Chances:
        """Return the chances of the outcomes, as scikit-learn has them."""
        return self.model_.predict_proba(inputs)

    def export(self) -> Exported:
        """Return the ONNX graph, the season's table included, and its run, as it is served."""
        graph = convert(self.model_, len(FEATURE_NAMES))
        return graph, Graph(graph).run


class Rival(ABC):
    """A booster on all features but the day of the year; the season is applied after.

    Once fitted, `classifier_` is the library's classifier and `season_` as in `DelayModel`.
    """

    library: ClassVar[str]

    def __init__(self, setting: Setting, seed: int) -> None:
        self.setting = setting
        self.seed = seed

    def fit(self, fold: Fold) -> Self:
        """Fit on the fold's training flights and on the record's rows."""
        inputs, outcome, weight = fold.all_rows()
        self._leaf = max(1, round(self.setting.min_samples_leaf * fold.share))
        self.classifier_ = self._boost(inputs[:, :-1], outcome, weight)
        self.season_ = fold.season
        return self

    def predict_proba(self, inputs: Floats) -> Chances:
        """Return the chances of the outcomes, shape (flights, outcomes)."""
        chances = np.asarray(self.classifier_.predict_proba(inputs[:, :-1]), np.float64)
        return apply_season(chances, self.season_, inputs[:, -1].astype(np.int64))

    @abstractmethod
    def export(self) -> Exported:
        """Return the fitted model as it would be kept, and the fastest public call for a row."""

    @abstractmethod
    def _boost(self, inputs: Floats, outcome: Outcomes, weight: Weights) -> Any:
        """Return the library's classifier, fitted."""


class LightGBM(Rival):
    """LightGBM, kept as its model string."""

    library = "lightgbm"

    def _boost(self, inputs: Floats, outcome: Outcomes, weight: Weights) -> Any:
        from lightgbm import LGBMClassifier

        classifier = LGBMClassifier(
            n_estimators=self.setting.max_iter,
            num_leaves=self.setting.max_leaf_nodes,
            learning_rate=self.setting.learning_rate,
            min_child_samples=self._leaf,
            feature_fraction_bynode=self.setting.max_features,
            reg_lambda=self.setting.l2_regularization,
            extra_trees=self.setting.random_thresholds,
            n_jobs=THREADS,
            random_state=self.seed,
            deterministic=True,
            force_row_wise=True,
            verbosity=-1,
        )
        return classifier.fit(inputs, outcome, weight)

    def export(self) -> Exported:
        """Return the model string, and the booster's prediction."""
        booster = self.classifier_.booster_
        model = booster.model_to_string().encode()
        return model, lambda row: booster.predict(row[:, :-1], num_threads=1)


class XGBoost(Rival):
    """XGBoost, kept as universal binary JSON."""

    library = "xgboost"

    def _boost(self, inputs: Floats, outcome: Outcomes, weight: Weights) -> Any:
        from xgboost import XGBClassifier

        # XGBoost measures a leaf by the sum of its flights' second derivatives. A flight has
        # 2 p (1 - p) for each outcome (`multiclass_obj.cu`); taken at the base rates, and as the
        # mean over the outcomes, since each has trees of its own.
        shares = outcome_shares(outcome, weight)
        curvature = float(weight.sum() * np.mean(2 * shares * (1 - shares)))
        classifier = XGBClassifier(
            n_estimators=self.setting.max_iter,
            tree_method="hist",
            grow_policy="lossguide",
            max_leaves=self.setting.max_leaf_nodes,
            max_depth=0,
            learning_rate=self.setting.learning_rate,
            min_child_weight=self._leaf / len(outcome) * curvature,
            colsample_bynode=self.setting.max_features,
            reg_lambda=self.setting.l2_regularization,
            n_jobs=THREADS,
            random_state=self.seed,
        )
        return classifier.fit(inputs, outcome, sample_weight=weight)

    def export(self) -> Exported:
        """Return the binary JSON, and the prediction in place, without a matrix of XGBoost's."""
        booster = self.classifier_.get_booster()
        single = booster.copy()
        single.set_param({"nthread": 1})
        return bytes(booster.save_raw("ubj")), lambda row: single.inplace_predict(row[:, :-1])


class CatBoost(Rival):
    """CatBoost, kept as cbm.

    Its trees are symmetric, of a power of two of leaves: at most one more than the others' have. It
    has no smallest leaf.
    """

    library = "catboost"

    def _boost(self, inputs: Floats, outcome: Outcomes, weight: Weights) -> Any:
        from catboost import CatBoostClassifier  # type: ignore[import-untyped]

        classifier = CatBoostClassifier(
            loss_function="MultiClass",
            iterations=self.setting.max_iter,
            depth=round(np.log2(self.setting.max_leaf_nodes)),
            learning_rate=self.setting.learning_rate,
            rsm=self.setting.max_features,
            l2_leaf_reg=self.setting.l2_regularization,
            thread_count=THREADS,
            random_seed=self.seed,
            allow_writing_files=False,
            logging_level="Silent",
        )
        # The others begin at the base rates by themselves; CatBoost would at equal chances.
        start = np.log(outcome_shares(outcome, weight))
        baseline = np.tile(start, (len(outcome), 1))
        classifier.fit(inputs, outcome, sample_weight=weight, baseline=baseline)
        classifier.set_scale_and_bias(1, start.tolist())
        return classifier

    def export(self) -> Exported:
        """Return the binary form, given to a file only, and the prediction of a single object."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "model.cbm"
            self.classifier_.save_model(str(path), format="cbm")
            model = path.read_bytes()
        return model, lambda row: self.classifier_.predict(
            row[0, :-1], prediction_type="Probability", thread_count=1
        )


RIVALS: tuple[type[Rival], ...] = (LightGBM, XGBoost, CatBoost)
CONTENDERS: tuple[type["Ours | Rival"], ...] = (Ours, *RIVALS)
Contender = Ours | Rival
"""One library with a setting, as compared."""


def check_rivals() -> None:
    """Refuse to begin without every rival's library, with RivalMissing."""
    for rival in RIVALS:
        if find_spec(rival.library) is None:
            raise RivalMissing(rival.library)


def chances_by_state(fitted: Contender, fold: Fold) -> dict[str, Chances]:
    """Return the chances of the fold's test flights in each weather state."""
    return {state: fitted.predict_proba(mask(fold.test_inputs, state)) for state in WEATHER_STATES}


def departures(flights: Flights, splits: Iterable[Split]) -> NDArray[np.datetime64]:
    """Return when each test flight of the splits was to leave."""
    return np.concatenate([flights.table.departure[split.test] for split in splits])

"""Contender: what takes part in the comparison of libraries, and our own model as one.

Every contender is fitted alike: the same inputs and weights, `ROUNDS` rounds of trees of at most
`LEAVES` leaves, `THREADS` threads, and the season's table applied after.
"""

import importlib
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from pushback.outcomes import OUTCOMES
from training.config import TrainingConfig
from training.errors import RivalMissing
from training.model.delay_model import DelayModel
from training.model.estimators import PARAMETERS
from training.model.export import INPUT, OUTPUT, convert
from training.model.season import apply_season

ROUNDS, LEAVES = (
    PARAMETERS["hist_gradient_boosting"][name] for name in ("max_iter", "max_leaf_nodes")
)
THREADS = 2

Floats = NDArray[np.float32]
Outcomes = NDArray[np.int64]
Weights = NDArray[np.float64]
Chances = NDArray[np.float64]
OneRow = Callable[[Floats], Any]


# FROM settings:
# Settings: the points of a small random search, the same for every library compared.


@dataclass(frozen=True)
class Setting:
    """One point of the search, in terms that all libraries share.

    Attributes
    ----------
    learning_rate
        By how much each round's trees are shrunk.
    smallest_leaf
        Flights a leaf needs, as a share of the training flights.
    column_share
        Share of the features that a split may choose from.
    l2
        L2 regularisation of the leaves.
    """

    learning_rate: float
    smallest_leaf: float
    column_share: float
    l2: float


def draw_settings(count: int, seed: int) -> list[Setting]:
    """Draw the settings to try, the same for every rival.

    Examples
    --------
    >>> draw_settings(2, seed=1) == draw_settings(3, seed=1)[:2]
    True
    """
    random = np.random.default_rng(seed)
    return [
        Setting(
            learning_rate=_log_uniform(random, 0.03, 0.12),
            smallest_leaf=_log_uniform(random, 0.0005, 0.02),
            column_share=float(random.uniform(0.2, 1.0)),
            l2=_log_uniform(random, 0.1, 10.0),
        )
        for _ in range(count)
    ]


def _log_uniform(random: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(random.uniform(np.log(low), np.log(high))))


class Contender(ABC):
    """A way to the chances of the outcomes, fitted and asked as `DelayModel` is."""

    @abstractmethod
    def fit(self, inputs: Floats, outcome: Outcomes, weight: Weights, season: Chances) -> Self:
        """Fit; as `DelayModel.fit`."""

    @abstractmethod
    def predict_proba(self, inputs: Floats) -> Chances:
        """Return the chances of the outcomes, shape (flights, outcomes)."""

    @abstractmethod
    def to_bytes(self) -> bytes:
        """Return the fitted model in the form it would be kept in."""

    @abstractmethod
    def one_row(self) -> OneRow:
        """Return the fastest public call for inputs of shape (1, features), on one thread."""

    @abstractmethod
    def parameters(self) -> dict[str, Any]:
        """Return what was chosen for it."""


class Ours(Contender):
    """Our model: scikit-learn's boosting with the released parameters, served as an ONNX graph.

    They were chosen before, on test months April to September, so they are not searched again.
    """

    def __init__(self, config: TrainingConfig) -> None:
        self.model = DelayModel(config.model, config.seed, config.parameters)

    def fit(self, inputs: Floats, outcome: Outcomes, weight: Weights, season: Chances) -> Self:
        """Fit; as `DelayModel.fit`."""
        with threadpool_limits(THREADS, "openmp"):
            self.model.fit(inputs, outcome, weight, season)
        self.features_ = inputs.shape[1]
        return self

    def predict_proba(self, inputs: Floats) -> Chances:
        """Return the chances of the outcomes, as scikit-learn has them."""
        return self.model.predict_proba(inputs)

    def to_bytes(self) -> bytes:
        """Return the ONNX graph, the season's table included."""
        return convert(self.model, self.features_)

    def one_row(self) -> OneRow:
        """Return a run of the ONNX graph."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        providers = ["CPUExecutionProvider"]
        session = onnxruntime.InferenceSession(self.to_bytes(), options, providers=providers)
        return lambda row: session.run([OUTPUT], {INPUT: row})

    def parameters(self) -> dict[str, Any]:
        """Return the estimator's parameters."""
        return {**PARAMETERS[self.model.name], **self.model.parameters}


# FROM rivals:
# Rivals: gradient boosting of other libraries, each a contender tuned by the same search.
#
# The libraries are for development only; each is loaded when it is first used.
#

CATBOOST_DEPTH = 5
"""32 leaves, one more than the others: CatBoost's trees are symmetric."""


class Rival(Contender):
    """A booster on all features but the day of the year; the season is applied after.

    Attributes
    ----------
    booster_
        The library's own fitted object.
    season_
        As in `DelayModel`.
    """

    library: ClassVar[str]

    def __init__(self, setting: Setting, seed: int) -> None:
        self.setting = setting
        self.seed = seed

    def fit(self, inputs: Floats, outcome: Outcomes, weight: Weights, season: Chances) -> Self:
        """Fit; as `DelayModel.fit`."""
        self.booster_ = self._boost(inputs[:, :-1], outcome, weight)
        self.season_ = season
        return self

    def predict_proba(self, inputs: Floats) -> Chances:
        """Return the chances of the outcomes, shape (flights, outcomes)."""
        chances = np.asarray(self._chances(inputs[:, :-1]), np.float64)
        return apply_season(chances, self.season_, inputs[:, -1].astype(np.int64))

    def parameters(self) -> dict[str, Any]:
        """Return the setting."""
        return asdict(self.setting)

    @abstractmethod
    def _boost(self, inputs: Floats, outcome: Outcomes, weight: Weights) -> Any:
        """Return the library's fitted booster."""

    @abstractmethod
    def _chances(self, inputs: Floats) -> Any:
        """Return the booster's chances, before the season."""


class LightGBM(Rival):
    """LightGBM, kept as its model string."""

    library = "lightgbm"

    def _boost(self, inputs: Floats, outcome: Outcomes, weight: Weights) -> Any:
        lightgbm, setting = load_library(self.library), self.setting
        parameters = {
            "objective": "multiclass",
            "num_class": len(OUTCOMES),
            "num_leaves": LEAVES,
            "learning_rate": setting.learning_rate,
            "min_data_in_leaf": round(setting.smallest_leaf * len(outcome)),
            "feature_fraction_bynode": setting.column_share,
            "lambda_l2": setting.l2,
            "num_threads": THREADS,
            "seed": self.seed,
            "deterministic": True,
            "force_row_wise": True,
            "verbosity": -1,
        }
        return lightgbm.train(parameters, lightgbm.Dataset(inputs, outcome, weight=weight), ROUNDS)

    def _chances(self, inputs: Floats) -> Any:
        return self.booster_.predict(inputs, num_threads=THREADS)

    def to_bytes(self) -> bytes:
        """Return the model string."""
        return str(self.booster_.model_to_string()).encode()

    def one_row(self) -> OneRow:
        """Return the booster's prediction."""
        return lambda row: self.booster_.predict(row[:, :-1], num_threads=1)


class XGBoost(Rival):
    """XGBoost, kept as universal binary JSON."""

    library = "xgboost"

    def _boost(self, inputs: Floats, outcome: Outcomes, weight: Weights) -> Any:
        xgboost, setting = load_library(self.library), self.setting
        parameters = {
            "objective": "multi:softprob",
            "num_class": len(OUTCOMES),
            "tree_method": "hist",
            "grow_policy": "lossguide",
            "max_leaves": LEAVES,
            "max_depth": 0,
            "learning_rate": setting.learning_rate,
            "min_child_weight": setting.smallest_leaf * _curvature(outcome, weight),
            "colsample_bynode": setting.column_share,
            "reg_lambda": setting.l2,
            "nthread": THREADS,
            "seed": self.seed,
        }
        flights = xgboost.DMatrix(inputs, outcome, weight=weight, nthread=THREADS)
        return xgboost.train(parameters, flights, ROUNDS)

    def _chances(self, inputs: Floats) -> Any:
        xgboost = load_library(self.library)
        return self.booster_.predict(xgboost.DMatrix(inputs, nthread=THREADS))

    def to_bytes(self) -> bytes:
        """Return the model in XGBoost's binary form."""
        return bytes(self.booster_.save_raw("ubj"))

    def one_row(self) -> OneRow:
        """Return the prediction in place, without a matrix of XGBoost's own."""
        single = self.booster_.copy()
        single.set_param({"nthread": 1})
        return lambda row: single.inplace_predict(row[:, :-1])


class CatBoost(Rival):
    """CatBoost, kept as cbm. Its trees are symmetric and know no smallest leaf."""

    library = "catboost"

    def _boost(self, inputs: Floats, outcome: Outcomes, weight: Weights) -> Any:
        catboost, setting = load_library(self.library), self.setting
        booster = catboost.CatBoost(
            {
                "loss_function": "MultiClass",
                "classes_count": len(OUTCOMES),
                "iterations": ROUNDS,
                "depth": CATBOOST_DEPTH,
                "learning_rate": setting.learning_rate,
                "rsm": setting.column_share,
                "l2_leaf_reg": setting.l2,
                "thread_count": THREADS,
                "random_seed": self.seed,
                "allow_writing_files": False,
                "logging_level": "Silent",
            }
        )
        # The others begin at the base rates by themselves; CatBoost would at equal chances.
        start = np.log(_shares(outcome, weight))
        baseline = np.tile(start, (len(outcome), 1))
        booster.fit(catboost.Pool(inputs, outcome, weight=weight, baseline=baseline))
        booster.set_scale_and_bias(1, start.tolist())
        return booster

    def _chances(self, inputs: Floats) -> Any:
        return self.booster_.predict(inputs, prediction_type="Probability", thread_count=THREADS)

    def to_bytes(self) -> bytes:
        """Return the model in CatBoost's binary form, which it gives to a file only."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "model.cbm"
            self.booster_.save_model(str(path), format="cbm")
            return path.read_bytes()

    def one_row(self) -> OneRow:
        """Return the prediction of a single object."""
        return lambda row: self.booster_.predict(
            row[0, :-1], prediction_type="Probability", thread_count=1
        )


RIVALS: tuple[type[Rival], ...] = (LightGBM, XGBoost, CatBoost)


def load_library(name: str) -> Any:
    """Import a rival's library.

    Raises
    ------
    RivalMissing
        If it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        raise RivalMissing(name) from None


def _shares(outcome: Outcomes, weight: Weights) -> Chances:
    counts = np.bincount(outcome, weight, len(OUTCOMES))
    return np.asarray(counts / counts.sum())


def _curvature(outcome: Outcomes, weight: Weights) -> float:
    """Return the second derivative of all flights, which is what XGBoost weighs a leaf by.

    A flight has 2 p (1 - p) for each outcome (`multiclass_obj.cu`); taken at the base rates, and
    as the mean over the outcomes, since each has trees of its own.
    """
    shares = _shares(outcome, weight)
    return float(weight.sum() * np.mean(2 * shares * (1 - shares)))

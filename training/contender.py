"""Contender: what takes part in the comparison of libraries, and our own model as one.

Every contender is fitted alike: the same inputs and weights, `ROUNDS` rounds of trees of at most
`LEAVES` leaves, `THREADS` threads, and the season's table applied after.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from training.config import TrainingConfig
from training.estimators import PARAMETERS
from training.export import INPUT, OUTPUT, convert
from training.model import DelayModel

ROUNDS, LEAVES = (
    PARAMETERS["hist_gradient_boosting"][name] for name in ("max_iter", "max_leaf_nodes")
)
THREADS = 2

Floats = NDArray[np.float32]
Outcomes = NDArray[np.int64]
Weights = NDArray[np.float64]
Chances = NDArray[np.float64]
OneRow = Callable[[Floats], Any]


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

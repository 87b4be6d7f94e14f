"""Export: the fitted model as an ONNX graph, or a refusal.

Some conversions are silently wrong (native categories, forests fed NaN, thresholds rounded to
the other side of an input). So nothing is exported on trust: onnxruntime and scikit-learn must
agree on every test flight, in every weather state.
"""

import copy
import warnings

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.pipeline import Pipeline

from training.errors import ExportRefused
from training.model.delay_model import DelayModel
from training.model.season import with_season

TOLERANCE = 1e-5
OPSET = 17
INPUT, OUTPUT = "features", "chances"
_BATCH = 65_536

Floats = NDArray[np.float32]


def export(model: DelayModel, inputs: Floats) -> tuple[bytes, float]:
    """Return the model as an ONNX graph, proven on the given inputs.

    Parameters
    ----------
    inputs
        Features to compare on, shape (flights, features): all test flights.

    Returns
    -------
    graph, largest
        The graph, and the largest difference in any chance.

    Raises
    ------
    ExportRefused
        If a chance differs by more than `TOLERANCE`.
    """
    graph = convert(model, inputs.shape[1])
    return graph, check_parity(graph, model, inputs)


def convert(model: DelayModel, features: int) -> bytes:
    """Convert without a check: one input, `features`; one output, `chances`."""
    graph = _convert_estimator(model.estimator_, features - 1)
    return bytes(with_season(graph, model.season_, INPUT, OUTPUT).SerializeToString())


def _convert_estimator(estimator: Pipeline, features: int) -> ModelProto:
    estimator = _with_float32_thresholds(estimator)
    with warnings.catch_warnings():
        # skl2onnx 1.20 writes some integers as booleans; protobuf below 7 takes them.
        warnings.filterwarnings("ignore", "Field onnx.AttributeProto.ints: Expected an int")
        graph: ModelProto = to_onnx(
            estimator,
            initial_types=[("scheduled", FloatTensorType([None, features]))],
            options={id(estimator): {"zipmap": False}},
            target_opset={"": OPSET, "ai.onnx.ml": 3},
        )
    return graph


def _with_float32_thresholds(estimator: Pipeline) -> Pipeline:
    """Return a copy of the estimator whose boosted trees split at float32 numbers.

    scikit-learn splits at float64 numbers, the graph at float32 ones; the converter rounds to
    the nearest, which can be the other side of an input. Rounding down changes no split of
    float32 inputs: x <= t holds just when x <= (the largest float32 not above t).
    """
    estimator = copy.deepcopy(estimator)
    for trees in getattr(estimator[-1], "_predictors", []):
        for tree in trees:
            threshold = tree.nodes["num_threshold"]
            nearest = threshold.astype(np.float32)
            below = np.nextafter(nearest, np.float32(-np.inf))
            tree.nodes["num_threshold"] = np.where(nearest > threshold, below, nearest)
    return estimator


def check_parity(graph: bytes, model: DelayModel, inputs: Floats) -> float:
    """Return the largest difference between the graph's chances and the model's.

    Raises
    ------
    ExportRefused
        If it is more than `TOLERANCE`.
    """
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    differences = np.concatenate(
        [
            np.abs(session.run(None, {INPUT: rows})[-1] - model.predict_proba(rows)).max(axis=1)
            for rows in np.array_split(inputs, len(inputs) // _BATCH + 1)
        ]
    )
    off = int((~(differences <= TOLERANCE)).sum())  # a NaN is off as well
    if off:
        raise ExportRefused(off, len(inputs), float(np.nanmax(differences)), TOLERANCE)
    return float(differences.max())

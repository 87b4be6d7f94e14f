"""Export: the fitted model as an ONNX graph, or a refusal.

Some conversions are silently wrong (native categories, forests fed NaN, numbers fitted as
float64). So nothing is exported on trust: onnxruntime and scikit-learn must agree on every
test flight, in every weather state.
"""

import warnings

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType

from training.errors import ExportRefused
from training.model import DelayModel

TOLERANCE = 1e-5
OPSET = 17
INPUT = "features"
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
    """Convert without a check: graph input `features`, last output the chances."""
    with warnings.catch_warnings():
        # skl2onnx 1.20 writes some integers as booleans; protobuf below 7 takes them.
        warnings.filterwarnings("ignore", "Field onnx.AttributeProto.ints: Expected an int")
        graph = to_onnx(
            model.estimator_,
            initial_types=[(INPUT, FloatTensorType([None, features]))],
            options={id(model.estimator_): {"zipmap": False}},
            target_opset={"": OPSET, "ai.onnx.ml": 3},
        )
    graph.doc_string = ""
    return bytes(graph.SerializeToString())


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

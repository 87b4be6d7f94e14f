"""Export of the day: the two regressions of its model as one ONNX graph, or a refusal."""

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, checker, compose, helper
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.pipeline import Pipeline

from pushback.contract_day import BANDS
from pushback.day import ArrivalDelays, with_delay
from training.errors import ExportRefused
from training.model.day_model import DayModel
from training.model.export import INPUT, TOLERANCE, convert_estimator

OUTPUT = "expected"
PARTS = ("recovery", "distance")

Floats = NDArray[np.float32]


def export_day(model: DayModel, inputs: Floats) -> bytes:
    """Return the model as a graph, proven on the given inputs with a delay of every band.

    Parameters
    ----------
    inputs
        Features to compare on, shape (flights, features).

    Raises
    ------
    ExportRefused
        If a chance differs by more than the tolerance of any export.
    """
    delay = np.resize(np.array(BANDS, np.float32), len(inputs))
    graph = _joined(model, inputs.shape[1])
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    told = session.run([OUTPUT], {INPUT: with_delay(inputs, delay)})[0].astype(np.float64)
    arrivals = ArrivalDelays(model.bands_)
    apart = np.abs(arrivals.chances(delay, told) - model.predict_proba(inputs, delay)).max(axis=1)
    off = int((~(apart <= TOLERANCE)).sum())
    if off:
        raise ExportRefused(off, len(inputs), float(np.nanmax(apart)), TOLERANCE)
    return graph


def _joined(model: DayModel, features: int) -> bytes:
    """Return a graph of one input, `features`, and one output, `expected`, shape (rows, 2)."""
    parts = [_part(name, getattr(model, f"{name}_"), features) for name in PARTS]
    columns = [part.graph.output[0].name for part in parts]
    joined = helper.make_graph(
        [
            *(helper.make_node("Identity", [INPUT], [part.graph.input[0].name]) for part in parts),
            *(node for part in parts for node in part.graph.node),
            helper.make_node("Concat", columns, [OUTPUT], name=OUTPUT, axis=1),
        ],
        "flight_day",
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [None, features])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [None, len(parts)])],
        [constant for part in parts for constant in part.graph.initializer],
    )
    graph = helper.make_model(
        joined, opset_imports=parts[0].opset_import, ir_version=parts[0].ir_version
    )
    checker.check_model(graph)
    return bytes(graph.SerializeToString())


def _part(name: str, regression: HistGradientBoostingRegressor, features: int) -> ModelProto:
    graph = convert_estimator(Pipeline([("predict", regression)]), features)
    prefixed: ModelProto = compose.add_prefix(graph, f"{name}_")
    return prefixed

"""Export: each fitted model as an ONNX graph, or a refusal.

Some conversions are silently wrong (native categories, forests fed NaN, thresholds rounded to
the other side of an input). So nothing is exported on trust: onnxruntime and scikit-learn must
agree on every test flight, in every weather state. The two regressions of the model of the day
become one graph.
"""

import copy
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, compose, helper, numpy_helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.base import is_regressor
from sklearn.pipeline import Pipeline

from pushback.contract_day import BANDS
from pushback.day import ArrivalDelays, with_delay
from training.errors import ExportRefused
from training.model.day_model import DayModel
from training.model.delay_model import DelayModel

TOLERANCE = 1e-5
OPSET = 17
INPUT, OUTPUT = "features", "chances"
DAY_OUTPUT, DAY_PARTS = "expected", ("recovery", "distance")
_BATCH = 65_536

# skl2onnx 1.20 writes some integers as booleans; protobuf below 7 takes them. Ignored for good, not
# around a conversion: filters are the process's, and a fit in another thread that puts back those
# that it found would put back the warning in the middle of one.
warnings.filterwarnings("ignore", "Field onnx.AttributeProto.ints: Expected an int")

Floats = NDArray[np.float32]
Chances = NDArray[np.floating[Any]]


def export(model: DelayModel, inputs: Floats) -> tuple[bytes, float]:
    """Return the model as an ONNX graph, and the largest difference in any chance.

    They are compared on the features of all test flights, shape (flights, features). Raises
    ExportRefused if a chance differs by more than `TOLERANCE`.
    """
    graph = convert(model, inputs.shape[1])
    return graph, check_parity(graph, model, inputs)


def convert(model: DelayModel, features: int) -> bytes:
    """Convert without a check: one input, `features`; one output, `chances`."""
    graph = convert_estimator(model.estimator_, features - 1)
    return bytes(_with_season(graph, model.season_).SerializeToString())


def convert_estimator(estimator: Pipeline, features: int) -> ModelProto:
    """Convert a pipeline of one input, shape (rows, features), that splits as scikit-learn does."""
    estimator = _with_float32_thresholds(estimator)
    graph: ModelProto = to_onnx(
        estimator,
        initial_types=[("scheduled", FloatTensorType([None, features]))],
        options=None if is_regressor(estimator) else {id(estimator): {"zipmap": False}},
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


def _with_season(estimator: ModelProto, table: NDArray[np.float64]) -> ModelProto:
    """Return a graph from all features to chances that follow the season.

    The estimator's graph takes all features but the last and gives chances; the last feature,
    the day of the season, looks up a row of the table of factors, shape (732, outcomes), and the
    products are scaled to sum to 1.
    """
    graph = estimator.graph
    inner, chances = graph.input[0], graph.output[-1]
    features = inner.type.tensor_type.shape.dim[1].dim_value + 1
    outcomes = table.shape[1]
    nodes = [
        _node("Slice", [INPUT, "season_0", "season_last", "season_1"], inner.name),
        *graph.node,
        _node("Slice", [INPUT, "season_last", "season_end", "season_1"], "season_column"),
        _node("Squeeze", ["season_column", "season_1"], "season_number"),
        _node("Cast", ["season_number"], "season_row", to=TensorProto.INT64),
        _node("Gather", ["season_table", "season_row"], "season_factors", axis=0),
        _node("Mul", [chances.name, "season_factors"], "season_products"),
        _node("ReduceSum", ["season_products", "season_1"], "season_sum", keepdims=1),
        _node("Div", ["season_products", "season_sum"], OUTPUT),
    ]
    constants = {
        "season_table": table.astype(np.float32),
        "season_0": np.array([0]),
        "season_1": np.array([1]),
        "season_last": np.array([features - 1]),
        "season_end": np.array([features]),
    }
    tensors = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    ends = {INPUT: features, OUTPUT: outcomes}
    return _checked("flight_delay", nodes, ends, [*graph.initializer, *tensors], estimator)


def _node(kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> NodeProto:
    return helper.make_node(kind, inputs, [output], name=output, **attributes)


def _checked(
    name: str,
    nodes: Sequence[NodeProto],
    ends: Mapping[str, int],
    constants: Sequence[TensorProto],
    made_like: ModelProto,
) -> ModelProto:
    """Return a graph that passed the checks; `ends` are its input and output, with their width."""
    first, last = (
        helper.make_tensor_value_info(end, TensorProto.FLOAT, [None, width])
        for end, width in ends.items()
    )
    model = helper.make_model(
        helper.make_graph(nodes, name, [first], [last], constants),
        opset_imports=made_like.opset_import,
        ir_version=made_like.ir_version,
    )
    checker.check_model(model)
    return model


def ask(graph: bytes, inputs: Floats) -> NDArray[np.float32]:
    """Return what a graph tells, such as chances (flights, outcomes), with all cores at work."""
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    pieces = np.array_split(inputs, len(inputs) // _BATCH + 1)
    return np.concatenate([session.run(None, {INPUT: rows})[-1] for rows in pieces])


def check_parity(graph: bytes, model: DelayModel, inputs: Floats) -> float:
    """Return the largest difference between the graph's chances and the model's, or refuse it."""
    return _largest_difference(ask(graph, inputs), model.predict_proba(inputs))


def _largest_difference(told: Chances, expected: Chances) -> float:
    differences = np.abs(told - expected).max(axis=1)
    off = int((~(differences <= TOLERANCE)).sum())  # a NaN is off as well
    if off:
        raise ExportRefused(off, len(told), float(np.nanmax(differences)), TOLERANCE)
    return float(differences.max())


def export_day(model: DayModel, inputs: Floats) -> bytes:
    """Return the model as a graph, proven as by `export`, with a delay of every band."""
    delay = np.resize(np.array(BANDS, np.float32), len(inputs))
    graph = _joined(model, inputs.shape[1])
    told = ask(graph, with_delay(inputs, delay)).astype(np.float64)
    arrivals = ArrivalDelays(model.bands_)
    _largest_difference(arrivals.chances(delay, told), model.predict_proba(inputs, delay))
    return graph


def _joined(model: DayModel, features: int) -> bytes:
    """Return a graph of one input, `features`, and one output, `expected`, shape (rows, 2)."""
    parts = []
    for name in DAY_PARTS:
        graph = convert_estimator(Pipeline([("predict", getattr(model, f"{name}_"))]), features)
        parts.append(compose.add_prefix(graph, f"{name}_"))
    nodes = [
        *(helper.make_node("Identity", [INPUT], [part.graph.input[0].name]) for part in parts),
        *(node for part in parts for node in part.graph.node),
        _node("Concat", [part.graph.output[0].name for part in parts], DAY_OUTPUT, axis=1),
    ]
    constants = [constant for part in parts for constant in part.graph.initializer]
    ends = {INPUT: features, DAY_OUTPUT: len(parts)}
    return bytes(_checked("flight_day", nodes, ends, constants, parts[0]).SerializeToString())

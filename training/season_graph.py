"""Season graph: the season's table, joined to the estimator's ONNX graph.

The estimator's graph takes all features but the last and gives chances; the last feature, the
day of the year, looks up a row of factors, and the products are scaled to sum to 1.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper


def with_season(
    estimator: ModelProto, table: NDArray[np.float64], input_name: str, output_name: str
) -> ModelProto:
    """Return a graph from all features to chances that follow the season.

    Parameters
    ----------
    estimator
        A graph of one input (rows, features - 1), whose last output is chances.
    table
        Factors by day of the year, shape (366, outcomes).
    """
    graph = estimator.graph
    inner, chances = graph.input[0], graph.output[-1]
    features = inner.type.tensor_type.shape.dim[1].dim_value + 1
    outcomes = table.shape[1]
    nodes = [
        _node("Slice", [input_name, "season_0", "season_last", "season_1"], inner.name),
        *graph.node,
        _node("Slice", [input_name, "season_last", "season_end", "season_1"], "season_column"),
        _node("Squeeze", ["season_column", "season_1"], "season_number"),
        _node("Cast", ["season_number"], "season_day", to=TensorProto.INT64),
        _node("Gather", ["season_table", "season_day"], "season_factors", axis=0),
        _node("Mul", [chances.name, "season_factors"], "season_products"),
        _node("ReduceSum", ["season_products", "season_1"], "season_sum", keepdims=1),
        _node("Div", ["season_products", "season_sum"], output_name),
    ]
    constants = {
        "season_table": table.astype(np.float32),
        "season_0": np.array([0]),
        "season_1": np.array([1]),
        "season_last": np.array([features - 1]),
        "season_end": np.array([features]),
    }
    joined = helper.make_graph(
        nodes,
        "flight_delay",
        [helper.make_tensor_value_info(input_name, TensorProto.FLOAT, [None, features])],
        [helper.make_tensor_value_info(output_name, TensorProto.FLOAT, [None, outcomes])],
        [
            *graph.initializer,
            *(numpy_helper.from_array(value, name) for name, value in constants.items()),
        ],
    )
    model = helper.make_model(
        joined, opset_imports=estimator.opset_import, ir_version=estimator.ir_version
    )
    checker.check_model(model)
    return model


def _node(kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> NodeProto:
    return helper.make_node(kind, inputs, [output], name=output, **attributes)

"""Season: what the years before the newest say of each day of the year.

Delays follow the seasons, but a tree given the date learns its few years by heart: as features,
day and month make unseen months worse. So the season is a table outside of the trees. It holds,
for each day of the year, by which factor each outcome is more or less frequent than over the
training flights, as earlier years had it; the chances are multiplied by it and scaled to sum to 1.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

from pushback.features import day_of_year
from pushback.outcomes import OUTCOMES
from training.config import TrainingConfig
from training.dataset.dataset import Flights

DAYS = 366
Table = NDArray[np.float64]
Chances = NDArray[np.float64]


def learn_season(flights: Flights, weight: NDArray[np.float64], config: TrainingConfig) -> Table:
    """Return the factors, shape (366, outcomes); all 1 where there is no earlier year.

    Parameters
    ----------
    weight
        Weight of each training flight, as the model is fitted.
    """
    year = flights.month.astype("datetime64[Y]")
    earlier = flights.take(year < year.max())
    if not len(earlier):
        return np.ones((DAYS, len(OUTCOMES)))
    shares = _smooth_shares(earlier, config.season_days)
    average = np.average(shares[day_of_year(flights.table.departure)], axis=0, weights=weight)
    return np.asarray((shares / average) ** config.season_strength)


def apply_season(chances: Chances, table: Table, day: NDArray[np.int64]) -> Chances:
    """Return the chances on the given days of the year, each row summing to 1 again."""
    seasonal = chances * table[day]
    return np.asarray(seasonal / seasonal.sum(axis=1, keepdims=True))


def _smooth_shares(flights: Flights, deviation: float) -> Table:
    """Shares of the outcomes around each day of the year, by a Gaussian kernel that wraps."""
    counts = np.zeros((DAYS, len(OUTCOMES)))
    np.add.at(counts, (day_of_year(flights.table.departure), flights.outcome), 1)
    apart = np.abs(np.subtract.outer(np.arange(DAYS), np.arange(DAYS)))
    apart = np.minimum(apart, DAYS - apart)
    overall = (counts.sum(axis=0) + 1) / (counts.sum() + len(OUTCOMES))
    smooth = np.exp(-((apart / deviation) ** 2) / 2) @ counts + overall  # never quite 0
    return np.asarray(smooth / smooth.sum(axis=1, keepdims=True))


# FROM season_graph:
# Season graph: the season's table, joined to the estimator's ONNX graph.
#
# The estimator's graph takes all features but the last and gives chances; the last feature, the
# day of the year, looks up a row of factors, and the products are scaled to sum to 1.
#


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

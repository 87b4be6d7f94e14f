"""Own model: what the rivals with features of their own predict with, fitted on real flights.

As many trees of as many leaves as the function's model has, so that it takes about as long.
"""

import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from skl2onnx import to_onnx
from sklearn.ensemble import HistGradientBoostingClassifier

from pushback.flights import WeatherTable
from tests.bench.pipeline import SHARE
from tests.bench.servers.own import CODES, GRAPH, Codes, Hours, features
from training.config import TrainingConfig
from training.dataset.dataset import Dataset, Flights
from training.model.export import OPSET


@dataclass
class Flight:
    """A flight of the lake, as the rivals' feature code reads it."""

    carrier: str
    origin: str
    destination: str
    departure: datetime
    arrival: datetime | None


def save_own_model(dataset: Dataset, folder: Path, share: float = SHARE) -> None:
    """Fit on a share of the flights; save the graph, and the codes of airlines and airports."""
    config = TrainingConfig()
    chosen = np.random.default_rng(config.seed).random(len(dataset.flights)) < share
    flights = dataset.flights.take(chosen)
    codes = _codes(flights)
    hours = _hours(dataset.weather)
    inputs = np.array([features(one, hours, codes) for one in _each(flights)], np.float32)
    model = HistGradientBoostingClassifier(max_iter=100, max_leaf_nodes=8, early_stopping=False)
    model.fit(inputs, flights.outcome)
    (folder / GRAPH).write_bytes(_graph(model, inputs))
    (folder / CODES).write_text(json.dumps(codes))


def _graph(model: HistGradientBoostingClassifier, inputs: NDArray[np.float32]) -> bytes:
    with warnings.catch_warnings():
        # As in training.model.export.
        warnings.filterwarnings("ignore", "Field onnx.AttributeProto.ints: Expected an int")
        graph = to_onnx(
            model,
            inputs[:1],
            options={id(model): {"zipmap": False}},
            target_opset={"": OPSET, "ai.onnx.ml": 3},
        )
    return bytes(graph.SerializeToString())


def _codes(flights: Flights) -> Codes:
    table = flights.table
    airports = {*table.origin.tolist(), *table.destination.tolist()}
    names = {"carrier": set(table.carrier.tolist()), "airport": airports}
    return {
        kind: {code: number for number, code in enumerate(sorted(found))}
        for kind, found in names.items()
    }


def _each(flights: Flights) -> Iterator[Flight]:
    table = flights.table
    yield from map(
        Flight,
        table.carrier.tolist(),
        table.origin.tolist(),
        table.destination.tolist(),
        table.departure.tolist(),
        table.arrival.tolist(),
    )


def _hours(weather: WeatherTable) -> Hours:
    keys = zip(weather.airport.tolist(), weather.time.tolist(), strict=True)
    return dict(zip(keys, weather.values.tolist(), strict=True))

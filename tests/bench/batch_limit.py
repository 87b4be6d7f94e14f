"""Limit: how fast onnxruntime alone scores rows that are in memory already.

A process of its own, on as many cores as the batch program has beside it:
  python -m tests.bench.batch_limit SCHEDULE WEATHER THREADS
"""

import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

import batch  # noqa: F401 - puts the function's folder on the path
from batch.checking import check
from batch.planning import plan_flights, plan_weather
from batch.reading import BATCH_ROWS, read
from batch.weather import joined, weather_of
from pushback.bundle import Bundle
from pushback.graph import Graph
from pushback.predictor import Predictor
from tests.paths import FUNCTION

Inputs: TypeAlias = list[NDArray[np.float32]]

MOST_ROWS = 1_000_000
"""The inputs of more would not fit into a small machine's memory; the rate is the same."""


def inputs_of(schedule: str, weather: str, predictor: Predictor) -> Inputs:
    """Return the model's inputs of a schedule's flights, in the batches of the batch program."""
    features, airports = predictor.features, predictor.contract.airports
    hours = (rows for piece in plan_weather([weather]) for rows in read(piece))
    held = features.hold(joined(weather_of(rows, airports)[0] for rows in hours))
    found = (rows for piece in plan_flights([schedule]) for rows in read(piece))
    flights = (check(rows, features).flights for rows in found)
    return [features.build(one, held) for one in islice(flights, MOST_ROWS // BATCH_ROWS)]


def timed(inputs: Inputs, threads: int) -> dict[str, float]:
    """Return the rows a second that the model alone scores, and a row's processor time."""
    # Not by `probabilities`: what comes after the model is not the limit.
    score = Graph(Bundle.load(FUNCTION / "model").model).run
    rows = sum(map(len, inputs))
    with ThreadPoolExecutor(threads) as pool:
        score(inputs[0])
        begun, used = time.perf_counter(), time.process_time()
        for _ in pool.map(score, inputs):
            pass
        seconds, used = time.perf_counter() - begun, time.process_time() - used
    return {"per_second": rows / seconds, "cpu_us_per_row": 1e6 * used / rows}


def main(arguments: Sequence[str]) -> None:
    """Print what was timed, as JSON."""
    schedule, weather, threads = arguments
    inputs = inputs_of(schedule, weather, Predictor(Bundle.load(FUNCTION / "model")))
    print(json.dumps(timed(inputs, int(threads))))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

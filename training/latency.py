"""Latency: how long a model takes for a single row, beside others on the same machine."""

import time
from collections.abc import Mapping

import numpy as np

from training.contender import Floats, OneRow

ROUNDS = 200


def time_single_rows(calls: Mapping[str, OneRow], inputs: Floats) -> dict[str, float]:
    """Return each call's median time for one row, in microseconds.

    The calls take turns, so that a slow moment of the machine hits all of them.

    Parameters
    ----------
    inputs
        Where the rows are taken from, shape (rows, features).
    """
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(ROUNDS):
        row = inputs[[number % len(inputs)]]
        for name, call in calls.items():
            begin = time.perf_counter()
            call(row)
            seconds[name].append(time.perf_counter() - begin)
    return {name: float(np.median(times)) * 1e6 for name, times in seconds.items()}

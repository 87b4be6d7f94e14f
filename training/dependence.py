"""Partial dependence: which way a feature moves the chance of late (Friedman 2001).

The feature is set to one value after another for every flight, all other features as they are;
the mean chance is the partial dependence, the chances of single flights are its curves (ICE,
Goldstein et al. 2015).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pushback.features import DECIMALS, FEATURE_NAMES
from pushback.shapley import Predict

Inputs = NDArray[np.float32]
Values = NDArray[np.float64]

POINTS = 31
RANGE = (0.01, 0.99)
"""Quantiles between which values are tried: beyond them there is too little to learn from."""


@dataclass(frozen=True, eq=False)
class Dependence:
    """The chance of late as one feature takes each of `values`.

    Attributes
    ----------
    flights
        How many flights the means are over.
    late
        Mean over flights, shape (points,).
    together
        The same, when every window of the same measure takes the value: in a storm at six, the
        hours around are stormy too. None for a feature that has no windows.
    single
        Chances of single flights, shape (curves, points).
    deciles
        Nine values that part the flights in tenths.
    """

    feature: str
    flights: int
    values: Values
    late: Values
    together: Values | None
    single: Values
    deciles: Values


def depend(predict: Predict, inputs: Inputs, feature: str, curves: int) -> Dependence:
    """Return how the chance of late depends on a feature.

    Parameters
    ----------
    predict
        Turns inputs into chances of late.
    inputs
        The flights to average over, shape (flights, features); the first are drawn as curves.
    """
    at = FEATURE_NAMES.index(feature)
    windows = [i for i, name in enumerate(FEATURE_NAMES) if name.startswith(feature)]
    low, high = (float(edge) for edge in np.nanquantile(inputs[:, at], RANGE))
    values = np.linspace(low, high, POINTS).round(DECIMALS)
    single = _late(predict, inputs, [at], values)
    together = _late(predict, inputs, windows, values).mean(axis=0) if len(windows) > 1 else None
    return Dependence(
        feature=feature,
        flights=len(inputs),
        values=values,
        late=single.mean(axis=0),
        together=together,
        single=single[:curves],
        deciles=np.nanquantile(inputs[:, at], np.linspace(0.1, 0.9, 9)),
    )


def _late(predict: Predict, inputs: Inputs, columns: list[int], values: Values) -> Values:
    """Chances of late with the columns set to each value, shape (flights, values)."""
    late = np.empty((len(inputs), len(values)))
    changed = inputs.copy()
    for point, value in enumerate(values):
        changed[:, columns] = value
        late[:, point] = predict(changed)
    return late

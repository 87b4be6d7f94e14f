"""Permutation importance: what the model would lose without a feature, or a group of them.

The values of the features are shuffled among flights, so that they tell nothing any more, and
the log-loss is taken again (Breiman 2001). Of features that say nearly the same, each alone is
missed little: the weather's many windows stand in for one another. So groups are shuffled too,
all their columns in one order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.bootstrap import Estimate, difference
from training.dataset import Flights
from training.metrics import log_losses
from training.model import DelayModel

Inputs = NDArray[np.float32]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Rise:
    """The rise of log-loss when something is shuffled.

    Attributes
    ----------
    rise
        Mean over months and repeats. The interval is of days drawn again, all repeats of a day
        together: flights of one day share their luck.
    repeats
        The rise in each repeat, a mean over flights: how much the shuffling itself matters.
    """

    name: str
    rise: Estimate
    repeats: tuple[float, ...]


def permute(
    model: DelayModel,
    inputs: Inputs,
    flights: Flights,
    named: Mapping[str, Sequence[int]],
    repeats: int,
    seed: int,
) -> list[Rise]:
    """Return the rise of log-loss for each name, in the order given.

    Parameters
    ----------
    inputs
        Features of the flights, shape (flights, features).
    named
        The positions of the features that are shuffled together, by name.
    repeats
        Number of orders; all names are shuffled into the same ones.
    """
    random = np.random.default_rng(seed)
    orders = [random.permutation(len(inputs)) for _ in range(repeats)]
    departure = pd.Series(flights.table.departure.astype("datetime64[s]"))
    intact = log_losses(model.predict_proba(inputs), flights.outcome)
    found = []
    for name, columns in named.items():
        shuffled = (_shuffled(inputs, columns, order) for order in orders)
        losses = [log_losses(model.predict_proba(rows), flights.outcome) for rows in shuffled]
        rise = difference(np.mean(losses, axis=0), intact, departure)
        found.append(Rise(name, rise, _means(losses, intact)))
    return found


def _shuffled(inputs: Inputs, columns: Sequence[int], order: NDArray[np.int64]) -> Inputs:
    shuffled = inputs.copy()
    shuffled[:, columns] = inputs[order][:, columns]
    return shuffled


def _means(losses: list[Values], intact: Values) -> tuple[float, ...]:
    return tuple(round(float(np.mean(loss - intact)), 6) for loss in losses)

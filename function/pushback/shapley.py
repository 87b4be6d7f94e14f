"""Shapley values: a prediction's distance from the usual, divided exactly among groups of inputs.

The value of a coalition S of groups is what is predicted, on average over background flights,
when the flight keeps its own inputs in S and takes all others from the background:

    v(S) = mean over b of predict(x in S, b elsewhere)

The effect of group i is what its joining adds, averaged over all orders in which the G groups
can join (Shapley 1953, "A value for n-person games"):

    effect(i) = sum over S without i of |S|! (G - |S| - 1)! / G! * (v(S + i) - v(S))

These are the interventional values of Lundberg and Lee (2017, "A unified approach to
interpreting model predictions"), with whole groups as players, so that inputs that move together
are not taken apart. With few groups all 2^G coalitions are scored, and nothing is estimated.

NumPy only: anything that maps inputs to chances can be explained, a fitted model or a graph.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np
from numpy.typing import NDArray

Inputs = NDArray[np.float32]
Values = NDArray[np.float64]
Predict = Callable[[Inputs], Values]
Columns = Sequence[int]

LARGEST_BATCH = 2_048
"""Rows scored at a time: more are no faster, and 8,192 of them leave an instance 6 MB larger."""


@dataclass(frozen=True, eq=False)
class Shares:
    """The parts of each prediction: `late` = `base` + the sum of its row of `effects`.

    Attributes
    ----------
    base
        The mean prediction for the background flights.
    late
        The predictions, shape (flights,).
    effects
        What each group adds to or takes from the base, shape (flights, groups).
    """

    base: float
    late: Values
    effects: Values


def shapley(
    predict: Predict, inputs: Inputs, background: Inputs, groups: Sequence[Columns]
) -> Shares:
    """Divide each flight's prediction among groups of inputs.

    Parameters
    ----------
    predict
        Turns inputs, shape (rows, features), into one number each, such as the chance of late.
    inputs
        The flights to explain, shape (flights, features).
    background
        The flights they are compared with, shape (background, features).
    groups
        Positions of each group's features. Each feature belongs to one group.

    Examples
    --------
    >>> flight, usual = np.float32([[3, 5]]), np.float32([[1, 1]])
    >>> shapley(lambda rows: rows.prod(axis=1), flight, usual, [[0], [1]]).effects
    array([[6., 8.]])
    """
    members = coalitions(len(groups))
    kept = _kept_columns(members, groups, inputs.shape[1])
    # Of the two ends nothing is mixed: all from the background, and all from the flight.
    base = np.asarray(predict(background), np.float64).mean()
    late = np.asarray(predict(inputs), np.float64)
    between = _values(predict, inputs, background, kept[1:-1])
    values = np.column_stack([np.full(len(inputs), base), between, late])
    return Shares(float(base), late, values @ joining_weights(members).T)


def coalitions(groups: int) -> NDArray[np.bool_]:
    """Return which groups each coalition has, shape (2^groups, groups): from none to all.

    Examples
    --------
    >>> coalitions(2).astype(int).tolist()
    [[0, 0], [1, 0], [0, 1], [1, 1]]
    """
    return (np.arange(2**groups)[:, None] >> np.arange(groups) & 1).astype(bool)


def joining_weights(members: NDArray[np.bool_]) -> Values:
    """Return each coalition's weight in each group's effect, shape (groups, coalitions).

    A coalition has positive weight for the groups in it (as S + i), negative for others (as S).

    Examples
    --------
    >>> joining_weights(coalitions(2))
    array([[-0.5,  0.5, -0.5,  0.5],
           [-0.5, -0.5,  0.5,  0.5]])
    """
    groups = members.shape[1]
    orders = [factorial(size) * factorial(groups - size - 1) for size in range(groups)]
    share = np.array([*orders, 0]) / factorial(groups)
    size = members.sum(axis=1)
    return np.asarray(np.where(members.T, share[size - 1], -share[size]))


def _kept_columns(
    members: NDArray[np.bool_], groups: Sequence[Columns], features: int
) -> NDArray[np.bool_]:
    """Which of its own inputs a flight keeps in each coalition, shape (coalitions, features)."""
    kept = np.zeros((len(members), features), bool)
    for group, columns in enumerate(groups):
        kept[:, list(columns)] = members[:, [group]]
    return kept


def _values(
    predict: Predict, inputs: Inputs, background: Inputs, kept: NDArray[np.bool_]
) -> Values:
    """Values of the given coalitions for each flight, shape (flights, coalitions).

    Flights that keep the same inputs in a coalition have the same value there, which is worked
    out once: flights of one request often share their day, their route or their weather.
    """
    seen: dict[tuple[int, bytes], int] = {}
    which = np.empty((len(inputs), len(kept)), int)
    for flight, coalition in np.ndindex(which.shape):
        own = inputs[flight, kept[coalition]].tobytes()  # bytes: NaN is like NaN
        which[flight, coalition] = seen.setdefault((coalition, own), len(seen))
    flights, members = np.divmod(np.unique(which, return_index=True)[1], len(kept))
    step = max(LARGEST_BATCH // len(background), 1)
    batches = [slice(at, at + step) for at in range(0, len(seen), step)]
    means = [
        _means(predict, inputs[flights[rows]], background, kept[members[rows]]) for rows in batches
    ]
    return np.asarray(np.concatenate([np.empty(0), *means])[which])


def _means(predict: Predict, inputs: Inputs, background: Inputs, kept: NDArray[np.bool_]) -> Values:
    """Mean prediction over the background for rows that keep some columns, shape (rows,).

    The rows of one background flight are scored together: where neighbours are alike, a processor
    guesses their paths through the trees better.
    """
    mixed = np.where(kept, inputs, background[:, None, :])
    predicted = np.asarray(predict(mixed.reshape(-1, inputs.shape[1])), np.float64)
    return np.asarray(predicted.reshape(len(background), len(inputs)).mean(axis=0))

"""Settings: the points of a small random search, the same for every library compared."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Setting:
    """One point of the search, in terms that all libraries share.

    Attributes
    ----------
    learning_rate
        By how much each round's trees are shrunk.
    smallest_leaf
        Flights a leaf needs, as a share of the training flights.
    column_share
        Share of the features that a split may choose from.
    l2
        L2 regularisation of the leaves.
    """

    learning_rate: float
    smallest_leaf: float
    column_share: float
    l2: float


def draw_settings(count: int, seed: int) -> list[Setting]:
    """Draw the settings to try, the same for every rival.

    Examples
    --------
    >>> draw_settings(2, seed=1) == draw_settings(3, seed=1)[:2]
    True
    """
    random = np.random.default_rng(seed)
    return [
        Setting(
            learning_rate=_log_uniform(random, 0.03, 0.12),
            smallest_leaf=_log_uniform(random, 0.0005, 0.02),
            column_share=float(random.uniform(0.2, 1.0)),
            l2=_log_uniform(random, 0.1, 10.0),
        )
        for _ in range(count)
    ]


def _log_uniform(random: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(random.uniform(np.log(low), np.log(high))))

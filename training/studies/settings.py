"""Settings: the points of the search for parameters, in terms that all libraries share."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from training.model.estimators import PARAMETERS

MODEL = "hist_gradient_boosting"
MOST_LEAVES = 31 * 60
"""Of all trees of one outcome together: more would put the graph past the bundle's limit."""


@dataclass(frozen=True)
class Setting:
    """One point of the search, in terms that all libraries share.

    The names are those of our model's parameters.

    Attributes
    ----------
    learning_rate
        By how much each round's trees are shrunk.
    max_iter
        Rounds: trees for each outcome.
    max_leaf_nodes
        Leaves of a tree at most.
    min_samples_leaf
        Rows that a leaf needs, where all flights are fitted on.
    max_features
        Share of the features that a split may choose from.
    l2_regularization
        L2 regularisation of the leaves.
    random_thresholds
        Whether a split's threshold is drawn at random, in the library that can (LightGBM).
    """

    learning_rate: float
    max_iter: int
    max_leaf_nodes: int
    min_samples_leaf: int
    max_features: float
    l2_regularization: float
    random_thresholds: bool = False

    @property
    def leaves(self) -> int:
        """Leaves of all trees of one outcome together: the size of the model."""
        return self.max_iter * self.max_leaf_nodes

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of our model."""
        return {name: value for name, value in asdict(self).items() if name in _OURS}


_OURS = PARAMETERS[MODEL].keys()
STARTS = (
    Setting(0.06, 50, 31, min_samples_leaf=4000, max_features=0.3, l2_regularization=1.0),
    Setting(0.06, 60, 16, min_samples_leaf=4000, max_features=0.3, l2_regularization=1.0),
)
"""Where the search begins: what a search of ours alone found before, and half of its leaves."""


def draw_settings(count: int, seed: int) -> list[Setting]:
    """Return the settings to try, the same for every contender: the starts, then drawn ones.

    Examples
    --------
    >>> draw_settings(2, seed=1) == draw_settings(3, seed=1)[:2]
    True
    """
    random, settings = np.random.default_rng(seed), [*STARTS[:count]]
    while len(settings) < count:
        drawn = Setting(
            learning_rate=_log_uniform(random, 0.03, 0.12),
            max_iter=int(random.integers(4, 16)) * 10,
            max_leaf_nodes=int(random.choice((8, 16, 31))),
            min_samples_leaf=round(_log_uniform(random, 500, 16_000)),
            max_features=round(random.uniform(0.2, 1.0), 2),
            l2_regularization=_log_uniform(random, 0.1, 10.0),
            random_thresholds=bool(random.integers(2)),
        )
        if drawn.leaves <= MOST_LEAVES:
            settings.append(drawn)
    return settings


def _log_uniform(random: np.random.Generator, low: float, high: float) -> float:
    return round(float(np.exp(random.uniform(np.log(low), np.log(high)))), 4)

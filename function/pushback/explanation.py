"""Explanation: why a flight's chance of late is not the usual one, by groups of fields."""

from collections.abc import Iterable

import msgspec
import numpy as np
from numpy.typing import NDArray

from pushback.features import FEATURES
from pushback.shapley import Inputs, Predict, Shares, shapley

DECIMALS = 6
GROUPS = {
    group: [at for at, feature in enumerate(FEATURES) if feature.group == group]
    for group in dict.fromkeys(feature.group for feature in FEATURES)
}
"""Positions of each group's features. A group has one effect: its features move together."""

ANNOUNCED_DELAY = "announced_delay"
"""Factor of the delay announced for the departure, which is known last and told last."""


class Reason(msgspec.Struct, frozen=True):
    """By how much a group of fields raises or lowers the chance of late."""

    factor: str
    effect: float


class Explainer:
    """Explains flights by comparing them with the background of the bundle.

    Parameters
    ----------
    base
        The mean chance of late of the usual flights.
    background
        The model's inputs of these flights, which training/release/profile.py chose, shape
        (background, features).
    late
        Returns the chances of late for inputs, not rounded.
    """

    def __init__(self, base: float, background: Inputs, late: Predict) -> None:
        self.base = base
        self._late = late
        self._inputs = background

    def shares(self, inputs: Inputs) -> Shares:
        """Divide each flight's chance of late exactly among `GROUPS`."""
        return shapley(self._late, inputs, self._inputs, list(GROUPS.values()))

    def reasons(self, inputs: Inputs, late: NDArray[np.float64]) -> list[list[Reason]]:
        """Return each flight's reasons, the largest effect first.

        Effects are rounded to `DECIMALS` places. The largest one takes up the rounding error, so
        that the base and the effects add up to `late` as printed.

        Parameters
        ----------
        late
            The chances of late as they are printed, shape (flights,).
        """
        effects = self.shares(inputs).effects.round(DECIMALS)
        flights, largest = np.arange(len(effects)), np.abs(effects).argmax(axis=1)
        effects[flights, largest] += late - self.base - effects.sum(axis=1)
        rows = effects.round(DECIMALS).tolist()
        return [_sorted(map(Reason, GROUPS, row)) for row in rows]


def with_announced(reasons: list[Reason], effect: float) -> list[Reason]:
    """Return the reasons and, in its place among them, what an announced delay adds to them."""
    return _sorted([*reasons, Reason(ANNOUNCED_DELAY, round(effect, DECIMALS))])


def _sorted(reasons: Iterable[Reason]) -> list[Reason]:
    return sorted(reasons, key=lambda reason: -abs(reason.effect))

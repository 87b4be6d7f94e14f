"""Delays: from the chances of the outcomes to minutes late."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pushback.contract import ContractOutcome

QUANTILES = (0.5, 0.8, 0.95)


class DelayQuantiles:
    """Quantiles of the minutes that a flight is late.

    The chances of the outcomes give the class in which a quantile falls; within the class the
    contract's evenly spaced quantiles of past delays are interpolated linearly. A flight that
    is cancelled or diverted is later than any number of minutes: a quantile that falls there
    is NaN.
    """

    def __init__(self, outcomes: Sequence[ContractOutcome]) -> None:
        knots = max(len(outcome.minutes or ()) for outcome in outcomes)
        never = [np.nan] * knots
        self._minutes = np.array([outcome.minutes or never for outcome in outcomes])

    def minutes(
        self, probabilities: NDArray[np.float64], quantiles: Sequence[float] = QUANTILES
    ) -> NDArray[np.float64]:
        """Return minutes late, early arrivals counted as 0, shape (flights, quantiles).

        Parameters
        ----------
        probabilities
            Chances of the outcomes, shape (flights, outcomes), each row summing to 1.
        """
        wanted = np.asarray(quantiles)
        ends = probabilities.cumsum(axis=1)
        outcome = (ends[:, None, :-1] < wanted[:, None]).sum(axis=2)
        flight = np.arange(len(probabilities))[:, None]
        chance, end = probabilities[flight, outcome], ends[flight, outcome]
        share = 1 - (end - wanted) / np.maximum(chance, 1e-12)
        last = self._minutes.shape[1] - 1
        place = np.minimum(np.maximum(share, 0), 1) * last
        left = np.minimum(place.astype(np.int64), last - 1)
        low, high = self._minutes[outcome, left], self._minutes[outcome, left + 1]
        return np.asarray(np.maximum(low + (high - low) * (place - left), 0))

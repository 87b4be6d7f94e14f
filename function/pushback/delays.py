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
        minutes = np.array([outcome.minutes or never for outcome in outcomes])
        # For each outcome its lower knots, and from each the way to the next.
        self._low, self._step = minutes[:, :-1].copy(), np.diff(minutes, axis=1)

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
        outcome = (ends[:, None, :] >= wanted[:, None]).argmax(axis=2)
        at = outcome + np.arange(0, ends.size, ends.shape[1])[:, None]
        share = 1.0 - (ends.take(at) - wanted) / np.maximum(probabilities.take(at), 1e-12)
        last = self._low.shape[1]
        place = np.minimum(np.maximum(share, 0.0), 1.0) * float(last)
        left = np.minimum(np.floor(place), last - 1.0)
        knot = outcome * last + left.astype(np.int64)
        late = self._low.take(knot) + self._step.take(knot) * (place - left)
        return np.asarray(np.maximum(late, 0.0))

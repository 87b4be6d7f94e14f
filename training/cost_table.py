"""Cost table: what a flight that ends badly costs who sits in it; assumed, to be replaced."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pushback.outcomes import OUTCOME_NAMES


@dataclass(frozen=True)
class CostTable:
    """What each outcome, and re-booking, costs a traveller with a connection, in dollars.

    Every figure is an assumption, made to be replaced by your own. They take an hour for about
    50 $, a connection for lost from an hour late on (a later one costs 150 $ more), and some of
    the longest delays and cancellations for a night in a hotel.

    Attributes
    ----------
    on_time, late_15, late_30, late_60, late_120, cancelled
        Cost of each outcome.
    rebooking
        Cost of changing to another flight: the fee or the dearer fare, and the trouble.
    """

    on_time: float = 0.0
    late_15: float = 20.0
    late_30: float = 40.0
    late_60: float = 220.0
    late_120: float = 400.0
    cancelled: float = 500.0
    rebooking: float = 60.0

    def of(self, outcome: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the cost of each flight's outcome.

        Examples
        --------
        >>> CostTable(late_60=1000).of(np.array([0, 3]))
        array([   0., 1000.])
        """
        return self._by_outcome()[outcome]

    def expected(self, chances: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each flight's expected cost from the chances of its outcomes.

        Parameters
        ----------
        chances
            Shape (flights, outcomes).

        Examples
        --------
        >>> CostTable(late_60=1000).expected(np.array([[0.8, 0, 0, 0.2, 0, 0]]))
        array([200.])
        """
        return np.asarray(chances @ self._by_outcome())

    def _by_outcome(self) -> NDArray[np.float64]:
        return np.array([getattr(self, name) for name in OUTCOME_NAMES])


ASSUMED = CostTable()

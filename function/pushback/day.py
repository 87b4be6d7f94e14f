"""The day: what a delay of the departure means for the arrival, once it is announced.

A late departure is late at the gate as well, but for what the flight recovers on its way. A graph
tells, from a flight's features and the delay, the recovery to expect (minutes from the departure's
delay to the arrival's) and how far from it flights like it come in. What distances came is kept
as quantiles, by band of the delay: with them every outcome has its chance,

    P(arrival delay <= t) = F((t - delay - recovery) / distance)

Training takes the departure's delay as it was; a traveller knows it as announced. So the answer
holds for a flight that leaves so late.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pushback.contract_day import BANDS, DayBand
from pushback.delays import QUANTILES
from pushback.graph import Graph
from pushback.outcomes import OUTCOMES

Floats = NDArray[np.float64]

MIDDLES = (-5, 7, 22, 45, 90, 180)
"""Minutes at which the bands' residuals hold: about the middle of their flights."""
SHORTEST, LONGEST = -30, 300
"""Minutes of delay beyond which flights are too few to tell apart."""
SMALLEST_CHANCE = 2e-4
"""Of an outcome, of flights that arrive: the quantiles are of some ten thousand flights."""
_ENDS = np.array([outcome.to_minutes for outcome in OUTCOMES if outcome.to_minutes is not None])
_HALF = 0.5
"""Delays are whole minutes: below 15 is at most 14, so below 14.5."""


def with_delay(inputs: NDArray[np.float32], delay: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what the graph reads: all features but the day of the season, then the delay."""
    return np.column_stack([inputs[:, :-1], np.clip(delay, SHORTEST, LONGEST)])


def band_of(delay: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the place in `BANDS` of each delay in minutes."""
    return np.searchsorted(BANDS[1:], delay, side="right")


class ArrivalDelays:
    """The distribution of arrival delays of flights whose departure delay is known.

    All methods take `delay`, minutes of the departure, and `expected`, shape (flights, 2): the
    recovery, and the logarithm of the distance from it.
    """

    def __init__(self, bands: Sequence[DayBand]) -> None:
        self._residuals = np.array([band.residuals for band in bands])
        self._never = np.array([band.never for band in bands])

    def chances(self, delay: NDArray[np.float32], expected: Floats) -> Floats:
        """Return the chances of the outcomes, shape (flights, outcomes)."""
        quantiles, never = self._of(delay, expected)
        below = _shares_below(quantiles, _ENDS - _HALF)
        ends = np.zeros((len(delay), 1)), np.ones((len(delay), 1))
        arriving = np.diff(np.hstack([ends[0], below, ends[1]]), axis=1)
        arriving = np.maximum(arriving, SMALLEST_CHANCE)
        arriving *= (1 - never[:, None]) / arriving.sum(axis=1, keepdims=True)
        return np.column_stack([arriving, never])

    def minutes(
        self,
        delay: NDArray[np.float32],
        expected: Floats,
        quantiles: Sequence[float] = QUANTILES,
    ) -> Floats:
        """Return quantiles of the minutes late, as `pushback.delays` does."""
        known, never = self._of(delay, expected)
        share = np.asarray(quantiles) / (1 - never[:, None])
        last = known.shape[1] - 1
        place = np.minimum(share, 1) * last
        left = np.minimum(place.astype(np.int64), last - 1)
        low, high = (np.take_along_axis(known, at, axis=1) for at in (left, left + 1))
        late = np.maximum(low + (high - low) * (place - left), 0)
        return np.where(share > 1, np.nan, late)

    def _of(self, delay: NDArray[np.float32], expected: Floats) -> tuple[Floats, Floats]:
        """Return quantiles of the minutes late, shape (flights, knots), and who arrives nowhere.

        Between the middles of two bands, their residuals are blended: a step at a band's end would
        have a minute more make a flight likelier to be on time.
        """
        place = np.interp(delay, MIDDLES, np.arange(len(MIDDLES)))
        low = np.minimum(place.astype(np.int64), len(MIDDLES) - 2)
        share = (place - low)[:, None]
        residuals = (1 - share) * self._residuals[low] + share * self._residuals[low + 1]
        never = (1 - share[:, 0]) * self._never[low] + share[:, 0] * self._never[low + 1]
        mean, distance = delay + expected[:, 0], np.exp(expected[:, 1])
        return mean[:, None] + distance[:, None] * residuals, never


class DayModel:
    """The model of the day. Safe to share between threads."""

    def __init__(self, graph: bytes, bands: Sequence[DayBand]) -> None:
        self._graph = Graph(graph)
        self.arrivals = ArrivalDelays(bands)

    def tell(
        self, inputs: NDArray[np.float32], delay: NDArray[np.float32]
    ) -> tuple[Floats, Floats]:
        """Return the chances of the outcomes, and minutes late by `pushback.delays.QUANTILES`.

        Parameters
        ----------
        inputs
            The model's features, shape (flights, features).
        delay
            Minutes of the departure, shape (flights,).
        """
        expected = self._graph.run(with_delay(inputs, delay))
        return self.arrivals.chances(delay, expected), self.arrivals.minutes(delay, expected)


def _shares_below(quantiles: Floats, ends: Floats) -> Floats:
    """Return which share of each row's distribution lies below each end, shape (rows, ends)."""
    last = quantiles.shape[1] - 1
    passed = (quantiles[:, None, :] <= ends[:, None]).sum(axis=2)
    left = np.clip(passed - 1, 0, last - 1)
    low, high = (np.take_along_axis(quantiles, at, axis=1) for at in (left, left + 1))
    within = (ends - low) / np.maximum(high - low, 1e-9)
    return np.asarray((left + np.clip(within, 0, 1)) / last)

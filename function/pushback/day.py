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
_MIDDLES, _BAND_PLACES = np.array(MIDDLES), np.arange(len(MIDDLES))
SHORTEST, LONGEST = -30, 300
"""Minutes of delay beyond which flights are too few to tell apart."""
SMALLEST_CHANCE = 2e-4
"""Of an outcome, of flights that arrive: the quantiles are of some ten thousand flights."""
_ENDS = np.array([outcome.to_minutes for outcome in OUTCOMES if outcome.to_minutes is not None])
_HALF = 0.5
"""Delays are whole minutes: below 15 is at most 14, so below 14.5."""


def with_delay(inputs: NDArray[np.float32], delay: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what the graph reads: all features but the day of the season, then the delay."""
    within = np.minimum(np.maximum(delay, SHORTEST), LONGEST)
    return np.concatenate([inputs[:, :-1], within[:, None]], axis=1)


def band_of(delay: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the place in `BANDS` of each delay in minutes."""
    return np.searchsorted(BANDS[1:], delay, side="right")


class ArrivalDelays:
    """The distribution of arrival delays of flights whose departure delay is known.

    All methods take `delay`, minutes of the departure, and `expected`, shape (flights, 2): the
    recovery, and the logarithm of the distance from it.
    """

    def __init__(self, bands: Sequence[DayBand]) -> None:
        self._bands = np.array([[*band.residuals, band.never] for band in bands])

    def chances(self, delay: NDArray[np.float32], expected: Floats) -> Floats:
        """Return the chances of the outcomes, shape (flights, outcomes)."""
        return _chances(*self._of(delay, expected))

    def minutes(
        self,
        delay: NDArray[np.float32],
        expected: Floats,
        quantiles: Sequence[float] = QUANTILES,
    ) -> Floats:
        """Return quantiles of the minutes late, as `pushback.delays` does."""
        return _minutes(*self._of(delay, expected), quantiles)

    def tell(self, delay: NDArray[np.float32], expected: Floats) -> tuple[Floats, Floats]:
        """Return the chances, and the minutes late by `QUANTILES`."""
        known, never = self._of(delay, expected)
        return _chances(known, never), _minutes(known, never, QUANTILES)

    def _of(self, delay: NDArray[np.float32], expected: Floats) -> tuple[Floats, Floats]:
        """Return quantiles of the minutes late, shape (flights, knots), and who arrives nowhere.

        Between the middles of two bands, their residuals are blended: a step at a band's end would
        have a minute more make a flight likelier to be on time.
        """
        place = np.interp(delay, _MIDDLES, _BAND_PLACES)
        low = np.minimum(place.astype(np.int64), len(MIDDLES) - 2)
        share = (place - low)[:, None]
        blended = (1 - share) * self._bands[low] + share * self._bands[low + 1]
        mean, distance = delay + expected[:, 0], np.exp(expected[:, 1])
        return mean[:, None] + distance[:, None] * blended[:, :-1], blended[:, -1:]


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
        return self.arrivals.tell(delay, expected)


def _chances(known: Floats, never: Floats) -> Floats:
    """Return the chances of the outcomes; `known` and `never` as `ArrivalDelays` has them."""
    chances = np.empty((len(known), len(_ENDS) + 2))
    arriving = chances[:, :-1]
    below = _shares_below(known, _ENDS - _HALF)
    arriving[:, 0], arriving[:, -1] = below[:, 0], 1 - below[:, -1]
    arriving[:, 1:-1] = below[:, 1:] - below[:, :-1]
    np.maximum(arriving, SMALLEST_CHANCE, out=arriving)
    arriving *= (1 - never) / arriving.sum(axis=1, keepdims=True)
    chances[:, -1:] = never
    return chances


def _minutes(known: Floats, never: Floats, quantiles: Sequence[float]) -> Floats:
    """Return quantiles of the minutes late; NaN among the flights that arrive nowhere."""
    share = np.asarray(quantiles) / (1 - never)
    last = known.shape[1] - 1
    place = np.minimum(share, 1) * last
    left = np.minimum(place.astype(np.int64), last - 1)
    low, high = _knots(known, left)
    late = np.maximum(low + (high - low) * (place - left), 0)
    return np.where(share > 1, np.nan, late)


def _shares_below(quantiles: Floats, ends: Floats) -> Floats:
    """Return which share of each row's distribution lies below each end, shape (rows, ends)."""
    last = quantiles.shape[1] - 1
    passed = (quantiles[:, None, :] <= ends[:, None]).sum(axis=2)
    left = np.minimum(np.maximum(passed - 1, 0), last - 1)
    low, high = _knots(quantiles, left)
    within = (ends - low) / np.maximum(high - low, 1e-9)
    return np.asarray((left + np.minimum(np.maximum(within, 0), 1)) / last)


def _knots(rows: Floats, left: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return each row's values at its places `left`, and their right neighbours."""
    at = np.arange(0, rows.size, rows.shape[1])[:, None] + left
    return rows.take(at), rows.take(at + 1)

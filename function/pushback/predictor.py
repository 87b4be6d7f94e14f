"""Predictor: answers checked flights, with chances, delays, reasons and notes."""

from contextlib import nullcontext

import msgspec
import numpy as np
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.day import DayModel
from pushback.delays import DelayQuantiles
from pushback.explanation import Explainer, Reason, with_announced
from pushback.features import FeatureBuilder
from pushback.flights import FlightTable, WeatherTable
from pushback.graph import Graph
from pushback.notes import Note, Notes
from pushback.outcomes import CANCELLED, ON_TIME, OUTCOME_NAMES
from pushback.pace import Pace
from pushback.record import Record, Usual
from pushback.weather_known import STATES, KnownWeather

Floats = NDArray[np.float32]
Chances = NDArray[np.float64]

DECIMALS = 6
ONE = 10.0**DECIMALS
"""A chance of 1, in units of the last place."""
QUICK_ROWS = 64
"""So many rows are scored within a millisecond; the background has no more."""


class DelayMinutes(msgspec.Struct, frozen=True):
    """Minutes late that are not exceeded 50, 80 and 95 times in 100; None: it may never arrive."""

    p50: int | None
    p80: int | None
    p95: int | None


class Prediction(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one flight. `late` is 1 minus the chance of `on_time`.

    `base` and `reasons` are given on request: `late` is `base`, the usual chance of late, plus the
    effects of the reasons. That of an announced delay is what it adds to all others.
    """

    late: float
    cancelled: float
    outcomes: dict[str, float]
    delay_minutes: DelayMinutes
    usual: Usual | None
    weather: KnownWeather
    base: float | msgspec.UnsetType = msgspec.UNSET
    reasons: list[Reason] | msgspec.UnsetType = msgspec.UNSET
    notes: list[Note]


class ModelVersion(msgspec.Struct, frozen=True):
    """Which model answered."""

    version: str


class Answer(msgspec.Struct, frozen=True):
    """The body of an answer: one prediction for each flight, in order."""

    model: ModelVersion
    predictions: list[Prediction]


class Predictor:
    """A loaded bundle, ready to answer. Safe to share between threads.

    `pace` is that of all long work, of which explanations are a part.
    """

    def __init__(self, bundle: Bundle) -> None:
        self.contract = bundle.contract
        self.reference = bundle.reference
        self.features = FeatureBuilder(self.reference)
        self.record = Record(self.reference)
        self.pace = Pace()
        self._graph = Graph(bundle.model)
        self._day = DayModel(bundle.day, bundle.contract.day.bands)
        self.delays = DelayQuantiles(bundle.contract.outcomes)
        self.notes = Notes(self.reference, self.record)
        self.explainer = Explainer(
            bundle.contract.background.late, self.reference.lookups.background, self._late
        )

    def probabilities(self, inputs: Floats) -> Chances:
        """Return the chances of the outcomes without an announced delay, shape (flights, outcomes).

        Chances are rounded to `DECIMALS` places; `on_time` takes up the rounding error, so that
        each row sums to 1 as printed.
        """
        return _rounded(self._graph.run(inputs))

    def distribution(self, flights: FlightTable, inputs: Floats) -> tuple[Chances, Chances]:
        """Return what the flights are told.

        Parameters
        ----------
        inputs
            What `features.build` returned for the flights.

        Returns
        -------
        chances, minutes
            As `probabilities` and as `DelayQuantiles.minutes`; where a delay is announced, of
            flights that leave so late.
        """
        rows = flights.delayed
        if 0 < len(rows) == len(flights):  # all are of their day: nothing else is asked
            chances, minutes = self._day.tell(inputs, flights.announced)
            return _rounded(chances), minutes
        chances = self.probabilities(inputs)
        minutes = self.delays.minutes(chances)
        if len(rows):
            found, minutes[rows] = self._day.tell(inputs[rows], flights.announced[rows])
            chances[rows] = _rounded(found)
        return chances, minutes

    def predict(self, flights: FlightTable, weather: WeatherTable, explain: bool = False) -> Answer:
        """Answer for each flight, in order; with the reasons, if asked to explain."""
        hourly = self.features.sort(weather)
        inputs = self.features.build(flights, hourly)
        known, missing = self.features.known_weather(flights, hourly, inputs)
        chances, minutes = self.distribution(flights, inputs)
        predictions = [
            _prediction(*answer)
            for answer in zip(
                chances.tolist(),
                minutes.tolist(),
                self.record.usual(flights),
                map(KnownWeather, map(STATES.__getitem__, known.tolist()), missing.tolist()),
                self.notes.of(flights, known, missing),
                strict=True,
            )
        ]
        if explain:
            predictions = self._explained(predictions, flights, inputs)
        return Answer(ModelVersion(self.contract.version), predictions)

    def _explained(
        self, predictions: list[Prediction], flights: FlightTable, inputs: Floats
    ) -> list[Prediction]:
        """Add the reasons: of the chance without an announced delay, then what the delay adds."""
        late = (1 - self.probabilities(inputs)[:, ON_TIME]).round(DECIMALS)
        base, reasons = self.explainer.base, self.explainer.reasons(inputs, late)
        is_announced = ~np.isnan(flights.announced)
        return [
            msgspec.structs.replace(
                prediction,
                base=base,
                reasons=with_announced(found, prediction.late - before) if announced else found,
            )
            for prediction, found, before, announced in zip(
                predictions, reasons, late.tolist(), is_announced.tolist(), strict=True
            )
        ]

    def _late(self, inputs: Floats) -> NDArray[np.float64]:
        with self.pace.piece() if len(inputs) > QUICK_ROWS else nullcontext():
            return 1 - self._graph.run(inputs)[:, ON_TIME]


def _rounded(chances: Chances) -> Chances:
    """Return chances with `DECIMALS` places; `on_time` takes up the rounding error."""
    parts = np.rint(chances * ONE)
    parts[:, ON_TIME] = 0.0
    parts[:, ON_TIME] = np.maximum(ONE - parts.sum(axis=1), 0.0)
    return np.asarray(parts / ONE)


def _prediction(
    chances: list[float],
    minutes: list[float],
    usual: Usual | None,
    weather: KnownWeather,
    notes: list[Note],
) -> Prediction:
    return Prediction(
        late=round(1 - chances[ON_TIME], DECIMALS),
        cancelled=chances[CANCELLED],
        outcomes=dict(zip(OUTCOME_NAMES, chances, strict=True)),
        delay_minutes=DelayMinutes(*(None if m != m else round(m) for m in minutes)),
        usual=usual,
        weather=weather,
        notes=notes,
    )

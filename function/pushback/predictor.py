"""Predictor: answers checked flights, with chances, delays, reasons and notes."""

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.delays import DelayQuantiles
from pushback.explanation import Explainer, Reason
from pushback.features import FeatureBuilder
from pushback.flights import FlightTable, WeatherTable
from pushback.notes import Note, Notes
from pushback.outcomes import CANCELLED, ON_TIME, OUTCOME_NAMES
from pushback.record import Record, Usual
from pushback.weather_known import STATES, KnownWeather

DECIMALS = 6


class DelayMinutes(msgspec.Struct, frozen=True):
    """Minutes late that are not exceeded 50, 80 and 95 times in 100; None: it may never arrive."""

    p50: int | None
    p80: int | None
    p95: int | None


class Prediction(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one flight. `late` is 1 minus the chance of `on_time`.

    `base` and `reasons` are given on request: `late` is `base`, the usual chance of late, plus the
    effects of the reasons.
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
    """A loaded bundle, ready to answer. Safe to share between threads."""

    def __init__(self, bundle: Bundle) -> None:
        self.contract = bundle.contract
        self.reference = bundle.reference
        self.features = FeatureBuilder(self.reference)
        self.record = Record(self.reference)
        self._session = _session(bundle.model)
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[-1].name
        self.delays = DelayQuantiles(bundle.contract.outcomes)
        self.notes = Notes(self.reference, self.record)
        self.explainer = Explainer(
            bundle.contract.background.late, self.reference.lookups.background, self._late
        )

    def probabilities(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the chances of the outcomes, shape (flights, outcomes).

        Chances are rounded to `DECIMALS` places; `on_time` takes up the rounding error, so that
        each row sums to 1 as printed.
        """
        chances = self._score(inputs).round(DECIMALS)
        chances[:, ON_TIME] = 0
        chances[:, ON_TIME] = np.maximum(1 - chances.sum(axis=1), 0).round(DECIMALS)
        return chances

    def predict(self, flights: FlightTable, weather: WeatherTable, explain: bool = False) -> Answer:
        """Answer for each flight, in order; with the reasons, if asked to explain."""
        inputs = self.features.build(flights, weather)
        known, missing = self.features.known_weather(flights, weather, inputs)
        chances = self.probabilities(inputs)
        predictions = [
            _prediction(*answer)
            for answer in zip(
                chances.tolist(),
                self.delays.minutes(chances).tolist(),
                self.record.usual(flights),
                map(KnownWeather, map(STATES.__getitem__, known.tolist()), missing.tolist()),
                self.notes.of(flights, known, missing),
                strict=True,
            )
        ]
        if explain:
            predictions = self._explained(predictions, inputs)
        return Answer(ModelVersion(self.contract.version), predictions)

    def _explained(
        self, predictions: list[Prediction], inputs: NDArray[np.float32]
    ) -> list[Prediction]:
        late = np.array([prediction.late for prediction in predictions])
        base, reasons = self.explainer.base, self.explainer.reasons(inputs, late)
        return [
            msgspec.structs.replace(prediction, base=base, reasons=found)
            for prediction, found in zip(predictions, reasons, strict=True)
        ]

    def _score(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the chances of the outcomes as the graph gives them."""
        scored = self._session.run([self._output], {self._input: inputs})[0]
        return np.asarray(scored, np.float64)

    def _late(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        return 1 - self._score(inputs)[:, ON_TIME]


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread: a request's rows are few, and the instance serves several requests at once.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


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

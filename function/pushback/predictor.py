"""Predictor: checked flights in, the answers that clients read out."""

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.contract import Usual
from pushback.delays import DelayQuantiles
from pushback.features import FeatureBuilder
from pushback.flights import FlightTable, WeatherTable
from pushback.notes import Note, Notes
from pushback.outcomes import CANCELLED, ON_TIME, OUTCOME_NAMES

DECIMALS = 6


class DelayMinutes(msgspec.Struct, frozen=True):
    """Minutes late that hold 5, 8 and 19 times in 10, 10 and 20; None: it may never arrive."""

    p50: int | None
    p80: int | None
    p95: int | None


class Prediction(msgspec.Struct, frozen=True):
    """The answer for one flight. `late` is 1 minus the chance of `on_time`."""

    late: float
    cancelled: float
    outcomes: dict[str, float]
    delay_minutes: DelayMinutes
    usual: Usual | None
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
        self.features = FeatureBuilder(bundle.contract)
        self._session = _session(bundle.model)
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[-1].name
        self._delays = DelayQuantiles(bundle.contract.outcomes)
        self._notes = Notes(bundle.contract)

    def probabilities(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the chances of the outcomes, shape (flights, outcomes).

        Rounded to `DECIMALS` places, the rounding made up for in `on_time`, so that each
        row sums to 1 as printed.
        """
        raw = self._session.run([self._output], {self._input: inputs})[0]
        chances = np.asarray(raw, np.float64).round(DECIMALS)
        chances[:, ON_TIME] = 0
        chances[:, ON_TIME] = np.maximum(1 - chances.sum(axis=1), 0).round(DECIMALS)
        return chances

    def predict(self, flights: FlightTable, weather: WeatherTable) -> Answer:
        """Answer for each flight, in order."""
        inputs = self.features.build(flights, weather)
        chances = self.probabilities(inputs)
        predictions = [
            _prediction(*answer)
            for answer in zip(
                chances.tolist(),
                self._delays.minutes(chances).tolist(),
                map(self._usual, flights.carrier, flights.origin, flights.destination),
                self._notes.of(flights, inputs),
                strict=True,
            )
        ]
        return Answer(ModelVersion(self.contract.version), predictions)

    def _usual(self, carrier: str, origin: str, destination: str) -> Usual | None:
        route = self.contract.routes.get(f"{origin}-{destination}")
        return route.usual.get(carrier) if route else None


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread: a request's rows are few, and the instance serves several requests at once.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _prediction(
    chances: list[float], minutes: list[float], usual: Usual | None, notes: list[Note]
) -> Prediction:
    return Prediction(
        late=round(1 - chances[ON_TIME], DECIMALS),
        cancelled=chances[CANCELLED],
        outcomes=dict(zip(OUTCOME_NAMES, chances, strict=True)),
        delay_minutes=DelayMinutes(*(None if m != m else round(m) for m in minutes)),
        usual=usual,
        notes=notes,
    )

"""Answering: what rivals with our features do before and after their model.

They share the function's own feature code, notes and delay quantiles, all vectorised: what is
compared is the framework, the validation, the model's runtime and the writing of the answer.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.delays import DelayQuantiles
from pushback.features import FeatureBuilder
from pushback.flights import WEATHER_FIELDS, FlightTable, WeatherTable
from pushback.notes import Notes
from pushback.outcomes import CANCELLED, ON_TIME, OUTCOME_NAMES
from pushback.record import Record, Usual
from pushback.weather_known import STATES
from tests.bench.servers import schemas, structs
from tests.paths import FUNCTION

MODEL_FOLDER = FUNCTION / "model"

Chances = NDArray[np.float64]
Inputs = NDArray[np.float32]
Body = schemas.Body | structs.Body
Flight = schemas.Flight | structs.Flight
Weather = schemas.Weather | structs.Weather
Prepared = tuple[FlightTable, NDArray[np.int64], NDArray[np.int64]]


class Answering:
    """Turns checked bodies into inputs, and chances into the answer."""

    def __init__(self, bundle: Bundle) -> None:
        self._contract = bundle.contract
        self._record = Record(bundle.reference)
        self._features = FeatureBuilder(bundle.reference)
        self._delays = DelayQuantiles(bundle.contract.outcomes)
        self._notes = Notes(bundle.reference, self._record)

    def prepare(self, body: Body) -> tuple[Prepared, Inputs]:
        """Return the flights as columns with what is known of their weather, and the inputs."""
        flights, weather = _flights(body.flights), _weather(body.weather)
        inputs = self._features.build(flights, weather)
        return (flights, *self._features.known_weather(flights, weather, inputs)), inputs

    def answer(self, prepared: Prepared, chances: Chances) -> dict[str, Any]:
        """Return the answer as plain objects, one prediction a flight."""
        flights, known, missing = prepared
        chances = _rounded(chances)
        rows = zip(
            chances.tolist(),
            self._delays.minutes(chances).tolist(),
            zip(known.tolist(), missing.tolist(), strict=True),
            self._record.usual(flights),
            self._notes.of(flights, known, missing),
            strict=True,
        )
        predictions = [
            {
                "late": round(1 - row[ON_TIME], 6),
                "cancelled": row[CANCELLED],
                "outcomes": dict(zip(OUTCOME_NAMES, row, strict=True)),
                "delay_minutes": _delay(minutes),
                "usual": _told(usual),
                "weather": {"known": STATES[state], "missing_hours": hours},
                "notes": [{"code": note.code, "message": note.message} for note in notes],
            }
            for row, minutes, (state, hours), usual, notes in rows
        ]
        return {"model": {"version": self._contract.version}, "predictions": predictions}


def _flights(flights: Sequence[Flight]) -> FlightTable:
    return FlightTable.scheduled(
        carrier=np.array([flight.carrier for flight in flights], object),
        origin=np.array([flight.origin for flight in flights], object),
        destination=np.array([flight.destination for flight in flights], object),
        departure=np.array([flight.departure for flight in flights], "datetime64[m]"),
        arrival=np.array([flight.arrival for flight in flights], "datetime64[m]"),
    )


def _weather(rows: Sequence[Weather]) -> WeatherTable:
    values = [[getattr(row, name) for name in WEATHER_FIELDS] for row in rows]
    return WeatherTable(
        airport=np.array([row.airport for row in rows], object),
        time=np.array([row.time for row in rows], "datetime64[m]"),
        values=np.array(values, np.float32).reshape(len(rows), len(WEATHER_FIELDS)),
    )


def _rounded(chances: Chances) -> Chances:
    """Round to 6 places, the rounding made up for in `on_time`."""
    chances = chances.round(6)
    chances[:, ON_TIME] = 0
    chances[:, ON_TIME] = np.maximum(1 - chances.sum(axis=1), 0).round(6)
    return chances


def _told(usual: Usual | None) -> dict[str, Any] | None:
    if usual is None:
        return None
    return {"late": usual.late, "flights": usual.flights, "years": usual.years}


def _delay(minutes: list[float]) -> dict[str, int | None]:
    p50, p80, p95 = (None if value != value else round(value) for value in minutes)
    return {"p50": p50, "p80": p80, "p95": p95}

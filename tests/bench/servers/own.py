"""Own: features, model and answer as people write them, sharing nothing with the function.

A loop over the flights, `datetime` and dictionaries; no pandas, no look-ups of routes, no holidays,
the weather of the hour alone. The answer has the chances and nothing beside them, so these rivals
do less than the function for each flight. The model is `tests.bench.own_model`'s.
"""

import json
import math
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from tests.bench.servers.sessions import one_threaded

FOLDER = "OWN_MODEL"
"""The variable of the environment that names the folder of the model."""
GRAPH, CODES = "own.onnx", "own.json"
OUTCOMES = ("on_time", "late_15", "late_30", "late_60", "late_120", "cancelled")
WEATHER = (
    "temperature_c",
    "dew_point_c",
    "humidity_pct",
    "wind_speed_kmh",
    "wind_direction_deg",
    "precipitation_mm",
    "pressure_hpa",
    "visibility_km",
)
NO_WEATHER = [math.nan] * len(WEATHER)

Codes = dict[str, dict[str, int]]
Hours = dict[tuple[str, datetime], list[float]]


class Flight(Protocol):
    """A flight, of whatever library."""

    @property
    def carrier(self) -> str: ...  # noqa: D102
    @property
    def origin(self) -> str: ...  # noqa: D102
    @property
    def destination(self) -> str: ...  # noqa: D102
    @property
    def departure(self) -> datetime: ...  # noqa: D102
    @property
    def arrival(self) -> datetime | None: ...  # noqa: D102


def features(flight: Flight, hours: Hours, codes: Codes) -> list[float]:
    """Return a flight's numbers for the model."""
    departure = flight.departure
    block = (flight.arrival - departure).total_seconds() / 60 if flight.arrival else math.nan
    hour = departure.replace(minute=0, second=0, microsecond=0)
    return [
        codes["carrier"].get(flight.carrier, -1),
        codes["airport"].get(flight.origin, -1),
        codes["airport"].get(flight.destination, -1),
        departure.month,
        departure.weekday(),
        departure.timetuple().tm_yday,
        departure.hour * 60 + departure.minute,
        block,
        *hours.get((flight.origin, hour), NO_WEATHER),
    ]


def hours_of(weather: Sequence[Any]) -> Hours:
    """Return rows of weather by airport and hour."""
    return {
        (row.airport, row.time): [_number(getattr(row, name)) for name in WEATHER]
        for row in weather
    }


def _number(value: float | None) -> float:
    return math.nan if value is None else value


class Own:
    """Answers bodies, once checked."""

    def __init__(self) -> None:
        folder = Path(os.environ[FOLDER])
        self._codes: Codes = json.loads((folder / CODES).read_text())
        self._session = one_threaded((folder / GRAPH).read_bytes())
        self._output = self._session.get_outputs()[-1].name
        self._input = self._session.get_inputs()[0].name

    def answer(self, flights: Sequence[Flight], weather: Sequence[Any]) -> dict[str, Any]:
        """Return the answer as plain objects, one prediction a flight."""
        hours = hours_of(weather)
        rows = [features(flight, hours, self._codes) for flight in flights]
        inputs = np.array(rows, np.float32)
        chances = self._session.run([self._output], {self._input: inputs})[0]
        return {"predictions": [_prediction(row) for row in chances.tolist()]}


def _prediction(chances: list[float]) -> dict[str, Any]:
    outcomes = dict(zip(OUTCOMES, chances, strict=True))
    return {"late": 1 - chances[0], "cancelled": chances[-1], "outcomes": outcomes}

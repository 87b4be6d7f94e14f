"""Scoring: adds to each flight the chances that the function would answer with."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from batch.checking import Checked, check, rejected_rows
from batch.reading import Batch
from batch.tables import scored_schema
from batch.weather import NO_WEATHER
from pushback.bundle import Bundle
from pushback.flights import FlightTable, WeatherTable
from pushback.notes import CODES
from pushback.outcomes import ON_TIME, OUTCOME_NAMES
from pushback.predictor import DECIMALS, Predictor
from pushback.weather_held import WeatherFeatures
from pushback.weather_known import STATES

Scored: TypeAlias = tuple[pa.RecordBatch, pa.RecordBatch]
"""Flights with their chances, and the rows that are refused."""


class Scorer:
    """The model and the weather, loaded once a worker by `pipeline.Score`; threads share it."""

    def __init__(self, bundle: Bundle) -> None:
        self._predictor = Predictor(bundle)
        self._schema = scored_schema(bundle.contract.version)
        self._weather: WeatherFeatures | None = None

    @property
    def has_weather(self) -> bool:
        """Whether `hold` was called."""
        return self._weather is not None

    def hold(self, weather: WeatherTable) -> None:
        """Prepare the weather that all batches are joined with; it may be empty."""
        self._weather = self._predictor.features.hold(weather)

    def score(self, batch: Batch) -> Scored:
        """Return the flights of a batch with their chances, and the rows that are refused."""
        checked = check(batch, self._predictor.features)
        return self._scored(batch, checked), rejected_rows(batch, checked)

    def _scored(self, batch: Batch, checked: Checked) -> pa.RecordBatch:
        flights, predictor = checked.flights, self._predictor
        if not len(flights):
            return pa.RecordBatch.from_pylist([], self._schema)
        weather = self._weather or NO_WEATHER
        inputs = predictor.features.build(flights, weather)
        known, missing = predictor.features.known_weather(flights, weather, inputs)
        chances, minutes = predictor.distribution(flights, inputs)
        columns = [
            pa.repeat(batch.piece.path, len(flights)),
            pa.array(batch.numbers[checked.rows]),
            *_flight_columns(flights),
            pa.array((1 - chances[:, ON_TIME]).round(DECIMALS)),
            *(pa.array(chances[:, at].copy()) for at in range(len(OUTCOME_NAMES))),
            *(_minutes(column) for column in minutes.T),
            _STATES.take(pa.array(known)),
            pa.array(missing.astype(np.int32)),
            _notes(predictor.notes.columns(flights, known)),
        ]
        return pa.RecordBatch.from_arrays(columns, schema=self._schema)


def _flight_columns(flights: FlightTable) -> list[pa.Array]:
    codes = (flights.carrier, flights.origin, flights.destination)
    times = (flights.departure, flights.arrival)
    return [
        *(pa.array(column, pa.string()) for column in codes),
        *(pa.array(column.astype("datetime64[s]")) for column in times),
        _minutes(flights.announced),
    ]


def _minutes(values: NDArray[np.floating]) -> pa.Array:
    never = np.isnan(values)
    return pa.array(np.where(never, 0, np.rint(values)).astype(np.int32), mask=never)


_STATES = pa.array(STATES, pa.string())
_SETS = pa.array(
    [[code for at, code in enumerate(CODES) if kind >> at & 1] for kind in range(1 << len(CODES))],
    pa.list_(pa.string()),
)
"""Every possible set of notes; the bits of its position say which notes it holds."""


def _notes(applying: Sequence[Sequence[bool]]) -> pa.Array:
    kinds = sum(np.array(column, np.int32) << at for at, column in enumerate(applying))
    return _SETS.take(pa.array(kinds))

"""Flights: files of flights, with or without what became of them.

What `python -m training ingest --template` lays out, the same without outcomes (a schedule), and
the lake's own Parquet files.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.flights import FlightTable, WeatherTable
from pushback.notes import Notes
from pushback.outcomes import CANCELLED
from pushback.predictor import Predictor
from training.dataset.dataset import label_outcomes, load_weather
from training.errors import FlightsIncomplete
from training.lake import Lake
from training.sources import fields
from training.sources.checks import RowCheck
from training.sources.files import find_table
from training.sources.text import read_header, read_text

DEPARTURES = ("scheduled_departure", "departure")
ARRIVALS = ("scheduled_arrival", "arrival")
CODES = {
    "carrier": fields.CARRIER,
    "origin": fields.AIRPORT,
    "destination": fields.AIRPORT,
}
OF_OUTCOMES = ("actual_arrival", "arrival_delay_min", "cancelled", "diverted")
OPTIONAL = ("scheduled_arrival", "actual_arrival", "cancelled", "diverted")

Times = NDArray[np.datetime64]


@dataclass(frozen=True, eq=False)
class GivenFlights:
    """Flights and, as far as it is known, what became of them.

    Attributes
    ----------
    outcome
        Position in `OUTCOMES`, shape (flights,); to be read only where `known`.
    """

    table: FlightTable
    outcome: NDArray[np.int64]
    known: NDArray[np.bool_]

    @property
    def has_arrivals(self) -> bool:
        """Whether any scheduled arrival is told."""
        return not bool(np.isnat(self.table.arrival).all())


def read_flights(paths: Sequence[Path]) -> GivenFlights:
    """Read files of flights, one after the other.

    Raises
    ------
    TrainingError
        If a file is damaged, lacks a column or holds rows that cannot be used.
    OSError
        If a file cannot be read.
    """
    parts = [_read(path) for path in paths]
    columns = ("carrier", "origin", "destination", "departure", "arrival")
    return GivenFlights(
        FlightTable(*(_join(getattr(part.table, name) for part in parts) for name in columns)),
        _join(part.outcome for part in parts),
        _join(part.known for part in parts),
    )


def _join(parts: Iterable[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(list(parts))


def _read(path: Path) -> GivenFlights:
    file = find_table(path)
    header = read_header(file)
    departure, arrival = (_first(names, header.names) for names in (DEPARTURES, ARRIVALS))
    needed = [*CODES, departure or DEPARTURES[0]]
    if missing := [name for name in needed if name not in header.names]:
        raise FlightsIncomplete(file.name, missing, OPTIONAL)
    told = [name for name in (arrival, *OF_OUTCOMES) if name in header.names]
    check = RowCheck(file.name, read_text(file, [*needed, *told], header))
    carrier, origin, destination = check.read_all(CODES, required=CODES).values()
    leaves = _time(check, needed[-1], required=True)
    arrives = _time(check, arrival) if arrival else np.full(len(leaves), "NaT", leaves.dtype)
    outcome, known = _outcomes(check, told, arrives)
    check.finish()
    return GivenFlights(FlightTable(carrier, origin, destination, leaves, arrives), outcome, known)


def _first(names: Sequence[str], found: Sequence[str]) -> str | None:
    return next((name for name in names if name in found), None)


def _time(check: RowCheck, name: str, *, required: bool = False) -> Times:
    return check.read(name, fields.TIME, required=required)


def _outcomes(
    check: RowCheck, told: Sequence[str], arrives: Times
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the outcome of each flight, and whether it is known."""
    never = np.zeros(len(arrives), bool)
    for name in ("cancelled", "diverted"):
        if name in told:
            never |= check.read(name, fields.FLAG)
    delay = _delay(check, told, arrives)
    return np.where(never, CANCELLED, label_outcomes(delay)), never | ~np.isnan(delay)


def _delay(check: RowCheck, told: Sequence[str], arrives: Times) -> NDArray[np.float32]:
    """Return the minutes late at the gate; NaN where they are not told."""
    if "arrival_delay_min" in told:
        return check.read("arrival_delay_min", fields.NUMBER).astype(np.float32)
    if "actual_arrival" in told:
        late = _time(check, "actual_arrival") - arrives
        return (late / np.timedelta64(1, "m")).astype(np.float32)
    return np.full(len(arrives), np.nan, np.float32)


# FROM drift.scoring:
# Scoring: given flights as the released bundle sees them, with the weather that the lake has.

PART = 50_000
"""Flights that are scored at once."""
DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, eq=False)
class Scored:
    """Flights as the model sees them: features, chances of the outcomes, notes by code."""

    inputs: NDArray[np.float32]
    chances: NDArray[np.float64]
    notes: Counter[str]


def score_flights(flights: FlightTable, weather: WeatherTable, bundle: Bundle) -> Scored:
    """Ask the bundle's model about flights, as the function would."""
    predictor, notes = Predictor(bundle), Notes(bundle.contract)
    inputs = predictor.features.build(flights, weather)
    chances, counts = [], Counter[str]()
    for begin in range(0, len(flights), PART):
        rows = np.arange(begin, min(begin + PART, len(flights)))
        chances.append(predictor.probabilities(inputs[rows]))
        found = notes.of(flights.take(rows), inputs[rows])
        counts.update(note.code for of_flight in found for note in of_flight)
    del counts["past_departure"]  # flights of a file have mostly been flown
    return Scored(inputs, np.concatenate(chances), counts)


def weather_around(lake: Lake, departure: NDArray[np.datetime64]) -> WeatherTable:
    """Return the lake's weather of the months of some departures; none, if it has none.

    Raises
    ------
    LakeDamaged
        If a file of the lake is not what its manifest says.
    """
    days = np.unique(departure.astype("datetime64[D]"))
    months = {str(day.astype("datetime64[M]")) for day in (*(days - DAY), *(days + DAY))}
    return load_weather(lake, months)

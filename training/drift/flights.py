"""Flights: files of flights, with or without what became of them, as the released model sees them.

A file is what `python -m training ingest --template` lays out, the same without outcomes (a
schedule), or one of the lake's own Parquet files.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.flights import FlightTable, WeatherTable
from pushback.notes import CODES
from pushback.predictor import Predictor
from training.dataset.dataset import Flights, label_outcomes
from training.dataset.features import features_of
from training.errors import FlightsIncomplete
from training.sources import fields
from training.sources.checks import RowCheck
from training.sources.files import find_table
from training.sources.tables import read_header

KEY = {
    "carrier": fields.CARRIER,
    "origin": fields.AIRPORT,
    "destination": fields.AIRPORT,
}
DEPARTURES = ("scheduled_departure", "departure")
ARRIVALS = ("scheduled_arrival", "arrival")
OUTCOMES = ("actual_arrival", "arrival_delay_min", "cancelled", "diverted")
OPTIONAL = ("scheduled_arrival", "actual_arrival", "cancelled", "diverted")
UNKNOWN = -1
"""The outcome of a flight that is not known."""
PART = 50_000
"""Flights that are scored at once."""

Times = NDArray[np.datetime64]
Scored = tuple[NDArray[np.float32], NDArray[np.float64], Counter[str]]


def read_flights(paths: Sequence[Path]) -> Flights:
    """Read files of flights, one after the other; an outcome that is not known is `UNKNOWN`.

    Raises
    ------
    TrainingError
        If a file is damaged, lacks a column or holds rows that cannot be used.
    OSError
        If a file cannot be read.
    """
    files = [_read(path) for path in paths]
    *schedule, delay, outcome = (np.concatenate(parts) for parts in zip(*files, strict=True))
    return Flights(
        FlightTable.scheduled(*schedule),
        outcome,
        delay,
        departure_delay=np.full_like(delay, np.nan),
    )


def score_flights(flights: FlightTable, weather: WeatherTable, bundle: Bundle) -> Scored:
    """Ask the bundle's model about flights, as the function would.

    Returns features, chances of the outcomes, and the number of flights with each note.
    """
    predictor, notes = Predictor(bundle), Counter[str]()
    features, chances = features_of(bundle.reference, flights, weather), []
    known, _ = predictor.features.known_weather(flights, weather, features)
    for begin in range(0, len(flights), PART):
        rows = np.arange(begin, min(begin + PART, len(flights)))
        chances.append(predictor.probabilities(features[rows]))
        columns = predictor.notes.columns(flights.take(rows), known[rows])
        notes.update(dict(zip(CODES, map(sum, columns), strict=True)))
    del notes["past_departure"]  # flights of a file have mostly been flown
    return features, np.concatenate(chances), +notes


def _read(path: Path) -> tuple[NDArray[np.generic], ...]:
    """Return the columns of a flight table, then delay and outcome."""
    file = find_table(path)
    header = read_header(file)
    departure, arrival = (
        next((name for name in names if name in header.names), None)
        for names in (DEPARTURES, ARRIVALS)
    )
    needed = [*KEY, departure or DEPARTURES[0]]
    if missing := [name for name in needed if name not in header.names]:
        raise FlightsIncomplete(file.name, missing, OPTIONAL)
    found = [name for name in (arrival, *OUTCOMES) if name in header.names]
    check = RowCheck.whole(file, header, [*needed, *found])
    codes = check.read_all(KEY, required=KEY).values()
    leaves = _time(check, needed[-1], required=True)
    arrives = _time(check, arrival) if arrival else np.full(len(leaves), "NaT", leaves.dtype)
    never, delay = _never_arrived(check, found), _delay(check, found, arrives)
    check.finish()
    known = never | ~np.isnan(delay)
    delay[never] = np.nan
    return *codes, leaves, arrives, delay, np.where(known, label_outcomes(delay), UNKNOWN)


def _time(check: RowCheck, name: str, *, required: bool = False) -> Times:
    return check.read(name, fields.TIME, required=required)


def _delay(check: RowCheck, found: Sequence[str], arrives: Times) -> NDArray[np.float32]:
    """Return the minutes late at the gate; NaN where they are not known."""
    if "arrival_delay_min" in found:
        return check.read("arrival_delay_min", fields.NUMBER).astype(np.float32)
    if "actual_arrival" in found:
        late = _time(check, "actual_arrival") - arrives
        return (late / np.timedelta64(1, "m")).astype(np.float32)
    return np.full(len(arrives), np.nan, np.float32)


def _never_arrived(check: RowCheck, found: Sequence[str]) -> NDArray[np.bool_]:
    """Return which flights were cancelled or diverted."""
    never = np.zeros(check.rows, bool)
    for name in ("cancelled", "diverted"):
        if name in found:
            never |= check.read(name, fields.FLAG)
    return never

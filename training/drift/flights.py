"""Flights: files of flights, with or without what became of them, as the released model sees them.

A file is any that `python -m training ingest` takes, the same without outcomes (a schedule), or one
of the lake's own Parquet files.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from batch.reader.containers import find_table
from batch.reader.headers import read_header
from batch.reader.vocabulary import CODES as KEY
from batch.reader.vocabulary import recognise
from pushback.bundle import Bundle
from pushback.flights import FlightTable, WeatherTable
from pushback.notes import CODES
from pushback.predictor import Predictor
from training.dataset.dataset import Flights, label_outcomes
from training.dataset.features import features_of
from training.sources.flights import read_flights as read_columns

NEEDS = {"flights": (*KEY, "departure")}
UNKNOWN = -1
"""The outcome of a flight that is not known."""
PART = 50_000
"""Flights that are scored at once."""

Scored = tuple[NDArray[np.float32], NDArray[np.float64], Counter[str]]


def read_flights(paths: Sequence[Path], order: str = "") -> Flights:
    """Read files of flights, one after the other; an outcome that is not known is `UNKNOWN`.

    Parameters
    ----------
    order
        In which order the files' days are written, "" if nobody said.

    Raises
    ------
    FileRefused, TrainingError
        If a file is damaged, lacks a column or holds rows that cannot be used.
    OSError
        If a file cannot be read.
    """
    files = [_read(path, order) for path in paths]
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


def _read(path: Path, order: str) -> tuple[NDArray[np.generic], ...]:
    """Return the columns of a flight table, then delay and outcome."""
    file = find_table(path)
    header = read_header(file)
    layout = recognise(file.name, header.names, NEEDS)
    check, raw = read_columns(file, header, layout, order)
    check.finish()
    never = raw["cancelled"] | raw["diverted"]
    delay = raw["arrival_delay"].astype(np.float32)
    known = never | ~np.isnan(delay)
    delay[never] = np.nan
    schedule = (*(raw[name] for name in KEY), raw["departure"], raw["arrival"])
    return *schedule, delay, np.where(known, label_outcomes(delay), UNKNOWN)

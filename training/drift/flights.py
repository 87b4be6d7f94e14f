"""Flights: files of flights, as the released model sees them, and held against what became of them.

A file is any that `python -m training ingest` takes, the same without outcomes (a schedule), or one
of the lake's own Parquet files.

Where outcomes are known, calibration is asked for month by month: of the flights given a chance of
30 %, did 30 % come in late? A month is past its bound if the mean chance is off by more than in any
month that the model was tested on, and surely so: with its days drawn again, the interval of the
gap leaves out 0.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from batch.reader.containers import find_table
from batch.reader.headers import read_header
from batch.reader.vocabulary import CODES as KEY
from batch.reader.vocabulary import recognise
from pushback.bundle import Bundle
from pushback.contract import SliceMetrics
from pushback.flights import FlightTable, WeatherTable
from pushback.notes import CODES
from pushback.outcomes import ON_TIME
from pushback.predictor import Predictor
from training.dataset.dataset import FLIGHT_COLUMNS, Flights, flights_of
from training.dataset.features import features_of
from training.drift.shift import DAYS, Standing, count_days
from training.evaluation.bootstrap import Estimate, difference
from training.evaluation.metrics import Chances, calibration_error, log_losses
from training.sources.flights import read_flights as read_columns

NEEDS = {"flights": (*KEY, "departure")}
HINTS = {"log": ". The function's log is read as gcloud logging read --format=json exports it"}
"""What is said besides of a file that is of no kind."""
UNKNOWN = -1
"""The outcome of a flight that is not known."""
PART = 50_000
"""Flights that are scored at once."""
SMALLEST_BOUND = 0.05
ROUNDING = 1e-4
"""The contract's figures are rounded: without this, the tested month with the largest gap could
be past itself."""


def read_flights(paths: Sequence[Path], order: str = "") -> Flights:
    """Read files of flights, one after the other; an outcome that is not known is `UNKNOWN`.

    `order` is that in which the files' days are written, "" if nobody said. Raises FileRefused or
    TrainingError if a file is damaged, lacks a column or holds rows that cannot be used, and
    OSError if it cannot be read.
    """
    rows = pd.concat([_read(path, order) for path in paths], ignore_index=True)
    never = (rows["cancelled"] | rows["diverted"]).to_numpy()
    flights = flights_of(rows.assign(arrival_delay_min=rows["arrival_delay_min"].mask(never)))
    known = never | ~np.isnan(flights.delay)
    return replace(flights, outcome=np.where(known, flights.outcome, UNKNOWN))


def _read(path: Path, order: str) -> pd.DataFrame:
    file = find_table(path)
    header = read_header(file)
    layout = recognise(file.name, header.names, NEEDS, HINTS)
    check, columns = read_columns(file, header, layout, order)
    check.finish()
    return pd.DataFrame(
        {name: columns[name] for name in (*FLIGHT_COLUMNS, "cancelled", "diverted")}
    )


def score_flights(
    flights: FlightTable, weather: WeatherTable, bundle: Bundle
) -> tuple[NDArray[np.float32], Chances, Counter[str]]:
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


@dataclass(frozen=True)
class MonthCalibration:
    """What was predicted and observed in a month; the gap is the former minus the latter."""

    month: str
    flights: int
    days: int
    late_predicted: float
    late_observed: float
    gap: Estimate
    log_loss: float
    ece: float
    standing: Standing


@dataclass(frozen=True)
class Calibration:
    """Every month with known outcomes, and the gap that is still within bounds."""

    bound: float
    months: list[MonthCalibration]


def calibrate(
    flights: Flights, chances: Chances, tested: Mapping[str, SliceMetrics]
) -> Calibration:
    """Compare the chances of flights, shape (flights, outcomes), with their known outcomes.

    `tested` is how the model did in the months that it was tested on, from the contract.
    """
    gaps = [abs(month.late_predicted - month.late_observed) for month in tested.values()]
    bound, found = max([SMALLEST_BOUND, *gaps]), []
    for month in np.unique(flights.month):
        rows = flights.month == month
        found.append(_calibrate(str(month), flights.take(rows), chances[rows], bound))
    return Calibration(round(bound, 5), found)


def _calibrate(month: str, flights: Flights, chances: Chances, bound: float) -> MonthCalibration:
    departure, outcome = flights.table.departure, flights.outcome
    late, was_late, days = 1 - chances[:, ON_TIME], outcome != ON_TIME, count_days(departure)
    gap = difference(late, was_late, departure)
    is_within = abs(gap.value) <= bound + ROUNDING or gap.low <= 0 <= gap.high
    return MonthCalibration(
        month=month,
        flights=len(flights),
        days=days,
        late_predicted=round(float(late.mean()), 5),
        late_observed=round(float(was_late.mean()), 5),
        gap=gap,
        log_loss=round(float(log_losses(chances, outcome).mean()), 5),
        ece=round(calibration_error(late, was_late), 5),
        standing="within" if is_within else "past" if days >= DAYS else "noted",
    )

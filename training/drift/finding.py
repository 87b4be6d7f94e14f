"""Finding: all that could be held against the profile in the bundle, and what is past its bound.

What is held against it depends on what is there. A log of the function tells its answers' chances
of late and their notes, and nothing of the flights. A file of flights tells the model's inputs as
well, and where outcomes are known, whether the chances were right.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from pushback.bundle import Bundle
from pushback.contract import Months
from pushback.outcomes import ON_TIME
from pushback.request_log import late_bins
from training.dataset.masking import WeatherState
from training.drift.calibration import Calibration, calibrate
from training.drift.flights import GivenFlights, Scored, read_flights, score_flights, weather_around
from training.drift.inputs import SLACK, compare_inputs
from training.drift.log import LogCounts, NoteShare, read_logs, share_notes
from training.drift.shift import DAYS, Shift, compare_chances
from training.lake import Lake
from training.release.profile import has_weather

# FROM drift.warnings:
# Warnings: what a reader should know of the flights or lines that drift was told from.


def warn_of_log(log: LogCounts, version: str) -> list[str]:
    """Return a sentence on each kind of line that was not counted."""
    found = [
        (log.foreign, f"{log.foreign:,} of {log.lines:,} lines are not the function's."),
        (log.cut, f"{log.cut:,} of {log.lines:,} lines broke off at the end of a file."),
        (log.uncounted, f"{log.uncounted:,} answers are left out: their chances are not logged."),
    ]
    found += [
        (flights, f"{flights:,} answers are left out: the model {name} gave them.")
        for name, flights in sorted(log.versions.items())
        if name != version
    ]
    return [sentence for count, sentence in found if count]


def warn_of_flights(given: GivenFlights, days: int, with_weather: int) -> list[str]:
    """Return a sentence on each thing that the flights cannot tell."""
    flights = len(given.table)
    without, unknown = flights - with_weather, int((~given.known).sum())
    few = (
        f"The flights are of {days} days: with fewer than {DAYS}, what weather and calendar move"
        " is noted and raises no alarm."
    )
    found = [
        (days < DAYS, few),
        (not given.has_arrivals, f"No scheduled arrivals are told: {SLACK} is left out."),
        (without, f"The lake has no weather for {without:,} of {flights:,} flights."),
        (unknown, f"What became of {unknown:,} of {flights:,} flights is not known."),
    ]
    return [sentence for holds, sentence in found if holds]


Progress = Callable[[str], None]


@dataclass(frozen=True)
class Drift:
    """What was found.

    Attributes
    ----------
    model
        The version of the bundle's model.
    trained
        The flights that its profile describes.
    inputs
        Those that moved most come first; empty for a log.
    calibration
        None where no outcome is known.
    warnings
        What a reader should know of the flights or lines that were read, in sentences.
    """

    model: str
    trained: Months
    files: list[str]
    flights: int
    chances: Shift
    inputs: list[Shift]
    notes: list[NoteShare]
    calibration: Calibration | None
    warnings: list[str]

    @property
    def past(self) -> list[str]:
        """What is past its threshold, by name; the alarm is raised if there is anything."""
        months = self.calibration.months if self.calibration else []
        return [
            *(shift.name for shift in [self.chances, *self.inputs] if shift.standing == "past"),
            *(note.code for note in self.notes if note.standing == "past"),
            *(f"calibration of {one.month}" for one in months if one.standing == "past"),
        ]


def drift_of_logs(paths: Sequence[Path], bundle: Bundle) -> Drift:
    """Hold what the function has answered against the training flights.

    Raises
    ------
    TrainingError
        If the files are no log of the function with the bundle's model.
    """
    contract = bundle.contract
    log = read_logs(paths, contract.version)
    return Drift(
        model=contract.version,
        trained=contract.profile.flights,
        files=[str(path) for path in paths],
        flights=log.flights,
        chances=compare_chances(log.late_bins, _states(log), contract.profile, alarm=True),
        inputs=[],
        notes=share_notes(log.notes, log.flights),
        calibration=None,
        warnings=warn_of_log(log, contract.version),
    )


def drift_of_flights(
    paths: Sequence[Path], bundle: Bundle, lake: Lake, progress: Progress = lambda _: None
) -> Drift:
    """Hold flights, what the model says of them, and what became of them against training.

    Raises
    ------
    TrainingError
        If a file holds no usable flights, or the lake is damaged.
    """
    contract = bundle.contract
    progress("reading flights")
    given = read_flights(paths)
    progress("reading the lake's weather")
    weather = weather_around(lake, given.table.departure)
    progress(f"scoring {len(given.table):,} flights")
    scored = score_flights(given.table, weather, bundle)
    progress("comparing")
    days = len(np.unique(given.table.departure.astype("datetime64[D]")))
    with_weather = int(has_weather(scored.inputs).sum())
    states: dict[WeatherState, int] = {
        "full": with_weather,
        "none": len(given.table) - with_weather,
    }
    late = late_bins((1 - scored.chances[:, ON_TIME]).tolist())
    return Drift(
        model=contract.version,
        trained=contract.profile.flights,
        files=[str(path) for path in paths],
        flights=len(given.table),
        chances=compare_chances(late, states, contract.profile, alarm=days >= DAYS),
        inputs=compare_inputs(
            scored.inputs, contract, whole=days >= DAYS, arrivals=given.has_arrivals
        ),
        notes=share_notes(scored.notes, len(given.table)),
        calibration=_calibrate(given, scored, bundle),
        warnings=warn_of_flights(given, days, with_weather),
    )


def as_json(drift: Drift) -> dict[str, Any]:
    """Return what was found as plain values."""
    return {"past": drift.past, **msgspec.to_builtins(drift)}


def _states(log: LogCounts) -> dict[WeatherState, int]:
    """Return of how many flights how much was known of the weather, as the notes tell."""
    none, partial = log.notes["no_weather"], log.notes["partial_weather"]
    return {"full": log.flights - none - partial, "forecast": partial, "none": none}


def _calibrate(given: GivenFlights, scored: Scored, bundle: Bundle) -> Calibration | None:
    known = given.known
    if not known.any():
        return None
    columns = scored.chances[known], given.outcome[known], given.table.departure[known]
    return calibrate(*columns, bundle.contract.metrics_by_month)

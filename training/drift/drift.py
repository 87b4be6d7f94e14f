"""Drift: flights, or a log of the function, compared with the profile in the bundle.

What can be compared depends on what is there. A log of the function holds the chances of late
that it gave and its notes, and nothing of the flights. A file of flights gives the model's inputs
as well, and where outcomes are known, whether the chances were right.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from batch.reader.errors import FileRefused
from pushback.bundle import Bundle
from pushback.contract_profile import Months
from pushback.http.request_log import late_bins
from pushback.outcomes import ON_TIME
from pushback.plurals import count_of
from training.dataset.dataset import load_weather
from training.dataset.masking import WeatherState
from training.drift.flights import UNKNOWN, Calibration, calibrate, read_flights, score_flights
from training.drift.request_log import read_logs
from training.drift.shift import (
    DAYS,
    OF_THE_MONTH,
    NoteShare,
    Shift,
    compare_chances,
    compare_features,
    count_days,
    share_notes,
)
from training.lake import Lake
from training.months import around
from training.release.profile import has_weather
from training.results import render

SLACK = "block_slack_minutes"
"""The feature that is made of scheduled arrivals; where they are not known it is a guess."""


@dataclass(frozen=True)
class Drift:
    """What was found, against the `trained` flights that the bundle's profile describes.

    `inputs` are the model's features, those that moved most first; there are none for a log.
    `calibration` is None where no outcome is known. `warnings` are sentences on what the flights or
    lines that were read cannot tell.
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

    @property
    def shown(self) -> list[Shift]:
        """The features worth a look: those of the schedule, and others that moved."""
        return [
            one for one in self.inputs if one.standing != "within" or one.group not in OF_THE_MONTH
        ]


def check_once(paths: Sequence[Path]) -> None:
    """Refuse to count a file twice; raises `FileRefused` if two hold the same, but nothing."""
    seen: dict[bytes, Path] = {}
    for path in (path for path in paths if path.is_file() and path.stat().st_size):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
        if digest in seen:
            raise FileRefused(str(path), f"holds the same as {seen[digest]}: give each file once")
        seen[digest] = path


def drift_of_logs(paths: Sequence[Path], bundle: Bundle) -> Drift:
    """Compare what the function has answered with the training flights.

    Raises TrainingError if the files are not a log of the function with the bundle's model.
    """
    contract = bundle.contract
    log = read_logs(paths, contract.version)
    return Drift(
        model=contract.version,
        trained=contract.profile.flights,
        files=[str(path) for path in paths],
        flights=log.flights,
        chances=compare_chances(log.late_bins, log.states, contract.profile, alarm=True),
        inputs=[],
        notes=share_notes(log.notes, log.flights),
        calibration=None,
        warnings=log.warnings(contract.version),
    )


def drift_of_flights(
    paths: Sequence[Path], bundle: Bundle, lake: Lake, progress: Callable[[str], None], order: str
) -> Drift:
    """Compare flights, the model's answers for them, and their outcomes with training.

    Raises TrainingError if a file holds no usable flights, or the lake is damaged.
    """
    contract = bundle.contract
    progress("reading flights")
    flights = read_flights(paths, order)
    progress("reading the lake's weather")
    weather = load_weather(lake, around(set(np.unique(flights.month).astype(str))))
    progress(f"scoring {count_of(len(flights), 'flight')}")
    features, chances, notes = score_flights(flights.table, weather, bundle)
    progress("comparing")
    count, days = len(flights), count_days(flights.table.departure)
    whole, with_weather = days >= DAYS, int(has_weather(features).sum())
    states: dict[WeatherState, int] = {"full": with_weather, "none": count - with_weather}
    inputs = compare_features(features, contract, whole=whole)
    has_arrivals = not np.isnat(flights.table.arrival).all()
    known, calibration = flights.outcome != UNKNOWN, None
    if known.any():
        calibration = calibrate(flights.take(known), chances[known], contract.metrics_by_month)
    few = (
        f"The flights are of fewer than {DAYS} days ({days}): what weather and calendar move is"
        " noted and raises no alarm."
    )
    without, unknown = count - with_weather, int((~known).sum())
    warnings = [
        (not whole, few),
        (not has_arrivals, f"No scheduled arrivals are told: {SLACK} is left out."),
        (without, f"The lake has no weather for {without:,} of {count:,} flights."),
        (unknown, f"What became of {unknown:,} of {count:,} flights is not known."),
    ]
    late = late_bins((1 - chances[:, ON_TIME]).tolist())
    return Drift(
        model=contract.version,
        trained=contract.profile.flights,
        files=[str(path) for path in paths],
        flights=count,
        chances=compare_chances(late, states, contract.profile, alarm=whole),
        inputs=[one for one in inputs if one.name != SLACK or has_arrivals],
        notes=share_notes(notes, count),
        calibration=calibration,
        warnings=[sentence for holds, sentence in warnings if holds],
    )


def as_json(drift: Drift) -> dict[str, Any]:
    """Return what was found as plain values."""
    return {"past": drift.past, **msgspec.to_builtins(drift)}


def draw_report(drift: Drift) -> str:
    """Return what was found as one HTML page that needs nothing else."""
    return render(
        "drift.html",
        {"percent": _percent},
        headline="Drift past its threshold" if drift.past else "No drift past any threshold",
        summary=", ".join(drift.past) or "Everything that was looked at stays within its bounds.",
        good=not drift.past,
        drift=drift,
        shown=drift.shown,
        others=[shift for shift in drift.inputs if shift not in drift.shown],
    )


def _percent(share: float) -> str:
    """Return a share as people read it.

    Examples
    --------
    >>> _percent(0.0), _percent(0.00004), _percent(0.1234)
    ('0 %', '<0.1 %', '12.3 %')
    """
    if 0 < share < 0.001:
        return "<0.1 %"
    return f"{share * 100:.1f} %" if share else "0 %"

"""`drift`: are later flights, or the function's answers, still like the training flights."""

import argparse

from pushback.bundle import Bundle
from training.cli.console import OUT, Table, print_json, say, steps
from training.drift.drift import Drift, as_json, draw_report, drift_of_flights, drift_of_logs
from training.drift.flights import Calibration, MonthCalibration
from training.drift.request_log import is_log
from training.drift.shift import Shift, Standing
from training.errors import InputsMixed
from training.lake import Lake
from training.months import spans
from training.results import write_bytes

PAST_THRESHOLDS = 3
"""The exit code."""
STEPS = 4
STYLES: dict[Standing, str] = {"within": "dim", "noted": "yellow", "past": "bold red"}


def run_drift(options: argparse.Namespace) -> int:
    """Look for drift, write the report and show what was found."""
    drift = _find(options)
    write_bytes(options.report, draw_report(drift).encode())
    if options.json:
        print_json(as_json(drift))
    else:
        _show(drift)
        say(f"Report written to {options.report}")
    return PAST_THRESHOLDS if drift.past else 0


def _find(options: argparse.Namespace) -> Drift:
    bundle = Bundle.load(options.bundle)
    logs = [path for path in options.inputs if is_log(path)]
    flights = [path for path in options.inputs if path not in logs]
    if flights and logs:
        raise InputsMixed(flights[0], logs[0])
    if logs:
        return drift_of_logs(logs, bundle)
    with steps("drift", STEPS) as step:
        return drift_of_flights(flights, bundle, Lake(options.lake), step, options.day_order)


def _show(drift: Drift) -> None:
    trained = f"{drift.trained.flights:,} training flights of {spans(drift.trained.months)}"
    say(f"{drift.flights:,} flights against {trained} (model {drift.model})")
    OUT.print(_shifts_table(drift))
    for note in drift.notes:
        told = "" if note.bound is None else f", at most {note.bound:.0%} allowed"
        standing = _styled(note.standing) if note.standing == "past" else ""
        OUT.print(f"{note.share:7.1%} {note.code}{told} {standing}".rstrip())
    if drift.calibration:
        OUT.print(_calibration_table(drift.calibration))
    for warning in drift.warnings:
        say(warning)
    verdict = f"Past its threshold: {', '.join(drift.past)}." if drift.past else "All within."
    OUT.print(verdict, style="bold", soft_wrap=True)


def _shifts_table(drift: Drift) -> Table:
    """Return a table of the chances, the schedule's inputs and whatever is not within."""
    others = len(drift.inputs) - len(drift.shown)
    caption = f"and {others} inputs of day and weather, all within" if others else None
    columns = ("", ">PSI", ">bound", ">distance", ">outside", "")
    return Table(columns, map(_shift_cells, (drift.chances, *drift.shown)), caption=caption)


def _shift_cells(shift: Shift) -> list[str]:
    numbers = [f"{number:.3f}" for number in (shift.psi, shift.bound, shift.distance)]
    outside = f"{shift.outside:.1%}" if shift.outside else ""
    return [shift.name, *numbers, outside, _styled(shift.standing)]


def _calibration_table(calibration: Calibration) -> Table:
    columns = ("month", ">chance", ">late", ">gap (95 % interval)", ">log-loss", ">ECE", "")
    title = f"Calibration: the gap may be up to {calibration.bound * 100:.1f} points"
    return Table(columns, map(_month_cells, calibration.months), title, wrap=False)


def _month_cells(month: MonthCalibration) -> list[str]:
    gap, low, high = (100 * end for end in (month.gap.value, month.gap.low, month.gap.high))
    chances = [f"{month.late_predicted:.1%}", f"{month.late_observed:.1%}"]
    scores = [f"{month.log_loss:.4f}", f"{month.ece:.3f}"]
    apart = f"{gap:+.1f} ({low:.1f} to {high:.1f})"
    return [month.month, *chances, apart, *scores, _styled(month.standing)]


def _styled(standing: Standing) -> str:
    return f"[{STYLES[standing]}]{standing}[/]"

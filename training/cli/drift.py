"""`drift`: are later flights, or the function's answers, still like the training flights."""

import argparse

from pushback.bundle import Bundle
from pushback.plurals import count_of
from training.atomic_write import write_bytes
from training.cli.console import OUT, Table, print_json, say, steps
from training.drift.drift import (
    Drift,
    as_json,
    check_once,
    draw_report,
    drift_of_flights,
    drift_of_logs,
)
from training.drift.flights import Calibration
from training.drift.request_log import is_log
from training.drift.shift import Standing
from training.errors import InputsMixed
from training.lake import Lake
from training.months import spans

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
    check_once(options.inputs)
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
    say(f"{count_of(drift.flights, 'flight')} against {trained} (model {drift.model})")
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
    table = Table(("", ">PSI", ">bound", ">distance", ">outside", ""), (), caption=caption)
    for one in (drift.chances, *drift.shown):
        numbers = (f"{number:.3f}" for number in (one.psi, one.bound, one.distance))
        outside = f"{one.outside:.1%}" if one.outside else ""
        table.add_row(one.name, *numbers, outside, _styled(one.standing))
    return table


def _calibration_table(calibration: Calibration) -> Table:
    columns = ("month", ">chance", ">late", ">gap (95 % interval)", ">log-loss", ">ECE", "")
    title = f"Calibration: the gap may be up to {calibration.bound * 100:.1f} points"
    table = Table(columns, (), title, wrap=False)
    for one in calibration.months:
        chances = (f"{one.late_predicted:.1%}", f"{one.late_observed:.1%}")
        gap, low, high = (100 * end for end in (one.gap.value, one.gap.low, one.gap.high))
        apart, loss = f"{gap:+.1f} ({low:.1f} to {high:.1f})", f"{one.log_loss:.4f}"
        table.add_row(one.month, *chances, apart, loss, f"{one.ece:.3f}", _styled(one.standing))
    return table


def _styled(standing: Standing) -> str:
    return f"[{STYLES[standing]}]{standing}[/]"

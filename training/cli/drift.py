"""`drift`: are later flights, or the function's answers, still like the training flights."""

import argparse
import json
from pathlib import Path

from rich.table import Table

from pushback.bundle import Bundle
from training.atomic_write import replace
from training.cli.console import OUT, steps
from training.cli.options import Commands, add_command, add_lake
from training.config import RELEASE_FOLDER, RESULTS_FOLDER
from training.drift.calibration import Calibration
from training.drift.drift import Drift, as_json, drift_of_flights, drift_of_logs
from training.drift.report import draw_report, moved_or_of_schedule
from training.drift.shift import Shift, Standing
from training.errors import InputsMixed
from training.lake import Lake
from training.months import spans

PAST_THRESHOLDS = 3
"""The exit code."""
STEPS = 4
FLIGHTS = (".csv", ".parquet", ".zip")
STYLES: dict[Standing, str] = {"within": "dim", "noted": "yellow", "past": "bold red"}


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "drift",
        run,
        "Hold later flights, or the function's log, against the training flights;"
        " exit 3 when past thresholds.",
        """\
          python -m training drift october.csv
          python -m training drift function.log --report=/tmp/drift.html
          python -m training drift training/data/lake/flights/2023-10/*.parquet --json
        """,
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        type=Path,
        metavar="LOG_OR_FILE",
        help="flights (.csv, .parquet), with what became of them or without; else a log of the"
        " function, as it writes it or as Cloud Logging exports it",
    )
    parser.add_argument(
        "--bundle",
        type=Path,
        default=RELEASE_FOLDER,
        metavar="FOLDER",
        help="the bundle to hold them against (default: function/model)",
    )
    parser.add_argument(
        "--report",
        type=Path,
        default=RESULTS_FOLDER / "drift.html",
        metavar="FILE",
        help="where the report goes (default: training/results/drift.html)",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object instead of tables"
    )
    add_lake(parser)


def run(options: argparse.Namespace) -> int:
    """Look for drift, write the report and show what was found."""
    drift = _find(options.inputs, Bundle.load(options.bundle), Lake(options.lake))
    replace(options.report, draw_report(drift).encode())
    if options.json:
        OUT.print_json(json.dumps(as_json(drift)), highlight=False)
    else:
        _show(drift)
        OUT.print(f"Report written to {options.report}", soft_wrap=True)
    return PAST_THRESHOLDS if drift.past else 0


def _find(paths: list[Path], bundle: Bundle, lake: Lake) -> Drift:
    flights = [path for path in paths if path.suffix.lower() in FLIGHTS]
    logs = [path for path in paths if path not in flights]
    if flights and logs:
        raise InputsMixed(flights[0], logs[0])
    if logs:
        return drift_of_logs(logs, bundle)
    with steps("drift", STEPS) as step:
        return drift_of_flights(flights, bundle, lake, step)


def _show(drift: Drift) -> None:
    trained = f"{drift.trained.flights:,} training flights of {spans(drift.trained.months)}"
    OUT.print(f"{drift.flights:,} flights against {trained} (model {drift.model})", soft_wrap=True)
    OUT.print(_shifts_table(drift))
    for note in drift.notes:
        told = "" if note.bound is None else f", at most {note.bound:.0%} allowed"
        standing = f"[{STYLES['past']}]past[/]" if note.standing == "past" else ""
        OUT.print(f"{note.share:7.1%} {note.code}{told} {standing}".rstrip())
    if drift.calibration:
        OUT.print(_calibration_table(drift.calibration))
    for warning in drift.warnings:
        OUT.print(warning, soft_wrap=True)
    verdict = f"Past its threshold: {', '.join(drift.past)}." if drift.past else "All within."
    OUT.print(verdict, style="bold", soft_wrap=True)


def _shifts_table(drift: Drift) -> Table:
    """Return a table of the chances, the schedule's inputs and whatever is not within."""
    shown = moved_or_of_schedule(drift.inputs)
    table = Table(title_justify="left", caption_justify="left")
    others = len(drift.inputs) - len(shown)
    table.caption = f"and {others} inputs of day and weather, all within" if others else None
    table.add_column("")
    for column in ("PSI", "bound", "distance", "outside"):
        table.add_column(column, justify="right")
    table.add_column("")
    for shift in (drift.chances, *shown):
        table.add_row(*_cells(shift))
    return table


def _cells(shift: Shift) -> list[str]:
    numbers = [f"{number:.3f}" for number in (shift.psi, shift.bound, shift.distance)]
    outside = f"{shift.outside:.1%}" if shift.outside else ""
    return [shift.name, *numbers, outside, f"[{STYLES[shift.standing]}]{shift.standing}[/]"]


def _calibration_table(calibration: Calibration) -> Table:
    title = f"Calibration: the gap may be up to {calibration.bound * 100:.1f} points"
    table = Table(title=title, title_justify="left")
    table.add_column("month", no_wrap=True)
    for column in ("chance", "late", "gap (95 % interval)", "log-loss", "ECE"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("")
    for month in calibration.months:
        gap, low, high = (100 * end for end in (month.gap.value, month.gap.low, month.gap.high))
        table.add_row(
            month.month,
            f"{month.late_predicted:.1%}",
            f"{month.late_observed:.1%}",
            f"{gap:+.1f} ({low:.1f} to {high:.1f})",
            f"{month.log_loss:.4f}",
            f"{month.ece:.3f}",
            f"[{STYLES[month.standing]}]{month.standing}[/]",
        )
    return table

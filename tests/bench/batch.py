"""Run the batch program's benchmark: `python -m tests.bench.batch`, part of `make bench`.

Example:
  python -m tests.bench.batch --quick
"""

import argparse
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.table import Table

from tests.bench import command
from tests.bench.batch_runs import Case, Run, measure, write_schedule, write_weather
from training.atomic_write import write_json
from training.cli.console import ERR, OUT
from training.cli.options import Parser, positive_number
from training.config import RESULTS_FOLDER
from training.lake import Lake

ROWS = (100_000, 1_000_000, 4_000_000)
CASES = tuple(Case(rows, workers) for rows in ROWS for workers in (1, 2))
QUICK = (Case(100_000, 1), Case(100_000, 2))
ROUNDS = 3
MILLION = Case(1_000_000, 2)
TITLES = {
    "seconds": "seconds",
    "per_second": "rows/s",
    "limit_per_second": "limit rows/s",
    "share": "share",
    "cpu_us_per_row": "CPU us/row",
    "limit_cpu_us_per_row": "limit CPU us/row",
    "cpu_share": "CPU share",
    "memory_mb": "MB",
}
Rounds = Mapping[Case, Sequence[Run]]


def make_parser() -> Parser:
    """Return the parser."""
    parser = command.make_parser(
        "tests.bench.batch",
        "Measure the batch program beside onnxruntime alone on rows in memory.",
        "--quick",
    )
    parser.add_argument(
        "--quick", action="store_true", help="100,000 rows alone; nothing is written"
    )
    parser.add_argument(
        "--rounds",
        type=positive_number,
        default=ROUNDS,
        metavar="NUMBER",
        help=f"rounds (default: {ROUNDS})",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help="where the results go (default: training/results)",
    )
    parser.add_shared("--lake")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    options = make_parser().parse_args(arguments)
    return command.exit_code(lambda: run(options))


def run(options: argparse.Namespace) -> None:
    """Measure, print and write."""
    cases = QUICK if options.quick else CASES
    content = as_json(measured(Lake(options.lake), cases, options.rounds))
    OUT.print(figures_table(content))
    output = options.output or (None if options.quick else RESULTS_FOLDER)
    if output:
        write_json(output / "batch.json", content)
        OUT.print(f"Results written to {output}")


def measured(lake: Lake, cases: Sequence[Case], rounds: int) -> Rounds:
    """Measure every case in turn, again and again, so that a slow spell hits all."""
    found: dict[Case, list[Run]] = {case: [] for case in cases}
    with TemporaryDirectory() as folder:
        weather = Path(folder, "weather.parquet")
        write_weather(lake, weather)
        for rows in {case.rows for case in cases}:
            write_schedule(lake, rows, Path(folder, f"{rows}.parquet"))
        for number in range(rounds):
            for case in cases:
                ERR.print(f"round {number + 1} of {rounds}: {case.rows:,} by {case.workers}")
                schedule = Path(folder, f"{case.rows}.parquet")
                found[case].append(measure(case, schedule, weather, Path(folder, "scored")))
    return found


def as_json(rounds: Rounds) -> dict[str, Any]:
    """Return the medians of each case, and the targets that they can be held against."""
    figures = [
        {"rows": case.rows, "workers": case.workers} | _median(rounds[case]) for case in rounds
    ]
    return {"cases": figures, "targets": _targets(rounds)}


def figures_table(content: Mapping[str, Any]) -> Table:
    """Return a line for each case."""
    table = Table(title="Batch, medians", title_justify="left")
    for name in content["cases"][0]:
        table.add_column(TITLES.get(name, name), justify="right")
    for case in content["cases"]:
        table.add_row(
            *(f"{value:,.4g}" if value < 1000 else f"{value:,.0f}" for value in case.values())
        )
    return table


def _median(runs: Sequence[Run]) -> dict[str, float]:
    return {
        name: float(f"{statistics.median(getattr(run, name) for run in runs):.4g}")
        for name in TITLES
    }


def _targets(rounds: Rounds) -> list[dict[str, Any]]:
    if MILLION not in rounds:
        return []
    million, most = _median(rounds[MILLION]), max(rounds, key=lambda case: case.rows)
    least = min(rounds, key=lambda case: case.rows)
    share = min(
        _median(runs)["share"] for case, runs in rounds.items() if case.rows == MILLION.rows
    )
    growth = _median(rounds[most])["memory_mb"] / _median(rounds[least])["memory_mb"]
    return [
        _target("a million rows by two workers, s", "at most", 60, million["seconds"]),
        _target("a million rows, most memory, MB", "at most", 1500, million["memory_mb"]),
        _target("a million rows, share of onnxruntime alone", "at least", 0.6, share),
        _target(f"memory of {most.rows:,} rows to {least.rows:,}", "at most", 1.25, growth),
    ]


def _target(title: str, sense: str, bound: float, reached: float) -> dict[str, Any]:
    is_met = reached <= bound if sense == "at most" else reached >= bound
    return {
        "title": title,
        "sense": sense,
        "bound": bound,
        "reached": float(f"{reached:.4g}"),
        "is_met": is_met,
    }


if __name__ == "__main__":
    sys.exit(main())

"""Run the benchmark: `python -m tests.bench`, `make bench`.

Example:
  python -m tests.bench --quick
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace as changed
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench import command
from tests.bench.answers import check_answers
from tests.bench.bodies import make_requests
from tests.bench.contenders import PIPELINE, make_contenders
from tests.bench.cores import choose_cores
from tests.bench.own_model import save_own_model
from tests.bench.pipeline import save_pipeline
from tests.bench.result import INSTALLED, as_json, figures_table, targets_table
from tests.bench.rounds import FULL, QUICK, measure
from tests.bench.serving_figure import serving_figure
from tests.bench.sizes import installed_size
from training.atomic_write import write_bytes, write_json
from training.cli.console import ERR, OUT, steps
from training.cli.options import Parser, positive_number
from training.config import RESULTS_FOLDER
from training.dataset.dataset import load_dataset
from training.lake import Lake


def make_parser() -> Parser:
    """Return the parser."""
    parser = command.make_parser(
        "tests.bench",
        "Measure the function beside the floor and beside what others would build.",
        "--quick",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="two short rounds, about a minute, to see that all is well; nothing is written",
    )
    parser.add_argument(
        "--rounds",
        type=positive_number,
        metavar="NUMBER",
        help=f"rounds (default: {FULL.rounds}, quick {QUICK.rounds})",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help="where the results and the figure go (default: training/results)",
    )
    parser.add_shared("--lake")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    options = make_parser().parse_args(arguments)
    return command.exit_code(lambda: run(options))


def run(options: argparse.Namespace) -> None:
    """Measure, print and write."""
    content = measured(options)
    OUT.print(figures_table(content))
    OUT.print(targets_table(content))
    output = options.output or (None if options.quick else RESULTS_FOLDER)
    if output:
        write_json(output / "serving.json", content)
        write_bytes(output / "serving.svg", serving_figure(content))
        OUT.print(f"Results and the figure written to {output}")


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Fit the rivals' models, check every answer, then measure."""
    plan = QUICK if options.quick else FULL
    plan = changed(plan, rounds=options.rounds or plan.rounds)
    cores, requests = choose_cores(), make_requests()
    with TemporaryDirectory() as folder:
        contenders = make_contenders(Path(folder))
        with steps("bench", 3) as step:
            step("reading the lake")
            dataset = load_dataset(Lake(options.lake))
            step("fitting the rivals' models")
            save_pipeline(dataset, Path(folder) / PIPELINE)
            save_own_model(dataset, Path(folder))
            del dataset
            step("checking every answer")
            check_answers(contenders, requests, cores)
        # No bar from here on: what redraws it would disturb what is timed.
        rounds = measure(contenders, requests, plan, cores, ERR.print)
    for contender in contenders:
        installed = installed_size(contender.packages) / 1e6
        for figures in rounds[contender.name]:
            figures[INSTALLED] = installed
    return as_json(contenders, rounds, plan, cores)


if __name__ == "__main__":
    sys.exit(main())

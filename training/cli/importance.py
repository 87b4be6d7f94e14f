"""`importance`: what the model's predictions rest on."""

import argparse
import json
from pathlib import Path

from rich.table import Table

from pushback.explanation import GROUPS
from training.atomic_write import replace
from training.cli.console import OUT, steps
from training.cli.options import Commands, add_command, add_lake, add_model
from training.config import RESULTS_FOLDER, TrainingConfig
from training.dataset.dataset import load_dataset
from training.lake import Lake
from training.results import write_json
from training.studies.figures.importance import partial_figure, permutation_figure, shapley_figure
from training.studies.importance import TEST_MONTHS, Importance, Sizes, as_json, measure

STEPS = 5
FEWEST = Sizes().background + Sizes().explained
FIGURES = {
    "importance-permutation.svg": permutation_figure,
    "importance-partial.svg": partial_figure,
    "importance-shapley.svg": shapley_figure,
}


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "importance",
        run,
        "Show what predictions rest on: permutation, partial dependence and Shapley values.",
        """\
          python -m training importance
          python -m training importance --flights=2000 --first=4 --last=6 --json
        """,
    )
    add_model(parser, TrainingConfig().model)
    for name, default in zip(("first", "last"), TEST_MONTHS, strict=True):
        parser.add_argument(
            f"--{name}",
            type=int,
            default=default,
            metavar="MONTH",
            help=f"{name} test month; the model is fitted on all before (default: {default})",
        )
    parser.add_argument(
        "--flights",
        type=_flights,
        default=Sizes().flights,
        metavar="COUNT",
        help=f"how many test flights to draw, {FEWEST} or more (default: {Sizes().flights})",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object instead of a table"
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=RESULTS_FOLDER,
        metavar="FOLDER",
        help="where the results and figures go (default: training/results)",
    )
    add_lake(parser)


def _flights(text: str) -> int:
    if not text.isdecimal() or int(text) < FEWEST:
        raise argparse.ArgumentTypeError(f"{text!r} is too few: give {FEWEST} flights or more")
    return int(text)


def run(options: argparse.Namespace) -> None:
    """Measure, write the results and figures, and show the groups."""
    config = TrainingConfig(model=options.model)
    dataset = load_dataset(Lake(options.lake))
    with steps("importance", STEPS) as step:
        found = measure(
            dataset, config, Sizes(options.flights), (options.first, options.last), step
        )
    content = as_json(found)
    write_json(options.output / "importance.json", content)
    for name, draw in FIGURES.items():
        replace(options.output / name, draw(found))
    if options.json:
        OUT.print_json(json.dumps(content), highlight=False)
        return
    OUT.print(_table(found))
    OUT.print(f"Results and figures written to {options.output}")


def _table(found: Importance) -> Table:
    first, last = found.tested_on
    title = f"{found.model}: {found.flights:,} flights of {first} to {last}"
    table = Table(title=title, title_justify="left")
    table.add_column("group")
    table.add_column("rise of log-loss when shuffled", justify="right")
    table.add_column("mean size of Shapley value", justify="right")
    sizes = abs(found.shares.effects).mean(axis=0)
    for name, one, size in zip(GROUPS, found.groups, sizes, strict=True):
        rise = f"{one.rise.value:+.4f} ({one.rise.low:+.4f} to {one.rise.high:+.4f})"
        table.add_row(name, rise, f"{100 * size:.1f} points")
    return table

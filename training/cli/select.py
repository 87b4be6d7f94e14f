"""`select`: which features could go."""

import argparse
import json

from rich.table import Table

from training.atomic_write import replace as replace_file
from training.cli.console import OUT, steps
from training.cli.options import Commands, add_command, add_lake, add_results, add_share
from training.config import TrainingConfig
from training.dataset.dataset import load_dataset
from training.dataset.masking import WEATHER_STATES
from training.lake import Lake
from training.results import write_json
from training.studies.ablation import Variation
from training.studies.figures.model_choice import selection_figure
from training.studies.selection import Selection, as_json, select

SHARE = 0.25
STEPS = 9
"""The judgement, then four models on two spans of months."""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "select",
        run,
        "Judge each feature by permutation and correlation, and score the model without some.",
        """\
          python -m training select
          python -m training select --share=1
        """,
    )
    add_share(parser, SHARE)
    add_results(parser)
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Judge, score, write the results and the figure, and show them."""
    dataset = load_dataset(Lake(options.lake))
    with steps("selecting", STEPS) as step:
        found = select(dataset, TrainingConfig(), progress=step, share=options.share)
    write_json(options.output / "selection.json", as_json(found))
    replace_file(options.output / "selection.svg", selection_figure(found))
    if options.json:
        OUT.print_json(json.dumps(as_json(found)), highlight=False)
        return
    OUT.print(_features(found))
    for months, scored in found.months.items():
        OUT.print(_variations(f"Log-loss on months {months}, rise with 95 % interval", scored))


def _features(found: Selection) -> Table:
    table = Table(title="Features that could go", title_justify="left")
    for column in ("feature", "rise when shuffled", "twin", "correlation"):
        table.add_column(column)
    for one in found.judged:
        if one.is_twin or one.is_idle:
            twin = (one.twin or "", f"{one.correlation:+.2f}") if one.is_twin else ("", "")
            table.add_row(one.name, f"{one.rise.value:+.5f}", *twin)
    return table


def _variations(title: str, scored: list[Variation]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for state in WEATHER_STATES:
        table.add_column(state, justify="right")
    for one in scored:
        cells = (
            f"{one.log_loss[state]:.4f} {one.rise[state].value:+.4f}"
            f" ({one.rise[state].low:+.4f} to {one.rise[state].high:+.4f})"
            for state in WEATHER_STATES
        )
        table.add_row(one.name, *cells)
    return table

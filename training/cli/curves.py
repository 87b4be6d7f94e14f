"""`curves`: whether the model over- or under-fits."""

import argparse
import json

from rich.table import Table

from training.atomic_write import replace as write
from training.cli.console import OUT, steps
from training.cli.options import Commands, add_command, add_lake, add_results, add_share
from training.config import TrainingConfig
from training.dataset.dataset import load_dataset
from training.evaluation.rolling_origin import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH
from training.lake import Lake
from training.results import write_json
from training.studies.curves import FITS, MONTHS, SHARE, Curves, Point, draw_curves
from training.studies.figures.model_choice import curves_figure

CHOICES = range(FIRST_TEST_MONTH, LAST_CHOOSING_MONTH + 1)
CAPTION = (
    "Fitted: the flights fitted on; by rounds and leaf, a fifth of the days. Left out: the same"
    " days, left out of the fit. Test: weather masked as for fitting."
)


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "curves",
        run,
        "Tell by learning and validation curves whether the model over- or under-fits.",
        """\
          python -m training curves
          python -m training curves --months 4 8 --share=0.1
        """,
    )
    parser.add_argument(
        "--months",
        type=int,
        nargs="+",
        default=MONTHS,
        choices=CHOICES,
        metavar="MONTH",
        help=f"test months, {CHOICES[0]} to {CHOICES[-1]}"
        f" (default: {' '.join(str(month) for month in MONTHS)})",
    )
    add_share(parser, SHARE)
    add_results(parser)
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Draw the curves, write them and their figure, and show them with the verdict."""
    months = sorted(set(options.months))
    dataset = load_dataset(Lake(options.lake))
    with steps("curves", FITS * len(months)) as step:
        found = draw_curves(dataset, TrainingConfig(), months, options.share, step)
    write_json(options.output / "curves.json", found.to_json())
    write(options.output / "curves.svg", curves_figure(found))
    if options.json:
        OUT.print_json(json.dumps(found.to_json()), highlight=False)
        return
    OUT.print(_table(found))
    for sentence in found.evidence.sentences:
        OUT.print(sentence)


def _table(found: Curves) -> Table:
    months = ", ".join(str(month) for month in found.months)
    title = (
        f"Log-loss, means of test months {months};"
        f" rounds and leaf at {found.share:.0%} of the training flights"
    )
    table = Table(title=title, title_justify="left", caption=CAPTION, caption_justify="left")
    table.add_column("")
    for column in ("fitted", "left out", "test", "all weather", "no weather"):
        table.add_column(column, justify="right")
    curves = (
        ("{:.0%} of flights", found.by_flights),
        ("{:.0%} of days", found.by_days),
        ("{:.0f} rounds", found.by_rounds[4::5]),
        ("leaf of {:,.0f}", found.by_leaf),
    )
    for words, points in curves:
        for point in points:
            table.add_row(words.format(point.at), *_cells(point))
        table.add_section()
    return table


def _cells(point: Point) -> list[str]:
    losses = (point.fitted, point.left_out, point.test, point.test_full, point.test_none)
    return ["" if loss is None else f"{loss:.4f}" for loss in losses]

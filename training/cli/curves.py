"""`curves`: whether the model over- or under-fits."""

import argparse

from training.cli.console import Table, steps
from training.cli.study import finish, load_flights
from training.config import TrainingConfig
from training.studies.curves import FITS, Curves, Point, draw_curves
from training.studies.figures.model import curves_figure

CAPTION = (
    "Fitted: the flights fitted on; by rounds and leaf, a fifth of the days. Left out: the same"
    " days, left out of the fit. Test: weather masked as for fitting."
)


def run_curves(options: argparse.Namespace) -> None:
    """Draw the curves, write them and their figure, and show them with the verdict."""
    months = sorted(set(options.months))
    dataset = load_flights(options)
    with steps("curves", FITS * len(months)) as step:
        found = draw_curves(dataset, TrainingConfig(), months, options.share, step)
    figures = {"curves.svg": curves_figure(found)}
    sentences = found.evidence.sentences
    finish(options, "curves", found.to_json(), figures, _table(found), *sentences)


def _table(found: Curves) -> Table:
    months = ", ".join(str(month) for month in found.months)
    title = (
        f"Log-loss, means of test months {months};"
        f" rounds and leaf at {found.share:.0%} of the training flights"
    )
    columns = ("", ">fitted", ">left out", ">test", ">all weather", ">no weather")
    table = Table(columns, (), title, CAPTION)
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

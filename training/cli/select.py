"""`select`: which features could go."""

import argparse

from training.cli.ablate import variations_table
from training.cli.console import Table, steps
from training.cli.study import finish, load_flights
from training.config import TrainingConfig
from training.studies.figures.model_choice import selection_figure
from training.studies.selection import Judged, Selection, as_json, select

STEPS = 9
"""The judgement, then four models on two spans of months."""


def run(options: argparse.Namespace) -> None:
    """Judge, score, write the results and the figure, and show them."""
    dataset = load_flights(options)
    with steps("selecting", STEPS) as step:
        found = select(dataset, TrainingConfig(), progress=step, share=options.share)
    figures = {"selection.svg": selection_figure(found)}
    scores = [
        variations_table(f"Log-loss on months {months}, rise with 95 % interval", scored)
        for months, scored in found.months.items()
    ]
    finish(options, "selection", as_json(found), figures, _features(found), *scores)


def _features(found: Selection) -> Table:
    rows = (
        [one.name, f"{one.rise.value:+.5f}", *_twin(one)]
        for one in found.judged
        if one.is_twin or one.is_idle
    )
    columns = ("feature", ">rise when shuffled", "twin", ">correlation")
    return Table(columns, rows, "Features that could go")


def _twin(one: Judged) -> tuple[str, str]:
    return (one.twin or "", f"{one.correlation:+.2f}") if one.is_twin else ("", "")

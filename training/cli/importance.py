"""`importance`: what the model's predictions rest on."""

import argparse

from pushback.explanation import GROUPS
from training.cli.console import Table, steps
from training.cli.study import finish, load_flights
from training.config import TrainingConfig
from training.studies.figures.importance import partial_figure, permutation_figure, shapley_figure
from training.studies.importance import Importance, Sizes, as_json, measure

STEPS = 5


def run(options: argparse.Namespace) -> None:
    """Measure, write the results and figures, and show the groups."""
    config = TrainingConfig(model=options.model)
    dataset = load_flights(options)
    sizes, months = Sizes(options.flights), (options.first, options.last)
    with steps("importance", STEPS) as step:
        found = measure(dataset, config, sizes, months, step)
    figures = {
        "importance-permutation.svg": permutation_figure(found),
        "importance-partial.svg": partial_figure(found),
        "importance-shapley.svg": shapley_figure(found),
    }
    finish(options, "importance", as_json(found), figures, _table(found))


def _table(found: Importance) -> Table:
    first, last = found.tested_on
    sizes = abs(found.shares.effects).mean(axis=0)
    rows = (
        (name, f"{one.rise:+.4f}", f"{100 * size:.1f} points")
        for name, one, size in zip(GROUPS, found.groups, sizes, strict=True)
    )
    columns = ("group", ">rise of log-loss when shuffled", ">mean size of Shapley value")
    title = f"{found.model}: {found.flights:,} flights of {first} to {last}"
    return Table(columns, rows, title)

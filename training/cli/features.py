"""`ablate`, `select`, `importance`: what the model's parts and its features are worth."""

import argparse

from pushback.explanation import GROUPS
from training.cli.console import Table, steps
from training.cli.study import finish, load_flights
from training.config import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, TrainingConfig
from training.studies import ablation, importance, selection
from training.studies.figures.model import (
    ablation_figure,
    partial_figure,
    permutation_figure,
    selection_figure,
    shapley_figure,
)

MONTHS = LAST_CHOOSING_MONTH - FIRST_TEST_MONTH + 1
SELECTION_STEPS = 1 + 4 * MONTHS
"""The judgement, then four models a month."""
IMPORTANCE_STEPS = 5


def run_ablate(options: argparse.Namespace) -> None:
    """Score every variation, write the results and the figure, and show them."""
    variants = ablation.variations(TrainingConfig())
    dataset = load_flights(options)
    with steps("leaving out", len(variants) * MONTHS) as step:
        found = ablation.ablate(dataset, variants, progress=step, share=options.share)
    study = {"share": options.share, "variations": ablation.as_json(found)}
    figures = {"ablation.svg": ablation_figure(found, options.share)}
    title = "Log-loss on April to September, and its rise with 95 % interval"
    finish(options, "ablation", study, figures, _variations(title, found))


def run_select(options: argparse.Namespace) -> None:
    """Judge, score, write the results and the figure, and show them."""
    dataset = load_flights(options)
    with steps("selecting", SELECTION_STEPS) as step:
        found = selection.select(dataset, TrainingConfig(), progress=step, share=options.share)
    figures = {"selection.svg": selection_figure(found)}
    scores = [
        _variations(f"Log-loss on months {months}, rise with 95 % interval", scored)
        for months, scored in found.months.items()
    ]
    finish(options, "selection", selection.as_json(found), figures, _judged(found), *scores)


def run_importance(options: argparse.Namespace) -> None:
    """Measure, write the results and figures, and show the groups."""
    config = TrainingConfig(model=options.model)
    dataset = load_flights(options)
    sizes, months = importance.Sizes(options.flights), (options.first, options.last)
    with steps("importance", IMPORTANCE_STEPS) as step:
        found = importance.measure(dataset, config, sizes, months, step)
    figures = {
        "importance-permutation.svg": permutation_figure(found),
        "importance-partial.svg": partial_figure(found),
        "importance-shapley.svg": shapley_figure(found),
    }
    finish(options, "importance", importance.as_json(found), figures, _groups(found))


def _variations(title: str, found: list[ablation.Variation]) -> Table:
    """Return the log-loss of each variation by weather, and how far it rose, with its interval."""
    rows = (
        [one.name, *(f"{loss:.4f} {one.rise[at]:+.4f}" for at, loss in one.log_loss.items())]
        for one in found
    )
    return Table(["", *(f">{state}" for state in found[0].log_loss)], rows, title)


def _judged(found: selection.Selection) -> Table:
    rows = (
        [
            one.name,
            f"{one.rise.value:+.5f}",
            *((one.twin or "", f"{one.correlation:+.2f}") if one.is_twin else ("", "")),
        ]
        for one in found.judged
        if one.is_twin or one.is_idle
    )
    columns = ("feature", ">rise when shuffled", "twin", ">correlation")
    return Table(columns, rows, "Features that could go")


def _groups(found: importance.Importance) -> Table:
    first, last = found.tested_on
    sizes = abs(found.shares.effects).mean(axis=0)
    rows = (
        (name, f"{one.rise:+.4f}", f"{100 * size:.1f} points")
        for name, one, size in zip(GROUPS, found.groups, sizes, strict=True)
    )
    columns = ("group", ">rise of log-loss when shuffled", ">mean size of Shapley value")
    title = f"{found.model}: {found.flights:,} flights of {first} to {last}"
    return Table(columns, rows, title)

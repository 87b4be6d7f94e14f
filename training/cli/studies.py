"""`tune`, `compare`, `curves`, `ablate`, `select`, `seeds`, `importance`: why this model."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from pushback.explanation import GROUPS
from training.cli.console import Table, finish, steps
from training.config import FIRST_TEST_MONTH, LAST_CHOOSING_MONTH, LAST_TEST_MONTH, TrainingConfig
from training.dataset.dataset import load_dataset
from training.dataset.masking import WEATHER_STATES
from training.evaluation.metrics import SYSTEM_TITLES
from training.lake import Lake
from training.results import read_result
from training.studies import ablation, importance, selection
from training.studies.ablation import SEEDS, try_seeds
from training.studies.comparison import Row, compare
from training.studies.contenders import CONTENDERS, THREADS, Setting
from training.studies.curves import FITS, LOSSES, draw_curves
from training.studies.figures import model as pictures
from training.studies.tuning import Trial, tune

TRIALS_SHOWN = 10
"""Trials of a library that the table tells of."""
COMPARED = (
    "Scores and fit time: mean of the months; lower is better but for AUC. Difference: in"
    " log-loss with all weather, with its 95 % intervals; below 0, better than ours."
    f" {THREADS} threads for each. Size and latency are as kept; ours is the ONNX graph with the"
    " season in it."
)
FITTED = (
    "Fitted: the flights fitted on; by rounds and leaf, a fifth of the days. Left out: the same"
    " days, left out of the fit. Test: weather masked as for fitting."
)
MONTHS = LAST_CHOOSING_MONTH - FIRST_TEST_MONTH + 1
SELECTION_STEPS = 1 + 4 * MONTHS
"""The judgement, then four models a month."""
IMPORTANCE_STEPS = 5


def run_tune(options: argparse.Namespace) -> None:
    """Run the trials that are missing, write all of them and show the best."""
    dataset = load_dataset(Lake(options.lake))
    asked = (options.trials, TrainingConfig(), options.share)
    with steps("tuning", options.trials * len(CONTENDERS)) as step:
        study = tune(dataset, options.output / "trials", *asked, progress=step)
    tables = (_trials(library, trials) for library, trials in study["trials"].items())
    finish(options, "tuning", study, {}, *tables)


def run_compare(options: argparse.Namespace) -> None:
    """Compare, write what came of it and show it."""
    chosen = read_result("tuning", options.tuning)["chosen"]
    settings = {library: Setting(**one) for library, one in chosen.items()}
    dataset, months = load_dataset(Lake(options.lake)), (options.first, options.last)
    with steps("comparing", len(CONTENDERS) * (options.last - options.first + 1)) as step:
        study = compare(dataset, TrainingConfig(), settings, months, options.share, progress=step)
    finish(options, "comparison", study, {}, _contenders(study), f"Verdict: {study['verdict']}.")


def _contenders(study: dict[str, Any]) -> Table:
    by_contender = {name: _figures_of(row) for name, row in study["contenders"].items()}
    rows = pd.DataFrame(by_contender).reset_index().to_numpy()
    months = study["months"]
    title = f"{study['flights']:,} flights of months {months[0]} to {months[-1]}"
    return Table(["", *(f">{name}" for name in by_contender)], rows, title, COMPARED)


def _figures_of(row: Row) -> dict[str, str]:
    """Return the figures of a contender by what they are, each short enough for a column."""
    behind = row["behind"]
    months = "{:+.4f} to {:+.4f}".format(*behind.months) if behind.months else ""
    return {
        **{f"log-loss, {state}": f"{loss:.4f}" for state, loss in row["log_loss"].items()},
        "AUC, full": f"{row['auc']:.4f}",
        "difference to ours": f"{behind.value:+.4f}",
        "  over days": f"{behind.low:+.4f} to {behind.high:+.4f}",
        "  over months": months,
        "fit, s": f"{row['fit_seconds']:.1f}",
        "size, kB": f"{row['kilobytes']:,.0f}",
        "one row, µs": f"{row['microseconds']:,.0f}",
    }


def _trials(library: str, trials: Sequence[Trial]) -> Table:
    settings = [asdict(trial.setting) for trial in trials[:TRIALS_SHOWN]]
    rows = (
        [f"{one.log_loss:.4f}", f"{one.behind:+.4f}", *(f"{value:g}" for value in setting.values())]
        for one, setting in zip(trials, settings, strict=False)
    )
    columns = (">log-loss", ">behind the best", *(f">{name}" for name in settings[0]))
    return Table(columns, rows, f"{library}: the best trials")


def run_curves(options: argparse.Namespace) -> None:
    """Draw the curves, write them and their figure, and show them with the verdict."""
    months = sorted(set(options.months))
    dataset = load_dataset(Lake(options.lake))
    with steps("curves", FITS * len(months)) as step:
        study = draw_curves(dataset, TrainingConfig(), months, options.share, step)
    figures = {"curves.svg": pictures.curves_figure(study)}
    finish(options, "curves", study, figures, _curves(study), *study["sentences"])


def _curves(study: dict[str, Any]) -> Table:
    title = (
        f"Log-loss, means of test months {', '.join(map(str, study['months']))};"
        f" rounds and leaf at {study['share']:.0%} of the training flights"
    )
    columns = ("", ">fitted", ">left out", ">test", ">all weather", ">no weather")
    table = Table(columns, (), title, FITTED)
    curves = (
        ("{:.0%} of flights", study["by_flights"]),
        ("{:.0%} of days", study["by_days"]),
        ("{:.0f} rounds", study["by_rounds"][4::5]),
        ("leaf of {:,.0f}", study["by_leaf"]),
    )
    for words, points in curves:
        for point in points:
            losses = ("" if point[one] is None else f"{point[one]:.4f}" for one in LOSSES)
            table.add_row(words.format(point["at"]), *losses)
        table.add_section()
    return table


def run_ablate(options: argparse.Namespace) -> None:
    """Score every variation, write the results and the figure, and show them."""
    variants = ablation.variations(TrainingConfig())
    dataset = load_dataset(Lake(options.lake))
    with steps("leaving out", len(variants) * MONTHS) as step:
        found = ablation.ablate(dataset, variants, progress=step, share=options.share)
    study = {"share": options.share, "variations": ablation.as_json(found)}
    figures = {"ablation.svg": pictures.ablation_figure(found, options.share)}
    title = "Log-loss on April to September, and its rise with 95 % interval"
    finish(options, "ablation", study, figures, _variations(title, found))


def run_select(options: argparse.Namespace) -> None:
    """Judge, score, write the results and the figure, and show them."""
    dataset = load_dataset(Lake(options.lake))
    with steps("selecting", SELECTION_STEPS) as step:
        study = selection.select(dataset, TrainingConfig(), progress=step, share=options.share)
    figures = {"selection.svg": pictures.selection_figure(study)}
    scores = [
        _variations(f"Log-loss on months {months}, rise with 95 % interval", scored)
        for months, scored in study["months"].items()
    ]
    finish(options, "selection", study, figures, _judged(study["features"]), *scores)


def run_seeds(options: argparse.Namespace) -> None:
    """Score models of other seeds, write the results, and show them beside the model's own."""
    own = read_result("evaluation")
    first, last = months = FIRST_TEST_MONTH, LAST_TEST_MONTH
    dataset = load_dataset(Lake(options.lake))
    with steps("seeds", len(SEEDS) * (last - first + 1)) as step:
        study = try_seeds(dataset, TrainingConfig(), SEEDS, months, step)
    rows = [[seed, *(f"{loss:.4f}" for loss in losses.values())] for seed, losses in study.items()]
    own_losses = (f"{own[state]['log_loss']:.4f}" for state in WEATHER_STATES)
    columns = ("seed", *(f">{SYSTEM_TITLES[state].short}" for state in WEATHER_STATES))
    table = Table(columns, [[str(own["config"]["seed"]), *own_losses], *rows], "Mean log-loss")
    finish(options, "seeds", study, {}, table)


def run_importance(options: argparse.Namespace) -> None:
    """Measure, write the results and figures, and show the groups."""
    config = TrainingConfig(model=options.model)
    dataset = load_dataset(Lake(options.lake))
    sizes, months = importance.Sizes(options.flights), (options.first, options.last)
    with steps("importance", IMPORTANCE_STEPS) as step:
        found = importance.measure(dataset, config, sizes, months, step)
    figures = {
        "importance-permutation.svg": pictures.permutation_figure(found),
        "importance-partial.svg": pictures.partial_figure(found),
        "importance-shapley.svg": pictures.shapley_figure(found),
    }
    finish(options, "importance", importance.as_json(found), figures, _groups(found))


def _variations(title: str, found: list[ablation.Variation]) -> Table:
    """Return the log-loss of each variation by weather, and how far it rose, with its interval."""
    rows = (
        [one.name, *(f"{loss:.4f} {one.rise[at]:+.4f}" for at, loss in one.log_loss.items())]
        for one in found
    )
    return Table(["", *(f">{state}" for state in found[0].log_loss)], rows, title)


def _judged(features: Sequence[selection.Feature]) -> Table:
    rows = (
        [
            one["name"],
            f"{one['rise'].value:+.5f}",
            *((one["twin"], f"{one['correlation']:+.2f}") if one["is_twin"] else ("", "")),
        ]
        for one in features
        if one["is_twin"] or one["is_idle"]
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

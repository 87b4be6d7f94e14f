"""`tune`, `compare`: our model beside LightGBM, XGBoost and CatBoost."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from training.cli.console import Table, steps
from training.cli.study import finish, load_flights
from training.config import TrainingConfig
from training.results import read_result
from training.studies.comparison import Comparison, Row, compare
from training.studies.contenders import CONTENDERS, THREADS
from training.studies.settings import Setting
from training.studies.tuning import Trial, tune

SHOWN = 10
"""Trials of a library that the table tells of."""
CAPTION = (
    "Scores and fit time: mean of the months; lower is better but for AUC. Difference: in"
    " log-loss with all weather, with its 95 % intervals; below 0, better than ours."
    f" {THREADS} threads for each. Size and latency are as kept; ours is the ONNX graph with the"
    " season in it."
)


def run_tune(options: argparse.Namespace) -> None:
    """Run the trials that are missing, write all of them and show the best."""
    dataset = load_flights(options)
    asked = (options.trials, TrainingConfig(), options.share)
    with steps("tuning", options.trials * len(CONTENDERS)) as step:
        found = tune(dataset, options.output / "trials", *asked, progress=step)
    tables = (_trials(library, trials) for library, trials in found.trials.items())
    finish(options, "tuning", asdict(found), {}, *tables)


def run_compare(options: argparse.Namespace) -> None:
    """Compare, write what came of it and show it."""
    chosen = read_result("tuning", options.tuning)["chosen"]
    settings = {library: Setting(**one) for library, one in chosen.items()}
    dataset, months = load_flights(options), (options.first, options.last)
    with steps("comparing", len(CONTENDERS) * (options.last - options.first + 1)) as step:
        found = compare(dataset, TrainingConfig(), settings, months, options.share, progress=step)
    verdict = f"Verdict: {found.verdict}."
    finish(options, "comparison", found.to_json(), {}, _contenders(found), verdict)


def _contenders(found: Comparison) -> Table:
    by_contender = [_cells(row) for row in found.contenders.values()]
    rows = ([figure, *(cells[figure] for cells in by_contender)] for figure in by_contender[0])
    title = f"{found.flights:,} flights of months {found.months[0]} to {found.months[-1]}"
    return Table(["", *(f">{name}" for name in found.contenders)], rows, title, CAPTION)


def _cells(row: Row) -> dict[str, str]:
    """Return the figures of a contender by what they are, each short enough for a column."""
    return {
        **{f"log-loss, {state}": f"{loss:.4f}" for state, loss in row.log_loss.items()},
        "AUC, full": f"{row.auc:.4f}",
        "difference to ours": f"{row.behind.value:+.4f}",
        "  over days": f"{row.behind.low:+.4f} to {row.behind.high:+.4f}",
        "  over months": "{:+.4f} to {:+.4f}".format(*row.behind.months)
        if row.behind.months
        else "",
        "fit, s": f"{row.fit_seconds:.1f}",
        "size, kB": f"{row.kilobytes:,.0f}",
        "one row, µs": f"{row.microseconds:,.0f}",
    }


def _trials(library: str, trials: Sequence[Trial]) -> Table:
    rows = (
        [
            f"{trial.log_loss:.4f}",
            f"{trial.behind:+.4f}",
            *(f"{float(value):g}" for value in asdict(trial.setting).values()),
        ]
        for trial in trials[:SHOWN]
    )
    settings = (f">{name}" for name in asdict(trials[0].setting))
    return Table([">log-loss", ">behind the best", *settings], rows, f"{library}: the best trials")

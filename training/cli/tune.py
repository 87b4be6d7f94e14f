"""`tune`: a search for the parameters of our model and of the other libraries."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from training.cli.console import Table, steps
from training.cli.study import finish, load_flights
from training.config import TrainingConfig
from training.studies.contenders import CONTENDERS
from training.studies.tuning import Trial, tune

SHOWN = 10


def run(options: argparse.Namespace) -> None:
    """Run the trials that are missing, write all of them and show the best."""
    dataset = load_flights(options)
    asked = (options.trials, TrainingConfig(), options.share)
    with steps("tuning", options.trials * len(CONTENDERS)) as step:
        found = tune(dataset, options.output / "trials", *asked, progress=step)
    tables = (_table(library, trials) for library, trials in found.trials.items())
    finish(options, "tuning", asdict(found), {}, *tables)


def _table(library: str, trials: Sequence[Trial]) -> Table:
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

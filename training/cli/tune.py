"""`tune`: a search for the parameters of the released model."""

import argparse
from dataclasses import asdict

from training.cli.console import Table, steps
from training.cli.study import finish, load_flights
from training.config import TrainingConfig
from training.studies.tuning import Trial, tune

SHOWN = 10


def run(options: argparse.Namespace) -> None:
    """Run the trials that are missing, write all of them and show the best."""
    dataset = load_flights(options)
    options.output.mkdir(parents=True, exist_ok=True)
    storage = options.output / "tuning.sqlite"
    with steps("tuning", options.trials + 1 + options.finalists) as step:
        asked = (options.trials, options.finalists, TrainingConfig(), options.share)
        found = tune(dataset, storage, *asked, progress=step)
    tables = (
        _table(f"The best of {len(found.trials)} trials", found.trials),
        _table("The finals, on all flights", found.finals),
    )
    finish(options, "tuning", {"share": options.share, **asdict(found)}, {}, *tables)


def _table(title: str, trials: list[Trial]) -> Table:
    rows = (
        [f"{trial.log_loss:.4f}", *(f"{value:g}" for value in trial.parameters.values())]
        for trial in trials[:SHOWN]
    )
    return Table([">log-loss", *(f">{name}" for name in trials[0].parameters)], rows, title)

"""`tune`: a search for the parameters of the released model."""

import argparse
import json
from dataclasses import asdict

from rich.table import Table

from training.cli.console import OUT, steps
from training.cli.options import (
    Commands,
    add_command,
    add_lake,
    add_results,
    add_share,
    positive_number,
)
from training.config import TrainingConfig
from training.dataset.dataset import load_dataset
from training.lake import Lake
from training.results import write_json
from training.studies.tuning import Trial, tune

TRIALS, FINALISTS, SHARE, SHOWN = 30, 2, 0.1, 10


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "tune",
        run,
        "Search for better parameters, on April to September; stop it and take it up at will.",
        """\
          python -m training tune
          python -m training tune --trials=60
        """,
    )
    parser.add_argument(
        "--trials",
        type=positive_number,
        default=TRIALS,
        metavar="NUMBER",
        help=f"how many trials there shall be, earlier ones included (default: {TRIALS})",
    )
    parser.add_argument(
        "--finalists",
        type=positive_number,
        default=FINALISTS,
        metavar="NUMBER",
        help=f"how many of the best are fitted on all flights then (default: {FINALISTS})",
    )
    add_share(parser, SHARE)
    add_results(parser)
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Run the trials that are missing, write all of them and show the best."""
    config = TrainingConfig()
    dataset = load_dataset(Lake(options.lake))
    options.output.mkdir(parents=True, exist_ok=True)
    storage = options.output / "tuning.sqlite"
    with steps("tuning", options.trials + 1 + options.finalists) as step:
        found = tune(
            dataset,
            storage,
            options.trials,
            options.finalists,
            config,
            options.share,
            progress=step,
        )
    study = {"share": options.share, **asdict(found)}
    write_json(options.output / "tuning.json", study)
    if options.json:
        OUT.print_json(json.dumps(study), highlight=False)
    else:
        OUT.print(_table(f"The best of {len(found.trials)} trials", found.trials))
        OUT.print(_table("The finals, on all flights", found.finals))


def _table(title: str, trials: list[Trial]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in ("log-loss", *trials[0].parameters):
        table.add_column(column, justify="right")
    for trial in trials[:SHOWN]:
        cells = (f"{value:g}" for value in trial.parameters.values())
        table.add_row(f"{trial.log_loss:.4f}", *cells)
    return table

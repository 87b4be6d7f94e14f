"""`evaluate`: the rolling origin."""

import argparse
import json
from typing import Any

from rich.table import Table

from training.atomic_write import replace
from training.cli.console import OUT, scores_table, steps
from training.cli.options import Commands, add_command, add_lake, add_model, add_results
from training.config import TrainingConfig
from training.dataset.dataset import load_dataset
from training.evaluation.rolling_origin import (
    FIRST_TEST_MONTH,
    LAST_TEST_MONTH,
    MonthScores,
    all_flights,
    mean_of,
    roll,
    summarise,
)
from training.evaluation.titles import REFERENCES, SYSTEM_TITLES
from training.lake import Lake
from training.results import write_json, write_parquet
from training.studies.figures.evaluation import reliability_figure, skill_figure
from training.studies.figures.slices import seasons_figure, slices_figure

FIGURES = {
    "evaluation-reliability.svg": reliability_figure,
    "evaluation-seasons.svg": seasons_figure,
    "evaluation-slices.svg": slices_figure,
    "evaluation-skill.svg": skill_figure,
}


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "evaluate",
        run,
        "Score a model by rolling origin: train to month k of the newest year, test on k + 1.",
        """\
          python -m training evaluate
          python -m training evaluate --model=decision_tree --first=4 --last=9
          python -m training evaluate --json
        """,
    )
    add_model(parser, TrainingConfig().model)
    for name, default in (("first", FIRST_TEST_MONTH), ("last", LAST_TEST_MONTH)):
        parser.add_argument(
            f"--{name}",
            type=int,
            default=default,
            metavar="MONTH",
            help=f"{name} test month (default: {default})",
        )
    add_results(parser)
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Evaluate fold by fold, write the results and figures, and show the means."""
    config = TrainingConfig(model=options.model)
    dataset = load_dataset(Lake(options.lake))
    with steps("evaluating", options.last - options.first + 1) as step:
        folds = roll(dataset, config, (options.first, options.last), step)
    study = summarise(folds, config, dataset.manifest.fingerprint)
    write_json(options.output / "evaluation.json", study)
    write_parquet(options.output / "evaluation.parquet", all_flights(folds))
    for name, draw in FIGURES.items():
        replace(options.output / name, draw(study))
    if options.json:
        OUT.print_json(json.dumps(study), highlight=False)
    else:
        _show(config, folds, study)
        OUT.print(f"Results and figures written to {options.output}")


def _show(config: TrainingConfig, folds: list[MonthScores], study: dict[str, Any]) -> None:
    for fold in folds:
        OUT.print(scores_table(f"{config.model}: tested on month {fold.month}", fold.scores))
    OUT.print(scores_table(f"{config.model}: mean of {len(folds)} months", mean_of(folds)))
    OUT.print(_skill_table(study["skill"]))


def _skill_table(skills: dict[str, dict[str, dict[str, float]]]) -> Table:
    table = Table(title="Log-loss below the reference's, with 95 % interval", title_justify="left")
    table.add_column("")
    for reference in REFERENCES:
        table.add_column(SYSTEM_TITLES[reference].starred, justify="right")
    for state, found in skills.items():
        cells = (
            f"{one['value']:.1%} ({one['low']:.1%} to {one['high']:.1%})"
            for one in (found[reference] for reference in REFERENCES)
        )
        table.add_row(SYSTEM_TITLES[state].starred, *cells)
    return table

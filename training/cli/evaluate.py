"""`evaluate`: the rolling origin."""

import argparse
import json

from training.cli.console import OUT, scores_table, steps
from training.cli.options import Commands, add_command, add_lake, add_model
from training.config import TrainingConfig
from training.dataset import load_dataset
from training.evaluation import Scores, evaluate, fit, mean_scores
from training.lake import Lake
from training.splitting import rolling_origin

FIRST_TEST_MONTH, LAST_TEST_MONTH = 4, 12


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
    parser.add_argument(
        "--first",
        type=int,
        default=FIRST_TEST_MONTH,
        metavar="MONTH",
        help=f"first test month (default: {FIRST_TEST_MONTH})",
    )
    parser.add_argument(
        "--last",
        type=int,
        default=LAST_TEST_MONTH,
        metavar="MONTH",
        help=f"last test month (default: {LAST_TEST_MONTH})",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object instead of tables"
    )
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Evaluate fold by fold and show the means."""
    config = TrainingConfig(model=options.model)
    dataset = load_dataset(Lake(options.lake))
    folds: list[tuple[int, Scores]] = []
    with steps("evaluating", options.last - options.first + 1) as step:
        for month, split in rolling_origin(dataset.flights, options.first, options.last):
            step(f"testing on month {month}")
            folds.append((month, evaluate(dataset, fit(dataset, split, config), config)))
    means = mean_scores([scores for _, scores in folds])
    if options.json:
        listed = [{"test_month": month, **scores} for month, scores in folds]
        OUT.print_json(json.dumps({**means, "folds": listed}), highlight=False)
        return
    for month, scores in folds:
        OUT.print(scores_table(f"{config.model}: tested on month {month}", scores))
    OUT.print(scores_table(f"{config.model}: mean of {len(folds)} months", means))

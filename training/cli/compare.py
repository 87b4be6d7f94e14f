"""`compare`: our model beside LightGBM, XGBoost and CatBoost."""

import argparse
import json

from rich.table import Table

from training.cli.console import OUT, steps
from training.cli.options import Commands, add_command, add_lake, add_results, positive_number
from training.config import TrainingConfig
from training.dataset.dataset import load_dataset
from training.dataset.masking import WEATHER_STATES
from training.evaluation.rolling_origin import FIRST_TEST_MONTH, LAST_TEST_MONTH
from training.lake import Lake
from training.results import write_json
from training.studies.comparison import CONTENDERS, TRIALS, TUNING_MONTH, Comparison, Row, compare
from training.studies.contenders import RIVALS, ROUNDS, THREADS

RESULT = "comparison.json"
CAPTION = (
    "Scores and fit time: mean of the months; lower is better but for AUC. Difference: in"
    " log-loss with all weather, with its 95 % interval; below 0, better than ours."
    f" {ROUNDS} rounds and {THREADS} threads for each. Trials are drawn for the rivals only: our"
    " parameters were chosen before, on months 4 to 9. Size and latency are as kept; ours is the"
    " ONNX graph with the season in it."
)


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "compare",
        run,
        "Hold our model against LightGBM, XGBoost and CatBoost: score, time, size, latency.",
        """\
          python -m training compare
          python -m training compare --trials=2 --first=8 --last=9
          python -m training compare --json
        """,
    )
    numbers = (
        ("--trials", positive_number, TRIALS, "settings tried for each rival"),
        ("--tuning", int, TUNING_MONTH, "test month that the settings are chosen on"),
        ("--first", int, FIRST_TEST_MONTH, "first test month"),
        ("--last", int, LAST_TEST_MONTH, "last test month"),
    )
    for name, kind, default, sentence in numbers:
        parser.add_argument(
            name,
            type=kind,
            default=default,
            metavar="NUMBER" if kind is positive_number else "MONTH",
            help=f"{sentence} (default: {default})",
        )
    add_results(parser)
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Compare, write what came of it and show it."""
    dataset = load_dataset(Lake(options.lake))
    fits = len(RIVALS) * options.trials + len(CONTENDERS) * (options.last - options.first + 1)
    with steps("comparing", fits) as step:
        found = compare(
            dataset,
            TrainingConfig(),
            (options.first, options.last),
            options.trials,
            options.tuning,
            progress=step,
        )
    write_json(options.output / RESULT, found.to_json())
    if options.json:
        OUT.print_json(json.dumps(found.to_json()), highlight=False)
        return
    OUT.print(_table(found))
    OUT.print(f"Verdict: {found.verdict}.")


def _table(found: Comparison) -> Table:
    title = f"{found.flights:,} flights of months {found.months[0]} to {found.months[-1]}"
    table = Table(title=title, title_justify="left", caption=CAPTION, caption_justify="left")
    table.add_column("")
    for name in found.contenders:
        table.add_column(name, justify="right")
    columns = [_cells(row) for row in found.contenders.values()]
    for figure in columns[0]:
        table.add_row(figure, *(column[figure] for column in columns))
    return table


def _cells(row: Row) -> dict[str, str]:
    """Return the figures of a contender by what they are, each short enough for a column."""
    return {
        **{f"log-loss, {state}": f"{row.log_loss[state]:.4f}" for state in WEATHER_STATES},
        "AUC, full": f"{row.auc:.4f}",
        "difference to ours": f"{row.behind.value:+.4f}",
        "  from": f"{row.behind.low:+.4f}",
        "  to": f"{row.behind.high:+.4f}",
        "fit, s": f"{row.fit_seconds:.1f}",
        "size, kB": f"{row.kilobytes:,.0f}",
        "one row, µs": f"{row.microseconds:,.0f}",
    }

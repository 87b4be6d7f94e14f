"""`costs`: what acting on the predictions saves."""

import argparse
import calendar
import json
import math
from dataclasses import fields
from pathlib import Path

from rich.table import Table

from training.atomic_write import replace
from training.cli.console import OUT, steps
from training.cli.options import Commands, add_command
from training.config import RESULTS_FOLDER
from training.evaluation.flight_rows import read_rows
from training.evaluation.titles import SYSTEM_TITLES
from training.results import write_json
from training.studies.costs import (
    BY_COST,
    CHOOSING,
    COLUMNS,
    FINAL,
    FLIGHTS,
    SYSTEMS,
    CostTable,
    Period,
    as_json,
    weigh,
)
from training.studies.figures.evaluation import costs_figure

TITLES = {
    **{name: title.starred for name, title in SYSTEM_TITLES.items()},
    **{f"{name}{BY_COST}": f"{SYSTEM_TITLES[name].starred}, expected cost" for name in SYSTEMS},
    "never": "never",
    "always": "always",
    "hindsight": "with hindsight",
}


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "costs",
        run,
        "Cost 1,000 flights when re-booking by the prediction, never and always.",
        """\
          python -m training costs
          python -m training costs --rebooking=120 --late-60=300 --json
        """,
    )
    for field in fields(CostTable):
        name = field.name.replace("_", "-")
        parser.add_argument(
            f"--{name}",
            type=_dollars,
            default=field.default,
            metavar="DOLLARS",
            help=f"assumed cost of {name} to a traveller (default: {field.default:g})",
        )
    parser.add_argument(
        "--input",
        type=Path,
        default=RESULTS_FOLDER / "evaluation.parquet",
        metavar="FILE",
        help="what `evaluate` wrote (default: training/results/evaluation.parquet)",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object instead of a table"
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=RESULTS_FOLDER,
        metavar="FOLDER",
        help="where the results and the figure go (default: training/results)",
    )


def _dollars(text: str) -> float:
    try:
        dollars = float(text)
    except ValueError:
        dollars = math.nan
    if not 0 <= dollars < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no cost: give dollars, 0 or more")
    return dollars


def run(options: argparse.Namespace) -> None:
    """Cost every policy, write the results and the figure, and show them."""
    table = CostTable(**{field.name: getattr(options, field.name) for field in fields(CostTable)})
    with steps("costs", 2) as step:
        step("reading test flights")
        rows = read_rows(options.input, COLUMNS, (CHOOSING, FINAL))
        step("trying thresholds")
        costs = weigh(rows, table)
    content = as_json(costs)
    write_json(options.output / "costs.json", content)
    replace(options.output / "costs.svg", costs_figure(costs))
    if options.json:
        OUT.print_json(json.dumps(content), highlight=False)
        return
    for period in (costs.choosing, costs.final):
        OUT.print(_table(period, costs.thresholds))
    OUT.print(f"Results and the figure written to {options.output}")


def _table(period: Period, thresholds: dict[str, float]) -> Table:
    first, last = (calendar.month_name[month] for month in period.months)
    chosen = ", thresholds chosen on them" if period.months == CHOOSING else ""
    title = f"Dollars per {FLIGHTS:,} flights of {first} to {last}{chosen}"
    table = Table(title=title, title_justify="left")
    table.add_column("re-book")
    for column in ("from", "re-booked", "cost", "saving (95 % interval)"):
        table.add_column(column, justify="right")
    for policy in period.policies:
        saving, threshold = policy.saving, thresholds.get(policy.name)
        table.add_row(
            TITLES[policy.name],
            "" if threshold is None else f"{threshold:.0%}",
            f"{policy.rebooked:.1%}",
            f"{policy.cost:,.0f}",
            f"{saving.value:,.0f} ({saving.low:,.0f} to {saving.high:,.0f})",
        )
    return table

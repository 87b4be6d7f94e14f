"""`costs`: what acting on the predictions saves."""

import argparse
import calendar
from dataclasses import fields

from training.cli.console import Table, steps
from training.cli.study import finish
from training.evaluation.rolling_origin import read_rows
from training.evaluation.titles import SYSTEM_TITLES
from training.studies import costs
from training.studies.figures.evaluation import costs_figure

TITLES = {
    **{name: title.starred for name, title in SYSTEM_TITLES.items()},
    **{
        f"{name}{costs.BY_COST}": f"{SYSTEM_TITLES[name].starred}, expected cost"
        for name in costs.SYSTEMS
    },
    "never": "never",
    "always": "always",
    "hindsight": "with hindsight",
}


def run_costs(options: argparse.Namespace) -> None:
    """Cost every policy, write the results and the figure, and show them."""
    names = [field.name for field in fields(costs.CostTable)]
    table = costs.CostTable(**{name: getattr(options, name) for name in names})
    with steps("costs", 2) as step:
        step("reading test flights")
        rows = read_rows(options.input, costs.COLUMNS, (costs.CHOOSING, costs.FINAL))
        step("trying thresholds")
        found = costs.weigh(rows, table)
    choosing = _table(found.choosing, found, ", thresholds chosen on them")
    figures = {"costs.svg": costs_figure(found)}
    finish(options, "costs", costs.as_json(found), figures, choosing, _table(found.final, found))


def _table(period: costs.Period, found: costs.Costs, more: str = "") -> Table:
    first, last = (calendar.month_name[month] for month in period.months)
    rows = (
        (
            TITLES[policy.name],
            f"{found.thresholds[policy.name]:.0%}" if policy.name in found.thresholds else "",
            f"{policy.rebooked:.1%}",
            f"{policy.cost:,.0f}",
            f"{policy.saving:,.0f}",
        )
        for policy in period.policies
    )
    columns = ("re-book", ">from", ">re-booked", ">cost", ">saving (95 % interval)")
    title = f"Dollars per {costs.FLIGHTS:,} flights of {first} to {last}{more}"
    return Table(columns, rows, title)

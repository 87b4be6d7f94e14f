"""`retrain`: a challenger on the newest months, and the champion replaced if it is better."""

import argparse
import json
from pathlib import Path

from rich.table import Table

from training.cli.console import OUT, steps
from training.cli.options import (
    Commands,
    add_bundle,
    add_command,
    add_flights_a_month,
    add_lake,
    add_model,
    positive_number,
    rollback_command,
)
from training.config import TrainingConfig
from training.evaluation.bootstrap import Estimate
from training.evaluation.titles import SYSTEM_TITLES
from training.lake import Lake
from training.months import spans
from training.release.archive import Archive
from training.retraining.decision_record import Competitor, Record, as_json
from training.retraining.retraining import DECISIONS_FOLDER, Plan, Retraining

DEFAULTS = Plan()


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "retrain",
        run,
        "Fit a challenger on the newest months and release it only if it beats the champion.",
        """\
          python -m training retrain --dry-run
          python -m training retrain
          python -m training retrain --months=2 --window=36 --json
        """,
    )
    parser.add_argument(
        "--months",
        type=positive_number,
        default=DEFAULTS.judged,
        metavar="COUNT",
        help="newest months of the lake to judge on, none of which the champion learned from"
        f" (default: {DEFAULTS.judged})",
    )
    parser.add_argument(
        "--window",
        type=positive_number,
        default=DEFAULTS.learned,
        metavar="COUNT",
        help="months before those that the challenger learns from, of the months the lake holds"
        f" (default: {DEFAULTS.learned})",
    )
    add_model(parser, DEFAULTS.config.model)
    add_flights_a_month(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="decide and write the record, but replace nothing"
    )
    add_bundle(parser)
    parser.add_argument(
        "--output",
        type=Path,
        default=DECISIONS_FOLDER,
        metavar="FOLDER",
        help="where the decision record goes (default: training/results/decisions)",
    )
    parser.add_argument(
        "--json", action="store_true", help="print the record as one JSON object instead of a table"
    )
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Retrain, show the decision and say what is in place now."""
    config = TrainingConfig(model=options.model, flights_a_month=options.flights_a_month)
    plan = Plan(options.months, options.window, options.dry_run, config)
    archive = Archive(options.bundle)
    with steps("retraining", Retraining.STEPS) as step:
        record = Retraining(Lake(options.lake), archive, plan, options.output, step).run()
    if options.json:
        OUT.print_json(json.dumps(as_json(record)), highlight=False)
        return
    for role in ("champion", "challenger"):
        OUT.print(f"{role:10}  {_named(getattr(record, role))}", soft_wrap=True)
    OUT.print(_table(record))
    OUT.print(record.decision.reason, soft_wrap=True)
    OUT.print(_outcome(record, archive), soft_wrap=True)
    OUT.print(f"Record written to {options.output / record.name}.html and .json", soft_wrap=True)


def _named(one: Competitor) -> str:
    return f"{one.version}, {one.model}, {one.flights:,} flights of {spans(one.months)}"


def _table(record: Record) -> Table:
    decision, months = record.decision, spans(record.judged.months)
    table = Table(
        title=f"Log-loss on {decision.flights:,} flights of {months}",
        caption="* the weather as it was observed: a forecast is less sure",
        title_justify="left",
        caption_justify="left",
    )
    table.add_column("")
    for column in ("champion", "challenger", "difference", "95 % interval"):
        table.add_column(column, justify="right", no_wrap=True)
    for state, found in record.states.items():
        losses = [found[name]["log_loss"] for name in ("champion", "challenger")]
        title = SYSTEM_TITLES[state].starred.removeprefix("model, ")
        _add(table, title, losses, Estimate(**found["difference"]))
    losses = [decision.champion, decision.challenger]
    _add(table, "mean (decides)", losses, decision.difference)
    return table


def _add(table: Table, title: str, losses: list[float], apart: Estimate) -> None:
    cells = [f"{loss:.4f}" for loss in losses]
    table.add_row(title, *cells, f"{apart.value:+.4f}", f"{apart.low:+.4f} to {apart.high:+.4f}")


def _outcome(record: Record, archive: Archive) -> str:
    if record.promoted:
        return (
            f"Promoted: {archive.bundle} is {record.challenger.version} now. The champion is kept"
            f" in {archive.folder}; bring it back with: {rollback_command(archive.bundle)}"
        )
    if record.decision.verdict == "promote":
        return "Dry run: the challenger would be promoted; nothing was replaced."
    return f"Kept: {archive.bundle} stays {record.champion.version}."

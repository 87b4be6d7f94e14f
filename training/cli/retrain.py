"""`retrain`: a challenger on the newest months, and the champion replaced if it is better."""

import argparse

from training.cli.console import OBSERVED, OUT, Table, print_json, say, steps
from training.cli.options import rollback_command
from training.config import TrainingConfig
from training.evaluation.bootstrap import Estimate
from training.evaluation.titles import SYSTEM_TITLES
from training.lake import Lake
from training.months import spans
from training.release.archive import Archive
from training.retraining.decision_record import Competitor, Record, as_json
from training.retraining.retraining import Retraining

ROLES = ("champion", "challenger")


def run_retrain(options: argparse.Namespace) -> None:
    """Retrain, show the decision and say what is in place now."""
    config = TrainingConfig(model=options.model, flights_a_month=options.flights_a_month)
    archive = Archive(options.bundle)
    with steps("retraining", Retraining.STEPS) as step:
        record = Retraining(
            Lake(options.lake),
            archive,
            judged=options.months,
            learned=options.window,
            dry_run=options.dry_run,
            config=config,
            output=options.output,
            progress=step,
        ).run()
    if options.json:
        print_json(as_json(record))
        return
    say(*(f"{role:10}  {_named(getattr(record, role))}" for role in ROLES))
    OUT.print(_table(record))
    say(
        record.decision.reason,
        _outcome(record, archive),
        f"Record written to {options.output / record.name}.html and .json",
    )


def _named(one: Competitor) -> str:
    return f"{one.version}, {one.model}, {one.flights:,} flights of {spans(one.months)}"


def _table(record: Record) -> Table:
    decision, rows = record.decision, []
    for state, found in record.states.items():
        losses = [found[role]["log_loss"] for role in ROLES]
        name = SYSTEM_TITLES[state].starred.removeprefix("model, ")
        rows.append(_row(name, losses, Estimate(**found["difference"])))
    losses = [decision.champion, decision.challenger]
    rows.append(_row("mean (decides)", losses, decision.difference))
    columns = ("", *(f">{role}" for role in ROLES), ">difference", ">95 % interval")
    title = f"Log-loss on {decision.flights:,} flights of {spans(record.months.judged)}"
    return Table(columns, rows, title, OBSERVED, wrap=False)


def _row(name: str, losses: list[float], apart: Estimate) -> list[str]:
    interval = f"{apart.low:+.4f} to {apart.high:+.4f}"
    return [name, *(f"{loss:.4f}" for loss in losses), f"{apart.value:+.4f}", interval]


def _outcome(record: Record, archive: Archive) -> str:
    if record.promoted:
        return (
            f"Promoted: {archive.bundle} is {record.challenger.version} now. The champion is kept"
            f" in {archive.folder}; bring it back with: {rollback_command(archive.bundle)}"
        )
    if record.decision.verdict == "promote":
        return "Dry run: the challenger would be promoted; nothing was replaced."
    return f"Kept: {archive.bundle} stays {record.champion.version}."

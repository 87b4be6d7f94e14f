"""`ingest`: files on disk into the lake."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from training.cli.console import ERR, OUT, Table, say, steps
from training.errors import RowsUnusable
from training.lake import Lake, Written
from training.lake.intake import Fetched, ingest
from training.sources.outcomes import TEMPLATE

STEPS = 3
SHOWN = 20
"""Kinds of fault that the report tells of."""


def run_ingest(options: argparse.Namespace) -> None:
    """Ingest each file in turn and show what came of it."""
    if options.template:
        with options.template.open("x") as file:
            file.write(TEMPLATE)
        OUT.print(f"{options.template} written: put your flights in place of its three")
        return
    lake = Lake(options.lake)
    for path in options.files:
        show(path.name, ingest_file(path, lake, options.day_order))


def ingest_file(path: Path, lake: Lake, order: str = "") -> Fetched:
    """Ingest a file under a bar; where rows have several kinds of fault, tell of each."""
    try:
        with steps("ingest", STEPS) as step:
            return ingest(path, lake, step, order)
    except RowsUnusable as error:
        tell_faults(error)
        raise


def tell_faults(error: RowsUnusable) -> None:
    """Tell of each kind of fault in a file's rows, if there are several."""
    if len(error.report) > 1:
        for sentence in error.report[:SHOWN]:
            ERR.print(f"- {sentence}", soft_wrap=True)


def show(name: str, fetched: Fetched) -> None:
    """Print what came of a file: a line for each month, and what to know of it."""
    rows = (
        (one.file.month, f"{one.file.table} {one.file.part}", f"{one.file.rows:,}", _state(one))
        for one in fetched.written
    )
    say(f"{name} ({fetched.source})")
    OUT.print(Table(("month", "table", ">rows", "in the lake"), rows))
    for note in (*_dropped(fetched), *fetched.notes):
        say(note)


def _state(one: Written) -> str:
    if one.before is None:
        return "new"
    if one.before.sha256 == one.file.sha256:
        return "as it was"
    return f"in place of {one.before.rows:,}"


def _dropped(fetched: Fetched) -> Iterator[str]:
    for table, reasons in fetched.dropped.items():
        for reason, count in reasons.items():
            yield f"Dropped or blanked of {table}: {count:,} {reason}"

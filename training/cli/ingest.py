"""`ingest`: files on disk into the lake."""

import argparse
from pathlib import Path

from rich.table import Table

from training.cli.console import ERR, OUT, steps
from training.cli.options import Commands, add_command, add_lake
from training.errors import RowsUnusable
from training.lake import Lake, Written
from training.lake.intake import Fetched, ingest
from training.sources import FILE_SOURCES
from training.sources.outcomes import TEMPLATE

STEPS = 3
SHOWN = 20
"""Kinds of fault that the report tells of."""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "ingest",
        run,
        "Put files into the lake: official months, your own flights, weather; safe to run again.",
        """\
          python -m training ingest On_Time_*_2025_1.zip weather.csv
          python -m training ingest --template outcomes.csv
          python -m training ingest outcomes.csv
        """,
    )
    known = "; ".join(f"{name}: {source.title}" for name, source in FILE_SOURCES.items())
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "files",
        nargs="*",
        type=Path,
        default=[],
        metavar="FILE",
        help=f"a zip, CSV or Parquet file, known by its columns: {known}",
    )
    what.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="write what a file of your own flights looks like, and do nothing else",
    )
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Ingest each file in turn and show what came of it."""
    if options.template:
        with options.template.open("x") as file:
            file.write(TEMPLATE)
        OUT.print(f"{options.template} written: put your flights in place of its three")
        return
    lake = Lake(options.lake)
    for path in options.files:
        show(path.name, ingest_file(path, lake))


def ingest_file(path: Path, lake: Lake) -> Fetched:
    """Ingest a file under a bar; where rows have several kinds of fault, tell of each."""
    try:
        with steps("ingest", STEPS) as step:
            return ingest(path, lake, step)
    except RowsUnusable as error:
        if len(error.report) > 1:
            for sentence in error.report[:SHOWN]:
                ERR.print(f"- {sentence}", soft_wrap=True)
        raise


def show(name: str, fetched: Fetched) -> None:
    """Print what came of a file: a line for each month, and what to know of it."""
    table = Table()
    for column in ("month", "table", "rows", "in the lake"):
        table.add_column(column, justify="right" if column == "rows" else "left")
    for one in fetched.written:
        what = f"{one.file.table} {one.file.part}".strip()
        table.add_row(one.file.month, what, f"{one.file.rows:,}", _state(one))
    OUT.print(f"{name} ({fetched.source})", soft_wrap=True)
    OUT.print(table)
    for note in (*_dropped(fetched), *fetched.notes):
        OUT.print(note, soft_wrap=True)


def _state(one: Written) -> str:
    if one.before is None:
        return "new"
    if one.before.sha256 == one.file.sha256:
        return "as it was"
    return f"in place of {one.before.rows:,}"


def _dropped(fetched: Fetched) -> list[str]:
    return [
        f"Dropped or blanked of {table}: {count:,} {reason}"
        for table, reasons in fetched.dropped.items()
        for reason, count in reasons.items()
    ]

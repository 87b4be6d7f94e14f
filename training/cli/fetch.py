"""`fetch`: sources into the lake."""

import argparse

from rich.table import Table

from training.cli.console import OUT, steps
from training.cli.options import Commands, add_command, add_lake
from training.fetching import Fetched, fetch
from training.lake import Lake
from training.sources import SOURCES, find_source


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "fetch",
        run,
        "Read sources, clean them and put them into the lake; safe to run again.",
        "  python -m training fetch\n  python -m training fetch nyc2023 --lake /tmp/lake",
    )
    parser.add_argument(
        "sources",
        nargs="*",
        default=list(SOURCES),
        metavar="SOURCE",
        help="; ".join(f"{name}: {source.title}" for name, source in SOURCES.items()),
    )
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Fetch each source in turn and show what came of it."""
    lake = Lake(options.lake)
    sources = [find_source(name) for name in options.sources]
    fetched = []
    for source in sources:
        with steps(source.name) as step:
            fetched.append(fetch(source, lake, step))
    OUT.print(_table(lake, fetched))


def _table(lake: Lake, fetched: list[Fetched]) -> Table:
    table = Table(title=f"The lake {lake.folder}", title_justify="left")
    for column in ("source", "table", "files", "rows", "dropped or blanked"):
        table.add_column(column, justify="right" if column in ("files", "rows") else "left")
    for source in fetched:
        for name in ("flights", "weather", "airports", "airlines"):
            files = sum(file.table == name for file in source.files)
            reasons = source.dropped.get(name, {})
            notes = "; ".join(f"{count:,} {reason}" for reason, count in reasons.items())
            rows = f"{source.rows(name):,}"
            table.add_row(source.source, name, str(files), rows, notes or "none")
    return table

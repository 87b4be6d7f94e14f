"""`data`: what the lake holds."""

import argparse
import json

from rich.table import Table

from training.cli.console import OUT
from training.cli.options import Commands, add_command, add_lake
from training.errors import LakeEmpty
from training.lake import Lake
from training.lake.coverage import Coverage, Rows, as_json, coverage


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "data",
        run,
        "Show the lake's months, rows and sources, and the months that are missing.",
        """\
          python -m training data
          python -m training data --json
        """,
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object instead of tables, with every file's provenance",
    )
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Show what the manifest says."""
    lake = Lake(options.lake)
    manifest = lake.manifest()
    if options.json:
        content = {"lake": str(lake.folder), **as_json(manifest)}
        OUT.print_json(json.dumps(content), highlight=False)
        return
    if not manifest.files:
        raise LakeEmpty(lake.folder)
    found = coverage(manifest)
    OUT.print(f"The lake {lake.folder}", soft_wrap=True)
    OUT.print(_sources(found))
    OUT.print(_months(found))
    OUT.print(*_lacks(found), sep="\n", soft_wrap=True)


def _sources(found: Coverage) -> Table:
    table = Table()
    for column in ("source", "table", "rows", "months", "written"):
        table.add_column(column, justify="right" if column == "rows" else "left")
    for one in found.sources:
        months = one.first if one.first == one.last else f"{one.first} to {one.last}"
        table.add_row(one.source, one.table, f"{one.rows:,}", months, one.written)
    return table


def _months(found: Coverage) -> Table:
    several = any(len(one.flights) > 1 or len(one.weather) > 1 for one in found.months)
    caption = "what several sources tell of is read once, from the one named first"
    table = Table(caption=caption if several else None, caption_justify="left")
    for column in ("month", "flights", "hours of weather"):
        table.add_column(column)
    for one in found.months:
        table.add_row(one.month, _by_source(one.flights), _by_source(one.weather))
    return table


def _by_source(rows: Rows) -> str:
    return ", ".join(f"{source} {count:,}" for source, count in rows.items())


def _lacks(found: Coverage) -> list[str]:
    gaps = [
        gap.first if gap.first == gap.last else f"{gap.first} to {gap.last}" for gap in found.gaps
    ]
    return [
        f"Months without flights in between: {', '.join(gaps) or 'none'}",
        f"Months with flights but no weather: {', '.join(found.without_weather) or 'none'}",
    ]

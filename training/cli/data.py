"""`data`: what the lake holds."""

import argparse

from training.cli.console import OUT, Table, print_json, say
from training.errors import LakeEmpty
from training.lake import Lake
from training.lake.manifest import Coverage, Rows, as_json, coverage
from training.months import span


def run_data(options: argparse.Namespace) -> None:
    """Show what the manifest says."""
    lake = Lake(options.lake)
    manifest = lake.manifest()
    if options.json:
        print_json({"lake": str(lake.folder), **as_json(manifest)})
        return
    if not manifest.files:
        raise LakeEmpty(lake.folder)
    found = coverage(manifest)
    say(f"The lake {lake.folder}")
    OUT.print(_sources(found))
    OUT.print(_months(found))
    gaps = ", ".join(span(*gap) for gap in found.gaps)
    say(
        f"Months without flights in between: {gaps or 'none'}",
        f"Months with flights but no weather: {', '.join(found.without_weather) or 'none'}",
    )


def _sources(found: Coverage) -> Table:
    rows = (
        (one.source, one.table, f"{one.rows:,}", span(one.first, one.last), one.written)
        for one in found.sources
    )
    return Table(("source", "table", ">rows", "months", "written"), rows)


def _months(found: Coverage) -> Table:
    rows = ((one.month, _by_source(one.flights), _by_source(one.weather)) for one in found.months)
    several = any(len(one.flights) > 1 or len(one.weather) > 1 for one in found.months)
    caption = "what several sources tell of is read once, from the one named first"
    columns = ("month", "flights", "hours of weather")
    return Table(columns, rows, caption=caption if several else None)


def _by_source(rows: Rows) -> str:
    return ", ".join(f"{source} {count:,}" for source, count in rows.items())

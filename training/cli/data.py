"""`data`: what the lake holds and what it lacks, told from its manifest alone."""

import argparse
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import msgspec

from training.cli.console import OUT, Table, print_json, say
from training.errors import LakeEmpty
from training.lake import Lake, LakeFile, Manifest
from training.lake.folder import standing
from training.months import runs, shift, span

Rows = dict[str, int]
"""Number of rows by source; the source that takes precedence stands first."""


def run_data(options: argparse.Namespace) -> None:
    """Show what the manifest says."""
    lake = Lake(options.lake)
    manifest = lake.manifest()
    found = coverage(manifest)
    if options.json:
        files = msgspec.to_builtins(manifest.files)
        told = {"lake": str(lake.folder), "fingerprint": manifest.fingerprint, **found}
        print_json({**told, "files": files, "dropped": manifest.dropped})
        return
    if not manifest.files:
        raise LakeEmpty(lake.folder)
    say(f"The lake {lake.folder}")
    OUT.print(_sources_table(found["sources"]))
    OUT.print(_months_table(found["months"]))
    gaps = ", ".join(span(**gap) for gap in found["gaps"])
    without = ", ".join(found["without_weather"])
    say(
        f"Months without flights in between: {gaps or 'none'}",
        f"Months with flights but no weather: {without or 'none'}",
    )


def coverage(manifest: Manifest) -> dict[str, Any]:
    """Return what the lake holds and what it lacks, as plain values.

    `gaps` are the first and the last month of each span without flights between months that have
    some.
    """
    flights, weather = (_rows(manifest, table) for table in ("flights", "weather"))
    flown = runs(sorted(flights))
    return {
        "months": [
            {"month": month, "flights": flights.get(month, {}), "weather": weather.get(month, {})}
            for month in sorted({*flights, *weather})
        ],
        "sources": _sources(manifest),
        "gaps": [
            {"first": shift(end, 1), "last": shift(start, -1)}
            for (_, end), (start, _) in pairwise(flown)
        ],
        "without_weather": sorted(set(flights) - set(weather)),
    }


def _rows(manifest: Manifest, table: str) -> dict[str, Rows]:
    months: dict[str, Rows] = defaultdict(Counter)
    for file in sorted(manifest.of(table), key=lambda file: standing(file.source)):
        months[file.month][file.source] += file.rows
    return months


def _sources(manifest: Manifest) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str], list[LakeFile]] = defaultdict(list)
    for file in manifest.files:
        groups[file.source, file.table].append(file)
    return [
        {
            "source": source,
            "table": table,
            "rows": sum(file.rows for file in files),
            "first": min(file.month for file in files),
            "last": max(file.month for file in files),
            "written": max(file.written for file in files),
        }
        for (source, table), files in sorted(groups.items())
    ]


def _sources_table(sources: list[dict[str, Any]]) -> Table:
    rows = (
        (source, table, f"{count:,}", span(first, last), written)
        for source, table, count, first, last, written in map(dict.values, sources)
    )
    return Table(("source", "table", ">rows", "months", "written"), rows)


def _months_table(months: list[dict[str, Any]]) -> Table:
    rows = [
        (one["month"], _by_source(one["flights"]), _by_source(one["weather"])) for one in months
    ]
    several = any(len(one["flights"]) > 1 or len(one["weather"]) > 1 for one in months)
    caption = "what several sources tell of is read once, from the one named first"
    columns = ("month", "flights", "hours of weather")
    return Table(columns, rows, caption=caption if several else None)


def _by_source(rows: Rows) -> str:
    return ", ".join(f"{source} {count:,}" for source, count in rows.items())

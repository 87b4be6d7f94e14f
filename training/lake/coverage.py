"""Coverage: which months the lake holds, from which sources, and which are missing."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import msgspec

from training.lake.folder import standing
from training.lake.manifest import LakeFile, Manifest
from training.months import runs, shift

Rows = dict[str, int]
"""Number of rows by source; the source that takes precedence stands first."""


@dataclass(frozen=True)
class Month:
    """A month that the lake holds."""

    month: str
    flights: Rows
    weather: Rows


@dataclass(frozen=True)
class SourceRows:
    """What a source gave of a table. `first` and `last` are "" for tables without months."""

    source: str
    table: str
    rows: int
    first: str
    last: str
    written: str


@dataclass(frozen=True)
class Coverage:
    """What the lake holds and what it lacks.

    Attributes
    ----------
    gaps
        The first and the last month of each span without flights between months that have some.
    without_weather
        Months with flights but no weather.
    """

    months: list[Month]
    sources: list[SourceRows]
    gaps: list[tuple[str, str]]
    without_weather: list[str]


def coverage(manifest: Manifest) -> Coverage:
    """Return what the manifest says the lake holds; no data file is opened."""
    flights, weather = (_rows(manifest, table) for table in ("flights", "weather"))
    flown = runs(sorted(flights))
    return Coverage(
        months=[
            Month(month, flights.get(month, {}), weather.get(month, {}))
            for month in sorted({*flights, *weather})
        ],
        sources=_sources(manifest),
        gaps=[(shift(end, 1), shift(start, -1)) for (_, end), (start, _) in pairwise(flown)],
        without_weather=sorted(set(flights) - set(weather)),
    )


def as_json(manifest: Manifest) -> dict[str, Any]:
    """Return the coverage, and the provenance of every file, as plain values."""
    found = coverage(manifest)
    return {
        "fingerprint": manifest.fingerprint,
        **asdict(found),
        "gaps": [{"first": first, "last": last} for first, last in found.gaps],
        "files": msgspec.to_builtins(manifest.files),
        "dropped": manifest.dropped,
    }


def _rows(manifest: Manifest, table: str) -> dict[str, Rows]:
    months: dict[str, Rows] = defaultdict(dict)
    for file in sorted(manifest.of(table), key=lambda file: standing(file.source)):
        rows = months[file.month]
        rows[file.source] = rows.get(file.source, 0) + file.rows
    return dict(months)


def _sources(manifest: Manifest) -> list[SourceRows]:
    groups: dict[tuple[str, str], list[LakeFile]] = defaultdict(list)
    for file in manifest.files:
        groups[file.source, file.table].append(file)
    return [
        SourceRows(
            source=source,
            table=table,
            rows=sum(file.rows for file in files),
            first=min(file.month for file in files),
            last=max(file.month for file in files),
            written=max(file.written for file in files),
        )
        for (source, table), files in sorted(groups.items())
    ]

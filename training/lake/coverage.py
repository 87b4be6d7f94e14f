"""Coverage: which months the lake holds, from which sources, and which are missing."""

from dataclasses import asdict, dataclass
from typing import Any

import msgspec
import numpy as np

from training.lake.manifest import LakeFile, Manifest
from training.lake.precedence import standing

Rows = dict[str, int]


@dataclass(frozen=True)
class Month:
    """A month that the lake holds: rows of flights and of weather, by source.

    The source whose rows go before those of the others stands first.
    """

    month: str
    flights: Rows
    weather: Rows


@dataclass(frozen=True)
class Gap:
    """Months without flights, both ends included."""

    first: str
    last: str


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
        Between the first and the last month that have flights.
    without_weather
        Months with flights but no weather.
    """

    months: list[Month]
    sources: list[SourceRows]
    gaps: list[Gap]
    without_weather: list[str]


def coverage(manifest: Manifest) -> Coverage:
    """Return what the manifest says the lake holds; no data file is opened."""
    months = [
        Month(month, _rows(manifest, "flights", month), _rows(manifest, "weather", month))
        for month in sorted({file.month for file in manifest.files if file.month})
    ]
    flown = [one.month for one in months if one.flights]
    return Coverage(
        months=months,
        sources=_sources(manifest),
        gaps=_gaps(flown),
        without_weather=[one.month for one in months if one.flights and not one.weather],
    )


def as_json(manifest: Manifest) -> dict[str, Any]:
    """Return the coverage, and the provenance of every file, as plain values."""
    files = msgspec.to_builtins(manifest.files)
    return {
        "fingerprint": manifest.fingerprint,
        **asdict(coverage(manifest)),
        "files": files,
        "dropped": manifest.dropped,
    }


def _rows(manifest: Manifest, table: str, month: str) -> Rows:
    rows: Rows = {}
    for file in sorted(manifest.files, key=lambda file: standing(file.source)):
        if (file.table, file.month) == (table, month):
            rows[file.source] = rows.get(file.source, 0) + file.rows
    return rows


def _sources(manifest: Manifest) -> list[SourceRows]:
    groups: dict[tuple[str, str], list[LakeFile]] = {}
    for file in manifest.files:
        groups.setdefault((file.source, file.table), []).append(file)
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


def _gaps(months: list[str]) -> list[Gap]:
    held = np.array(months, "datetime64[M]")
    after = np.flatnonzero(np.diff(held) > np.timedelta64(1, "M"))
    return [Gap(str(held[at] + 1), str(held[at + 1] - 1)) for at in after]

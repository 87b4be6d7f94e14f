"""Manifest: which files of the lake count, where the rows of each came from, what they cover.

What the lake covers is told without opening a data file, and without loading pandas.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import msgspec

from training.months import runs, shift

Dropped = dict[str, dict[str, dict[str, int]]]
"""Rows that cleaning dropped or values that it blanked: by delivery, table and reason."""

STANDING = ("outcomes", "bts", "asos", "nyc2023", "nyc2013")
"""A customer's own record goes before the official one, that before the data packages."""


class LakeFile(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A file that counts, at `path` below the lake's folder.

    Attributes
    ----------
    month
        "" for tables that have none.
    part
        The airport where a source delivers each airport by itself, else "".
    source_version, source_sha256, source_file
        What the rows were read from; `source_file` is "" for data packages.
    written
        When the rows came into the lake, in UTC.
    """

    table: str
    month: str
    source: str
    part: str = ""
    path: str
    rows: int
    sha256: str
    source_version: str
    source_sha256: str
    source_file: str = ""
    written: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Key: a later write with the same key replaces the file."""
        return self.table, self.month, self.source, self.part


class Manifest(msgspec.Struct, frozen=True):
    """The files that count, and what cleaning dropped or blanked of each delivery."""

    files: list[LakeFile] = []
    dropped: Dropped = {}

    @property
    def fingerprint(self) -> str:
        """A checksum over the content of every file that counts."""
        content = "\n".join(f"{file.table} {file.month} {file.sha256}" for file in self.files)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def flight_months(self) -> list[str]:
        """The months of which the lake has flights, in order."""
        return sorted({file.month for file in self.of("flights") if file.rows})

    def of(self, table: str) -> list[LakeFile]:
        """Return the files of a table."""
        return [file for file in self.files if file.table == table]

    def only(self, table: str, months: Collection[str]) -> "Manifest":
        """Return the manifest with a table's files of some months alone; other tables stay."""
        kept = [file for file in self.files if file.table != table or file.month in months]
        return msgspec.structs.replace(self, files=kept)


def delivery(source: str, file: str) -> str:
    """Return the name of a delivery: its source, and its file if it came as one.

    Examples
    --------
    >>> delivery("nyc2023", ""), delivery("outcomes", "october.csv")
    ('nyc2023', 'outcomes october.csv')
    """
    return f"{source} {file}".strip()


def standing(source: str) -> int:
    """Return the place of a source in `STANDING`; those that have none come last."""
    return STANDING.index(source) if source in STANDING else len(STANDING)


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
    """What a source gave of a table, from the month `first` to `last`."""

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
    """Return what the lake holds, by its manifest alone."""
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
    months: dict[str, Rows] = {}
    for file in sorted(manifest.of(table), key=lambda file: standing(file.source)):
        rows = months.setdefault(file.month, {})
        rows[file.source] = rows.get(file.source, 0) + file.rows
    return months


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

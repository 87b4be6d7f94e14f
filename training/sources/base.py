"""What a source is, and the tables that it gives with where they came from."""

from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import pandas as pd

from batch.reader.containers import TableFile
from training.sources.schema import build


@dataclass(frozen=True)
class Provenance:
    """Where rows came from: `sha256` is over the source's files as they were read.

    `file` is the name of the file, "" for what is read out of an installed package.
    """

    source: str
    version: str
    sha256: str
    file: str = ""


def provenance(file: TableFile, source: str) -> Provenance:
    """Return where the rows of a file come from."""
    return Provenance(source, file.version, file.sha256, file.name)


@dataclass(frozen=True, eq=False)
class SourceData:
    """A source's tables in the lake's columns and units, not yet cleaned.

    Attributes
    ----------
    month
        The month, as "2025-01", that all flights belong to, of a source that delivers months.
    weather_by_airport
        Whether each airport's weather is delivered, and replaced, by itself.
    notes
        What a person should know of these rows, in sentences.
    """

    provenance: Provenance
    flights: pd.DataFrame = field(default_factory=partial(build, "flights", {}))
    weather: pd.DataFrame = field(default_factory=partial(build, "weather", {}))
    airports: pd.DataFrame = field(default_factory=partial(build, "airports", {}))
    airlines: pd.DataFrame = field(default_factory=partial(build, "airlines", {}))
    month: str | None = None
    weather_by_airport: bool = False
    notes: tuple[str, ...] = ()


class Source(Protocol):
    """A source that lies in an installed package."""

    name: str
    title: str

    def read(self) -> SourceData:
        """Return everything the source has, or raise `SourceMissing` without its package."""


@dataclass(frozen=True)
class Publication:
    """A file that can be downloaded.

    Attributes
    ----------
    name
        The name under which to keep it.
    absent
        What it means if the server does not have it.
    """

    url: str
    name: str
    absent: str

"""What a source is: a name, and four tables with where they came from."""

from dataclasses import dataclass
from typing import Protocol

import pandas as pd


@dataclass(frozen=True)
class Provenance:
    """Where rows came from: `sha256` is over the source's files as they were read."""

    source: str
    version: str
    sha256: str


@dataclass(frozen=True, eq=False)
class SourceData:
    """A source's tables in the lake's columns and units, not yet cleaned."""

    provenance: Provenance
    flights: pd.DataFrame
    weather: pd.DataFrame
    airports: pd.DataFrame
    airlines: pd.DataFrame


class Source(Protocol):
    """Something flights can be read from."""

    name: str
    title: str

    def read(self) -> SourceData:
        """Return everything the source has.

        Raises
        ------
        TrainingError
            If the source is not there.
        """

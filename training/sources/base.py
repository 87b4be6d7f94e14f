"""What a source is: a name, and tables with where they came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import pandas as pd

from training.sources.files import DataFile, Provenance
from training.sources.schema import empty
from training.sources.text import Header


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
    flights: pd.DataFrame = field(default_factory=partial(empty, "flights"))
    weather: pd.DataFrame = field(default_factory=partial(empty, "weather"))
    airports: pd.DataFrame = field(default_factory=partial(empty, "airports"))
    airlines: pd.DataFrame = field(default_factory=partial(empty, "airlines"))
    month: str | None = None
    weather_by_airport: bool = False
    notes: tuple[str, ...] = ()


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


class FileSource(Protocol):
    """Something whose flights or weather come as files, known by their columns."""

    name: str
    title: str
    columns: Sequence[str]

    def read(self, file: DataFile, header: Header) -> SourceData:
        """Return what a file holds, every row of it usable.

        Raises
        ------
        TrainingError
            If the file is not what it should be.
        """

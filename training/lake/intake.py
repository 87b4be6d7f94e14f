"""Fetching: what a source gives, cleaned and checked, into the lake."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from training.errors import FileRefused
from training.lake import Lake, LakeFile, Part, Written, delivery, split
from training.lake.cleaning import clean_flights, clean_weather
from training.sources import Source, SourceData, recognise
from training.sources.files import find_table
from training.sources.places import read_places
from training.sources.schema import conform
from training.sources.text import read_header

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Fetched:
    """What a source gave: its files, and what cleaning dropped or blanked, by reason.

    `notes` are sentences that a person should read.
    """

    source: str
    written: list[Written]
    dropped: dict[str, dict[str, int]]
    notes: tuple[str, ...] = ()

    @property
    def files(self) -> list[LakeFile]:
        """The files in the lake."""
        return [one.file for one in self.written]

    def rows(self, table: str) -> int:
        """Return how many rows of a table the lake now holds of this source."""
        return sum(file.rows for file in self.files if file.table == table)


def fetch(source: Source, lake: Lake, progress: Progress = lambda _: None) -> Fetched:
    """Read a source, clean it, check it and put it into the lake.

    Raises
    ------
    TrainingError
        If the source is not there, or its rows do not fit; the lake is then as it was.
    """
    progress(f"reading {source.title}")
    return _store(source.read(), [], lake, progress)


def ingest(path: Path, lake: Lake, progress: Progress = lambda _: None) -> Fetched:
    """Read a file on disk, of the source whose columns it has, and put it into the lake.

    Names, places and zones of airports come along, if the lake has not got them.

    Raises
    ------
    TrainingError
        If the file is not what it should be; the lake is then as it was.
    OSError
        If the file cannot be read.
    """
    file = find_table(path)
    header = read_header(file)
    source = recognise(file.name, header.names, header.text)
    progress(f"reading {source.name}")
    data = source.read(file, header)
    return _store(data, [read_places().data], lake, progress)


def _store(data: SourceData, more: list[SourceData], lake: Lake, progress: Progress) -> Fetched:
    progress("cleaning")
    parts, dropped = _clean(data)
    if not parts:
        raise FileRefused(data.provenance.file, "holds no row that can be used")
    others = chain.from_iterable(_clean(one)[0] for one in more)
    name = delivery(data.provenance.source, data.provenance.file)
    written = lake.write([*parts, *others], {name: dropped}, progress)
    return Fetched(data.provenance.source, written[: len(parts)], dropped, data.notes)


def _clean(data: SourceData) -> tuple[list[Part], dict[str, dict[str, int]]]:
    flights, weather = clean_flights(data.flights), clean_weather(data.weather)
    tables = {
        "flights": flights.rows,
        "weather": weather.rows,
        "airports": data.airports,
        "airlines": data.airlines,
    }
    source = data.provenance.source
    parts = [
        part
        for name, rows in tables.items()
        for part in split(data, name, conform(name, rows, source))
    ]
    dropped = {
        "flights": {**flights.dropped, **flights.blanked},
        "weather": {**weather.dropped, **weather.blanked},
    }
    return parts, dropped

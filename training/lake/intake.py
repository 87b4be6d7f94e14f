"""Intake: what a source gives, cleaned and checked, into the lake."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from batch.reader.errors import FileRefused
from training.lake.cleaning import clean_flights, clean_weather
from training.lake.folder import MONTH_OF, Lake, Part, Written
from training.lake.manifest import LakeFile, delivery
from training.sources import read_file
from training.sources.base import Source, SourceData
from training.sources.places import read_places
from training.sources.schema import conform

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Fetched:
    """What a source gave.

    Attributes
    ----------
    dropped
        What cleaning dropped or blanked: by table and reason.
    notes
        Sentences that a person should read.
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
    return _store(source.read(), lake, progress)


def ingest(path: Path, lake: Lake, progress: Progress = lambda _: None, order: str = "") -> Fetched:
    """Read a file on disk, of the source whose columns it has, and put it into the lake.

    Names, places and zones of airports come along.

    Raises
    ------
    FileRefused, TrainingError
        If the file is not what it should be; the lake is then as it was.
    OSError
        If the file cannot be read.
    """
    return _store(read_file(path, order, progress), lake, progress, read_places().data)


def _store(data: SourceData, lake: Lake, progress: Progress, *more: SourceData) -> Fetched:
    progress("cleaning")
    parts, dropped = _clean(data)
    if not parts:
        raise FileRefused(data.provenance.file, "holds no row that can be used")
    others = [part for one in more for part in _clean(one)[0]]
    source = data.provenance.source
    name = delivery(source, data.provenance.file)
    written = lake.write([*parts, *others], {name: dropped}, progress)
    return Fetched(source, written[: len(parts)], dropped, data.notes)


def _clean(data: SourceData) -> tuple[list[Part], dict[str, dict[str, int]]]:
    flights, weather = clean_flights(data.flights), clean_weather(data.weather)
    tables = {
        "flights": flights.rows,
        "weather": weather.rows,
        "airports": data.airports,
        "airlines": data.airlines,
    }
    parts = [
        part
        for table, rows in tables.items()
        for part in split(data, table, conform(table, rows, data.provenance.source))
    ]
    dropped = {
        "flights": flights.dropped | flights.blanked,
        "weather": weather.dropped | weather.blanked,
    }
    return parts, dropped


def split(data: SourceData, table: str, rows: pd.DataFrame) -> Iterator[Part]:
    """Yield a table's parts: by month, and by airport where the source delivers them so.

    All flights of a source that delivers one month belong to that month: one that leaves at
    midnight after its last day must not pass for the whole of the next.
    """
    if rows.empty:
        return
    if table not in MONTH_OF:
        yield Part(data.provenance, table, rows)
        return
    months = rows[MONTH_OF[table]].dt.strftime("%Y-%m") if data.month is None else data.month
    names = rows["airport"] if table == "weather" and data.weather_by_airport else ""
    keys = pd.DataFrame({"month": months, "name": names}, index=rows.index)
    for (month, name), part in rows.groupby([keys["month"], keys["name"]], sort=True):
        yield Part(data.provenance, table, part.reset_index(drop=True), str(month), str(name))

"""Intake: what a source gives, cleaned and checked, into the lake.

Cleaning drops rows that cannot be used and counts them by reason.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from batch.reader.errors import FileRefused
from training.lake.folder import KEYS, MONTH_OF, Lake, LakeFile, Part, Progress, Written, delivery
from training.sources import read_file
from training.sources.nyc import NycYear
from training.sources.places import read_places
from training.sources.schema import WEATHER_RANGES, SourceData, conform


@dataclass(frozen=True)
class Fetched:
    """What a source gave, and what cleaning dropped or blanked of it, by table and reason."""

    source: str
    written: list[Written]
    dropped: dict[str, dict[str, int]]
    notes: tuple[str, ...]

    @property
    def files(self) -> list[LakeFile]:
        """The files in the lake."""
        return [one.file for one in self.written]

    def rows(self, table: str) -> int:
        """Return how many rows of a table the lake now holds of this source."""
        return sum(file.rows for file in self.files if file.table == table)


def fetch(source: NycYear, lake: Lake, progress: Progress = lambda _: None) -> Fetched:
    """Read a source, clean it, check it and put it into the lake.

    Raises TrainingError if it is not there or its rows do not fit; the lake is then as it was.
    """
    progress(f"reading {source.title}")
    return _store(source.read(), lake, progress)


def ingest(path: Path, lake: Lake, progress: Progress = lambda _: None, order: str = "") -> Fetched:
    """Read a file on disk, of the source whose columns it has, and put it into the lake.

    Names, places and zones of airports come along. Raises FileRefused or TrainingError if the file
    is not what it should be, and OSError if it cannot be read; the lake is then as it was.
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
    cleaned = {
        "flights": clean_flights(data.flights),
        "weather": clean_weather(data.weather),
        "airports": Cleaned(data.airports),
        "airlines": Cleaned(data.airlines),
    }
    parts = [
        part
        for table, one in cleaned.items()
        for part in split(data, table, conform(table, one.rows, data.provenance.source))
    ]
    dropped = {table: cleaned[table].dropped | cleaned[table].blanked for table in MONTH_OF}
    return parts, dropped


def split(data: SourceData, table: str, rows: pd.DataFrame) -> Iterator[Part]:
    """Yield a table's parts: by month, and by airport where the source delivers them so.

    All flights of a source that delivers one month belong to that month: one that leaves at
    midnight after its last day must not pass for the whole of the next.
    """
    keys = pd.DataFrame({"month": "", "name": ""}, index=rows.index)
    if table in MONTH_OF:
        keys["month"] = data.month or rows[MONTH_OF[table]].dt.strftime("%Y-%m")
    if table == "weather" and data.weather_by_airport:
        keys["name"] = rows["airport"]
    for (month, name), part in rows.groupby([keys["month"], keys["name"]], sort=True):
        yield Part(data.provenance, table, part.reset_index(drop=True), str(month), str(name))


_Test = Callable[[pd.DataFrame], "pd.Series[bool]"]

# Each reason, and the test that finds its rows. They are asked in order; a row is dropped, and
# counted, for the first that finds it.
FLIGHT_REASONS: dict[str, _Test] = {
    "airline, airport or departure missing": lambda rows: rows[KEYS["flights"]].isna().any(axis=1),
    "same origin and destination": lambda rows: rows["origin"] == rows["destination"],
    "distance not positive": lambda rows: rows["distance_km"] <= 0,
    "neither arrived, cancelled nor diverted": lambda rows: (
        rows["arrival_delay_min"].isna() & ~rows["cancelled"] & ~rows["diverted"]
    ),
    "both arrived and cancelled or diverted": lambda rows: (
        rows["arrival_delay_min"].notna() & (rows["cancelled"] | rows["diverted"])
    ),
    "the same flight twice": lambda rows: rows.duplicated([*KEYS["flights"], "flight_number"]),
}
WEATHER_REASONS: dict[str, _Test] = {
    "airport or hour missing": lambda rows: rows[KEYS["weather"]].isna().any(axis=1),
    "the same hour twice": lambda rows: rows.duplicated(KEYS["weather"], keep="last"),
}


@dataclass(frozen=True, eq=False)
class Cleaned:
    """Rows that can be trusted; `dropped` rows and `blanked` values, counted by reason."""

    rows: pd.DataFrame
    dropped: dict[str, int] = field(default_factory=dict)
    blanked: dict[str, int] = field(default_factory=dict)


def clean_flights(rows: pd.DataFrame) -> Cleaned:
    """Drop flights that cannot be used."""
    return _drop(rows, FLIGHT_REASONS)


def clean_weather(rows: pd.DataFrame) -> Cleaned:
    """Drop hours that cannot be used; blank values that no instrument could have read.

    A single impossible value (a wind of 1,700 km/h in 2013) says nothing about the rest of
    its hour, so only the value goes.
    """
    cleaned = _drop(rows, WEATHER_REASONS)
    rows, blanked = cleaned.rows, dict[str, int]()
    for name, (low, high) in WEATHER_RANGES.items():
        impossible = (rows[name] < low) | (rows[name] > high)
        if impossible.any():
            blanked[f"{name} outside {low:g} to {high:g}"] = int(impossible.sum())
            rows = rows.assign(**{name: rows[name].mask(impossible)})
    return replace(cleaned, rows=rows, blanked=blanked)


def _drop(rows: pd.DataFrame, reasons: dict[str, _Test]) -> Cleaned:
    dropped = {}
    for reason, test in reasons.items():
        found = test(rows)
        if found.any():
            dropped[reason] = int(found.sum())
            rows = rows[~found]
    return Cleaned(rows.reset_index(drop=True), dropped)

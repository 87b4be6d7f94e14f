"""Fetching: one source, cleaned and checked, into the lake."""

from collections.abc import Callable
from dataclasses import dataclass

from training.cleaning import clean_flights, clean_weather
from training.lake import Lake, LakeFile
from training.schema import conform
from training.sources import Source


@dataclass(frozen=True)
class Fetched:
    """What a source gave: its files, and what cleaning dropped or blanked, by reason."""

    source: str
    files: list[LakeFile]
    dropped: dict[str, dict[str, int]]

    def rows(self, table: str) -> int:
        """Return how many rows of a table the lake now holds of this source."""
        return sum(file.rows for file in self.files if file.table == table)


def fetch(source: Source, lake: Lake, progress: Callable[[str], None] = lambda _: None) -> Fetched:
    """Read a source, clean it, check it and put it into the lake.

    Raises
    ------
    TrainingError
        If the source is not there, or its rows do not fit; the lake is then as it was.
    """
    progress(f"reading {source.title}")
    data = source.read()
    progress("cleaning")
    flights, weather = clean_flights(data.flights), clean_weather(data.weather)
    tables = {
        "flights": flights.rows,
        "weather": weather.rows,
        "airports": data.airports,
        "airlines": data.airlines,
    }
    checked = {name: conform(name, rows, source.name) for name, rows in tables.items()}
    dropped = {
        "flights": {**flights.dropped, **flights.blanked},
        "weather": {**weather.dropped, **weather.blanked},
    }
    return Fetched(source.name, lake.write(data.provenance, checked, dropped, progress), dropped)

"""Sources: flights and weather as others publish them, read with suspicion.

A source hands its tables on in the lake's columns and units (`schema`), with where they came
from; it cleans nothing. Official months (BTS) and flights of your own are read in `outcomes`, by
the rules of `flights` and `checks` that refuse a file; which of their rows are dropped, and why,
stands in `training.lake.intake` (`FLIGHT_REASONS`). Files are opened by `batch.reader`. Besides,
this imports only the files at the root of `training`.
"""

from collections.abc import Callable
from pathlib import Path

from batch.reader.containers import find_table
from batch.reader.headers import read_header
from batch.reader.vocabulary import CODES, OFFICIAL_MONTH, READINGS, recognise
from training.errors import UnknownName
from training.sources.asos import WANTED, read_reports
from training.sources.nyc import NYC2013, NYC2023, NycYear
from training.sources.outcomes import HINT, read_outcomes
from training.sources.schema import SourceData

SOURCES = {source.name: source for source in (NYC2013, NYC2023)}
"""Sources that lie in installed packages."""

FILE_SOURCES = {
    "bts": "a month of all US flights, as the BTS publishes it",
    "outcomes": "your own flights with what became of them (see --template)",
    "asos": "hourly weather of airports, as Iowa State's ASOS archive serves it",
}
"""Sources that come as files, and what they are."""
NEEDS = {
    "bts": OFFICIAL_MONTH,
    "outcomes": (*CODES, "departure", "arrival"),
    "asos": ("station", "valid", *READINGS),
}

HINTS = {"outcomes": HINT, "asos": f". {WANTED}"}

PUBLISHED = ("bts", "asos")
"""Sources of files that can be downloaded."""


def find_source(name: str) -> NycYear:
    """Return the source of this name; raises `UnknownName` if no installed package is it."""
    if name not in SOURCES:
        raise UnknownName("source", name, (*SOURCES, *PUBLISHED))
    return SOURCES[name]


def read_file(path: Path, order: str = "", progress: Callable[[str], None] = print) -> SourceData:
    """Read a file on disk, of the source whose columns it has.

    Parameters
    ----------
    order
        In which order the file's days are written, "" if nobody said.

    Raises
    ------
    FileRefused
        If the file is damaged, or its columns are those of no source.
    RowsUnusable
        If rows hold what cannot be.
    """
    file = find_table(path)
    header = read_header(file)
    layout = recognise(file.name, header.names, NEEDS, HINTS)
    progress(f"reading {layout.kind}")
    read = read_reports if layout.kind == "asos" else read_outcomes
    return read(file, header, layout, order)

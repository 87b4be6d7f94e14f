"""`fetch`, `ingest`: sources into the lake, from packages, from who publishes them, from files."""

import argparse
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from rich.progress import DownloadColumn, TimeRemainingColumn, TransferSpeedColumn

from batch.reader.errors import FileRefused
from training.cli.console import ERR, OUT, Table, bar, say, steps
from training.errors import MonthsUnclear, RowsUnusable, TrainingError
from training.lake import Lake, Written
from training.lake.intake import Fetched, fetch, ingest
from training.sources import PUBLISHED, SOURCES, find_source
from training.sources.asos import asos_files
from training.sources.download import distrust, download, is_whole
from training.sources.nyc import NycYear
from training.sources.outcomes import TEMPLATE, bts_files
from training.sources.places import read_places
from training.sources.schema import Publication

SPAN = re.compile(r"(\d{4}-\d{2})(?:\.\.(\d{4}-\d{2}))?")
INGEST_STEPS = 3
SHOWN = 20
"""Kinds of fault that the report tells of."""


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
        _download(one, path)
    try:
        show(one.name, ingest_file(path, lake))
    except (TrainingError, FileRefused):
        distrust(path)
        raise


def _download(one: Publication, path: Path) -> None:
    """Download a file under a bar that follows it."""
    with bar(DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()) as progress:
        task = progress.add_task("download", total=None)

        def follow(have: int, total: int | None) -> None:
            progress.update(task, completed=have, total=total)

        download(one.url, path, follow, one.absent)


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


def run_ingest(options: argparse.Namespace) -> None:
    """Ingest each file in turn and show what came of it."""
    if options.template:
        with options.template.open("x") as file:
            file.write(TEMPLATE)
        OUT.print(f"{options.template} written: put your flights in place of its three")
        return
    lake = Lake(options.lake)
    for path in options.files:
        show(path.name, ingest_file(path, lake, options.day_order))


def ingest_file(path: Path, lake: Lake, order: str = "") -> Fetched:
    """Ingest a file under a bar."""
    with faults_told(), steps("ingest", INGEST_STEPS) as step:
        return ingest(path, lake, step, order)


@contextmanager
def faults_told() -> Iterator[None]:
    """Where the rows of a file have several kinds of fault, tell of each."""
    try:
        yield
    except RowsUnusable as error:
        if len(error.report) > 1:
            for sentence in error.report[:SHOWN]:
                ERR.print(f"- {sentence}", soft_wrap=True)
        raise


def show(name: str, fetched: Fetched) -> None:
    """Print what came of a file: a line for each month, and what to know of it."""
    rows = (
        (one.file.month, f"{one.file.table} {one.file.part}", f"{one.file.rows:,}", _state(one))
        for one in fetched.written
    )
    say(f"{name} ({fetched.source})")
    OUT.print(Table(("month", "table", ">rows", "in the lake"), rows))
    for note in (*_dropped(fetched), *fetched.notes):
        say(note)


def _state(one: Written) -> str:
    if one.before is None:
        return "new"
    if one.before.sha256 == one.file.sha256:
        return "as it was"
    return f"in place of {one.before.rows:,}"


def _dropped(fetched: Fetched) -> Iterator[str]:
    for table, reasons in fetched.dropped.items():
        for reason, count in reasons.items():
            yield f"Dropped or blanked of {table}: {count:,} {reason}"

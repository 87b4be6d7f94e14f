"""`fetch`, `ingest`, `record`: flights and weather into the lake, and counted into the record."""

import argparse
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from rich import progress

from batch.reader.errors import FileRefused
from pushback.plurals import count_of
from training.cli.console import ERR, OUT, Table, bar, say, steps
from training.errors import MonthsUnclear, NothingCounted, RowsUnusable, TrainingError
from training.lake import Lake, Written
from training.lake.intake import Fetched, fetch, ingest
from training.months import year_spans
from training.record import Record, read_record, write_record
from training.record.counting import Input, count_file, lake_inputs
from training.record.record import encode
from training.record.tally import Tally, refreshed, tallied
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
        OUT.print(_fetched_table(lake, fetched))
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
    speed, rest = progress.TransferSpeedColumn(), progress.TimeRemainingColumn()
    with bar(progress.DownloadColumn(), speed, rest) as shown:
        task = shown.add_task("download", total=None)

        def follow(have: int, total: int | None) -> None:
            shown.update(task, completed=have, total=total)

        download(one.url, path, follow, one.absent)


def _fetched_table(lake: Lake, fetched: list[Fetched]) -> Table:
    columns = ("source", "table", ">files", ">rows", "dropped or blanked")
    shown = Table(columns, (), f"The lake {lake.folder}")
    for source, table in product(fetched, ("flights", "weather", "airports", "airlines")):
        files = sum(file.table == table for file in source.files)
        reasons = source.dropped.get(table, {})
        notes = "; ".join(f"{count:,} {reason}" for reason, count in reasons.items()) or "none"
        shown.add_row(source.source, table, str(files), f"{source.rows(table):,}", notes)
    return shown


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
    for table, reasons in fetched.dropped.items():
        for reason, count in reasons.items():
            say(f"Dropped or blanked of {table}: {count:,} {reason}")
    for note in fetched.notes:
        say(note)


def _state(one: Written) -> str:
    if one.before is None:
        return "new"
    if one.before.sha256 == one.file.sha256:
        return "as it was"
    return f"in place of {one.before.rows:,}"


def run_record(options: argparse.Namespace) -> None:
    """Count, write, and show what was counted."""
    if options.refresh:
        _refresh(options)
        return
    named = [Input(path, options.year) for path in options.files]
    with nullcontext(named) if named else lake_inputs(Lake(options.lake)) as inputs:
        if options.runner:
            from training.record import pipeline

            made = pipeline.run(inputs, options.output, options.runner, options.passed_on)
        else:
            made = _count(inputs)
            write_record(made, Path(options.output))
    _show_record(made, options.output)


def _refresh(options: argparse.Namespace) -> None:
    """Put what the lake's official months count in the place of the record's."""
    path = Path(options.output)
    try:
        with lake_inputs(Lake(options.lake)) as inputs:
            made = refreshed(read_record(path), _count(inputs))
    except NothingCounted:
        say(f"{path} stays as it is: the lake holds no official months.")
        return
    write_record(made, path)
    _show_record(made, options.output)


def _count(inputs: Sequence[Input]) -> Record:
    """Count files one after another, under a bar that moves on with every file."""
    columns = (progress.MofNCompleteColumn(), progress.TimeElapsedColumn())
    with faults_told(), bar(*columns) as shown:
        return tallied(_counted(inputs, shown)).record()


def _counted(inputs: Sequence[Input], shown: progress.Progress) -> Iterator[Tally]:
    task = shown.add_task("record", total=len(inputs))

    def follow(name: str, rows: int) -> None:
        shown.update(task, description=f"{name}: {count_of(rows, 'row')}")

    for source in inputs:
        name = Path(source.path).name
        shown.update(task, description=name)
        yield count_file(source, partial(follow, name))
        shown.advance(task)


def _show_record(made: Record, output: str) -> None:
    rows = sum(map(len, (made.routes, made.airports, made.months, made.blocks)))
    size = f"{rows:,} rows, {len(encode(made)):,} bytes"
    columns = ("file", "form", ">flights", ">left out", ">repeated", "years")
    table = Table(columns, (), f"The record {output}", size)
    for file in made.files:
        counts = (f"{count:,}" for count in (file.flights, file.left_out, file.repeated))
        table.add_row(file.name, file.form, *counts, year_spans(file.years))
    OUT.print(table)
    say(*(note for file in made.files for note in file.notes))

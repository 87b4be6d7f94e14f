"""`record`: flights of many files, or the lake's official months, counted into one small file."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich import progress

from training.cli.console import ERR, OUT, Table, say
from training.cli.ingest import tell_faults
from training.errors import NothingCounted, RowsUnusable
from training.lake import Lake
from training.months import year_spans
from training.record import Counted, Record, read_record, write_record
from training.record.counting import FileCounts, Input, Progress, count_file, lake_inputs
from training.record.storage import encode
from training.record.tally import tallied


def run_record(options: argparse.Namespace) -> None:
    """Count, write, and show what was counted."""
    if options.refresh:
        _refresh(options)
        return
    named = [Input(path, options.year) for path in options.files]
    inputs = named or lake_inputs(Lake(options.lake))
    if options.runner:
        from training.record import pipeline

        made = pipeline.run(inputs, options.output, options.runner, options.passed_on)
    else:
        made = _count(inputs)
        write_record(made, Path(options.output))
    _show(made, options.output)


def _refresh(options: argparse.Namespace) -> None:
    """Put what the lake's official months count in the place of the record's."""
    path = Path(options.output)
    try:
        inputs = lake_inputs(Lake(options.lake))
    except NothingCounted:
        say(f"{path} stays as it is: the lake holds no official months.")
        return
    made = read_record(path).refreshed(_count(inputs))
    write_record(made, path)
    _show(made, options.output)


def _count(inputs: Sequence[Input]) -> Record:
    """Count files one after another; where rows have several kinds of fault, tell of each."""
    try:
        with _counting(len(inputs)) as told:
            return tallied(_counted(inputs, told)).record()
    except RowsUnusable as error:
        tell_faults(error)
        raise


def _counted(inputs: Sequence[Input], told: "_Bar") -> Iterator[FileCounts]:
    for source in inputs:
        yield count_file(source, told.begin(Path(source.path).name))
        told.end()


class _Bar:
    """A bar that moves on with every file, and says how far the one being read is."""

    def __init__(self, bar: progress.Progress, files: int) -> None:
        self._bar, self._task = bar, bar.add_task("record", total=files)

    def begin(self, name: str) -> Progress:
        self._bar.update(self._task, description=name)
        return lambda rows: self._bar.update(self._task, description=f"{name}: {rows:,} rows")

    def end(self) -> None:
        self._bar.advance(self._task)


@contextmanager
def _counting(files: int) -> Iterator[_Bar]:
    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}"),
        progress.BarColumn(bar_width=24),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
    )
    with progress.Progress(*columns, console=ERR) as bar:
        yield _Bar(bar, files)


def _show(made: Record, output: str) -> None:
    rows = sum(map(len, (made.routes, made.airports, made.months, made.blocks)))
    size = f"{rows:,} rows, {len(encode(made)):,} bytes"
    columns = ("file", "form", ">flights", ">left out", ">repeated", "years")
    OUT.print(Table(columns, map(_cells, made.files), f"The record {output}", size))
    say(*(note for file in made.files for note in file.notes))


def _cells(file: Counted) -> list[str]:
    counts = (f"{count:,}" for count in (file.flights, file.left_out, file.repeated))
    return [file.name, file.form, *counts, year_spans(file.years)]

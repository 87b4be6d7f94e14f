"""`record`: flights of many files, or the lake's official months, counted into one small file."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

from training.cli.console import OUT, Table, bar, say
from training.cli.intake import faults_told
from training.errors import NothingCounted
from training.lake import Lake
from training.months import year_spans
from training.record import Counted, Record, read_record, write_record
from training.record.counting import Input, count_file, lake_inputs
from training.record.storage import encode
from training.record.tally import Tally, tallied


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
    _show(made, options.output)


def _refresh(options: argparse.Namespace) -> None:
    """Put what the lake's official months count in the place of the record's."""
    path = Path(options.output)
    try:
        with lake_inputs(Lake(options.lake)) as inputs:
            made = read_record(path).refreshed(_count(inputs))
    except NothingCounted:
        say(f"{path} stays as it is: the lake holds no official months.")
        return
    write_record(made, path)
    _show(made, options.output)


def _count(inputs: Sequence[Input]) -> Record:
    """Count files one after another, under a bar."""
    with faults_told(), bar(MofNCompleteColumn(), TimeElapsedColumn()) as progress:
        return tallied(_counted(inputs, progress)).record()


def _counted(inputs: Sequence[Input], progress: Progress) -> Iterator[Tally]:
    """Yield what each file counts, the bar moving on with every file."""
    task = progress.add_task("record", total=len(inputs))

    def follow(name: str, rows: int) -> None:
        progress.update(task, description=f"{name}: {rows:,} rows")

    for source in inputs:
        name = Path(source.path).name
        progress.update(task, description=name)
        yield count_file(source, partial(follow, name))
        progress.advance(task)


def _show(made: Record, output: str) -> None:
    rows = sum(map(len, (made.routes, made.airports, made.months, made.blocks)))
    size = f"{rows:,} rows, {len(encode(made)):,} bytes"
    columns = ("file", "form", ">flights", ">left out", ">repeated", "years")
    OUT.print(Table(columns, map(_cells, made.files), f"The record {output}", size))
    say(*(note for file in made.files for note in file.notes))


def _cells(file: Counted) -> list[str]:
    counts = (f"{count:,}" for count in (file.flights, file.left_out, file.repeated))
    return [file.name, file.form, *counts, year_spans(file.years)]

"""Console: progress on standard error, results on standard output, studies into files too."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec
from rich import progress, table
from rich.console import Console, JustifyMethod

from training.atomic_write import write_bytes, write_json
from training.evaluation.metrics import METRIC_TITLES, SYSTEM_TITLES

OUT = Console(highlight=False)
ERR = Console(stderr=True, highlight=False)

OBSERVED = "* the weather as it was observed: a forecast is less sure"


def bar(*more: progress.ProgressColumn) -> progress.Progress:
    """Return a bar on standard error, with what more is told beside it."""
    spinner, words = progress.SpinnerColumn(), progress.TextColumn("{task.description}")
    return progress.Progress(spinner, words, progress.BarColumn(bar_width=24), *more, console=ERR)


@contextmanager
def steps(title: str, count: int | None = None) -> Iterator[Callable[[str], None]]:
    """Show a bar that moves on each time the yielded function is told of the next step."""
    with bar(progress.TimeElapsedColumn()) as shown:
        task = shown.add_task(title, total=count)
        begun = False

        def step(description: str) -> None:
            nonlocal begun
            shown.update(task, description=f"{title}: {description}", advance=int(begun))
            begun = True

        yield step
        shown.update(task, description=title, completed=count or 1, total=count or 1)


def print_json(content: Mapping[str, object]) -> None:
    """Print an object as JSON."""
    OUT.print_json(data=content, highlight=False)


def say(*sentences: str) -> None:
    """Print sentences, one a line, however long."""
    OUT.print(*sentences, sep="\n", soft_wrap=True)


class Table(table.Table):
    """A table in the style of this program.

    As in a format specification, ">" before a column's title aligns to the right. `wrap` is whether
    a cell may go over several lines.
    """

    def __init__(
        self,
        columns: Iterable[str],
        rows: Iterable[Iterable[str]],
        title: str | None = None,
        caption: str | None = None,
        wrap: bool = True,
    ) -> None:
        super().__init__(title=title, title_justify="left", caption=caption, caption_justify="left")
        for column in columns:
            justify: JustifyMethod = "right" if column.startswith(">") else "left"
            self.add_column(column.removeprefix(">"), justify=justify, no_wrap=not wrap)
        for row in rows:
            self.add_row(*row)


def scores_table(title: str, scores: dict[str, dict[str, float]]) -> Table:
    """Return a table of metrics, a line for each model."""
    columns = ("", *(f">{metric}" for metric in METRIC_TITLES.values()))
    rows = (
        [SYSTEM_TITLES[name].starred, *(f"{values[metric]:.4f}" for metric in METRIC_TITLES)]
        for name, values in scores.items()
    )
    return Table(columns, rows, title, OBSERVED)


def finish(
    options: argparse.Namespace,
    name: str,
    study: dict[str, Any],
    figures: Mapping[str, bytes],
    *shown: Table | str,
) -> None:
    """Write the results of a study and its figures, and show them.

    Parameters
    ----------
    options
        With the options of `add_results`.
    study
        Becomes the file `name`.json, and is printed where JSON is asked for; dataclasses in it
        become objects.
    figures
        SVG by name of file.
    shown
        Tables and sentences, printed where JSON is not asked for.
    """
    plain = msgspec.to_builtins(study)
    write_json(options.output / f"{name}.json", plain)
    for file, figure in figures.items():
        write_bytes(options.output / file, figure)
    if options.json:
        print_json(plain)
        return
    for one in (*shown, f"Results and figures written to {options.output}"):
        OUT.print(one)

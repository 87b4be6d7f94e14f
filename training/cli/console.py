"""Console: progress on standard error, results on standard output."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from training.evaluation.titles import METRIC_TITLES, SYSTEM_TITLES

OUT = Console(highlight=False)
ERR = Console(stderr=True, highlight=False)


@contextmanager
def steps(title: str, count: int | None = None) -> Iterator[Callable[[str], None]]:
    """Show a bar that moves on each time the yielded function is told of the next step."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=ERR) as progress:
        task = progress.add_task(title, total=count)
        begun = False

        def step(description: str) -> None:
            nonlocal begun
            progress.update(task, description=f"{title}: {description}", advance=int(begun))
            begun = True

        yield step
        progress.update(task, description=title, completed=count or 1, total=count or 1)


def scores_table(title: str, scores: dict[str, dict[str, float]]) -> Table:
    """Return a table of metrics, a line for each model."""
    caption = "* the weather as it was observed: a forecast is less sure"
    table = Table(title=title, title_justify="left", caption=caption, caption_justify="left")
    table.add_column("")
    for title in METRIC_TITLES.values():
        table.add_column(title, justify="right")
    for system, values in scores.items():
        cells = (f"{values[metric]:.4f}" for metric in METRIC_TITLES)
        table.add_row(SYSTEM_TITLES[system].starred, *cells)
    return table

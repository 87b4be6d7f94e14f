"""`fetch`: sources into the lake, from installed packages or from who publishes them."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from training.cli.console import ERR, OUT, steps
from training.cli.ingest import ingest_file, show
from training.cli.options import Commands, add_command, add_lake
from training.config import DOWNLOADS_FOLDER
from training.errors import TrainingError
from training.lake import Lake
from training.lake.intake import Fetched, fetch
from training.months import read_months
from training.sources import FILE_SOURCES, PUBLISHED, SOURCES, find_source
from training.sources.asos import asos_files
from training.sources.base import Publication
from training.sources.bts import bts_files
from training.sources.download import Downloader, distrust, is_whole
from training.sources.download import Progress as Told
from training.sources.fields import airport


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "fetch",
        run,
        "Read or download sources, clean them and put them into the lake; safe to run again.",
        """\
          python -m training fetch
          python -m training fetch nyc2023 --lake /tmp/lake
          python -m training fetch bts 2025-01
          python -m training fetch bts 2025-01..2025-12
          python -m training fetch asos JFK LAX 2025-01..2025-12
        """,
    )
    packaged = "; ".join(f"{name}: {source.title}" for name, source in SOURCES.items())
    published = "; ".join(f"{name}: {FILE_SOURCES[name].title}" for name in PUBLISHED)
    parser.add_argument(
        "words",
        nargs="*",
        default=list(SOURCES),
        metavar="SOURCE",
        help=f"{packaged}; or one to download, with airports for asos, and months: {published}",
    )
    parser.add_argument(
        "--downloads",
        type=Path,
        default=DOWNLOADS_FOLDER,
        metavar="FOLDER",
        help="where downloads are kept (default: training/data/downloads)",
    )
    parser.add_argument(
        "--again", action="store_true", help="download anew what is there: months are revised"
    )
    parser.add_argument(
        "--from", dest="base", metavar="URL", help="download from another address than the usual"
    )
    add_lake(parser)


def run(options: argparse.Namespace) -> None:
    """Fetch each source in turn and show what came of it."""
    lake = Lake(options.lake)
    if options.words[0] in PUBLISHED:
        for one in _publications(options.words[0], options.words[1:], options.base):
            _fetch_published(one, options.downloads, options.again, lake)
        return
    sources = [find_source(name) for name in options.words]
    fetched = []
    for source in sources:
        with steps(source.name) as step:
            fetched.append(fetch(source, lake, step))
    OUT.print(_table(lake, fetched))


def _publications(name: str, words: Sequence[str], base: str | None) -> list[Publication]:
    if name == "bts":
        return bts_files(read_months(words), base)
    airports = [code for word in words if (code := airport(word))]
    return asos_files(airports, read_months([word for word in words if not airport(word)]), base)


def _fetch_published(one: Publication, folder: Path, again: bool, lake: Lake) -> None:
    """Download a file, unless it is there, and ingest it."""
    path = folder / one.name
    if again or not is_whole(path):
        with _downloading() as told:
            Downloader().download(one.url, path, told, one.absent)
    try:
        show(one.name, ingest_file(path, lake))
    except TrainingError:
        distrust(path)
        raise


@contextmanager
def _downloading() -> Iterator[Told]:
    """Show a bar that follows what the yielded function is told."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=ERR) as progress:
        task = progress.add_task("download", total=None)

        def told(have: int, total: int | None) -> None:
            progress.update(task, completed=have, total=total)

        yield told


def _table(lake: Lake, fetched: list[Fetched]) -> Table:
    table = Table(title=f"The lake {lake.folder}", title_justify="left")
    for column in ("source", "table", "files", "rows", "dropped or blanked"):
        table.add_column(column, justify="right" if column in ("files", "rows") else "left")
    for source in fetched:
        for name in ("flights", "weather", "airports", "airlines"):
            files = sum(file.table == name for file in source.files)
            reasons = source.dropped.get(name, {})
            notes = "; ".join(f"{count:,} {reason}" for reason, count in reasons.items())
            rows = f"{source.rows(name):,}"
            table.add_row(source.source, name, str(files), rows, notes or "none")
    return table

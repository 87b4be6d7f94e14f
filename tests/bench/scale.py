"""Scale: what a national year takes to ingest, train and export, and how that grows with rows.

python -m tests.bench.scale
python -m tests.bench.scale --flights 120000 --output /tmp/scale
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.table import Table

from tests.bench import command
from tests.bench.national import MONTHS, write_flights, write_weather
from tests.bench.programs import Finished, finish
from training.atomic_write import write_json
from training.cli.console import ERR, OUT
from training.cli.options import positive_number

NATIONAL_YEAR = 6_700_000
SIZES = (NATIONAL_YEAR // 16, NATIONAL_YEAR // 4, NATIONAL_YEAR)
MOST_SECONDS, MOST_MB = 20 * 60, 8_000


def make_parser() -> argparse.ArgumentParser:
    """Return the parser."""
    parser = command.make_parser(
        "tests.bench.scale",
        "Ingest a year of invented US flights and weather, train and export, by size.",
        "--flights 120000 --output /tmp/scale",
    )
    parser.add_argument(
        "--flights",
        type=positive_number,
        nargs="+",
        default=SIZES,
        metavar="NUMBER",
        help="flights of the year, one size after the other (default: a 16th, a quarter, all)",
    )
    command.add_output(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    options = make_parser().parse_args(arguments)
    return command.exit_code(lambda: run(options.flights, options.output))


def run(sizes: Sequence[int], output: Path) -> None:
    """Measure, print and write."""
    rows = list(measured(sizes))
    OUT.print(table_of(rows))
    write_json(output / "scale.json", {"rows": rows, "targets": _targets(rows[-1])})
    OUT.print(f"Results written to {output}")


def measured(sizes: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield what each size took."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        weather = write_weather(folder / "weather")
        for flights in sizes:
            ERR.print(f"{flights:,} flights: writing their files")
            months = write_flights(folder / str(flights), flights)
            yield _taken(flights, [*weather, *months], folder / f"{flights}-made")


def _taken(flights: int, files: Sequence[Path], made: Path) -> dict[str, Any]:
    lake = f"--lake={made / 'lake'}"
    ERR.print(f"{flights:,} flights: taking them in")
    ingested = finish("training", "ingest", lake, *map(str, files))
    ERR.print(f"{flights:,} flights: training")
    trained = finish("training", "train", lake, f"--output={made / 'bundle'}")
    return {
        "months": len(MONTHS),
        "flights": flights,
        **_figures("ingest", ingested),
        **_figures("train", trained),
        "peak_mb": round(max(ingested.memory_mb, trained.memory_mb)),
    }


def _figures(step: str, finished: Finished) -> dict[str, float]:
    return {f"{step}_s": round(finished.seconds, 1), f"{step}_mb": round(finished.memory_mb)}


def _targets(year: dict[str, Any]) -> list[dict[str, Any]]:
    seconds = year["ingest_s"] + year["train_s"]
    return [
        _target("ingest, train and export, s", MOST_SECONDS, seconds),
        _target("most memory, MB", MOST_MB, year["peak_mb"]),
    ]


def _target(title: str, bound: float, reached: float) -> dict[str, Any]:
    return {"title": title, "bound": bound, "reached": reached, "is_met": reached <= bound}


def table_of(rows: Sequence[dict[str, Any]], title: str = "A year of US flights") -> Table:
    """Return a line for each size."""
    table = Table(title=title, title_justify="left")
    for name in rows[0]:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*(f"{value:,}" for value in row.values()))
    return table


if __name__ == "__main__":
    sys.exit(main())

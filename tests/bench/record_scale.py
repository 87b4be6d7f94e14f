"""Record scale: what it takes to count 1, 2 and 4 invented national years, in time and memory.

python -m tests.bench.record_scale
python -m tests.bench.record_scale --years 1 2 --flights 100000 --output /tmp/scale
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tests.bench import command
from tests.bench.national import CARRIERS, national_airports
from tests.bench.programs import finish
from tests.bench.scale import NATIONAL_YEAR, table_of
from training.atomic_write import write_json
from training.cli.console import ERR, OUT
from training.cli.options import positive_number
from training.record import read_record

YEARS = (1, 2, 4)
FIRST_YEAR = 2001
MOST_MB = 1_000
AIRLINE_ROUTES = 11_000
"""As many as were flown in 2018, each at a few of the day's hours."""

HOURS_FLOWN = 6


def make_parser() -> argparse.ArgumentParser:
    """Return the parser."""
    parser = command.make_parser(
        "tests.bench.record_scale",
        "Count invented national years into a record, by number of years.",
        "--years 1 2 --flights 100000 --output /tmp/scale",
    )
    options: list[tuple[str, Any, str, str]] = [
        ("--years", YEARS, "+", "numbers of years (default: 1, 2 and 4)"),
        ("--flights", NATIONAL_YEAR, "", f"flights of a year (default: {NATIONAL_YEAR:,})"),
    ]
    for name, default, count, sentence in options:
        many: dict[str, Any] = {"nargs": count} if count else {}
        parser.add_argument(
            name, type=positive_number, default=default, metavar="NUMBER", help=sentence, **many
        )
    command.add_output(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    options = make_parser().parse_args(arguments)
    return command.exit_code(lambda: run(options.years, options.flights, options.output))


def run(years: Sequence[int], flights: int, output: Path) -> None:
    """Measure, print and write."""
    rows = list(measured(years, flights))
    OUT.print(table_of(rows, "National years counted into a record"))
    write_json(output / "record_scale.json", {"rows": rows, "most_mb": MOST_MB})
    OUT.print(f"Results written to {output}")


def measured(years: Sequence[int], flights: int) -> Iterator[dict[str, Any]]:
    """Yield what counting so many years took."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [write_year(folder, FIRST_YEAR + at, flights) for at in range(max(years))]
        for count in years:
            ERR.print(f"{count} years of {flights:,} flights: counting")
            made = folder / "nation.parquet"
            done = finish("training", "record", f"--output={made}", *map(str, files[:count]))
            yield {
                "years": count,
                "flights": count * flights,
                "count_s": round(done.seconds, 1),
                "count_mb": round(done.memory_mb),
                "routes": len(read_record(made).routes),
                "bytes": made.stat().st_size,
            }


def write_year(folder: Path, year: int, flights: int) -> Path:
    """Write a year of invented flights on the same routes every year; return the file."""
    routes = _routes()
    random = np.random.default_rng(year)
    of = random.integers(len(routes["hour"]), size=flights)
    late = (random.gamma(0.6, 30, flights) - 15).astype(np.int16)
    cancelled = random.random(flights) < 0.015
    columns = {name: pa.array(routes[name][of]).dictionary_encode() for name in _NAMES} | {
        "scheduled_departure_minute": pa.array(
            (routes["hour"][of] * 60 + random.integers(60, size=flights)).astype(np.int16)
        ),
        "arrival_delay_min": pa.array(late, mask=cancelled),
        "cancelled": pa.array(cancelled),
        "day": pa.array(np.sort(random.integers(1, 366, size=flights)).astype(np.int16)),
    }
    path = folder / f"national_{year}.parquet"
    pq.write_table(pa.table(columns), path, compression="zstd", row_group_size=1 << 20)
    return path


_NAMES = ("carrier", "origin", "destination")


def _routes() -> dict[str, NDArray[Any]]:
    """Return airline, route and hour of all that is flown, each once for every hour."""
    random = np.random.default_rng(FIRST_YEAR)
    airports = np.array(list(national_airports()))
    origin = random.integers(len(airports), size=AIRLINE_ROUTES)
    hops = random.integers(1, len(airports), size=AIRLINE_ROUTES)
    destination = (origin + hops) % len(airports)
    carrier = random.choice(np.array(CARRIERS), AIRLINE_ROUTES)
    names = (carrier, airports[origin], airports[destination])
    repeated = {n: np.repeat(one, HOURS_FLOWN) for n, one in zip(_NAMES, names, strict=True)}
    return {**repeated, "hour": random.integers(5, 23, size=AIRLINE_ROUTES * HOURS_FLOWN)}


if __name__ == "__main__":
    sys.exit(main())

"""Schedules: files of flights to be scored, and what comes of them."""

import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
import pytest
from apache_beam.internal import cloudpickle_pickler

from batch.cli import main
from pushback.contract import Contract

COMMAND = [sys.executable, "-m", "batch"]
Row = dict[str, Any]


def scheduled(**changes: Any) -> Row:
    """Return an ordinary row of a schedule."""
    ordinary = {
        "carrier": "DL",
        "origin": "JFK",
        "destination": "LAX",
        "scheduled_departure": "2026-12-23T18:30",
        "scheduled_arrival": "2026-12-23T22:05",
    }
    return {**ordinary, **changes}


def random_rows(count: int, contract: Contract, seed: int = 0) -> list[Row]:
    """Return flights that leave in the days before Christmas 2026; some that nobody has seen."""
    random = np.random.default_rng(seed)
    carriers = [*contract.airlines, "ZZ"]
    places = contract.airports.items()
    american = [code for code, place in places if place.time_zone.startswith("America/")]
    origins = [*contract.origins * len(american), *american * 2, *["XXX"] * 20]
    destinations = [*american, *["YYY"] * 10]
    departures = np.datetime64("2026-12-20T00:00") + random.integers(0, 5 * 1440, count)
    arrivals = departures + random.integers(420, 900, count)  # later than the farthest zone's clock
    rows = [
        scheduled(
            carrier=carriers[random.integers(len(carriers))],
            origin=origins[random.integers(len(origins))],
            destination=destinations[random.integers(len(destinations))],
            scheduled_departure=str(departure),
            scheduled_arrival=str(arrival) if random.random() < 0.8 else None,
        )
        for departure, arrival in zip(departures, arrivals, strict=True)
    ]
    return [row for row in rows if row["origin"] != row["destination"]]


def table(rows: Sequence[Row]) -> pa.Table:
    """Return rows as columns, times as timestamps."""
    columns: dict[str, Any] = {name: [row[name] for row in rows] for name in rows[0]}
    for name in ("scheduled_departure", "scheduled_arrival"):
        columns[name] = np.array(columns[name], "datetime64[s]")
    return pa.table(columns)


def parquet(path: Path, rows: Sequence[Row], **options: Any) -> Path:
    """Write rows as Parquet, times as timestamps."""
    pq.write_table(table(rows), path, **options)
    return path


def csv(path: Path, rows: Sequence[Row]) -> Path:
    """Write rows as CSV."""
    arrow_csv.write_csv(pa.Table.from_pylist(list(rows)), path)
    return path


def run(output: Path, *files: Path | str, **options: Any) -> int:
    """Run the command line in this process; return its exit code."""
    arguments = ["--output", str(output), "--input", *map(str, files)]
    for name, value in options.items():
        arguments += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    with packed_quickly():
        return main(arguments)


class QuickPacking:
    """Packs and unpacks in an instant what bz2 would take a third of a run's time for."""

    @staticmethod
    def compress(content: bytes, compresslevel: int) -> bytes:
        """Pack, as little as there is."""
        return zlib.compress(content, min(compresslevel, 1))

    @staticmethod
    def decompress(packed: bytes) -> bytes:
        """Unpack."""
        return zlib.decompress(packed)


@contextmanager
def packed_quickly() -> Iterator[None]:
    """Let Beam pack the bundle quickly on its way from this process into itself.

    The tests of engines pack as Beam does: for workers elsewhere, and for Dataflow.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cloudpickle_pickler, "bz2", QuickPacking)
        yield


def scored(output: Path) -> pa.Table:
    """Return what was scored, in the order of the files and their rows."""
    found = pq.read_table(output)
    return found.sort_by([("file", "ascending"), ("row", "ascending")])


def rejected(output: Path) -> list[Row]:
    """Return the rejected rows, in the order of their numbers."""
    paths = sorted((output / "_rejected").glob("*.csv"))
    rows = [row for path in paths for row in arrow_csv.read_csv(path).to_pylist()]
    return sorted(rows, key=lambda row: (row["file"], row["row"]))


def counts(output: Path) -> Mapping[str, Any]:
    """Return what the marker of a finished run says."""
    found: dict[str, Any] = json.loads((output / "_SUCCESS").read_text())
    return found

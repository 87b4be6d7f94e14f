"""Runs: the batch program as a user starts it, timed and weighed, beside the limit."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tests.bench.cores import kept_to
from tests.bench.programs import finish
from training.lake import Lake

COLUMNS = ["carrier", "origin", "destination", "scheduled_departure", "scheduled_arrival"]
YEAR = pd.Timestamp("2023-01-01")
_RATE = re.compile(r"\(([0-9,]+) rows/s\)")


@dataclass(frozen=True)
class Case:
    """How many rows, by how many workers, each on a core of its own."""

    rows: int
    workers: int


@dataclass(frozen=True)
class Run:
    """What one run took.

    Attributes
    ----------
    seconds
        From the start of the program to its end.
    per_second
        Rows a second as its closing summary says: without the loading of its libraries.
    limit_per_second
        Rows a second of onnxruntime alone, right after, on the same cores.
    cpu_us_per_row, limit_cpu_us_per_row
        Processor time, the program's with the loading of its libraries: what other programs do
        meanwhile hardly shows in it.
    memory_mb
        The most that was resident.
    """

    seconds: float
    per_second: float
    limit_per_second: float
    cpu_us_per_row: float
    limit_cpu_us_per_row: float
    memory_mb: float

    @property
    def share(self) -> float:
        """What share of the limit was reached."""
        return self.per_second / self.limit_per_second

    @property
    def cpu_share(self) -> float:
        """What share of the processor time was the model's."""
        return self.limit_cpu_us_per_row / self.cpu_us_per_row


def write_schedule(lake: Lake, rows: int, path: Path) -> None:
    """Write flights of the newest year, drawn at random, in the order of their departure.

    Each is moved by some weeks within the year: no two are alike, as in a real schedule.
    """
    flights = lake.read(lake.manifest(), "flights")[COLUMNS]
    year = flights[flights["scheduled_departure"] >= YEAR]
    random = np.random.default_rng(0)
    drawn = year.iloc[random.integers(0, len(year), rows)]
    day = (drawn["scheduled_departure"] - YEAR).dt.days.to_numpy()
    moved = (day + 7 * random.integers(0, 52, rows)) % 364 - day
    times = {name: drawn[name] + pd.to_timedelta(moved, unit="D") for name in COLUMNS[3:]}
    drawn = drawn.assign(**times).sort_values(COLUMNS[3])
    pq.write_table(pa.Table.from_pandas(drawn, preserve_index=False), path)


def write_weather(lake: Lake, path: Path) -> None:
    """Write the weather of the newest year."""
    hours = lake.read(lake.manifest(), "weather")
    year = hours[hours["time"] >= YEAR]
    pq.write_table(pa.Table.from_pandas(year, preserve_index=False), path)


def measure(case: Case, schedule: Path, weather: Path, output: Path) -> Run:
    """Run the program once, then the limit.

    Raises
    ------
    ProgramFailed
        If either fails.
    """
    files = (f"--input={schedule}", f"--weather={weather}", f"--output={output}")
    options = (f"--workers={case.workers}", "--overwrite")
    limit = (str(schedule), str(weather), str(case.workers))
    with kept_to(case.workers):
        scored = finish("batch", *files, *options)
        limits = json.loads(finish("tests.bench.batch_limit", *limit).said)
    found = _RATE.search(scored.said)
    return Run(
        seconds=scored.seconds,
        per_second=float(found[1].replace(",", "")) if found else 0.0,
        limit_per_second=limits["per_second"],
        cpu_us_per_row=1e6 * scored.cpu_seconds / case.rows,
        limit_cpu_us_per_row=limits["cpu_us_per_row"],
        memory_mb=scored.memory_mb,
    )

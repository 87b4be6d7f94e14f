"""Record files: small files of every form that can be counted, and a small record."""

from pathlib import Path
from typing import Any

import pandas as pd

from training.record import Counted, Record
from training.record.counting import Input, count_file
from training.record.record import typed
from training.record.tally import tallied

YEAR_ROW = {
    "carrier": "DL",
    "origin": "JFK",
    "destination": "LAX",
    "scheduled_departure_minute": 18 * 60 + 30,
    "arrival_delay_min": 0.0,
    "cancelled": False,
    "day": 32.0,
}
SAMPLE_ROW = {
    "date": pd.Timestamp("2015-02-01").date(),
    "carrier": "DL",
    "origin": "JFK",
    "destination": "LAX",
    "scheduled_departure_minute": 18 * 60 + 30,
    "scheduled_arrival_minute": 21 * 60 + 45,
    "distance_miles": 2475,
    "arrival_delay_min": 0.0,
    "cancelled": False,
    "diverted": False,
    "sample": "some",
}
FLIGHTS_ROW = {
    "carrier": "DL",
    "origin": "JFK",
    "destination": "LAX",
    "departure": "2019-02-01T18:30",
    "arrival": "2019-02-01T21:45",
    "arrival_delay_min": 0,
    "cancelled": 0,
    "diverted": 0,
}
MONTHS_ROW = {
    "month": "2024-01",
    "flights": 1000,
    "operated": 980,
    "late_operated": 200,
    "cancelled": 15,
    "diverted": 5,
    "late_share": 0.22,
}


def year_file(folder: Path, *changes: dict[str, Any], name: str = "us2018.parquet") -> Path:
    """Write flights of a year, of which days alone are known."""
    rows = pd.DataFrame([YEAR_ROW | one for one in changes or ({},)])
    path = folder / name
    rows.to_parquet(path, index=False)
    return path


def sample_file(folder: Path, *changes: dict[str, Any], name: str = "sample.parquet") -> Path:
    """Write flights with dates."""
    path = folder / name
    pd.DataFrame([SAMPLE_ROW | one for one in changes or ({},)]).to_parquet(path, index=False)
    return path


def flights_file(folder: Path, *changes: dict[str, Any], name: str = "flights.csv") -> Path:
    """Write flights with local times, as CSV."""
    path = folder / name
    pd.DataFrame([FLIGHTS_ROW | one for one in changes or ({},)]).to_csv(path, index=False)
    return path


def months_file(folder: Path, *changes: dict[str, Any], name: str = "months.csv") -> Path:
    """Write monthly totals."""
    path = folder / name
    pd.DataFrame([MONTHS_ROW | one for one in changes or ({},)]).to_csv(path, index=False)
    return path


def counted(*paths: Path, year: int | None = None) -> Record:
    """Return the record of some files."""
    return tallied(count_file(Input(str(path), year)) for path in paths).record()


def counts(**changes: int | None) -> dict[str, int | None]:
    """Return the counts of a row: ten flights of which four were late."""
    late = {"late_15": 4, "late_30": 3, "late_60": 2, "late_120": 1}
    return {"flights": 10, **late, "cancelled": 0, **changes}


def small_record() -> Record:
    """Return a record of two airlines on two routes, of 2018 and 2019, and of a month of 2024."""
    route = {"carrier": "DL", "origin": "JFK", "destination": "LAX", "hour": 18, **counts()}
    southwest = {**route, "carrier": "WN", "origin": "DAL", "destination": "HOU"}
    routes = [{"year": 2018, **route}, {"year": 2019, **route}, {"year": 2019, **southwest}]
    dates = [(2018, 1), (2018, 12), (2019, 1)]
    airports = [{"year": y, "month": m, "origin": "JFK", **counts()} for y, m in dates]
    totals = counts(late_30=None, late_60=None, late_120=None)
    months = [
        *({"year": y, "month": m, **counts()} for y, m in dates),
        {"year": 2024, "month": 1, **totals},
    ]
    block = {"origin": "JFK", "destination": "LAX", "flights": 7, "scheduled_minutes": 375.5}
    return Record(
        typed("routes", pd.DataFrame(routes)),
        typed("airports", pd.DataFrame(airports)),
        typed("months", pd.DataFrame(months)),
        typed("blocks", pd.DataFrame([block])),
        (Counted(name="us.parquet", sha256="0" * 64, form="year", flights=30, years=[2018, 2019]),),
    )

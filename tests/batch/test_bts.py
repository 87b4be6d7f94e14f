"""The official on-time file: its schedule columns are read as a schedule."""

from datetime import date as day
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.schedules import Row, rejected, run, scored

# The columns that matter, and some of the traps among the 110: quoted clocks, decimals, a city with
# a comma, and a comma at the end of each line.
HEADER = (
    '"Year","FlightDate","Reporting_Airline","IATA_CODE_Reporting_Airline","Origin",'
    '"OriginCityName","Dest","CRSDepTime","DepTime","CRSArrTime","CRSElapsedTime","Cancelled",'
)


def line(
    date: str = "2025-01-01",
    origin: str = "JFK",
    destination: str = "LAX",
    departure: str = "0659",
    arrival: str = "1020",
    elapsed: str = "381.00",
) -> str:
    return (
        f'2025,{date},"AA","AA","{origin}","New York, NY","{destination}","{departure}","",'
        f'"{arrival}",{elapsed},0.00,'
    )


def times_of(tmp_path: Path, *lines: str) -> list[tuple[str, str]]:
    path = tmp_path / "on_time.csv"
    path.write_text("\n".join([HEADER, *lines]))
    assert run(tmp_path / "out", path) == 0
    found = scored(tmp_path / "out")
    columns = (found["scheduled_departure"], found["scheduled_arrival"])
    return [
        (start.as_py().isoformat(" ", "minutes"), end.as_py().isoformat(" ", "minutes"))
        for start, end in zip(*columns, strict=True)
    ]


CASES = {
    "the same day": (line(), ("2025-01-01 06:59", "2025-01-01 10:20")),
    "over midnight": (
        line(departure="2230", arrival="0150", elapsed="380"),
        ("2025-01-01 22:30", "2025-01-02 01:50"),
    ),
    "the end of the day": (
        line(departure="2400", arrival="0320", elapsed="380"),
        ("2025-01-02 00:00", "2025-01-02 03:20"),
    ),
    "arrival at the end of the day": (
        line(departure="2040", arrival="2400", elapsed="380"),
        ("2025-01-01 20:40", "2025-01-02 00:00"),
    ),
    "no elapsed time": (
        line(departure="2230", arrival="0150", elapsed=""),
        ("2025-01-01 22:30", "2025-01-02 01:50"),
    ),
    "an unknown airport": (
        line(destination="XXX", departure="2300", arrival="0700", elapsed="300"),
        ("2025-01-01 23:00", "2025-01-02 07:00"),
    ),
    "west in less time than the clocks": (
        line(origin="ATL", destination="BHM", departure="0900", arrival="0855", elapsed="55"),
        ("2025-01-01 09:00", "2025-01-01 08:55"),
    ),
}


def test_the_arrival_is_on_the_day_it_falls_on(tmp_path: Path) -> None:
    lines, expected = zip(*CASES.values(), strict=True)
    assert dict(zip(CASES, times_of(tmp_path, *lines), strict=True)) == dict(
        zip(CASES, expected, strict=True)
    )


def test_rows_that_cannot_be_read_are_rejected(tmp_path: Path) -> None:
    lines = [
        line(), line(departure="0660"), line(departure=""), line(date="2025-13-01"),
        line(arrival="2575"), line(departure="later"), line(destination="JFK"),
    ]  # fmt: skip
    assert len(times_of(tmp_path, *lines)) == 1
    found = [(row["row"], row["codes"]) for row in rejected(tmp_path / "out")]
    assert found == [
        (2, "bad_format"), (3, "missing"), (4, "bad_format bad_format"), (5, "bad_format"),
        (6, "bad_format"), (7, "same_airports"),
    ]  # fmt: skip


@pytest.mark.parametrize("empty", ["1899-12-30", "1899-12-31", "1970-01-01"])
def test_clocks_of_a_spreadsheets_first_day_are_those_of_the_flights_day(
    empty: str, tmp_path: Path
) -> None:
    clocks = {"CRSDepTime": "06:59", "CRSArrTime": "10:20"}
    row: Row = {
        "FlightDate": pa.array([day(2025, 1, 1)]),
        "Reporting_Airline": ["AA"],
        "Origin": ["JFK"],
        "Dest": ["LAX"],
    }
    for name, clock in clocks.items():
        row[name] = np.array([f"{empty}T{clock}"], "datetime64[ms]")
    pq.write_table(pa.table(row), tmp_path / "in.parquet")
    assert run(tmp_path / "out", tmp_path / "in.parquet") == 0
    (found,) = scored(tmp_path / "out").to_pylist()
    assert found["scheduled_departure"].isoformat() == "2025-01-01T06:59:00"
    assert found["scheduled_arrival"].isoformat() == "2025-01-01T10:20:00"


def test_the_columns_may_come_as_parquet(tmp_path: Path) -> None:
    for kind in (np.int64, np.float64, np.str_):
        row: Row = {
            "FlightDate": pa.array([day(2025, 1, 1)]),
            "Reporting_Airline": ["AA"],
            "Origin": ["JFK"],
            "Dest": ["LAX"],
            "CRSDepTime": np.array([659]).astype(kind),
            "CRSArrTime": np.array([1020]).astype(kind),
        }
        pq.write_table(pa.table(row), tmp_path / f"{kind.__name__}.parquet")
    assert run(tmp_path / "out", tmp_path / "*.parquet") == 0
    for name, time in (("departure", "06:59:00"), ("arrival", "10:20:00")):
        found = scored(tmp_path / "out")[f"scheduled_{name}"].to_pylist()
        assert [one.isoformat() for one in found] == [f"2025-01-01T{time}"] * 3

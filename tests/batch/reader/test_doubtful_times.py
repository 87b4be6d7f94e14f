"""Tests of files whose times may mean something else than they seem to: none is guessed."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batch.planning import plan_flights, plan_weather
from batch.reader.day_orders import day_order
from batch.reader.errors import ColumnsMissing, DaysTurned, FileRefused
from tests.batch.reader.held_files import one
from tests.batch.reader.times_everywhere import DOUBTFUL, Doubtful

HEAD = "carrier,origin,destination"
_LATER = [f"{day}/01/2026 18:30" for day in range(14, 32)]


def write(folder: Path, content: bytes) -> str:
    path = folder / "list.csv"
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize("doubtful", DOUBTFUL, ids=lambda doubtful: doubtful.kind)
def test_a_file_of_doubtful_times_is_refused(tmp_path: Path, doubtful: Doubtful) -> None:
    with pytest.raises(FileRefused, match="No row of it was used") as refused:
        plan_flights([write(tmp_path, doubtful.content)])
    assert doubtful.says in str(refused.value)


def test_a_parquet_file_of_whole_hours_is_refused(tmp_path: Path) -> None:
    columns = {"carrier": ["DL"], "origin": ["JFK"], "destination": ["LAX"]}
    path = tmp_path / "list.parquet"
    pq.write_table(pa.table(columns | {"date": ["2026-12-23"], "std": [18]}), path)
    with pytest.raises(FileRefused, match="clocks like '18' alone in the column std"):
        plan_flights([str(path)])


def test_days_taken_for_months_are_seen_behind_many_others(tmp_path: Path) -> None:
    dates = (f"2026-{month:02}-01 18:30" for month in range(1, 13) for _ in range(100))
    rows = (f"DL,JFK,LAX,{text}" for text in (*dates, "13/01/2026 18:30", *_LATER))
    with pytest.raises(DaysTurned):
        plan_flights([write(tmp_path, one(f"{HEAD},departure", *rows))])


def test_numbers_of_which_one_is_no_hour_are_clocks(tmp_path: Path) -> None:
    rows = (f"DL,JFK,LAX,2026-12-23,{clock}" for clock in ("5", "18", "1830"))
    assert plan_flights([write(tmp_path, one(f"{HEAD},date,std", *rows))])


def test_a_parquet_file_of_days_alone_is_refused(tmp_path: Path) -> None:
    columns = {"carrier": ["DL"], "origin": ["JFK"], "destination": ["LAX"]}
    path, day = tmp_path / "list.parquet", pa.array([datetime(2026, 12, 23)])
    pq.write_table(pa.table(columns | {"FlightDate": day}), path)
    with pytest.raises(ColumnsMissing, match="lacks: the time of day of FlightDate"):
        plan_flights([str(path)])


def test_reports_of_stations_are_told_from_weather(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="reports of stations, python -m training ingest turns"):
        plan_weather([write(tmp_path, one("station,valid,tmpf", "JFK,2026-12-23 18:51,41"))])


def test_weather_that_says_utc_is_refused(tmp_path: Path) -> None:
    rows = one("airport,time,tz,temperature_c", "JFK,2026-12-23 18:00,UTC,2")
    with pytest.raises(FileRefused, match="says 'tz UTC'"):
        plan_weather([write(tmp_path, rows)])


def test_days_without_their_year_are_told(tmp_path: Path) -> None:
    rows = one(f"{HEAD},month,day,std", "DL,JFK,LAX,Dec,23,18:30")
    with pytest.raises(ColumnsMissing, match="lacks: the year of std"):
        plan_flights([write(tmp_path, rows)])


@pytest.mark.parametrize(
    "texts",
    [
        ["2026-05-01", "13/01/2026", "1/2/2026"],
        ["2026-05-13", "13/01/2026"],
        ["2026-05-01", "13.01.2026"],
        ["2026-05-01", "2026-05-02", "2026-05-03", "13/01/2026"],
        ["46143", "18:30", "2026-05-01"],
    ],
)
def test_days_in_two_forms_are_read_where_no_spreadsheet_can_have_turned_them(
    texts: list[str],
) -> None:
    day_order("file.csv", texts)


def test_what_a_person_says_cannot_turn_days_back() -> None:
    with pytest.raises(DaysTurned, match="Import the days as texts"):
        day_order("file.csv", ["2026-05-01", "13/01/2026"], given="day-first")

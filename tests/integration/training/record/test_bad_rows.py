"""Tests of bad input: every kind of fault is told by row, and nothing is counted."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from batch.reader.errors import ColumnsMissing, FileRefused, FileUnknown
from tests.bts_files import row, write_month
from tests.record_files import counted, flights_file, months_file, sample_file, year_file
from training.errors import RowsUnusable


def report(*paths: Path) -> list[str]:
    with pytest.raises(RowsUnusable) as raised:
        counted(*paths)
    return list(raised.value.report)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"carrier": "DELTB"}, "carrier 'DELTB'; allowed is two letters or digits"),
        ({"carrier": None}, "carrier is missing"),
        ({"origin": "12478"}, "origin '12478'; allowed is three letters or digits"),
        ({"destination": "L-X"}, "destination 'L-X'"),
        ({"scheduled_departure_minute": 1440}, "allowed is a minute of the day, from 0 to 1439"),
        ({"scheduled_departure_minute": -1}, "scheduled_departure_minute '-1'"),
        ({"arrival_delay_min": 9999.0}, "a delay in whole minutes"),
        ({"arrival_delay_min": -2000.0}, "a delay in whole minutes"),
        ({"cancelled": True}, "no delay of a flight that was cancelled"),
        ({"day": 0.0}, "a day of the year, from 1 to 366"),
        ({"day": 366.0}, "allowed is a day of 2018"),
    ],
)
def test_what_cannot_be_is_told_by_row(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    (sentence,) = report(year_file(tmp_path, {}, change))
    assert sentence.startswith("row 2: ")
    assert told in sentence


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"month": "2024-13"}, "a month from 1987 to 2099"),
        ({"month": "January"}, "a month from 1987 to 2099"),
        ({"flights": -5}, "flights '-5'; allowed is a count: a whole number, 0 or more"),
        ({"cancelled": -1}, "cancelled '-1'"),
        ({"flights": 0, "late_operated": 0, "cancelled": 0, "diverted": 0}, "one flight at least"),
        ({"late_operated": 990}, "no more late, cancelled and diverted than flights"),
        ({"month": "2024-02"}, "each flight once"),
    ],
)
def test_monthly_totals_that_cannot_be_are_told_by_line(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    sentences = report(months_file(tmp_path, {"month": "2024-02"}, {"month": "2024-03"} | change))
    assert any(one.startswith("line 3: ") and told in one for one in sentences)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"departure": "2019-02-30T18:30"}, "a local time without zone"),
        ({"departure": "2019-02-01T24:30"}, "a local time without zone"),
        ({"departure": "1903-12-17T10:35"}, "a day from 1987 to 2099"),
        ({"cancelled": 1}, "no delay of a flight that was cancelled or diverted"),
        ({"cancelled": 2}, "cancelled '2'; allowed is 1 or 0"),
    ],
)
def test_times_and_outcomes_that_cannot_be_are_told_by_line(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    (sentence,) = report(flights_file(tmp_path, {}, change))
    assert sentence.startswith("line 3: ")
    assert told in sentence


def test_all_kinds_of_fault_are_told_at_once_with_few_of_many_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("batch.reader.tables.BATCH_ROWS", 50)
    many = [{"origin": "?"}] * 120
    sentences = report(year_file(tmp_path, *many, {"carrier": "?"}))
    assert [one.partition(":")[0] for one in sentences] == ["rows 1, 2, 3 and 117 more", "row 121"]


def test_an_official_month_holds_its_month_alone_and_each_flight_once(tmp_path: Path) -> None:
    flights = [row(), row(), row("2025-02-01T10:00", Flight_Number_Reporting_Airline=2)]
    sentences = report(write_month(tmp_path, "2025-01", flights))
    assert any("a day of 2025-01, as in the first row" in one for one in sentences)
    assert any("each flight once" in one for one in sentences)


def test_a_sample_tells_no_hour_past_23(tmp_path: Path) -> None:
    (sentence,) = report(sample_file(tmp_path, {"scheduled_arrival_minute": 1500}))
    assert "scheduled_arrival_minute '1500'" in sentence


def test_columns_of_no_form_are_refused_with_those_that_are_known(tmp_path: Path) -> None:
    path = tmp_path / "weather.csv"
    path.write_text("station,temperature\nJFK,3\n")
    with pytest.raises(FileUnknown, match="columns of no kind of file"):
        counted(path)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    path = year_file(tmp_path)
    pd.read_parquet(path).drop(columns="cancelled").to_parquet(path)
    with pytest.raises(ColumnsMissing, match="looks like year, but lacks: cancelled"):
        counted(path)


def test_a_file_that_was_cut_is_refused(tmp_path: Path) -> None:
    path = year_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(FileRefused, match="is no whole Parquet file"):
        counted(path)


def test_a_csv_that_ends_within_a_line_is_refused(tmp_path: Path) -> None:
    path = flights_file(tmp_path)
    path.write_text(path.read_text()[:-8])
    with pytest.raises(FileRefused, match="it was cut off"):
        counted(path)

"""Tests of counting: what files of every form add up to."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.bts_files import cancelled, diverted, row, write_month
from tests.record_files import counted, flights_file, months_file, sample_file, year_file
from training.errors import CountedTwice, YearUnknown
from training.record import Record, tally
from training.record.record import COUNTS

OUTCOMES: list[dict[str, Any]] = [
    {"arrival_delay_min": -7},
    {"arrival_delay_min": 14},
    {"arrival_delay_min": 15},
    {"arrival_delay_min": 45},
    {"arrival_delay_min": 60},
    {"arrival_delay_min": 240},
    {"arrival_delay_min": None, "cancelled": 1},
    {"arrival_delay_min": None, "diverted": 1},
]
AS_COUNTED = [8, 4, 3, 2, 1, 2]


def counts_of(rows: pd.DataFrame) -> list[int]:
    return [int(rows[name].sum()) for name in COUNTS]


def test_every_outcome_is_counted_where_it_belongs(tmp_path: Path) -> None:
    record = counted(flights_file(tmp_path, *OUTCOMES))
    assert counts_of(record.routes) == AS_COUNTED
    (route,) = record.routes.to_dict("records")
    keys = {"year": 2019, "carrier": "DL", "origin": "JFK", "destination": "LAX", "hour": 18}
    assert {name: route[name] for name in keys} == keys


def test_a_year_of_flights_without_diverted_counts_those_that_have_no_delay(tmp_path: Path) -> None:
    changes = [{**one, "cancelled": bool(one.get("cancelled"))} for one in OUTCOMES]
    for change in changes:
        change.pop("diverted", None)
    record = counted(year_file(tmp_path, *changes))
    assert counts_of(record.routes) == AS_COUNTED


def test_a_years_flights_without_a_day_count_by_route_alone(tmp_path: Path) -> None:
    record = counted(year_file(tmp_path, {}, {"day": None}))
    assert (record.routes["flights"].sum(), record.airports["flights"].sum()) == (2, 1)
    assert record.months[["year", "month", "flights"]].to_numpy().tolist() == [[2018, 2, 1]]


def test_the_year_is_the_one_in_the_name_unless_it_is_given(tmp_path: Path) -> None:
    named, unnamed = year_file(tmp_path), year_file(tmp_path, name="flights.parquet")
    assert counted(named).years == [2018]
    assert counted(unnamed, year=2017).years == [2017]
    with pytest.raises(YearUnknown, match="give --year=YEAR"):
        counted(unnamed)


def test_only_whole_nations_tell_the_nations_level(tmp_path: Path) -> None:
    assert counted(sample_file(tmp_path), flights_file(tmp_path)).months.empty
    assert len(counted(year_file(tmp_path)).months) == 1


def test_official_months_are_counted_with_their_blocks(tmp_path: Path) -> None:
    flights = [row(), cancelled(Dest="SEA"), diverted("2025-01-31T24:00"[:11] + "23:00")]
    record = counted(write_month(tmp_path, "2025-01", flights))
    assert counts_of(record.months) == [3, 0, 0, 0, 0, 2]
    blocks = record.blocks.set_index("destination")["scheduled_minutes"]
    assert blocks["LAX"] == float(row()["CRSElapsedTime"])
    assert blocks["SEA"] == float(row(Dest="SEA")["CRSElapsedTime"])


def test_blocks_are_means_over_zones_and_midnights(tmp_path: Path) -> None:
    overnight = {"scheduled_departure_minute": 23 * 60, "scheduled_arrival_minute": 2 * 60}
    record = counted(sample_file(tmp_path, {}, overnight))
    (block,) = record.blocks.to_dict("records")
    assert block["flights"] == 2
    assert block["scheduled_minutes"] == ((195 + 180) + (180 + 180)) / 2


def test_monthly_totals_have_no_split(tmp_path: Path) -> None:
    (month,) = counted(months_file(tmp_path)).months.to_dict("records")
    assert (month["year"], month["month"], month["flights"]) == (2024, 1, 1000)
    assert (month["late_15"], month["cancelled"]) == (200, 20)
    assert pd.isna(month["late_120"])


def test_of_two_tellings_of_a_month_the_one_with_more_flights_counts(tmp_path: Path) -> None:
    totals = months_file(tmp_path, {"month": "2018-02"})
    assert counted(year_file(tmp_path), totals).months["flights"].tolist() == [1000]


def test_a_sample_counts_where_no_nations_file_does(tmp_path: Path) -> None:
    day = pd.Timestamp("2018-02-05").date()
    southwest = {"date": day, "carrier": "WN"}
    sample = sample_file(tmp_path, {"date": day}, southwest, {"date": day.replace(month=3)})
    record = counted(year_file(tmp_path), sample)
    (told,) = (file for file in record.files if file.form == "sample")
    assert (told.flights, told.repeated) == (2, 1)
    assert record.routes["flights"].sum() == 3


def test_airports_that_no_list_knows_are_left_out_and_told_by_row(tmp_path: Path) -> None:
    record = counted(year_file(tmp_path, {}, {"origin": "QQQ"}, {"destination": "QQQ"}))
    (file,) = record.files
    assert (file.flights, file.left_out) == (1, 2)
    assert file.notes == [
        "us2018.parquet: row 2: origin 'QQQ'; left out, as no list of airports knows it",
        "us2018.parquet: row 3: destination 'QQQ'; left out, as no list of airports knows it",
    ]


def test_official_flights_of_which_no_outcome_is_told_are_left_out(tmp_path: Path) -> None:
    flights = [row(), row("2025-01-16T18:30", ArrDelay="")]
    (file,) = counted(write_month(tmp_path, "2025-01", flights)).files
    assert (file.flights, file.left_out) == (1, 1)
    assert "neither arrived nor was cancelled" in file.notes[0]


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    files = [year_file(tmp_path), sample_file(tmp_path), flights_file(tmp_path)]
    one, other = counted(*files), counted(*reversed(files))
    assert one.files == other.files
    pd.testing.assert_frame_equal(one.routes, other.routes)


def test_many_files_add_up(tmp_path: Path) -> None:
    files = [
        year_file(tmp_path, {"day": float(year - 2000)}, name=f"us{year}.parquet")
        for year in range(2001, 2008)
    ]
    assert counted(*files).years == list(range(2001, 2008))


@pytest.mark.parametrize("make", [year_file, sample_file, months_file])
def test_a_file_is_not_counted_twice(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = make(tmp_path)
    with pytest.raises(CountedTwice, match="are the same file"):
        counted(path, path)


def test_a_nations_month_is_not_counted_twice(tmp_path: Path) -> None:
    files = [year_file(tmp_path, name="us2025.parquet")]
    with pytest.raises(CountedTwice, match="both count DL's 2025-02"):
        counted(*files, write_month(tmp_path, "2025-02", [row("2025-02-03")]))


def test_months_and_totals_of_two_files_may_not_overlap(tmp_path: Path) -> None:
    files = [months_file(tmp_path), months_file(tmp_path, {"flights": 1001}, name="other.csv")]
    with pytest.raises(CountedTwice, match="the nation's 2024-01"):
        counted(*files)


def test_a_file_larger_than_a_batch_counts_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = year_file(tmp_path, *({"day": float(1 + at % 365)} for at in range(500)))

    def record() -> Record:
        return counted(path)

    whole = record()
    monkeypatch.setattr("batch.reader.tables.BATCH_ROWS", 64)
    pd.testing.assert_frame_equal(record().airports, whole.airports)
    assert tally.tallied([]).files == ()

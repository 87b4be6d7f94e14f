"""Tests of the source bts, on official-format files of invented flights."""

from pathlib import Path
from zoneinfo import available_timezones

import numpy as np
import pandas as pd
import pytest

from pushback.clock import block_minutes
from tests.bts_files import (
    AIRPORTS,
    COLUMNS,
    Row,
    cancelled,
    csv_text,
    diverted,
    invented,
    row,
    write_month,
)
from training.dataset.dataset import load_dataset
from training.lake import Lake
from training.lake.intake import Fetched, ingest
from training.sources.places import read_places


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def ingest_month(lake: Lake, *rows: Row, month: str = "2025-01") -> Fetched:
    return ingest(write_month(lake.folder.parent, month, rows), lake)


def flights(lake: Lake) -> pd.DataFrame:
    return lake.read(lake.manifest(), "flights")


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_columns_have_the_lakes_names_and_units(lake: Lake) -> None:
    ingest_month(lake, row("2025-01-15T18:30", Flight_Number_Reporting_Airline=42))
    (found,) = flights(lake).to_dict("records")
    assert found["scheduled_departure"] == pd.Timestamp("2025-01-15T18:30")
    assert (found["carrier"], found["origin"], found["destination"]) == ("DL", "JFK", "LAX")
    assert (found["flight_number"], found["tail_number"]) == (42, "N104DL")
    assert (found["departure_delay_min"], found["arrival_delay_min"]) == (-3, -7)
    assert found["distance_km"] == pytest.approx(2050 * 1.609344)


def test_arrivals_roll_over_midnight_by_elapsed_time_and_zones(lake: Lake) -> None:
    """Every invented schedule, Guam's across the date line too, takes the time the file says."""
    rows = list(invented("2025-03", 2000))  # clocks change in March
    ingest_month(lake, *rows, month="2025-03")
    found = flights(lake)
    zones = {code: place[0] for code, place in AIRPORTS.items()}
    minutes = block_minutes(
        found["scheduled_departure"].to_numpy("datetime64[m]"),
        found["scheduled_arrival"].to_numpy("datetime64[m]"),
        found["origin"].map(zones).tolist(),
        found["destination"].map(zones).tolist(),
    )
    night = np.isin(found["scheduled_departure"].dt.day, (8, 9))
    said = np.array([float(one["CRSElapsedTime"]) for one in rows])
    np.testing.assert_array_equal(minutes[~night], said[~night])
    assert np.isin(np.abs(minutes - said)[night], (0, 60)).all()  # as block_minutes says


@pytest.mark.parametrize(("clock", "leaves"), [("2400", "02-01 00:00"), ("0000", "01-31 00:00")])
def test_a_clock_of_2400_is_the_midnight_that_ends_the_day(
    lake: Lake, clock: str, leaves: str
) -> None:
    ingest_month(lake, row("2025-01-30"), row("2025-01-31", CRSDepTime=clock))
    assert flights(lake)["scheduled_departure"].max() == pd.Timestamp(f"2025-{leaves}")
    assert [file.month for file in lake.manifest().files if file.table == "flights"] == ["2025-01"]


def test_cancelled_and_diverted_flights_never_arrive(lake: Lake) -> None:
    ingest_month(lake, row("2025-01-01"), cancelled("2025-01-02"), diverted("2025-01-03"))
    found = flights(lake)
    assert found["cancelled"].tolist() == [False, True, False]
    assert found["diverted"].tolist() == [False, False, True]
    assert load_dataset(lake).flights.outcome.tolist() == [0, 5, 5]


def test_a_csv_on_disk_is_known_by_its_columns_whatever_its_name(lake: Lake) -> None:
    path = lake.folder.parent / "some flights.txt"
    path.write_text(csv_text([row("2025-04-01"), row("2025-04-30")]))
    assert ingest(path, lake).source == "bts"
    assert len(flights(lake)) == 2


def test_columns_may_stand_in_another_order(lake: Lake) -> None:
    path = lake.folder.parent / "sorted.csv"
    path.write_text(csv_text([row()], sorted(COLUMNS)))
    ingest(path, lake)
    assert flights(lake)["origin"].tolist() == ["JFK"]


def test_the_same_file_twice_changes_nothing(lake: Lake) -> None:
    path = write_month(lake.folder.parent, "2025-01", 500)
    ingest(path, lake)
    before = content(lake.folder)
    again = ingest(path, lake)
    assert content(lake.folder) == before
    assert [one.before == one.file for one in again.written] == [True]


def test_a_revised_month_replaces_the_earlier_and_no_other(lake: Lake) -> None:
    ingest_month(lake, row("2025-01-01"), row("2025-01-02"))
    ingest_month(lake, row("2025-02-01"), month="2025-02")
    ingest_month(lake, row("2025-01-03"))
    days = flights(lake)["scheduled_departure"].dt.strftime("%m-%d")
    assert days.tolist() == ["01-03", "02-01"]


def test_the_manifest_says_which_file_and_edition_it_was(lake: Lake) -> None:
    path = write_month(lake.folder.parent, "2025-01", [row()])
    ingest(path, lake)
    (file,) = (file for file in lake.manifest().files if file.table == "flights")
    assert (file.source_file, file.source_version, file.rows) == (path.name, "2025-03-14", 1)


def test_a_flight_that_the_data_package_has_too_counts_once(
    sampled_lake: Lake, tmp_path: Path
) -> None:
    lake = copy_of(sampled_lake, tmp_path / "lake")
    before = flights(lake)
    known = before[(before["origin"] == "JFK") & before["destination"].isin(AIRPORTS)]
    one = known[known["scheduled_departure"].dt.month == 1].iloc[0]
    leaves = one["scheduled_departure"].isoformat(timespec="minutes")
    same = {"Reporting_Airline": one["carrier"], "Dest": one["destination"], "ArrDelay": "999.00"}
    ingest_month(lake, row(leaves, **same), row("2023-01-01T03:33"), month="2023-01")
    after = load_dataset(lake).flights
    assert len(after) == len(before) + 1
    assert 999 in after.delay


def test_an_airport_without_a_known_zone_keeps_its_flights_and_is_told_of(lake: Lake) -> None:
    fetched = ingest_month(lake, row(), {**row("2025-01-16"), "Dest": "QQQ"})
    assert fetched.notes == ("No time zone is known for QQQ: 1 flight without a known arrival.",)
    assert flights(lake)["scheduled_arrival"].isna().tolist() == [False, True]


def test_a_lake_without_weather_can_be_read(lake: Lake) -> None:
    ingest_month(lake, row())
    dataset = load_dataset(lake)
    assert (len(dataset.flights), len(dataset.weather.time)) == (1, 0)
    assert dataset.airports.loc["GUM", "time_zone"] == "Pacific/Guam"


def test_every_us_airport_has_a_zone_that_python_knows() -> None:
    assert set(read_places().zones.values()) <= available_timezones()
    assert len(read_places().zones) > 2000


def copy_of(lake: Lake, folder: Path) -> Lake:
    """Return a copy that a test may change."""
    for path, data in content(lake.folder).items():
        to = folder / path.relative_to(lake.folder)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(data)
    return Lake(folder)

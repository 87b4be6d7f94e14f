"""Tests of the source outcomes: a customer's own flights, as real files."""

from pathlib import Path

import pandas as pd
import pytest

from batch.reader.errors import FileRefused
from training.cli import main
from training.dataset.dataset import load_dataset
from training.errors import RowsUnusable
from training.lake import Lake
from training.lake.intake import ingest
from training.sources.outcomes import TEMPLATE

COLUMNS = TEMPLATE.split("\n", 1)[0].split(",")
FLIGHT = {
    "carrier": "DL",
    "origin": "JFK",
    "destination": "LAX",
    "scheduled_departure": "2025-10-01T18:30",
    "scheduled_arrival": "2025-10-01T22:05",
    "actual_departure": "2025-10-01T18:41",
    "actual_arrival": "2025-10-01T22:45",
    "cancelled": "0",
    "diverted": "0",
}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def write(lake: Lake, *changes: dict[str, str], name: str = "own.csv") -> Path:
    path = lake.folder.parent / name
    lines = [",".join({**FLIGHT, **change}[column] for column in COLUMNS) for change in changes]
    path.write_text("\n".join([",".join(COLUMNS), *lines, ""]))
    return path


def flights(lake: Lake) -> pd.DataFrame:
    return lake.read(lake.manifest(), "flights")


def test_the_template_is_a_file_that_can_be_ingested(
    lake: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    path = lake.folder.parent / "outcomes.csv"
    assert main(["ingest", f"--template={path}"]) == 0
    assert main(["ingest", str(path), f"--lake={lake.folder}"]) == 0
    assert load_dataset(lake).flights.outcome.tolist() == [5, 5, 1]
    assert "outcomes.csv (outcomes)" in capsys.readouterr().out


def test_the_template_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("my own")
    assert main(["ingest", f"--template={path}"]) == 1
    assert path.read_text() == "my own"
    assert capsys.readouterr().err.startswith("error: ")


def test_delays_are_what_passed_between_schedule_and_event(lake: Lake) -> None:
    ingest(write(lake, {}), lake)
    (found,) = flights(lake).to_dict("records")
    assert (found["departure_delay_min"], found["arrival_delay_min"]) == (11, 40)


def test_a_diverted_flight_never_arrives_whatever_stands_there(lake: Lake) -> None:
    ingest(write(lake, {"diverted": "yes"}), lake)
    assert flights(lake)["arrival_delay_min"].isna().all()
    assert load_dataset(lake).flights.outcome.tolist() == [5]


@pytest.mark.parametrize(
    "change",
    [
        {"carrier": " dl"},
        {"scheduled_departure": "2025-10-01 18:30:00"},
        {"cancelled": "false", "diverted": "no"},
        {"cancelled": "", "diverted": ""},
        {"actual_departure": ""},
    ],
    ids=str,
)
def test_ways_of_writing_that_mean_the_same_are_understood(
    lake: Lake, change: dict[str, str]
) -> None:
    ingest(write(lake, change), lake)
    (found,) = flights(lake).to_dict("records")
    assert (found["carrier"], found["arrival_delay_min"]) == ("DL", 40)
    assert found["scheduled_departure"] == pd.Timestamp("2025-10-01T18:30")


@pytest.mark.parametrize("unit", ["s", "us", "ns"])
def test_parquet_with_times_and_flags_of_its_own_is_the_same(lake: Lake, unit: str) -> None:
    ingest(write(lake, {}, {"origin": "BOS"}), lake)
    before = flights(lake)
    table = pd.read_csv(lake.folder.parent / "own.csv")
    times = [name for name in COLUMNS if name.startswith(("scheduled", "actual"))]
    table = table.astype(dict.fromkeys(times, f"datetime64[{unit}]"))
    path = lake.folder.parent / "own.parquet"
    table.assign(cancelled=table["cancelled"].astype(bool)).to_parquet(path)
    ingest(path, lake)
    pd.testing.assert_frame_equal(flights(lake), before)


def test_parquet_times_with_a_zone_are_refused(lake: Lake) -> None:
    table = pd.DataFrame([FLIGHT])
    zoned = pd.to_datetime(table["scheduled_departure"]).dt.tz_localize("UTC")
    path = lake.folder.parent / "own.parquet"
    table.assign(scheduled_departure=zoned).to_parquet(path)
    with pytest.raises(FileRefused, match=r"scheduled_departure holds .*UTC.*without a zone"):
        ingest(path, lake)


FAULTS = {
    "a code that is none": ({"destination": "12892"}, "destination '12892'; allowed is three"),
    "a missing airline": ({"carrier": ""}, "carrier is missing; allowed is two"),
    "a time with a zone": ({"scheduled_departure": "2025-10-01T18:30Z"}, "local time without"),
    "an American month": ({"actual_arrival": "31/31/2025 22:45"}, "like 2025-10-01T18:30"),
    "a day that is none": ({"scheduled_arrival": "2025-02-30T08:00"}, "'2025-02-30T08:00'"),
    "a flag that is none": ({"cancelled": "perhaps"}, "'perhaps'; allowed is 1 or 0"),
    "a round trip": ({"destination": "JFK"}, "another destination than the origin"),
    "both cancelled and diverted": (
        {"cancelled": "1", "diverted": "1", "actual_arrival": ""},
        "one of the two at most",
    ),
    "cancelled, but arrived": ({"cancelled": "1"}, "no arrival of a cancelled flight"),
    "neither arrived nor gone": (
        {"actual_arrival": ""},
        "actual_arrival is missing; allowed is an arrival, unless",
    ),
    "an arrival before the departure": (
        {"scheduled_arrival": "2025-10-01T15:00", "actual_arrival": "2025-10-01T15:10"},
        "within a day after the departure",
    ),
    "a week late": ({"actual_arrival": "2025-10-08T22:05"}, "3 days after the schedule"),
    "a year that is none": (
        {"scheduled_departure": "0001-01-01T00:00", "scheduled_arrival": "0001-01-01T00:10"},
        "scheduled_departure '0001-01-01T00:00'; allowed is a year from 1987 to 2099",
    ),
    "the end of all years": ({"scheduled_arrival": "9999-12-31T00:00"}, "a year from 1987 to"),
    "a day early": ({"actual_departure": "2025-09-30T18:30"}, "from 12 hours before"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_row_that_cannot_be_is_told_of_in_plain_words(what: str, lake: Lake) -> None:
    change, words = FAULTS[what]
    with pytest.raises(RowsUnusable) as refused:
        ingest(write(lake, {"carrier": "AA"}, change), lake)
    assert words in str(refused.value)
    assert str(refused.value).startswith("own.csv: line 3: ")
    assert str(refused.value).endswith("1 of 2 rows are good; nothing was taken.")
    assert not lake.manifest().files


def test_a_flight_that_stands_twice_is_refused_however_it_is_written(lake: Lake) -> None:
    with pytest.raises(RowsUnusable, match=r"line 3: .*each flight once"):
        ingest(write(lake, {}, {"carrier": "dl"}), lake)


def test_what_cannot_be_read_is_not_told_of_twice(lake: Lake) -> None:
    unread = {"carrier": "", "origin": "", "destination": "?", "actual_arrival": "soon"}
    with pytest.raises(RowsUnusable) as refused:
        ingest(write(lake, unread, unread), lake)
    named = [sentence.split(":")[1].split()[0] for sentence in refused.value.report]
    assert named == ["carrier", "origin", "destination", "actual_arrival"]


def test_a_schedule_that_lands_earlier_by_the_clock_is_fine_across_the_date_line(
    lake: Lake,
) -> None:
    guam = {
        "origin": "GUM",
        "destination": "HNL",
        "scheduled_departure": "2025-10-02T07:00",
        "scheduled_arrival": "2025-10-01T18:30",
        "actual_departure": "2025-10-02T07:00",
        "actual_arrival": "2025-10-01T18:30",
    }
    ingest(write(lake, guam), lake)
    assert len(flights(lake)) == 1


def test_a_file_may_span_months_and_each_replaces_its_own(lake: Lake) -> None:
    november = {
        name: value.replace("2025-10", "2025-11")
        for name, value in FLIGHT.items()
        if value.startswith("2025")
    }
    ingest(write(lake, {}, november), lake)
    ingest(write(lake, {"carrier": "AA"}, name="corrected.csv"), lake)
    found = [(file.month, file.source_file) for file in lake.manifest().files if file.month]
    assert found == [("2025-10", "corrected.csv"), ("2025-11", "own.csv")]
    assert flights(lake)["carrier"].tolist() == ["AA", "DL"]


def test_a_byte_order_mark_and_windows_line_ends_are_read(lake: Lake) -> None:
    path = lake.folder.parent / "own.csv"
    path.write_bytes(b"\xef\xbb\xbf" + TEMPLATE.replace("\n", "\r\n").encode())
    ingest(path, lake)
    assert len(flights(lake)) == 3

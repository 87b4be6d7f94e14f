"""Tests of training.lake.folder, and of the parts that intake cuts for it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from training.atomic_write import write_bytes
from training.errors import LakeDamaged, LakeEmpty
from training.lake import MANIFEST, Lake
from training.lake.intake import split
from training.sources.schema import Provenance, SourceData

SOURCE = Provenance("here", "here 1", "0" * 64)


def flights(*days: str, carrier: str = "DL") -> pd.DataFrame:
    times = pd.to_datetime(list(days)).astype("datetime64[s]")
    codes = {"carrier": carrier, "origin": "JFK", "destination": "LAX"}
    return pd.DataFrame({"scheduled_departure": times, **codes})


def files(lake: Lake) -> list[str]:
    return sorted(str(path.relative_to(lake.folder)) for path in lake.folder.rglob("*.parquet"))


def write(lake: Lake, *days: str, source: Provenance = SOURCE, month: str | None = None) -> None:
    data = SourceData(source, flights=flights(*days), month=month)
    lake.write(split(data, "flights", data.flights), {})


def write_hours(lake: Lake, *times: str, airport: str = "JFK") -> None:
    hours = pd.to_datetime(list(times)).astype("datetime64[s]")
    rows = pd.DataFrame({"airport": airport, "time": hours, "temperature_c": 1.0})
    data = SourceData(SOURCE, weather=rows, weather_by_airport=True)
    lake.write(split(data, "weather", rows), {})


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def test_rows_come_back_with_their_source(lake: Lake) -> None:
    write(lake, "2023-01-31", "2023-02-01")
    rows = lake.read(lake.manifest(), "flights")
    assert len(rows) == 2
    assert set(rows["source"]) == {"here"}


def test_a_month_is_a_file_with_its_provenance(lake: Lake) -> None:
    write(lake, "2023-01-31", "2023-02-01")
    january, february = lake.manifest().files
    assert (january.month, february.month) == ("2023-01", "2023-02")
    assert (january.rows, january.source_version, january.source_sha256) == (1, "here 1", "0" * 64)


def test_writing_the_same_again_changes_nothing(lake: Lake) -> None:
    write(lake, "2023-01-31")
    before = files(lake), (lake.folder / MANIFEST).read_bytes()
    write(lake, "2023-01-31")
    assert before == (files(lake), (lake.folder / MANIFEST).read_bytes())


def test_later_rows_replace_earlier_of_the_same_month_and_source(lake: Lake) -> None:
    write(lake, "2023-01-30", "2023-02-01")
    write(lake, "2023-01-31")
    days = (
        lake.read(lake.manifest(), "flights")["scheduled_departure"].dt.strftime("%m-%d").tolist()
    )
    assert sorted(days) == ["01-31", "02-01"]
    assert len(files(lake)) == 2


def test_each_airports_weather_is_replaced_by_itself(lake: Lake) -> None:
    write_hours(lake, "2025-01-01T00:00", "2025-01-01T01:00")
    write_hours(lake, "2025-01-01T00:00", airport="LAX")
    write_hours(lake, "2025-01-01T05:00")
    rows = lake.read(lake.manifest(), "weather").set_index("airport")
    assert rows["time"].dt.hour.to_dict() == {"JFK": 5, "LAX": 0}


def test_a_flight_at_the_midnight_after_its_month_does_not_replace_the_next(lake: Lake) -> None:
    write(lake, "2025-02-01", "2025-02-02", month="2025-02")
    write(lake, "2025-01-31", "2025-02-01", month="2025-01")
    assert [(file.month, file.rows) for file in lake.manifest().files] == [
        ("2025-01", 2),
        ("2025-02", 2),
    ]


def test_a_files_provenance_has_its_name_and_the_time(lake: Lake) -> None:
    write(lake, "2025-01-31", source=Provenance("there", "", "1" * 64, "january.csv"))
    (file,) = lake.manifest().files
    assert file.source_file == "january.csv"
    assert abs(datetime.now(UTC) - datetime.fromisoformat(file.written)) < timedelta(minutes=5)


def test_an_older_manifest_is_read_and_kept(lake: Lake) -> None:
    write(lake, "2023-01-31")
    content = json.loads((lake.folder / MANIFEST).read_text())
    for file in content["files"]:
        del file["part"], file["source_file"], file["written"]
    (lake.folder / MANIFEST).write_text(json.dumps(content))
    before = lake.manifest()
    write(lake, "2023-01-31")
    assert lake.manifest() == before


def test_counts_of_a_delivery_go_when_nothing_of_it_is_left(lake: Lake) -> None:
    for name in ("first.csv", "second.csv"):
        source = Provenance("outcomes", "", "0" * 64, name)
        data = SourceData(source, flights=flights("2025-01-31", carrier=name[:2].upper()))
        dropped = {f"outcomes {name}": {"flights": {"too late": 3}}}
        lake.write(split(data, "flights", data.flights), dropped)
    assert list(lake.manifest().dropped) == ["outcomes second.csv"]


def test_columns_can_be_chosen(lake: Lake) -> None:
    write(lake, "2023-01-30")
    rows = lake.read(lake.manifest(), "flights", ["carrier", "scheduled_departure"])
    assert list(rows) == ["carrier", "scheduled_departure", "source"]


def test_sources_lie_side_by_side(lake: Lake) -> None:
    write(lake, "2023-01-30")
    write(lake, "2023-01-31", source=Provenance("there", "there 2", "1" * 64))
    assert set(lake.read(lake.manifest(), "flights")["source"]) == {"here", "there"}


def test_the_fingerprint_follows_the_content(lake: Lake) -> None:
    write(lake, "2023-01-30")
    before = lake.manifest().fingerprint
    write(lake, "2023-01-30")
    assert lake.manifest().fingerprint == before
    write(lake, "2023-01-31")
    assert lake.manifest().fingerprint != before


def test_an_empty_lake_says_how_to_fill_it(lake: Lake) -> None:
    with pytest.raises(LakeEmpty, match="make fetch"):
        lake.read(lake.manifest(), "flights")


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_damaged_file_is_refused(lake: Lake, damage) -> None:  # type: ignore[no-untyped-def]
    write(lake, "2023-01-30")
    damage(lake.folder / files(lake)[0])
    with pytest.raises(LakeDamaged):
        lake.read(lake.manifest(), "flights")


def test_a_damaged_manifest_is_refused(lake: Lake) -> None:
    write(lake, "2023-01-30")
    (lake.folder / MANIFEST).write_text(json.dumps({"files": 3}))
    with pytest.raises(LakeDamaged, match="not a manifest"):
        lake.read(lake.manifest(), "flights")


@pytest.mark.parametrize("interrupted_at", [0, 1, 2])
def test_an_interrupted_write_leaves_the_old_lake(
    lake: Lake, monkeypatch: pytest.MonkeyPatch, interrupted_at: int
) -> None:
    write(lake, "2023-01-01", "2023-02-01")
    before = lake.read(lake.manifest(), "flights")
    replaced = iter(range(99))

    def interrupted(path: Path, content: bytes) -> None:
        if next(replaced) == interrupted_at:
            raise KeyboardInterrupt
        write_bytes(path, content)

    with monkeypatch.context() as patch:
        patch.setattr("training.lake.folder.write_bytes", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write(lake, "2023-01-02", "2023-02-02")
    pd.testing.assert_frame_equal(lake.read(lake.manifest(), "flights"), before)
    write(lake, "2023-01-02", "2023-02-02")
    assert len(files(lake)) == 2

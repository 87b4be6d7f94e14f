"""Tests of the source asos, on files as the archive serves them."""

from pathlib import Path

import pandas as pd
import pytest

from batch.reader.errors import ColumnsMissing, FileRefused
from training.errors import RowsUnusable
from training.lake import Lake
from training.lake.intake import ingest
from training.sources.nyc import NYC2013
from training.sources.schema import MM_PER_INCH

HEADER = "station,valid,tmpf,dwpf,relh,drct,sknt,p01i,mslp,alti,vsby"
REPORT = {
    "station": "JFK",
    "tmpf": "41.00",
    "dwpf": "32.00",
    "relh": "70.00",
    "drct": "310.00",
    "sknt": "10.00",
    "p01i": "0.00",
    "mslp": "1012.30",
    "alti": "30.00",
    "vsby": "10.00",
}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def report(valid: str, **changes: str) -> str:
    """Return a line; `valid` is in UTC."""
    values = {**REPORT, "valid": valid, **changes}
    return ",".join(values[name] for name in HEADER.split(","))


def hourly(start: str, hours: int, **changes: str) -> list[str]:
    """Return lines at nine minutes to every hour, as most stations report."""
    times = pd.date_range(f"{start}:51", periods=hours, freq="h")
    return [report(f"{time:%Y-%m-%d %H:%M}", **changes) for time in times]


def write(lake: Lake, *lines: str, comments: str = "") -> Path:
    path = lake.folder.parent / "asos.csv"
    path.write_text(comments + "\n".join([HEADER, *lines, ""]))
    return path


def hours(lake: Lake) -> pd.DataFrame:
    rows = lake.read(lake.manifest(), "weather")
    return rows.set_index(["airport", "time"])


def noon(lake: Lake, *lines: str) -> dict[str, float]:
    """Return the hour of noon UTC, seven in New York, among the ordinary ones of its day."""
    day = [line for line in hourly("2025-01-02T05", 24) if "2025-01-02 12:" not in line]
    ingest(write(lake, *day, *lines), lake)
    rows = hours(lake).reset_index()
    (found,) = rows[rows["time"] == "2025-01-02T07:00"].to_dict("records")
    return {str(name): value for name, value in found.items()}


def test_units_are_the_lakes_and_hours_are_local(lake: Lake) -> None:
    found = noon(lake, report("2025-01-02 12:51"))
    assert found["temperature_c"] == pytest.approx(5)
    assert found["dew_point_c"] == pytest.approx(0)
    assert found["humidity_pct"] == 70
    assert found["wind_speed_kmh"] == pytest.approx(18.52)
    assert found["wind_direction_deg"] == 310
    assert found["pressure_hpa"] == pytest.approx(1012.3)
    assert found["visibility_km"] == pytest.approx(16.09344)


def test_the_latest_report_of_an_hour_counts(lake: Lake) -> None:
    lines = [report("2025-01-02 12:51", tmpf="50.00"), report("2025-01-02 12:20", tmpf="14.00")]
    assert noon(lake, *lines)["temperature_c"] == pytest.approx(10)


def test_what_the_latest_report_lacks_comes_from_the_one_before(lake: Lake) -> None:
    lines = [report("2025-01-02 12:20", tmpf="50.00"), report("2025-01-02 12:51", tmpf="M")]
    assert noon(lake, *lines)["temperature_c"] == pytest.approx(10)


def test_precipitation_is_not_counted_twice(lake: Lake) -> None:
    """Each report counts from the hour's start: 0.1 inch, of which 0.04 fell by 12:20."""
    lines = [report("2025-01-02 12:20", p01i="0.04"), report("2025-01-02 12:51", p01i="0.10")]
    assert noon(lake, *lines)["precipitation_mm"] == pytest.approx(2.54)


def test_the_lowest_visibility_of_an_hour_counts(lake: Lake) -> None:
    lines = [report("2025-01-02 12:20", vsby="0.25"), report("2025-01-02 12:51")]
    assert noon(lake, *lines)["visibility_km"] == pytest.approx(0.402336)


def test_a_trace_of_rain_is_what_the_data_packages_write(lake: Lake) -> None:
    assert noon(lake, report("2025-01-02 12:51", p01i="T"))["precipitation_mm"] == pytest.approx(
        0.00254
    )


def test_the_altimeter_stands_in_for_a_missing_pressure(lake: Lake) -> None:
    found = noon(lake, report("2025-01-02 12:51", mslp="M"))
    assert found["pressure_hpa"] == pytest.approx(30 * 33.863886)


def test_what_no_instrument_could_have_read_is_blanked(lake: Lake) -> None:
    assert pd.isna(noon(lake, report("2025-01-02 12:51", sknt="900.00"))["wind_speed_kmh"])


def test_comments_before_the_header_are_skipped(lake: Lake) -> None:
    path = write(lake, *hourly("2025-01-02T05", 24), comments="#DEBUG: Format\n#DEBUG: Time\n")
    assert ingest(path, lake).rows("weather") == 24


@pytest.mark.parametrize(
    ("station", "airport", "midnight"),
    [
        ("LAX", "LAX", "08"),
        ("KDEN", "DEN", "07"),
        ("PANC", "ANC", "09"),
        ("PHNL", "HNL", "10"),
        ("TJSJ", "SJU", "04"),
        ("IWA", "AZA", "07"),
    ],
)
def test_stations_belong_to_airports_all_over_the_country(
    lake: Lake, station: str, airport: str, midnight: str
) -> None:
    ingest(write(lake, *hourly(f"2025-01-02T{midnight}", 24, station=station)), lake)
    first = min(hours(lake).index)
    assert first == (airport, pd.Timestamp("2025-01-02T00:00"))


def test_several_stations_of_a_file_are_replaced_each_by_itself(lake: Lake) -> None:
    both = [*hourly("2025-01-02T08", 24), *hourly("2025-01-02T08", 30, station="LAX")]
    ingest(write(lake, *both), lake)
    ingest(write(lake, *hourly("2025-01-02T08", 48)), lake)
    found = {file.part: file.rows for file in lake.manifest().files if file.table == "weather"}
    assert found == {"JFK": 48, "LAX": 30}


def test_a_month_that_utc_only_touches_does_not_replace_the_whole_one(lake: Lake) -> None:
    ingest(write(lake, *hourly("2024-12-01T05", 31 * 24)), lake)
    fetched = ingest(write(lake, *hourly("2025-01-01T00", 31 * 24)), lake)
    rows = {file.month: file.rows for file in lake.manifest().files if file.table == "weather"}
    assert rows == {"2024-12": 31 * 24, "2025-01": 31 * 24 - 5}
    assert fetched.notes == ("Left out: 5 hours of months with fewer than 24 hours: JFK 2024-12.",)


def test_the_hour_that_clocks_repeat_in_autumn_is_kept_once(lake: Lake) -> None:
    fetched = ingest(write(lake, *hourly("2025-11-02T04", 25)), lake)
    assert fetched.dropped["weather"] == {"the same hour twice": 1}
    assert len(hours(lake)) == 24


def test_a_file_without_a_whole_day_is_refused(lake: Lake) -> None:
    with pytest.raises(FileRefused, match="fewer than 24 hours of every month"):
        ingest(write(lake, *hourly("2025-01-02T05", 23)), lake)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"station": "XXXX"}, "station 'XXXX'; allowed is the code of a US airport"),
        ({"tmpf": "warm"}, "tmpf 'warm'; allowed is a number, M"),
        ({"valid": "1/32/2025"}, "valid '1/32/2025'; allowed is a time in UTC"),
    ],
)
def test_a_report_that_cannot_be_is_told_of(lake: Lake, change: dict[str, str], words: str) -> None:
    odd = report(**{"valid": "2025-01-02 12:51", **change})
    path = write(lake, *hourly("2025-01-02T05", 24), odd, comments="#\n")
    with pytest.raises(RowsUnusable, match="line 27: ") as refused:
        ingest(path, lake)
    assert words in str(refused.value)


def test_pressure_is_needed_in_one_of_its_forms(lake: Lake) -> None:
    path = write(lake, *hourly("2025-01-02T05", 24))
    path.write_text(path.read_text().replace("mslp", "gust").replace("alti", "peak"))
    with pytest.raises(ColumnsMissing, match="mslp or alti"):
        ingest(path, lake)


def test_a_month_of_the_archive_has_the_rain_of_the_packages_month(lake: Lake) -> None:
    """Hours are whole in both; a report early in the hour tells a part of its rain only."""
    known = NYC2013.read().weather
    may = known[(known["airport"] == "JFK") & (known["time"].dt.month == 5)].set_index("time")
    inches = may["precipitation_mm"].dropna() / MM_PER_INCH
    utc = inches.index.tz_localize("America/New_York").tz_convert("UTC")
    lines = [
        report(f"{hour:%Y-%m-%d %H}:{minute}", p01i=f"{part * amount:.2f}")
        for hour, amount in zip(utc, inches, strict=True)
        for minute, part in (("20", 0.3), ("51", 1.0))
    ]
    ingest(write(lake, *lines), lake)
    fetched = hours(lake).loc["JFK"]["precipitation_mm"]
    assert fetched.sum() == pytest.approx(may["precipitation_mm"].sum(), rel=0.01)
    both = fetched.to_frame("fetched").join(may["precipitation_mm"], how="inner")
    assert len(both) == len(inches)
    assert (both["fetched"] - both["precipitation_mm"]).abs().max() < 0.01


def day_of(zone: str = "UTC", end: str = "", delimiter: str = ",", **changes: str) -> str:
    """Return a file of 24 reports from midnight in New York on, written in a zone's times."""
    utc = pd.date_range("2025-01-02T05:51", periods=24, freq="h", tz="UTC")
    lines = [
        report(f"{time:%Y-%m-%d %H:%M}{end}", tmpf=str(number), **changes)
        for number, time in enumerate(utc.tz_convert(zone))
    ]
    return "\n".join([HEADER, *lines, ""]).replace(",", delimiter)


def in_column(zone: str, content: str) -> str:
    """Return a file whose first column tells the zone of each report."""
    return content.replace("station", "Time Zone,station").replace("JFK,", f"{zone},JFK,")


@pytest.mark.parametrize(
    "content",
    [
        day_of(),
        day_of(end=":00Z"),
        day_of(end=":00+00:00"),
        day_of().replace("valid", "valid(UTC)"),
        day_of("America/Chicago").replace("valid", "valid(America/Chicago)"),
        "#DEBUG: Time Zone     -> UTC\n" + day_of(delimiter="\t"),
        "#DEBUG: Time Zone -> Etc/UTC\n" + day_of(),
        "#DEBUG: Time Zone -> America/Chicago\n" + day_of("America/Chicago", delimiter="\t"),
        "#DEBUG: Time Zone -> America/New_York\n" + day_of("America/New_York"),
        "#DEBUG: Time Zone -> GMT\n" + day_of(),
        in_column("GMT", day_of()),
        in_column("America/Chicago", day_of("America/Chicago")),
        in_column("NA", day_of()),
    ],
)
def test_hours_are_right_whatever_zone_the_file_says(lake: Lake, content: str) -> None:
    path = lake.folder.parent / "asos.txt"
    path.write_text(content)
    ingest(path, lake)
    found = hours(lake).loc["JFK"]["temperature_c"] * 9 / 5 + 32
    assert found.index[0] == pd.Timestamp("2025-01-02T00:00")
    assert found.round().tolist() == list(range(24))


def test_a_zone_that_is_none_is_refused(lake: Lake) -> None:
    path = lake.folder.parent / "asos.csv"
    path.write_text("#DEBUG: Time Zone -> Mars/Olympus\n" + day_of())
    with pytest.raises(FileRefused, match="'Mars/Olympus', which is not a time zone"):
        ingest(path, lake)


def test_reports_of_two_zones_are_refused(lake: Lake) -> None:
    path = lake.folder.parent / "asos.csv"
    path.write_text(f"#DEBUG: Time Zone -> UTC\n{in_column('America/Chicago', day_of())}")
    with pytest.raises(FileRefused, match="in UTC and America/Chicago: ask for tz=UTC"):
        ingest(path, lake)


def test_reports_without_their_readings_are_told_where_those_are(lake: Lake) -> None:
    path = lake.folder.parent / "asos.csv"
    path.write_text("station,valid,metar\nJFK,2025-01-02 05:51,KJFK 020551Z 31012KT 10SM\n")
    with pytest.raises(ColumnsMissing, match=r"looks like asos.*tmpf.*training fetch asos"):
        ingest(path, lake)


def test_the_hour_that_a_zone_repeats_is_left_out(lake: Lake) -> None:
    """Its time in UTC is not known: one of the two it could be would be wrong."""
    lines = [report(f"2025-11-02 {hour:02}:51") for hour in range(24)]
    path = write(lake, *lines, *hourly("2025-11-03T00", 24))
    path.write_text(f"#DEBUG: Time Zone -> America/New_York\n{path.read_text()}")
    (note,) = ingest(path, lake).notes
    assert note.startswith("Left out: 1 report, taken at a time")
    found = hours(lake).loc["JFK"].index
    assert pd.Timestamp("2025-11-02T01:00") not in found
    assert len(found) == 47


@pytest.mark.parametrize("word", ["M", "NA", "null", "NaN", "", "-99", "-99.00"])
def test_every_word_for_a_missing_reading_is_one(lake: Lake, word: str) -> None:
    ingest(write(lake, *hourly("2025-01-02T05", 24, mslp=word, tmpf=word, p01i="T")), lake)
    found = hours(lake)
    assert found["temperature_c"].isna().all()
    assert found["pressure_hpa"].notna().all()
    assert found["precipitation_mm"].round(4).eq(0.0025).all()

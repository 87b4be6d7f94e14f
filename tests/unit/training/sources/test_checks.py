"""Tests of training.sources.checks: a column of delays holds minutes, or the file is refused."""

from pathlib import Path

import pytest

from batch.reader.errors import FileRefused
from training.sources import read_file

NAMES = "carrier,origin,destination,scheduled_departure,scheduled_arrival,actual_arrival"
LANDED = ("22:20", "22:35", "22:02")


def arrival_delays(
    folder: Path, *delays: str, name: str = "arrival_delay", landed: tuple[str, ...] = LANDED
) -> list[float]:
    """Return the delays of flights that came 15 and 30 minutes late, and 3 early, in a file."""
    rows = [
        f"DL,JFK,LAX,2025-10-0{day}T18:30,2025-10-0{day}T22:05,2025-10-0{day}T{clock},{delay}"
        for day, (clock, delay) in enumerate(zip(landed, delays, strict=True), 1)
    ]
    path = folder / "flights.csv"
    path.write_text("\n".join([f"{NAMES},{name}", *rows, ""]))
    found: list[float] = (
        read_file(path, progress=lambda _: None).flights["arrival_delay_min"].tolist()
    )
    return found


@pytest.mark.parametrize(
    ("delays", "unit"),
    [
        (("900", "1800", "-180"), "seconds: 1800 where the times tell 30 minutes"),
        (("0.25", "0.5", "-0.05"), "hours: 0.5 where the times tell 30 minutes"),
        (("1", "1", "0"), "1 for yes and 0 for no: 1 where the times tell 30 minutes"),
    ],
)
def test_delays_in_other_units_are_told(tmp_path: Path, delays: tuple[str, ...], unit: str) -> None:
    with pytest.raises(FileRefused, match="in the column arrival_delay that are") as refused:
        arrival_delays(tmp_path, *delays)
    assert unit in str(refused.value)


def test_minutes_are_read_as_they_stand(tmp_path: Path) -> None:
    assert arrival_delays(tmp_path, "15", "30", "-3") == [15, 30, -3]


def test_delays_that_are_counted_otherwise_are_no_other_unit(tmp_path: Path) -> None:
    """From the gate, where the times are those of the runway."""
    assert arrival_delays(tmp_path, "22", "41", "6") == [22, 41, 6]


@pytest.mark.parametrize(
    ("landed", "delays"),
    [
        (("21:55", "21:50", "22:06"), ("0", "0", "1")),
        (("22:06", "22:07", "22:05"), ("7", "8", "6")),
    ],
    ids=["none below 0", "of flights nearly on time"],
)
def test_small_delays_are_of_no_other_unit(
    tmp_path: Path, landed: tuple[str, ...], delays: tuple[str, ...]
) -> None:
    assert arrival_delays(tmp_path, *delays, landed=landed) == [float(one) for one in delays]


def test_a_delay_of_the_departure_beside_times_of_the_arrival(tmp_path: Path) -> None:
    assert arrival_delays(tmp_path, "11", "12", "0", name="departure_delay") == [15, 30, -3]


@pytest.mark.parametrize("delays", ["1 0 " * 10, "0 0 1.0 0 " * 5, "1 " * 20])
def test_delays_of_no_and_yes_are_told_where_no_times_are(tmp_path: Path, delays: str) -> None:
    with pytest.raises(FileRefused, match="column arr_delay that are all 0 or 1: that may be no"):
        read_file(without_times(tmp_path, delays), progress=lambda _: None)


@pytest.mark.parametrize(
    "delays", ["1", "0 0", "1 0 -3", "0 1 2", "1 0", "0 " * 30, "0 1 " * 10 + "2"]
)
def test_minutes_without_times_are_read(tmp_path: Path, delays: str) -> None:
    found = read_file(without_times(tmp_path, delays), progress=lambda _: None)
    assert found.flights["arrival_delay_min"].tolist() == list(map(float, delays.split()))


def without_times(folder: Path, delays: str) -> Path:
    """Return a file of flights of one day each, with their delays."""
    rows = [
        f"DL,JFK,LAX,2025-10-{day:02}T18:30,2025-10-{day:02}T22:05,{delay}"
        for day, delay in enumerate(delays.split(), 1)
    ]
    names = "carrier,origin,destination,scheduled_departure,scheduled_arrival,arr_delay"
    (folder / "flights.csv").write_text("\n".join([names, *rows, ""]))
    return folder / "flights.csv"

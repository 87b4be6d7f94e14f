"""Tests of pushback.clock."""

import numpy as np
import pytest

from pushback.clock import block_minutes, utc_offset_minutes


def minutes(departure: str, arrival: str, origin: str, destination: str) -> float:
    left, arrived = (np.array([time], "datetime64[m]") for time in (departure, arrival))
    return float(block_minutes(left, arrived, [origin], [destination])[0])


@pytest.mark.parametrize(
    ("day", "offset"), [("2026-01-15", -300), ("2026-07-15", -240), ("2026-03-08", -240)]
)
def test_offset_follows_daylight_saving(day: str, offset: float) -> None:
    days = int(np.datetime64(day).astype(int))
    assert utc_offset_minutes("America/New_York", days) == offset


def test_block_time_counts_the_zones_between_the_airports() -> None:
    block = minutes(
        "2026-12-23T18:30", "2026-12-23T22:05", "America/New_York", "America/Los_Angeles"
    )
    assert block == 215 + 180


def test_block_time_to_arizona_changes_with_new_yorks_clocks() -> None:
    winter = minutes("2026-01-15T08:00", "2026-01-15T11:00", "America/New_York", "America/Phoenix")
    summer = minutes("2026-07-15T08:00", "2026-07-15T11:00", "America/New_York", "America/Phoenix")
    assert (winter, summer) == (180 + 120, 180 + 180)


def test_block_time_rolls_over_midnight() -> None:
    assert minutes("2026-05-01T23:30", "2026-05-02T00:45", *["America/New_York"] * 2) == 75


def test_block_time_of_an_unknown_zone_is_unknown() -> None:
    assert np.isnan(minutes("2026-05-01T08:00", "2026-05-01T09:00", "America/New_York", ""))


NEW_YORK, CHICAGO = "America/New_York", "America/Chicago"
AUTUMN, SPRING = "2027-11-07", "2027-03-14"


@pytest.mark.parametrize(
    ("left", "landed", "zones", "block"),
    [
        ("01:40", "01:35", [NEW_YORK, NEW_YORK], 55),  # out in the first hour, in in the second
        ("01:10", "01:20", [NEW_YORK, NEW_YORK], 70),  # nobody flies for ten minutes
        ("01:00", "01:50", [NEW_YORK, NEW_YORK], 50),  # within one of the two
        ("00:50", "01:50", [CHICAGO, NEW_YORK], 60),  # the change lies in between
        ("01:40", "01:35", ["America/Los_Angeles", "America/Los_Angeles"], 55),
        ("01:40", "01:35", ["America/Anchorage", "America/Anchorage"], 55),
        ("01:40", "01:35", ["America/Indiana/Indianapolis", "America/Detroit"], 55),
        ("01:40", "01:35", ["America/Phoenix", "America/Phoenix"], -5),
        ("01:40", "01:35", ["Pacific/Honolulu", "Pacific/Honolulu"], -5),
        ("01:40", "01:35", ["America/Puerto_Rico", "America/Puerto_Rico"], -5),
        ("23:40", "23:35", [NEW_YORK, NEW_YORK], -5),
    ],
)
def test_a_landing_in_an_hour_that_comes_twice_takes_the_likelier_reading(
    left: str, landed: str, zones: list[str], block: float
) -> None:
    assert minutes(f"{AUTUMN}T{left}", f"{AUTUMN}T{landed}", *zones) == block


@pytest.mark.parametrize(
    ("left", "landed", "block"), [("02:30", "03:40", 70), ("01:30", "02:40", 70)]
)
def test_an_hour_that_is_left_out_is_taken_as_shown(left: str, landed: str, block: float) -> None:
    assert minutes(f"{SPRING}T{left}", f"{SPRING}T{landed}", NEW_YORK, NEW_YORK) == block


@pytest.mark.parametrize("day", ["2027-11-06", "2027-11-08", "2027-06-01"])
def test_short_flights_of_other_nights_stay_as_they_are(day: str) -> None:
    assert minutes(f"{day}T01:10", f"{day}T01:20", NEW_YORK, NEW_YORK) == 10
    assert minutes(f"{day}T01:40", f"{day}T01:35", NEW_YORK, NEW_YORK) == -5

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

"""Tests of batch.reader.times and dates: days, clocks and times as people write them."""

import numpy as np
import pytest

from batch.reader import dating, times
from batch.reader.day_orders import day_order
from batch.reader.errors import DayOrderUnclear
from batch.reader.times import DAY_FIRST, MONTH_FIRST, YEAR_FIRST


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("2026-12-23T18:30", ""),
        ("2026-12-23 18:30", ""),
        ("2026-12-23 18:30:59", ""),
        ("2026-12-23T18:30:00.000", ""),
        (" 2026-12-23  18:30 ", ""),
        ("2026/12/23 18:30", ""),
        ("2026-12-23 6:30 PM", ""),
        ("12/23/2026 18:30", MONTH_FIRST),
        ("12/23/26 6:30 p.m.", MONTH_FIRST),
        ("23/12/2026 18:30", DAY_FIRST),
        ("23.12.2026 18:30:00", DAY_FIRST),
        ("23-12-2026 06:30:00PM", DAY_FIRST),
        ("46379.7708333333", ""),
        ("26/12/23 18:30", YEAR_FIRST),
        ("Wed 26-12-23 18:30", YEAR_FIRST),
        ("23-DEC-26 06.30.00.000000 PM", ""),
        ("23DEC2026:18:30:00", ""),
        ("23 Dec '26 18:30", ""),
        ("20261223T1830", ""),
        ("202612231830", ""),
        ("20261223T183000", ""),
        ("23/12/2026 à 18 h 30", DAY_FIRST),
        ("12/23/2026 06:30:00 p.\u00a0m.", MONTH_FIRST),
        ("2026-12-23 18:29:59.999997", ""),
        ("2026-12-23 18:29:59.999999999", ""),
    ],
)
def test_a_time_is_read_however_it_is_written(text: str, order: str) -> None:
    assert times.time(text, order) == "2026-12-23T18:30"


@pytest.mark.parametrize(
    "text",
    [
        "12/23/2026 18:30", "2026-12-23", "2026-12-23T18:30Z", "2026-12-23T18:30+01:00", "18:30",
        "2026-02-30 10:00", "2026-12-23T24:00", "2026-12-23T18:60", "2026-12-23 13:30 PM",
        "2026-12-23T18:30\n", "20261223T18", "20261323T1830", "tomorrow", "1234567",
        "٢٠٢٦-12-23 18:30x",
        "UTC 2026-12-23 18:30", "2026-12-23 18:30 EST", "2026-12-23 18", "23 Undecember 2026 18:30",
        "9999-12-31 23:59:59.999", "23DEC 1830", "Feb 30, 2026 10:00", "13 PM",
    ],
)  # fmt: skip
def test_what_is_no_local_time_is_not_guessed(text: str) -> None:
    assert times.time(text) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2025-01-02 05:51", "2025-01-02T05:51"),
        ("2025-01-02T05:51:00Z", "2025-01-02T05:51"),
        ("2025-01-02 05:51:00+00:00", "2025-01-02T05:51"),
        ("2025-01-02 05:51 UTC", "2025-01-02T05:51"),
        ("2025-01-02 05:51:00-05:00", None),
        ("2025-01-02", None),
    ],
)
def test_utc_is_taken_where_it_is_wanted(text: str, read: str | None) -> None:
    assert times.utc_time(text) == read


@pytest.mark.parametrize(
    ("text", "order", "read"),
    [
        ("1/5/2023 12:00:00 AM", MONTH_FIRST, "2023-01-05"),
        ("1/5/2023 12:00:00 PM", MONTH_FIRST, None),
        ("2023-01-05", DAY_FIRST, "2023-01-05"),
        ("05.01.2023", DAY_FIRST, "2023-01-05"),
        ("44931", "", "2023-01-05"),
        ("44931.0", "", "2023-01-05"),
        ("44931.5", "", None),
        ("5/5/2023", "", "2023-05-05"),
        ("2023-13-01", "", None),
    ],
)
def test_a_day_is_read_alone_or_as_its_midnight(text: str, order: str, read: str | None) -> None:
    assert times.day(text, order) == read


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["1/5/2023 18:30", "1/13/2023 18:30"], MONTH_FIRST),
        (["13/02/2023 18:30", "1/5/2023 18:30"], DAY_FIRST),
        (["1.5.2023 18:30"], DAY_FIRST),
        (["2023-01-05 18:30", "18:30", "5/5/2023"], ""),
    ],
)
def test_one_day_tells_the_order_of_all(texts: list[str], order: str) -> None:
    assert day_order("file.csv", texts) == order


def test_days_that_can_be_read_in_two_ways_are_asked_about() -> None:
    unclear = ["1/5/2023 18:30", "2/5/2023"]
    with pytest.raises(DayOrderUnclear, match=r"'1/5/2023 18:30'.*--day-order=day-first"):
        day_order("file.csv", unclear)
    assert day_order("file.csv", unclear, given=DAY_FIRST) == DAY_FIRST
    assert day_order("file.csv", unclear, usual=MONTH_FIRST) == MONTH_FIRST


def test_what_a_person_says_counts_where_the_days_do_not_tell() -> None:
    assert day_order("file.csv", ["25/12/2026", "3/4/2026"], MONTH_FIRST) == DAY_FIRST
    assert day_order("file.csv", ["25/12/2026", "12/25/2026"], MONTH_FIRST) == MONTH_FIRST
    assert day_order("file.csv", ["3/4/2026"], DAY_FIRST, usual=MONTH_FIRST) == DAY_FIRST
    with pytest.raises(DayOrderUnclear, match=r"'3/4/2026'.*day-first or --day-order=month-first"):
        day_order("file.csv", ["3/4/2026"], YEAR_FIRST)
    assert times.day("3/4/2026", YEAR_FIRST) is None


@pytest.mark.parametrize("day", ["26/12/23", "26-12-23", "12/12/26"])
def test_years_of_two_digits_that_may_come_first_are_asked_about(day: str) -> None:
    with pytest.raises(DayOrderUnclear, match=f"'{day}'.*day-first.*--day-order=year-first"):
        day_order("file.csv", [day, day])
    assert day_order("file.csv", [day], given=YEAR_FIRST) == YEAR_FIRST


def test_years_come_where_days_lie_closer_together_than_days_can() -> None:
    days = [f"{day:02}" for day in (3, 9, 11)]
    assert day_order("file.csv", [f"26/12/{day}" for day in days]) == YEAR_FIRST
    assert day_order("file.csv", [f"{day}/12/26" for day in ("26", *days)]) == DAY_FIRST
    with pytest.raises(DayOrderUnclear, match="day-first or --day-order=month-first"):
        day_order("file.csv", [f"{day}/12/26" for day in days])
    assert day_order("file.csv", ["12/05/05", "12/05/11"], usual=MONTH_FIRST) == MONTH_FIRST


def test_a_part_of_a_day_that_may_be_a_clock_is_not_guessed() -> None:
    assert times.clock("0.25") is None
    assert times.clock("0.250") == 360


def test_days_in_both_orders_are_refused() -> None:
    with pytest.raises(DayOrderUnclear, match="days in two orders"):
        day_order("file.csv", ["13/2/2023", "2/13/2023"])


@pytest.mark.parametrize(
    ("clock", "ahead", "elapsed", "arrival"),
    [
        (1205.0, -180.0, None, "2025-01-01T20:05"),  # JFK to LAX
        (1110.0, 0.0, None, "2025-01-01T18:30"),  # at once: not a whole day later
        (110.0, 0.0, None, "2025-01-02T01:50"),  # over midnight
        (1145.0, -1200.0, 465.0, "2024-12-31T19:05"),  # Guam to Honolulu, over the date line
        (480.0, 0.0, 1500.0, "2025-01-02T08:00"),  # longer than a day, as the file says
        (np.nan, 0.0, 60.0, "NaT"),
        (480.0, np.nan, None, "NaT"),
    ],
)
def test_an_arrival_gets_the_day_it_falls_on(
    clock: float, ahead: float, elapsed: float | None, arrival: str
) -> None:
    leaves = {1145.0: "2025-01-01T07:20", 480.0: "2025-01-01T07:00"}.get(clock, "2025-01-01T18:30")
    given = None if elapsed is None else np.array([elapsed])
    departure = np.array([leaves], "datetime64[m]")
    found = dating.dated(
        departure,
        np.array([clock]),
        lambda arrives: (arrives - departure) / np.timedelta64(1, "m") - ahead,
        given,
    )
    assert str(found[0]) == arrival

"""Tests of the record: what was known when."""

import pytest

from tests.record_files import small_record
from training.record import KEYS
from training.record.record import late_flights


def test_routes_are_known_by_whole_years_before_a_month() -> None:
    assert small_record().before(2019, 6).years == [2018]


@pytest.mark.parametrize(
    ("year", "month", "known"),
    [
        (2018, 1, []),
        (2018, 12, [(2018, 1)]),
        (2019, 1, [(2018, 1), (2018, 12)]),
        (2019, 2, [(2018, 1), (2018, 12), (2019, 1)]),
    ],
)
def test_airports_and_the_nation_are_known_to_the_month_before(
    year: int, month: int, known: list[tuple[int, int]]
) -> None:
    before = small_record().before(year, month)
    for rows in (before.airports, before.months):
        assert list(zip(rows["year"], rows["month"], strict=True)) == known


def test_what_is_left_is_no_longer_what_was_written_and_keeps_the_blocks() -> None:
    before = small_record().before(2018, 1)
    assert before.sha256 == ""
    assert len(before.blocks) == 1


def test_flights_late_are_those_late_and_those_that_never_arrived() -> None:
    rows = small_record().routes.assign(cancelled=2)
    assert late_flights(rows).tolist() == [6.0, 6.0, 6.0]


def test_rows_are_in_the_order_of_their_keys() -> None:
    record = small_record()
    for name, keys in KEYS.items():
        rows = getattr(record, name)
        assert rows[list(keys)].equals(rows.sort_values(list(keys))[list(keys)])

"""Tests of the tally's cells: counts that add up in any order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.record.tally import NEVER, PARTS, Cells, counted, joined, packed, rows_of, unpacked

FLIGHTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, NEVER)), min_size=1, max_size=40)


def of(flights: list[tuple[int, int]]) -> Cells:
    keys, outcomes = np.array(flights, np.int64).T
    return counted(keys, outcomes)


@given(FLIGHTS, FLIGHTS)
def test_parts_add_up_to_the_whole_in_either_order(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    whole = of(one + other)
    for parts in ((of(one), of(other)), (of(other), of(one))):
        assert joined(*parts).equals(whole)


@given(st.tuples(*(st.integers(0, size - 1) for size in PARTS.values())))
def test_every_key_is_a_number_of_its_own(parts: tuple[int, ...]) -> None:
    key = packed({name: np.array([part]) for name, part in zip(PARTS, parts, strict=True)})
    assert key >= 0
    assert tuple(int(part[0]) for part in unpacked(key).values()) == parts


def test_the_largest_key_fits_64_bits() -> None:
    largest = packed({name: np.array([size - 1]) for name, size in PARTS.items()})
    assert unpacked(largest)["year"][0] == PARTS["year"] - 1


def test_late_flights_are_counted_cumulatively() -> None:
    """One flight of each outcome: on time, late by four steps, never arrived."""
    row = rows_of(of([(0, outcome) for outcome in range(6)]), "hour").iloc[0]
    assert row.to_dict() == {
        "hour": 0, "flights": 6, "late_15": 4, "late_30": 3, "late_60": 2, "late_120": 1,
        "cancelled": 1,
    }  # fmt: skip

"""Test of the record's benchmark, on years of a few thousand flights."""

from tests.bench.record_scale import measured


def test_every_number_of_years_is_measured() -> None:
    rows = list(measured((1, 2), 3000))
    assert [row["flights"] for row in rows] == [3000, 6000]
    assert rows[0]["routes"] < rows[1]["routes"]
    assert all(row["count_s"] > 0 and row["count_mb"] > 0 for row in rows)

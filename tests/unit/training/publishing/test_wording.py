"""Tests of training.publishing.wording."""

from training.publishing.wording import nation_rows

PART = {"flights": 1234, "came": 0.205, "said": 0.212}


def test_parts_of_the_nation_that_a_small_file_tells_nothing_of_have_no_row() -> None:
    rows = nation_rows({"away": PART, "years": {"2019": PART}, "carriers": {}})
    assert [row[:4] for row in rows] == [
        ["away from New York", "1,234", "20.5%", "21.2%"],
        ["away, 2019", "1,234", "20.5%", "21.2%"],
    ]
    whole = nation_rows({"away": PART, "learned": PART, "years": {}, "carriers": {"WN": PART}})
    assert [row[0] for row in whole] == ["away from New York", "New York", "away, Southwest"]

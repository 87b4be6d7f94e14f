"""Tests of training.sources.flights: flights to judge on, and what they may not hold."""

from pathlib import Path

import numpy as np
import pytest

from batch.reader.errors import ColumnsMissing, FileRefused
from training.errors import RowsUnusable
from training.sources.flights import JUDGED, read_judged

HEAD = ",".join(JUDGED)
GOOD = "DL,ATL,MCO,2019-01-01T08:50,2019-01-01T10:09,-6,0,0"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "flights.csv"
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def test_flights_are_read_with_their_delays(tmp_path: Path) -> None:
    rows = read_judged(write(tmp_path, HEAD, GOOD, "wn,DAL,HOU,2023-02-01 23:59:00,,,1,0"))
    assert rows["carrier"].tolist() == ["DL", "WN"]
    assert rows["departure"].astype(str).tolist() == ["2019-01-01 08:50:00", "2023-02-01 23:59:00"]
    np.testing.assert_array_equal(rows["arrival_delay_min"], [-6, np.nan])
    assert rows["arrival"].isna().tolist() == [False, True]
    assert rows["cancelled"].tolist() == [False, True]


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ("DL", "DELTB", "carrier 'DELTB'; allowed is two letters or digits"),
        ("ATL", "KATLX", "origin 'KATLX'; allowed is three letters or digits"),
        ("MCO", "", "destination is missing"),
        ("T08:50", "T24:10", "departure '2019-01-01T24:10'; allowed is a local time"),
        ("2019-01-01T08:50", "2019-02-30T08:50", "departure '2019-02-30T08:50'"),
        ("2019-01-01T08:50", "1903-12-17T08:50", "allowed is a year from 1987 to 2099"),
        ("T10:09", "T10:75", "arrival '2019-01-01T10:75'"),
        ("-6", "soon", "arrival_delay_min 'soon'; allowed is minutes from -1440 to 7200"),
        ("-6", "nan", "arrival_delay_min is missing"),
        ("-6", "-1441", "arrival_delay_min '-1441'"),
        ("0,0", "-1,0", "cancelled '-1'; allowed is 1 or 0"),
        ("0,0", "0,2", "diverted '2'; allowed is 1 or 0"),
        ("0,0", "1,0", "allowed is a delay, or cancelled or diverted, not both"),
        ("-6", "", "allowed is a delay, or cancelled or diverted, not both"),
    ],
)
def test_what_cannot_be_is_told_once_and_by_line(
    tmp_path: Path, good: str, bad: str, told: str
) -> None:
    path = write(tmp_path, HEAD, GOOD, GOOD.replace(good, bad, 1))
    with pytest.raises(RowsUnusable) as raised:
        read_judged(path)
    (sentence,) = raised.value.report
    assert sentence.startswith("line 3: ")
    assert told in sentence


@pytest.mark.parametrize("column", JUDGED)
def test_a_column_that_is_missing_is_named(tmp_path: Path, column: str) -> None:
    path = write(tmp_path, ",".join(name for name in JUDGED if name != column), GOOD[3:])
    with pytest.raises(ColumnsMissing, match=f"lacks: {column}"):
        read_judged(path)


@pytest.mark.parametrize(("lines", "told"), [([], "is empty"), ([HEAD], "holds no rows")])
def test_a_file_without_flights_is_refused(tmp_path: Path, lines: list[str], told: str) -> None:
    with pytest.raises(FileRefused, match=told):
        read_judged(write(tmp_path, *lines))


def test_a_line_with_too_few_fields_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="7 fields instead of 8 in line 2"):
        read_judged(write(tmp_path, HEAD, GOOD[:-2], GOOD))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises((FileRefused, OSError), match=r"none\.csv"):
        read_judged(tmp_path / "none.csv")

"""Tests of batch.reader.tables: one table, whatever file it lies in."""

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batch.reader.containers import find_table
from batch.reader.errors import ColumnsMissing, FileRefused
from batch.reader.headers import read_header
from batch.reader.tables import check_times, read_blocks, read_columns
from batch.reader.times import time
from batch.reader.vocabulary import Layout
from tests.batch.reader.workbooks import Cell, workbook

NAMES = ["carrier", "flight", "departure", "note"]
LEAVES = [datetime(2026, 12, 23, 18, 30), datetime(2027, 1, 5, 7, 5)]
CSV = (
    'carrier,flight,departure,note\nDL,401,2026-12-23 18:30:00,"a, b\nc"\n'
    "\nB6,,2027-01-05 07:05:00,\n"
)


def text(path: Path) -> Path:
    path.write_text(CSV)
    return path


def zipped(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__MACOSX/._flights.csv", b"\0\1")
        archive.writestr("readme.html", "<html>")
        archive.writestr("folder/flights.csv", CSV)
    return path


def packed(path: Path) -> Path:
    path.write_bytes(gzip.compress(CSV.encode()))
    return path


def parquet(path: Path) -> Path:
    columns = [["DL", "B6"], [401, None], pa.array(LEAVES, pa.timestamp("us")), ["a, b\nc", None]]
    pq.write_table(pa.table(columns, NAMES), path)
    return path


def sheets(path: Path) -> Path:
    rows: list[list[Cell]] = [
        ["DL", 401.0, LEAVES[0], "a, b\nc"],
        [None, None, None, None],
        ["B6", None, LEAVES[1], None],
    ]
    return workbook(path, [], [["My flights"], NAMES, *rows], [["other"]])


WRITERS: dict[str, Callable[[Path], Path]] = {
    "flights.csv": text,
    "flights.txt": text,
    "flights.zip": zipped,
    "flights.csv.gz": packed,
    "flights.parquet": parquet,
    "no name": parquet,
    "flights.xlsx": sheets,
}


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_table_is_read_from_every_file(tmp_path: Path, name: str) -> None:
    file = find_table(WRITERS[name](tmp_path / name))
    found = read_columns(file, read_header(file), {role: role for role in NAMES})
    columns = {
        role: [column.distinct[code] if code >= 0 else None for code in column.codes]
        for role, column in found.items()
    }
    columns["departure"] = [time(str(one)) for one in columns["departure"]]
    assert columns == {
        "carrier": ["DL", "B6"],
        "flight": ["401", None],
        "departure": ["2026-12-23T18:30", "2027-01-05T07:05"],
        "note": ["a, b\nc", None],
    }


@pytest.mark.parametrize("word", ["NA", "null", "NaN", " ", "None", "NaT", "\\N", ""])
def test_words_for_nothing_are_nothing(tmp_path: Path, word: str) -> None:
    (tmp_path / "in.csv").write_text(f"carrier,tmpf\nDL,{word}\nAA,3\n")
    file = find_table(tmp_path / "in.csv")
    roles = {"carrier": "carrier", "tmpf": "tmpf"}
    found = read_columns(file, read_header(file), roles)["tmpf"]
    assert [code < 0 for code in found.codes] == [True, False]


BOTH = {"carrier": "carrier", "origin": "origin"}
TWO = "carrier,origin,seats\nDL,JFK,1\nB6,BOS,2\n"


@pytest.mark.parametrize(
    "content",
    [
        TWO.removesuffix("\n"),
        TWO + "\x1a",
        TWO.replace("\n", "\n\n"),
        TWO.replace("\n", "\r\r\n"),
        TWO + ",,\n,,\n   \n",
        TWO.replace("B6", "carrier,origin,seats\nB6"),
        TWO.replace("B6", "\ufeffcarrier, origin ,seats\nB6"),
        "# of today\n" + TWO.replace("B6", "# of today\nB6"),
        TWO.replace("seats", "gate,gate").replace(",1", ',"",5" of snow').replace(",2", ",2,2"),
    ],
    ids=["no last line end", "^Z", "double lines", "two CR", "blank rows", "names again",
         "names with a mark", "remark", "a stray quotation mark"],
)  # fmt: skip
def test_what_is_no_row_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / "in.csv").write_bytes(content.encode())
    file = find_table(tmp_path / "in.csv")
    found = read_columns(file, read_header(file), BOTH)
    assert [found[role].distinct for role in BOTH] == [["DL", "B6"], ["JFK", "BOS"]]
    assert found["carrier"].codes.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (TWO + "AA,DF", r"ends within line 4 \('AA,DF'\): it was cut off"),
        (TWO + "\nAA,DF\n", r"2 fields instead of 3 in line 5 \('AA,DF'\): remove what is no row"),
        (TWO + "origin,carrier,seats\nJFK,DL,1\n", r"in another way \(origin, carrier\)"),
        (TWO + "* All times in UTC\n", r"says '\* All times in UTC'; times that are read are"),
        (TWO + "(2 rows)\n", r"1 fields instead of 3 in line 4 \('\(2 rows\)'\): remove"),
        (TWO.replace("seats", "origin"), "names the column origin twice: keep only one of them"),
        (TWO + 'AA,"DFW,3\nUA,EWR,4\n', "opens a quotation mark in line 4 that it never closes"),
    ],
)
def test_what_is_torn_is_told_by_its_line(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "in.csv").write_text(content)
    file = find_table(tmp_path / "in.csv")
    with pytest.raises(FileRefused, match=reason):
        read_columns(file, read_header(file), BOTH)


def test_a_row_that_says_anything_is_one(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(TWO + ",,\n,,3\nAA,DFW,4\n")
    file = find_table(tmp_path / "in.csv")
    found = read_columns(file, read_header(file), BOTH)
    assert found["carrier"].codes.tolist() == [0, 1, -1, 2]
    assert found.places.tolist() == [2, 3, 5, 6]


def test_text_behind_a_closed_mark_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(TWO + 'AA,"DFW" x,"4"\nUA,5",4\n')
    file = find_table(tmp_path / "in.csv")
    assert len(read_columns(file, read_header(file), BOTH)["carrier"].codes) == 4


def test_small_floats_of_parquet_are_read(tmp_path: Path) -> None:
    halves = pa.array([1.5, 2.0], pa.float16())
    pq.write_table(pa.table({"delay": halves}), tmp_path / "in.parquet")
    file = find_table(tmp_path / "in.parquet")
    found = read_columns(file, read_header(file), {"delay": "delay"})["delay"]
    assert list(map(float, found.distinct)) == [1.5, 2.0]


def test_torn_rows_are_told_by_number_and_the_others_keep_theirs(tmp_path: Path) -> None:
    lines = ["carrier,origin", "DL,JFK", "DL", "AA,BOS", "B6,JFK,LAX", "UA,EWR"]
    (tmp_path / "in.csv").write_text("\n".join(lines))
    file = find_table(tmp_path / "in.csv", is_trusted=True)
    blocks = list(read_blocks(file, read_header(file), {"carrier": "carrier"}))
    numbers = [number for block in blocks for number in block.numbers.tolist()]
    torn = {number: told for block in blocks for number, told in block.torn.items()}
    assert numbers == [1, 3, 5]
    assert torn == {
        2: ("1 fields instead of 2", "DL"),
        4: ("3 fields instead of 2", "B6,JFK,LAX"),
    }


def test_a_quotation_mark_that_is_never_closed_loses_no_row_in_silence(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text('carrier,note\nDL,"oops\nAA,x\nB6,y\n')
    file = find_table(tmp_path / "in.csv")
    with pytest.raises(FileRefused, match=r"never closes"):
        read_columns(file, read_header(file), {"carrier": "carrier"})


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_what_is_packed_in_another_way_is_named(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "in.csv.packed").write_bytes(pack(CSV.encode()))
    with pytest.raises(FileRefused, match=r"unpack it, or pack it as \.zip or \.gz"):
        find_table(tmp_path / "in.csv.packed")


@pytest.mark.parametrize(
    ("departures", "lacks"),
    [
        (["601", "1830"], r"the day of DEP_TIME \('601'\)"),
        (["6:01 PM"], "the day of DEP_TIME"),
        (["2026-12-23", "23/12/2026"], r"the time of day of DEP_TIME \('2026-12-23'\)"),
        (["12/23/2026 12:00:00 AM", "12/3/2026 12:00:00 AM"], "the time of day of DEP_TIME"),
        (["2026-12-23 00:00:00"], "the time of day of DEP_TIME"),
        (["46379", "46380"], "the time of day of DEP_TIME"),
    ],
)
def test_departures_without_a_day_or_a_clock_are_told_as_such(
    departures: list[str], lacks: str
) -> None:
    with pytest.raises(ColumnsMissing, match=f"lacks: {lacks}"):
        check_times("in.csv", Layout("flights", {"departure": "DEP_TIME"}), "departure", departures)


@pytest.mark.parametrize(
    ("columns", "departures"),
    [
        ({}, ["2026-12-23 18:30", "601"]),
        ({}, ["2026-12-23T00:00"]),
        ({}, ["2026-12-23 00:00:00", "2026-12-23 18:30:00"]),
        ({}, ["46379.77"]),
        ({}, []),
        ({"day": "FL_DATE"}, ["601"]),
        ({"year": "Y", "month": "M", "day_of_month": "D"}, ["601"]),
    ],
)
def test_other_departures_are_read(columns: dict[str, str], departures: list[str]) -> None:
    layout = Layout("flights", {"departure": "DEP_TIME", **columns})
    check_times("in.csv", layout, "departure", departures)

"""Files that are not what they should be: one clear line, exit 1, the lake untouched."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batch.reader.containers import MAX_BYTES
from tests.bts_files import (
    COLUMNS,
    csv_text,
    member_name,
    row,
    write_month,
    write_zip,
    zip_name,
)
from training.cli import main
from training.lake import Lake
from training.lake.intake import ingest

MONTH = "2025-01"
GOOD = csv_text([row("2025-01-15"), row("2025-01-16"), row("2025-01-17")])
ZEROS, MANY_ZEROS = b"0" * 10_000_000, 110

Write = Callable[[Path], Path]


def zipped(content: str | bytes, member: str | None = None) -> Write:
    return lambda folder: write_zip(folder, MONTH, content, member)


def rows(*changed: dict[str, str]) -> Write:
    days = (f"2025-01-{day:02}" for day in range(1, 28))
    return zipped(csv_text({**row(day), **one} for day, one in zip(days, changed, strict=False)))


def plain(name: str, content: str | bytes) -> Write:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def truncated_zip(folder: Path) -> Path:
    path = write_month(folder, MONTH, 200)
    path.write_bytes(path.read_bytes()[:-100])
    return path


def damaged_zip(folder: Path) -> Path:
    path = write_month(folder, MONTH, 2000)
    content = bytearray(path.read_bytes())
    content[5000:5010] = bytes(10)
    path.write_bytes(content)
    return path


@cache
def packed_zeros() -> bytes:
    """Pack more than a gigabyte of zeros into a small archive, once: it takes seconds."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(member_name(MONTH), "w", force_zip64=True) as member,
    ):
        for _ in range(MANY_ZEROS):
            member.write(ZEROS)
    return file.getvalue()


def bomb(folder: Path) -> Path:
    path = folder / zip_name(MONTH)
    path.write_bytes(packed_zeros())
    return path


def lying_bomb(folder: Path) -> Path:
    """The same, said to be small: the sizes in both headers are wrong."""
    path = bomb(folder)
    said, real = (1000).to_bytes(8, "little"), (MANY_ZEROS * len(ZEROS)).to_bytes(8, "little")
    short = (MANY_ZEROS * len(ZEROS)).to_bytes(4, "little")
    content = path.read_bytes().replace(real, said).replace(short, said[:4])
    path.write_bytes(content)
    return path


def two_tables(folder: Path) -> Path:
    path = zipped(GOOD)(folder)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("more.csv", GOOD)
    return path


def twice_in_parquet(folder: Path) -> Path:
    path = folder / "flights.parquet"
    pq.write_table(pa.table([["DL"], ["AA"]], ["carrier", "carrier"]), path)
    return path


def without(column: str) -> str:
    return csv_text([row()], [name for name in COLUMNS if name != column])


WEATHER = (
    "station,valid,tmpf,dwpf,relh,drct,sknt,p01i,mslp,vsby\n"
    "JFK,2025-01-01 00:51,41.00,30.00,64.75,310.00,12.00,0.00,1012.30,10"
)
LATIN = GOOD.replace("New York, NY", "Cañon City, CO").encode("latin-1")
MIXED = csv_text([row()]).replace("New York", "Cañon").encode() + LATIN.split(b"\n")[1] + b"\n"

BAD: dict[str, tuple[Write, list[str]]] = {
    "a truncated zip": (truncated_zip, ["zip archive", "cut off or damaged"]),
    "a zip damaged within": (damaged_zip, ["is damaged"]),
    "a web page named .zip": (plain(zip_name(MONTH), "\n<html>404"), ["web page", "again"]),
    "anything named .zip": (plain(zip_name(MONTH), "Error"), ["no zip archive"]),
    "a missing column": (zipped(without("Distance")), ["looks like bts", "lacks: Distance"]),
    "another month inside": (
        zipped(csv_text([row("2025-01-31"), row("2025-02-01")])),
        ["line 3: FlightDate '2025-02-01'", "2025-01, as the file's name says", "1 of 2 rows"],
    ),
    "several months in a file whose name says none": (
        plain("flights.csv", csv_text([row("2025-01-31"), row("2025-02-01")])),
        ["line 3", "2025-01, as the file's first row says"],
    ),
    "a negative distance": (
        rows({}, {"Distance": "-2475.00"}),
        ["line 3: Distance '-2475.00'", "a number above 0"],
    ),
    "a flight twice": (
        zipped(csv_text([row(), row("2025-01-16"), row()])),
        ["line 4", "'2025-01-15'", "each flight once"],
    ),
    "an impossible clock": (
        rows({"CRSDepTime": "2575"}, {"CRSDepTime": "2400"}),
        ["line 2: CRSDepTime '2575'", "0000 to 2400", "1 of 2 rows are good"],
    ),
    "an impossible day": (
        rows({}, {"FlightDate": "2025-01-32"}),
        ["line 3: FlightDate '2025-01-32'"],
    ),
    "no clock at all": (rows({"CRSDepTime": ""}), ["line 2: CRSDepTime is missing"]),
    "many impossible clocks": (
        rows(*[{"CRSArrTime": "9999"}] * 9),
        ["lines 2, 3, 4 and 6 more: CRSArrTime '9999'", "0 of 9 rows are good"],
    ),
    "an airline that is none": (
        rows({"IATA_CODE_Reporting_Airline": "DELTB"}),
        ["IATA_CODE_Reporting_Airline 'DELTB'", "two letters or digits"],
    ),
    "half a last line": (
        plain("flights.csv", GOOD[:-200]),
        ["ends within line 4", "'2025,1,", "cut off"],
    ),
    "a last line cut in its last field": (
        plain("weather.csv", WEATHER),
        ["ends with line 2", "add the line break"],
    ),
    "half a line in the middle": (
        zipped(GOOD.replace(GOOD.splitlines()[2], GOOD.splitlines()[2][:150])),
        ["128 fields instead of 110", "line 3"],
    ),
    "two encodings": (
        plain("flights.csv", MIXED),
        ["two encodings", "line 2 is UTF-8", "line 3 is not"],
    ),
    "a member outside the archive": (
        zipped(GOOD, "../../flights.csv"),
        ["'../../flights.csv'", "outside"],
    ),
    "a bomb": (bomb, ["would unpack to 1,100 MB", "at most 1,000 MB"]),
    "a bomb that lies": (lying_bomb, ["is damaged"]),
    "a line without end": (zipped(GOOD.encode() + b"0" * 2_000_000), ["line longer than"]),
    "several tables": (two_tables, ["2 CSV files; there must be one"]),
    "an archive without a table": (zipped(GOOD, "flights.doc"), ["0 CSV files"]),
    "no rows": (zipped(csv_text([])), ["holds no rows"]),
    "an empty file": (plain("flights.csv", ""), ["is empty"]),
    "other columns": (
        plain("people.csv", "name,age\nAda,36\n"),
        ["'name,age'", "bts (", "outcomes (", "asos ("],
    ),
    "no text at all": (plain("flights.csv", bytes(range(256)) * 50), ["NUL byte in line 1"]),
    "NUL bytes in the middle": (
        zipped(GOOD.replace("N104DL", "N1\0\0DL")),
        ["NUL byte in line 2", "damaged"],
    ),
    "a column named twice": (
        plain("flights.csv", csv_text([row()], [*COLUMNS, "Origin"])),
        ["names the column Origin twice"],
    ),
    "a column named twice that no source needs": (
        plain("weather.csv", WEATHER.replace("vsby", "vsby,gust,gust") + ",9,9\n"),
        ["names the column gust twice"],
    ),
    "a Parquet column named twice": (twice_in_parquet, ["names the column carrier twice"]),
    "a flight number that is none": (
        rows({}, {"Flight_Number_Reporting_Airline": "4.2"}),
        ["line 3: Flight_Number_Reporting_Airline '4.2'", "a whole number"],
    ),
    "a Parquet file that was cut off": (plain("flights.parquet", b"PAR1" + bytes(64)), ["Parquet"]),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_in_one_line_and_the_lake_stays(
    what: str, lake: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    write, words = BAD[what]
    path = write(lake.folder.parent)
    before = content(lake.folder)
    assert main(["ingest", str(path), f"--lake={lake.folder}"]) == 1
    (line,) = errors(capsys)
    assert [word for word in (path.name, *words) if word not in line] == []
    assert content(lake.folder) == before


def test_a_file_of_latin_1_is_read(lake: Lake) -> None:
    path = plain("flights.csv", LATIN)(lake.folder.parent)
    assert ingest(path, lake).rows("flights") == 3


def test_several_kinds_of_fault_are_all_told_of(
    lake: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rows({"CRSDepTime": "2575"}, {"Distance": "0"}, {})(lake.folder.parent)
    assert main(["ingest", str(path), f"--lake={lake.folder}"]) == 1
    printed = capsys.readouterr().err
    assert "- line 2: CRSDepTime '2575'" in printed
    assert "- line 3: Distance '0'" in printed
    assert "and 1 more of other kinds). 1 of 3 rows are good" in printed


def test_files_before_a_bad_one_are_in_the_lake(lake: Lake) -> None:
    good = plain("good.csv", GOOD)(lake.folder.parent)
    bad = plain("bad.csv", GOOD[:-9])(lake.folder.parent)
    assert main(["ingest", str(good), str(bad), f"--lake={lake.folder}"]) == 1
    assert {file.month for file in lake.manifest().files if file.month} == {"2024-12", "2025-01"}


def test_a_missing_file_is_named(lake: Lake, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(lake.folder / "nowhere.csv"), f"--lake={lake.folder}"]) == 1
    assert "nowhere.csv" in errors(capsys)[0]


def test_the_bound_leaves_room_for_official_months() -> None:
    assert MAX_BYTES > 3 * 243_000_000


def errors(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

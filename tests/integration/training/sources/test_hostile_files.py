"""Hostile files, and files that are no tables: one clear line, exit 1, the lake untouched."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.bts_files import csv_text, row
from training.cli import main
from training.lake import Lake
from training.sources.outcomes import TEMPLATE

GOOD = csv_text([row("2025-01-15")])
ZEROS = b"0" * 1_000_000
OWN = f"{TEMPLATE.splitlines()[0]}\n".encode()

Write = Callable[[Path], Path]


def plain(name: str, content: str | bytes) -> Write:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def gzipped(content: bytes, cut: int = 0, times: int = 1) -> Write:
    """Write a file of so many members of one content, the last of which may be cut."""

    def write(folder: Path) -> Path:
        path = folder / "flights.csv.gz"
        packed = gzip.compress(content, 1) * times
        path.write_bytes(packed[: len(packed) - cut])
        return path

    return write


def archive(members: dict[str, bytes], name: str = "flights.zip", *, locked: bool = False) -> Write:
    def write(folder: Path) -> Path:
        path = folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
            for member, content in members.items():
                opened.writestr(member, content)
        if locked:  # the flag that says so, in both headers
            flags = bytearray(path.read_bytes())
            flags[6] |= 1
            flags[flags.index(b"PK\x01\x02") + 8] |= 1
            path.write_bytes(flags)
        return path

    return write


def workbook_bomb(folder: Path) -> Path:
    path = folder / "flights.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
        opened.writestr("xl/workbook.xml", b"<a/>")
        with opened.open("xl/b.xml", "w", force_zip64=True) as member:
            for _ in range(400):
                member.write(ZEROS)
    return path


def nested(folder: Path) -> Path:
    path = folder / "flights.parquet"
    columns = {name: [["DL"]] for name in TEMPLATE.split("\n")[0].split(",")}
    pq.write_table(pa.table(columns), path)
    return path


HOSTILE: dict[str, tuple[Write, list[str]]] = {
    "a gzip file that was cut off": (gzipped(GOOD.encode(), cut=20), ["is damaged"]),
    "a gzip bomb": (gzipped(ZEROS, times=1200), ["line longer than"]),
    "a gzip bomb of rows": (gzipped(OWN + b"a" * 999_999 + b"\n" * 9), ["1 fields instead of 9"]),
    "gzip in name alone": (plain("flights.csv.gz", GOOD), ["gzip did not pack it"]),
    "an archive in gzip": (gzipped(b"PK\3\4" + bytes(99)), ["NUL byte"]),
    "an archive in an archive": (archive({"a.zip": b"PK\3\4"}), ["0 CSV files"]),
    "an archive of nothing": (archive({}), ["is an empty archive"]),
    "a locked archive": (archive({"a.csv": OWN}, locked=True), ["locked by a password"]),
    "a member below the root": (archive({"/etc/flights.csv": OWN}), ["'/etc/flights.csv'"]),
    "a member outside, by Windows": (
        archive({"..\\flights.csv": OWN}),
        ["flights.csv'", "outside"],
    ),
    "a workbook that is a bomb": (workbook_bomb, ["would unpack to 400 MB"]),
    "a workbook that is none": (
        archive({"xl/workbook.xml": b"<a>"}, "flights.xlsx"),
        ["cannot be read as a workbook"],
    ),
    "an old workbook": (
        plain("flights.xls", b"\xd0\xcf\x11\xe0" + bytes(99)),
        ["save it as .xlsx"],
    ),
    "a document": (plain("flights.pdf", b"%PDF-1.7"), ["is a PDF"]),
    "JSON": (plain("flights.json", '[{"carrier": "DL"}]'), ["is JSON"]),
    "a web page with a mark": (plain("flights.csv", b"\xef\xbb\xbf <html>"), ["is a web page"]),
    "UTF-16 that was cut": (plain("flights.csv", OWN.decode().encode("utf-16")[:-1]), ["UTF-16"]),
    "a quotation mark left open": (plain("flights.csv", OWN + b'"DL,\n'), ["flights.csv"]),
    "quotes in quotes in quotes": (plain("flights.csv", OWN + b'"' * 999_998 + b"\n"), ["line 2"]),
    "a Parquet file of lists": (nested, ["may hold"]),
    "days that can be read in two ways": (
        plain("flights.csv", TEMPLATE.replace("2025-10-01T", "10/1/2025 ")),
        ["'10/1/2025 18:30'", "--day-order=month-first"],
    ),
    "a schedule": (
        plain("flights.csv", "carrier,origin,destination,departure,arrival\n"),
        ["lacks: actual_arrival", "--template"],
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line_and_the_lake_stays(
    what: str, lake: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    write, words = HOSTILE[what]
    path = write(lake.folder.parent)
    before = content(lake.folder)
    assert main(["ingest", str(path), f"--lake={lake.folder}"]) == 1
    (line,) = [one for one in capsys.readouterr().err.splitlines() if one.startswith("error: ")]
    assert [word for word in (path.name, *words) if word not in line] == []
    assert content(lake.folder) == before


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

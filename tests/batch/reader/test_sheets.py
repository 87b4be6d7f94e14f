"""Tests of batch.reader.sheets: which sheet is the table, and what its cells may be."""

import zipfile
from datetime import datetime
from datetime import time as clock
from pathlib import Path

import pytest

from batch.reader.containers import find_table
from batch.reader.errors import FileRefused
from batch.reader.headers import read_header
from batch.reader.tables import read_columns
from tests.batch.reader.workbooks import Cell, workbook

NAMES = ["carrier", "flight", "departure", "note"]
LEAVES = datetime(2026, 12, 23, 18, 30)


def test_a_workbook_of_two_tables_is_refused_by_the_names_of_its_sheets(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [[*NAMES], ["DL", 401.0, LEAVES, ""]]
    file = find_table(workbook(tmp_path / "in.xlsx", rows, [["About"]], rows))
    with pytest.raises(FileRefused, match=r"sheets sheet1, sheet3: save each as \.csv"):
        read_header(file)


def patched(path: Path, cells: str) -> Path:
    """Write a workbook with two rows of names and values, and other cells below."""
    rows: list[list[Cell]] = [[*NAMES], ["DL", 401.0, LEAVES, ""]]
    with (
        zipfile.ZipFile(workbook(path.with_suffix(".zip"), rows)) as made,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in made.namelist():
            content = made.read(name).decode()
            archive.writestr(name, content.replace("</sheetData>", f"{cells}</sheetData>"))
    return path


FAR = {
    "a cell that says where it is": '<row r="9"><c r="XFD1048576"><v>1</v></c></row>',
    "in small letters": "<row r='9'><c r='xfd1048576'><v>1</v></c></row>",
    "a row that says where it is, of cells that do not": (
        f'<row r="9">{"<c><v>1</v></c>" * 100}</row><row r="1000000"><c><v>1</v></c></row>'
    ),
}


@pytest.mark.parametrize("cells", FAR)
def test_a_workbook_whose_cells_lie_far_apart_is_refused_before_it_fills_the_memory(
    tmp_path: Path, cells: str
) -> None:
    file = find_table(patched(tmp_path / "in.xlsx", FAR[cells]))
    with pytest.raises(FileRefused, match=r"at most 40,000,000 are read: delete what stands far"):
        read_header(file)


def test_cells_that_are_merely_formatted_do_not_count(tmp_path: Path) -> None:
    formatted = '<row r="1048576"><c r="A1048576" s="1"/><c s="1" r="XFD1048576" /></row>'
    assert read_header(find_table(patched(tmp_path / "in.xlsx", formatted))).names[:4] == NAMES


@pytest.mark.parametrize("last", ["A1048576", "XFD3"])
def test_a_long_or_a_wide_sheet_is_read(tmp_path: Path, last: str) -> None:
    cells = f'<row r="3"><c r="{last}"><v>7</v></c></row>'
    assert read_header(find_table(patched(tmp_path / "in.xlsx", cells))).names[:4] == NAMES


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (-1 / 288, "-00:05:00"),
        (25.5 / 24, "25:30:00"),
        (1e7, "240000000:00:00"),
    ],
)
def test_durations_of_any_length_are_texts(tmp_path: Path, days: float, read: str) -> None:
    rows: list[list[Cell]] = [[*NAMES], ["DL", 401.0, LEAVES, clock(12)]]
    path = workbook(tmp_path / "in.zip", rows)
    with (
        zipfile.ZipFile(path) as made,
        zipfile.ZipFile(tmp_path / "in.xlsx", "w") as archive,
    ):
        for name in made.namelist():
            content = made.read(name).decode().replace("<v>0.5</v>", f"<v>{days!r}</v>")
            archive.writestr(name, content.replace('numFmtId="20"', 'numFmtId="46"'))
    file = find_table(tmp_path / "in.xlsx")
    header = read_header(file)
    assert read_columns(file, header, {"note": "note"})["note"].distinct == [read]


def test_of_several_sheets_those_that_are_tables_alike_are_told(tmp_path: Path) -> None:
    january: list[list[Cell]] = [["Airline", "From", "To", "Status"], ["DL", "JFK", "LAX", "ok"]]
    february: list[list[Cell]] = [row[:3] for row in january]
    with pytest.raises(FileRefused, match=r"sheets sheet1, sheet2: save each as \.csv"):
        read_header(find_table(workbook(tmp_path / "in.xlsx", january, february)))
    file = find_table(workbook(tmp_path / "in.xlsx", january[:1], february))
    assert read_header(file).names == ["Airline", "From", "To"]


def test_names_that_stand_again_in_a_sheet_are_no_row(tmp_path: Path) -> None:
    names, flight = ["Airline", "From", "To"], ["DL", "JFK", "LAX"]
    file = find_table(workbook(tmp_path / "in.xlsx", [names, flight, [], names, flight]))
    found = read_columns(file, read_header(file), {"origin": "From"})
    assert (found["origin"].distinct, found.places.tolist()) == (["JFK"], [2, 5])
    turned = workbook(tmp_path / "turned.xlsx", [names, flight, names[::-1], flight[::-1]])
    roles = dict(zip("abc", ["From", "To", "Airline"], strict=True))
    with pytest.raises(FileRefused, match=r"again, but in another way \(From, Airline, To\)"):
        read_columns(find_table(turned), read_header(find_table(turned)), roles)

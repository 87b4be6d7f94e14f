"""Tests of batch.reader.headers: where the names stand, and what parts the fields."""

import zipfile
from pathlib import Path

import pytest

from batch.reader.containers import find_table
from batch.reader.errors import FileRefused
from batch.reader.headers import Header, read_header
from batch.reader.tables import read_columns
from tests.batch.reader.workbooks import Cell, workbook

NAMES = ["carrier", "origin", "destination", "departure"]
ROW = ["DL", "JFK", "LAX", "2026-12-23 18:30"]


def header_of(path: Path, content: str, encoding: str = "utf-8") -> Header:
    path.write_bytes(content.encode(encoding))
    return read_header(find_table(path))


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize(
    ("before", "lines"),
    [
        ("", 0),
        ("\n\n", 2),
        ("sep={0}\n", 1),
        ('"sep={0}"\n', 1),
        ("My flights\n\n", 2),
        ("My flights, of 2026; all\nmade by me\n", 2),
        ("#DEBUG: Format -> comma\n# made at 2:03 PM UTC, times local\n", 2),
    ],
)
def test_the_names_are_found_below_what_programs_write_before_them(
    tmp_path: Path, delimiter: str, before: str, lines: int
) -> None:
    table = "\n".join(delimiter.join(fields) for fields in (NAMES, ROW))
    header = header_of(tmp_path / "in.csv", f"{before.format(delimiter)}{table}\n")
    assert header.names == NAMES
    assert (header.delimiter, header.first) == (delimiter, lines + 2)


@pytest.mark.parametrize(
    "said",
    ["Movements report (all times UTC)", "# All times are Zulu", "40.6,-73.8,3.0,0,GMT,GMT"],
)
def test_a_list_that_says_that_its_times_are_not_local_is_refused(
    tmp_path: Path, said: str
) -> None:
    table = "\n".join(",".join(fields) for fields in (NAMES, ROW))
    with pytest.raises(FileRefused, match=r"says .* times that are read are local"):
        header_of(tmp_path / "in.csv", f"{said}\n{table}\n")
    rows: list[list[Cell]] = [[said], [*NAMES], [*ROW]]
    with pytest.raises(FileRefused, match=r"says .* times that are read are local"):
        read_header(find_table(workbook(tmp_path / "in.xlsx", rows)))


def test_lines_that_are_quoted_as_a_whole_are_told_of(tmp_path: Path) -> None:
    lines = (f'"{",".join(fields)}"\n' for fields in (NAMES, ROW))
    with pytest.raises(FileRefused, match="each line in quotation marks as a whole"):
        header_of(tmp_path / "in.csv", "".join(lines))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_rows_are_those_below_the_names(tmp_path: Path, end: str, encoding: str) -> None:
    text = "Mes vols à moi\n\nCompagnie;De;À;Départ;Passagère\nDL;JFK;LAX;18:30;Zoé\n"
    header = header_of(tmp_path / "in.csv", text.replace("\n", end), encoding)
    assert header.names == ["Compagnie", "De", "À", "Départ", "Passagère"]
    roles = {name: name for name in header.names}
    found = read_columns(find_table(tmp_path / "in.csv"), header, roles)
    assert [found[name].distinct for name in roles] == [
        ["DL"],
        ["JFK"],
        ["LAX"],
        ["18:30"],
        ["Zoé"],
    ]


def test_names_may_be_quoted_and_hold_line_breaks(tmp_path: Path) -> None:
    text = '"carrier","ori\ngin","destination, final","departure"\nDL,JFK,LAX,x\n'
    header = header_of(tmp_path / "in.csv", text)
    assert header.names == ["carrier", "ori gin", "destination, final", "departure"]
    assert header.first == 3


def test_lines_before_the_names_are_kept_for_who_asks(tmp_path: Path) -> None:
    header = header_of(tmp_path / "in.tsv", "#a -> b\r\n#c\r\nstation\tvalid\r\nJFK\tx\r\n")
    assert header.above == ("#a -> b", "#c")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("\n\n \n", "is empty"),
        ("# only\n# words\n", "is empty"),
        ("carrier,origin,origin\n", "names the column origin twice"),
    ],
)
def test_a_file_without_a_header_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        header_of(tmp_path / "in.csv", content)


@pytest.mark.parametrize("names", ["Carrier,carrier", "Dep_Time,dep time"])
def test_a_name_that_stands_twice_is_told_however_it_is_written(tmp_path: Path, names: str) -> None:
    with pytest.raises(FileRefused, match=f"names the column {names.split(',')[0]} twice"):
        header_of(tmp_path / "in.csv", f"origin,{names}\nJFK,DL,AA\n")


@pytest.mark.parametrize("twice", ["Note", "note"])
def test_names_of_no_kind_may_stand_twice(tmp_path: Path, twice: str) -> None:
    names = ["carrier", "origin", "note", twice]
    assert header_of(tmp_path / "in.csv", f"{','.join(names)}\n").names == names


OTHERS = ["content.xml", "xl/workbook.bin", "word/document.xml", "Index/Document.iwa"]


@pytest.mark.parametrize("inside", OTHERS)
def test_documents_of_other_programs_are_told_from_archives(tmp_path: Path, inside: str) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr(inside, "x")
    with pytest.raises(FileRefused, match=r"save its table as \.xlsx or \.csv"):
        find_table(tmp_path / "in.zip")


def test_a_text_document_is_not_called_json(tmp_path: Path) -> None:
    (tmp_path / "in.rtf").write_text("{\\rtf1 flights}")
    with pytest.raises(FileRefused, match="is a text document"):
        find_table(tmp_path / "in.rtf")

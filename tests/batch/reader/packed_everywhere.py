"""Packed lists, workbooks and archives, that the Python reader and the page must read alike."""

import io
import zipfile
from datetime import date, datetime, time

from tests.batch.reader.held_files import LEAVES, NAMES, Held
from tests.batch.reader.same_everywhere import table
from tests.batch.reader.workbooks import Cell, Sheet, workbook_bytes

CSV = table(";").encode("cp1252")
DEPARTURE, ARRIVAL = datetime(2026, 12, 23, 18, 30), datetime(2026, 12, 23, 22, 5)
EARLY = datetime(2026, 12, 24, 7, 5)
ROWS: list[list[Cell]] = [
    ["DL", "JFK", "LAX", DEPARTURE, ARRIVAL, 'Doe, "Jane";\tand\nJohn'],
    ["B6", "JFK", "BOS", EARLY],
]
SHEET: Sheet = [[*NAMES, "Passagère"], *ROWS]


def archive(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, content in files:
            packed.writestr(name, content)
        packed.comment = b"packed by hand"
    return file.getvalue()


def of(*rows: list[Cell], names: str = "carrier origin destination departure") -> bytes:
    """Return a workbook of flights from JFK to LAX, as they are written."""
    return workbook_bytes([names.split(), *rows])


PACKED = [
    Held("a workbook of texts in their cells", workbook_bytes(SHEET)),
    Held("a workbook with a table of texts", workbook_bytes(SHEET, is_shared=True)),
    Held("a workbook with titles, gaps and a column aside",
         workbook_bytes([["My flights"], [], [], [None, *SHEET[0]], [],
                         *([None, *row] for row in ROWS)])),
    Held("a workbook whose first sheets are empty", workbook_bytes([], [[]], SHEET, [["other"]])),
    Held("a workbook whose first sheet tells of the list",
         workbook_bytes([["About"], ["made by hand, from a ticket"]], SHEET)),
    Held("a workbook whose first sheet is an older list, hidden",
         workbook_bytes([NAMES, ["AA", "LGA", "ORD", "2025-01-01 07:05"]], SHEET, hidden=1)),
    Held("days and clocks of a workbook",
         of(["DL", "JFK", "LAX", date(2026, 12, 23), time(18, 30)],
            ["DL", "JFK", "LAX", date(2026, 12, 23), 1830.0],
            ["DL", "JFK", "LAX", "2026-12-23", "6:30 PM"],
            names="carrier origin destination date time"), [LEAVES] * 3),
    Held("numbers and truths in a workbook",
         of([9.0, "DL", "JFK", "LAX", "2026-12-23 18:30", True, 0.25],
            names="# carrier origin destination departure aisle seat"), [LEAVES]),
    Held("days of a workbook that are numbers alone", of(["DL", "JFK", "LAX", 46379.7708333333]),
         [LEAVES]),
    Held("an archive", archive(("flights/list.csv", CSV), ("readme.html", b"<html>"))),
    Held("an archive that packs nothing", archive(("list.tsv", CSV), method=zipfile.ZIP_STORED)),
    Held("an archive of a Mac",
         archive(("list.csv", CSV), ("__MACOSX/._list.csv", b"\0\1"), (".hidden.csv", b"x"))),
    Held("an archive of a text beside a list", archive(("about.txt", b"x"), ("a list.CSV", CSV))),
]  # fmt: skip

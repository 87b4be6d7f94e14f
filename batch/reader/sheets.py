"""Sheets: the one table of an Excel workbook, as texts."""

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from batch.reader.containers import DAMAGE, TableFile
from batch.reader.errors import FileRefused
from batch.reader.vocabulary import known_names

TITLE_LINES = 20
"""Rows or lines among which the names of columns are looked for."""
ALIKE = 0.6
"""The share of the best sheet's known names from which on another one is a table as well."""
FEWEST_NAMES = 2
"""Known names that tell a row of names from a title, a remark or a note."""

MOST_CELLS = 40_000_000
"""Cells in the rectangles from the first cell of each sheet to its last: calamine holds them all
in 32 bytes each, those in between too. A full sheet of a million rows and 30 columns has 31
million."""
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ROW_NUMBER = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr=["']([0-9]{1,7})["']""")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])[^>]*(?<!/)>")
"""A cell that holds something: those that are merely formatted end where they begin."""
_COLUMN = re.compile(rb"""\sr=["']([A-Za-z]{1,3})[0-9]""")
_NUMBER = re.compile(rb"""\sr=["'][A-Za-z]{1,3}([0-9]{1,7})["']""")
_LONGEST_TAG = 4096
"""Bytes of a tag that may lie across two blocks."""
_BLOCK = 1_000_000
_LAST_SECOND = datetime.max.replace(microsecond=0)

Rows = list[list[str]]


def read_sheet(file: TableFile) -> Rows:
    """Return all rows of the sheet that holds the table, up to the last that is not empty.

    Of several sheets it is the one whose names are known best; hidden ones, and those without rows,
    do not count. Raises `FileRefused` if the workbook is damaged, locked, empty or too wide, or
    several of its sheets may be the table.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # only few files are workbooks

    with file.open_file(file.path) as opened:
        content = BytesIO(opened.read())
    try:
        with zipfile.ZipFile(content) as archive:  # any part of it may be a sheet
            cells = sum(_cells_in(archive, name) for name in archive.namelist())
        content.seek(0)
        if cells > MOST_CELLS:
            raise FileRefused(
                file.name,
                f"has cells so far apart that its sheets span {cells:,} cells; at most"
                f" {MOST_CELLS:,} are read: delete what stands far from the table, or save it as"
                " .csv",
            )
        workbook = CalamineWorkbook.from_filelike(content)
        sheets = {
            one.name: workbook.get_sheet_by_name(one.name).to_python(skip_empty_area=False)
            for one in workbook.sheets_metadata
            if str(one.visible).endswith("Visible") and str(one.typ).endswith("WorkSheet")
        }
    except (CalamineError, ValueError, OverflowError, OSError, *DAMAGE) as error:
        raise FileRefused(file.name, f"cannot be read as a workbook ({error})") from None
    held = {name: [[_text(cell) for cell in row] for row in rows] for name, rows in sheets.items()}
    known = {name: _known_in(rows) for name, rows in held.items() if rows}
    if not known:
        raise FileRefused(file.name, "is empty")
    best = max(known, key=lambda name: known[name])
    least = max(FEWEST_NAMES, known[best][1] * ALIKE)
    tables = [name for name, (is_filled, names) in known.items() if is_filled and names >= least]
    if len(tables) > 1:
        several = f"holds a table in each of the sheets {', '.join(tables)}: save each as .csv"
        raise FileRefused(file.name, several)
    return held[best]


def names_at(rows: Sequence[Sequence[str]]) -> int:
    """Return which row is the header: the first with the most known names."""
    known = list(map(known_names, rows))
    return known.index(max(known))


def _known_in(rows: Rows) -> tuple[bool, int]:
    """Return whether a row follows that of the names, and how many of them are known."""
    at = names_at(rows[:TITLE_LINES])
    return any(map(any, rows[at + 1 :])), known_names(rows[at])


def _cells_in(archive: zipfile.ZipFile, name: str) -> int:
    """Return the cells of a sheet's rectangle, whether or not they tell their places."""
    rows, height, width, columns, rest = 0, 0, 0, {b""}, b""
    with archive.open(name) as part:
        while block := part.read(_BLOCK):
            text = rest + block
            cells = _CELL.findall(text)
            told = b"".join(cells)
            placed = _COLUMN.findall(told)
            columns.update(placed)
            rows += len(_ROW.findall(text))
            height = max(height, *map(int, {b"0", *_NUMBER.findall(told)}))
            if len(cells) > len(placed):
                width = max(width, *(len(_CELL.findall(row)) for row in _ROW.split(text)))
                height = max(height, rows, *map(int, {b"0", *_ROW_NUMBER.findall(text)}))
            rest = text[max(text.rfind(b"<"), len(text) - _LONGEST_TAG) :]
    return height * max(width, *map(_column, columns))


def _column(letters: bytes) -> int:
    """Return the number of a column, 1 for A and 27 for AA."""
    backwards = enumerate(reversed(letters.upper()))
    return sum((letter - ord("A") + 1) * 26**place for place, letter in backwards)


def _text(cell: object) -> str:
    """Return a cell as a CSV would hold it."""
    if isinstance(cell, datetime):
        if cell < _LAST_SECOND:
            cell += timedelta(microseconds=500_000)  # days are kept as fractions
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(abs(cell).total_seconds()), 60)
        sign = "-" if cell < timedelta() else ""
        return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)

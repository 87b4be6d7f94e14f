"""Sheets: the one table of an Excel workbook, as texts."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

from batch.reader.containers import TableFile
from batch.reader.errors import FileRefused
from batch.reader.vocabulary import known_names

TITLE_LINES = 20
"""Rows or lines among which the names of columns are looked for."""
ALIKE = 0.6
"""The share of the best sheet's known names from which on another one is a table as well."""
FEWEST_NAMES = 2
"""Known names that tell a row of names from a title, a remark or a note."""

Rows = list[list[str]]


def read_sheet(file: TableFile) -> Rows:
    """Return all rows of the sheet that holds the table, up to the last that is not empty.

    Of several sheets it is the one whose names are known best; hidden ones, and those without rows,
    do not count.

    Raises
    ------
    FileRefused
        If the workbook is damaged, locked or empty, or several of its sheets may be the table.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # only few files are workbooks

    with file.open_file(file.path) as opened:
        content = BytesIO(opened.read())
    try:
        workbook = CalamineWorkbook.from_filelike(content)
        sheets = {
            one.name: workbook.get_sheet_by_name(one.name).to_python(skip_empty_area=False)
            for one in workbook.sheets_metadata
            if str(one.visible).endswith("Visible") and str(one.typ).endswith("WorkSheet")
        }
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise FileRefused(file.name, f"cannot be read as a workbook ({error})") from None
    held = {name: [[_text(cell) for cell in row] for row in rows] for name, rows in sheets.items()}
    known = {name: _names_in(rows) for name, rows in held.items() if rows}
    if not known:
        raise FileRefused(file.name, "is empty")
    best = max(known, key=lambda name: (_is_filled(held[name]), known[name]))
    least = max(FEWEST_NAMES, known[best] * ALIKE)
    tables = [name for name in known if known[name] >= least and _is_filled(held[name])]
    if len(tables) > 1:
        several = f"holds a table in each of the sheets {', '.join(tables)}: save each as .csv"
        raise FileRefused(file.name, several)
    return held[best]


def _names_in(rows: Rows) -> int:
    return max(map(known_names, rows[:TITLE_LINES]))


def _is_filled(rows: Rows) -> bool:
    """Return whether a row follows that of the names."""
    known = list(map(known_names, rows[:TITLE_LINES]))
    return any(map(any, rows[known.index(max(known)) + 1 :]))


def _text(cell: object) -> str:
    """Return a cell as a CSV would hold it."""
    if isinstance(cell, datetime):
        nearest = cell + timedelta(microseconds=500_000)  # days are kept as fractions
        return nearest.isoformat(" ", "seconds")
    if isinstance(cell, timedelta):
        return str(datetime.min + cell).rpartition(" ")[2]
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)

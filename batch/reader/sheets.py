"""Sheets: the first table of an Excel workbook, as texts."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

from batch.reader.containers import TableFile
from batch.reader.errors import FileRefused


def read_sheet(file: TableFile) -> list[list[str]]:
    """Return all rows of the first sheet that has any, up to the last that is not empty.

    Raises
    ------
    FileRefused
        If the workbook is damaged, locked or empty.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # only few files are workbooks

    with file.open_file(file.path) as opened:
        content = BytesIO(opened.read())
    try:
        workbook = CalamineWorkbook.from_filelike(content)
        for name in workbook.sheet_names:
            if rows := workbook.get_sheet_by_name(name).to_python(skip_empty_area=False):
                return [[_text(cell) for cell in row] for row in rows]
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise FileRefused(file.name, f"cannot be read as a workbook ({error})") from None
    raise FileRefused(file.name, "is empty")


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

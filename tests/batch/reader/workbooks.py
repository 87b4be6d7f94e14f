"""Workbooks: small .xlsx files as Excel writes them, of text, numbers, days and clocks."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.saxutils import escape

Cell = str | float | bool | date | datetime | time | None
Sheet = Sequence[Sequence[Cell]]

_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
_RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}
</Relationships>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = f"""<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="164"
formatCode="[$-409]dd/mm/yyyy\\ hh:mm;@"/><numFmt numFmtId="165" formatCode="0&quot;days&quot;"/>
</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/>
<xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/></cellXfs>
</styleSheet>"""
_NUMBER, _DAY, _TIME, _CLOCK = 4, 1, 2, 3
_FIRST_DAY = datetime(1899, 12, 30)


def workbook(path: Path, *sheets: Sheet) -> Path:
    """Write sheets of rows; days with a date's format, as Excel keeps them."""
    path.write_bytes(workbook_bytes(*sheets))
    return path


def workbook_bytes(*sheets: Sheet, is_shared: bool = False, hidden: int = 0) -> bytes:
    """Return a workbook, whose first sheets may be `hidden`.

    `is_shared` keeps its texts in one table, as Excel does, not in cells.
    """
    texts: list[str] | None = [] if is_shared else None
    names = [f"sheet{number}" for number in range(1, len(sheets) + 1)]
    related = [_relation(f"r{at}", f"worksheets/{name}.xml") for at, name in enumerate(names)]
    listed = (
        f'<sheet name="{name}" sheetId="{at + 1}" r:id="r{at}"'
        + (' state="hidden"/>' if at < hidden else "/>")
        for at, name in enumerate(names)
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(_relation("r", "xl/workbook.xml", "officeDocument")),
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            "".join([*related, _relation("styles", "/xl/styles.xml", "styles")])
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f"{''.join(listed)}</sheets></workbook>",
        "xl/styles.xml": _STYLES,
    }
    for name, rows in zip(names, sheets, strict=True):
        files[f"xl/worksheets/{name}.xml"] = _sheet(rows, texts)
    if texts:
        files["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{"".join(texts)}</sst>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def _relation(key: str, target: str, kind: str = "worksheet") -> str:
    return f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _sheet(rows: Sheet, texts: list[str] | None) -> str:
    """Write a sheet; rows without cells are left out, as Excel leaves them out."""
    lines = (
        f'<row r="{at}">{"".join(_cell(cell, at, place, texts) for place, cell in enumerate(row))}'
        "</row>"
        for at, row in enumerate(rows, 1)
        if row
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(cell: Cell, row: int, column: int, texts: list[str] | None) -> str:
    place = f'r="{chr(ord("A") + column)}{row}"'
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _text(cell, place, texts)
    if isinstance(cell, bool):
        return f'<c {place} t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, time):
        seconds = (cell.hour * 60 + cell.minute) * 60 + cell.second
        return f'<c {place} s="{_CLOCK}"><v>{seconds / 86_400!r}</v></c>'
    if isinstance(cell, datetime):
        days = (cell - _FIRST_DAY).total_seconds() / 86_400
        return f'<c {place} s="{_TIME}"><v>{days!r}</v></c>'
    if isinstance(cell, date):
        return f'<c {place} s="{_DAY}"><v>{(cell - _FIRST_DAY.date()).days}</v></c>'
    return f'<c {place} s="{_NUMBER}"><v>{cell!r}</v></c>'


def _text(cell: str, place: str, texts: list[str] | None) -> str:
    """Write a text in its cell, or in the table of texts: in two parts, and as it is spoken."""
    if texts is None:
        return f'<c {place} t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    parts = "".join(f"<r><t>{escape(part)}</t></r>" for part in (cell[:1], cell[1:]))
    texts.append(f"<si>{parts}<rPh><t>spoken</t></rPh></si>")
    return f'<c {place} t="s"><v>{len(texts) - 1}</v></c>'

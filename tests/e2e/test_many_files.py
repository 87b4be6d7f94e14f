"""Tests of the files that the page for many flights takes: those that the Python reader takes."""

import gzip
import io
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.batch.reader.held_files import Held
from tests.batch.reader.packed_everywhere import CSV, PACKED, SHEET, archive
from tests.batch.reader.published_everywhere import PUBLISHED
from tests.batch.reader.same_everywhere import ALIKE, table
from tests.batch.reader.workbooks import workbook_bytes
from tests.e2e.many_page import GOOD, answer_to, choose, give, written

HELD = [*ALIKE, *PACKED, *PUBLISHED]
TABS = 6
"""Tabs that they are chosen in, one after the other: opening the page for each is dear."""


@pytest.mark.parametrize("held", [HELD[tab::TABS] for tab in range(TABS)], ids=range(TABS))
def test_files_are_read_as_the_python_reader_reads_them(page: Page, held: list[Held]) -> None:
    page.goto("/many.html")
    sent = {}
    for one in held:
        with page.expect_request("**/predict") as asked:
            give(page, one.content, one.name)
        sent[one.kind] = (asked.value.post_data_json or {})["flights"]
        expect(page.locator("#intake")).to_have_attribute("aria-busy", "false")
        expect(page.locator("#result")).to_be_visible()
    assert sent == {one.kind: one.flights for one in held}


def test_what_reads_packed_lists_comes_when_one_is_chosen(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    choose(page, table().encode())
    expect(page.locator("#result")).to_be_visible()
    assert "packed-list.js" not in loaded
    # On the page as it is open: opened anew, it would answer the list of before first.
    expect(page.locator("#intake")).to_have_attribute("aria-busy", "false")
    with page.expect_request("**/predict"):
        give(page, LIST, "flights.zip")
    assert loaded.count("packed-list.js") == 1


def test_a_list_waits_where_what_reads_it_cannot_be_loaded(page: Page) -> None:
    page.route("**/packed-list.js", lambda route: route.abort())
    choose(page, LIST)
    expect(page.locator("#failure")).to_contain_text("cannot be reached")
    page.unroute_all()
    page.locator("#retry").click()
    expect(page.locator("#result")).to_be_visible()


def test_accents_outlive_every_encoding(page: Page) -> None:
    page.goto("/many.html")
    for encoding in ("utf-8", "utf-16", "cp1252", "mac_roman"):
        name, text = answer_to(page, table().encode(encoding), encoding)
        assert name == f"{encoding}-pushback.csv"
        assert "Passagère" in text, encoding
        assert "Zoë" in text, encoding


def test_rows_are_counted_as_a_spreadsheet_counts_them(page: Page) -> None:
    page.goto("/many.html")
    cases = {"": 3, "Title\n\n": 5, "sep=,\n": 3, "#\nsep=,\n\n": 5}  # in turns 3 and 5
    for before, row in cases.items():
        give(page, (before + written([GOOD, ("", *GOOD[1:])])).encode(), "flights.csv")
        expect(page.locator("#set-aside li"), before).to_have_attribute("data-row", str(row))
        expect(page.locator("#intake")).to_have_attribute("aria-busy", "false")


def test_rows_of_delimiters_alone_are_none(page: Page) -> None:
    choose(page, f"{table()},,,,,\n,,,,,\n".encode())
    expect(page.locator(".flights tbody tr")).to_have_count(2)
    expect(page.locator("#set-aside")).to_have_count(0)


def test_a_long_table_of_something_else_is_no_list_of_too_many_flights(page: Page) -> None:
    choose(page, b"station,valid,tmpf\n" + b"JFK,2026-12-23 18:51,40\n" * 2000)
    expect(page.locator("#problem")).to_contain_text("Missing: carrier")


def test_a_huge_cell_does_not_hold_up_the_page(page: Page) -> None:
    blanks = " " * 1_000_000
    choose(page, written([(f"a{blanks}b", *GOOD[1:]), GOOD]).encode())
    expect(page.locator("#set-aside li")).to_have_count(1)


BOOK = "xl/workbook.xml"
BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
LIST = archive(("flights.csv", CSV))


def spoiled(content: bytes, at: int, to: int) -> bytes:
    """Return an archive with one byte changed."""
    return content[:at] + bytes([to]) + content[at + 1 :]


def book(sheet: str) -> bytes:
    """Return a workbook whose sheet is written so."""
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(SHEET))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return archive(*parts.items())


NO_LISTS: list[tuple[bytes, str, str]] = [
    (archive((BOOK, b"x")), "damaged", "Download it again"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a locked workbook", "as .xlsx or CSV"),
    (archive(("a.csv", CSV), ("b.csv", CSV)), "no single list", "it holds 2"),
    (archive(("readme.html", b"x")), "no single list", "it holds 0"),
    (spoiled(LIST, 60, 0), "damaged", "again"),
    (spoiled(LIST, LIST.rindex(b"PK\1\2") + 8, 1), "locked", "A password"),
    (LIST[: len(LIST) // 2], "damaged", "Download it again"),
    (archive(("flights.csv", b"\n" * 13_000_000)), "too large", "up to 12 MB"),
    (archive(("flights.csv", b"\n" * 3_000_000)), "too large", "up to 2 MB"),
    (archive((BOOK, BOMB), ("xl/_rels/workbook.xml.rels", b"<x/>")), "damaged", "again"),
    (book('<x><row><c t="s"><v>9</v></c></row></x>'), "damaged", ""),
    (book('<x><row r="9999999"/></x>'), "damaged", ""),
    (workbook_bytes([]), "empty", "Paste some rows"),
    (workbook_bytes(SHEET, SHEET), "several sheets", "sheet1, sheet2"),
    (b"PAR1\x15\x04\x15\0", "a Parquet file", "python -m batch"),
    (archive(("content.xml", b"x")), "not a table", "as .xlsx or CSV"),
    (b"{\\rtf1 flights}", "not a table", "as .xlsx or CSV"),
    (b"%PDF-1.7\n%\xe2\xe3", "a PDF", "as CSV"),
    (b"\xef\xbb\xbf\n<!DOCTYPE html>\n", "a web page", "Download the file again"),
    (b'{"flights": []}', "JSON", "as CSV"),
    (b"\x89PNG\r\n\x1a\n\0\0", "not a table", "save the sheet as .xlsx"),
    (gzip.compress(table().encode())[:-20], "damaged", "Download it again"),
    (gzip.compress(b"\n" * 4_000_000), "too large", "up to 2 MB"),
    (gzip.compress(LIST), "not a table", "as .xlsx or CSV"),
]


def test_what_is_no_list_is_named_with_what_to_do(page: Page) -> None:
    page.goto("/many.html")
    problem = page.locator("#problem")
    for place, (content, kind, advice) in enumerate(NO_LISTS):
        page.locator("#file").focus()  # the problem of before has the focus
        give(page, content, "flights.csv")
        expect(problem, str(place)).to_be_focused()
        expect(problem, str(place)).to_contain_text(kind)
        expect(problem, str(place)).to_contain_text(advice)

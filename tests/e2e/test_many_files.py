"""Tests of the files that the page for many flights takes: those that the Python reader takes."""

import gzip
import io
import zipfile

import pytest
from playwright.sync_api import Page, Request, expect

from tests.batch.reader.same_everywhere import ALIKE, Held, table
from tests.e2e.many_page import GOOD, choose, downloaded, flights_sent, written


@pytest.mark.parametrize("held", ALIKE, ids=lambda held: held.kind)
def test_a_file_is_read_as_the_python_reader_reads_it(
    page: Page, requests: list[Request], held: Held
) -> None:
    choose(page, held.content, held.name)
    expect(page.locator("#result")).to_be_visible()
    assert flights_sent(requests) == held.flights


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "mac_roman"])
def test_accents_outlive_every_encoding(page: Page, encoding: str) -> None:
    choose(page, table().encode(encoding))
    expect(page.locator("#result")).to_be_visible()
    text = downloaded(page)[1]
    assert "Passagère" in text
    assert "Zoë" in text


@pytest.mark.parametrize(
    ("before", "row"), [("", 3), ("Title\n\n", 5), ("sep=,\n", 3), ("#\nsep=,\n\n", 5)]
)
def test_rows_are_counted_as_a_spreadsheet_counts_them(page: Page, before: str, row: int) -> None:
    choose(page, (before + written([GOOD, ("", *GOOD[1:])])).encode())
    expect(page.locator("#set-aside li")).to_have_attribute("data-row", str(row))


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


def zipped(*names: str) -> bytes:
    """Return an archive of files under some names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "advice"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a workbook", "save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a workbook", "save the sheet as CSV"),
        (zipped("flights.csv"), "a zip archive", "Unpack it"),
        (b"PAR1\x15\x04\x15\0", "a Parquet file", "python -m batch"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF", "as CSV"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>\n", "a web page", "Download the file again"),
        (b'{"flights": []}', "JSON", "as CSV"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a CSV file", "save the sheet as CSV"),
        (gzip.compress(table().encode())[:-20], "damaged", "Download it again"),
        (gzip.compress(b"\n" * 4_000_000), "too large", "up to 2 MB"),
        (gzip.compress(zipped("flights.csv")), "not a CSV file", "as CSV"),
    ],
    ids=range(11),
)
def test_what_is_no_list_is_named_with_what_to_do(
    page: Page, content: bytes, kind: str, advice: str
) -> None:
    choose(page, content)
    problem = page.locator("#problem")
    expect(problem).to_be_focused()
    expect(problem).to_contain_text(kind)
    expect(problem).to_contain_text(advice)

"""Tests of the lists that the page for many flights reads, in a real browser."""

import csv
import io
import itertools
import random
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.many_page import (
    GOOD,
    HEADER,
    answer_to,
    answered,
    asked_about,
    choose,
    downloaded,
    flights,
    flights_sent,
    give,
    paste,
    written,
)

MODULES = "/scripts/many-page"
READ_ALL = f"""async ([texts, delimiter]) => {{
  const {{ readCsv }} = await import("{MODULES}/csv.js")
  return texts.map((text) => readCsv(text, delimiter))
}}"""
LETTERS = ["a", "Zü", "7", " ", '"', "''", ",", ";", "\t", "\n", "\r\n", "=", "é", "漢"]


def read_all(page: Page, texts: list[str], delimiter: str = ",") -> Any:
    return page.evaluate(READ_ALL, [texts, delimiter])


def test_any_table_that_python_writes_is_read_back(page: Page) -> None:
    page.goto("/many.html")
    quotings: list[Any] = [csv.QUOTE_MINIMAL, csv.QUOTE_ALL]
    for delimiter, quoting in itertools.product((",", ";", "\t"), quotings):
        draw = random.Random(f"{delimiter}{quoting}")
        tables = [
            [
                ["".join(draw.choices(LETTERS, k=draw.randrange(6))) for _ in range(3)]
                for _ in range(draw.randrange(1, 6))
            ]
            for _ in range(200)
        ]
        texts = []
        for table in tables:
            file = io.StringIO()
            csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(table)
            texts.append(file.getvalue())
        assert read_all(page, texts, delimiter) == tables, (delimiter, quoting)


CSV: list[tuple[str, list[list[str]]]] = [
    ("", []),
    ("a,b", [["a", "b"]]),
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a\rb\rc", [["a"], ["b"], ["c"]]),
    ("a,\n,b\n", [["a", ""], ["", "b"]]),
    ("a\n\nb", [["a"], [""], ["b"]]),
    ('"a""b","c,d"', [['a"b', "c,d"]]),
    ('"two\nlines",x', [["two\nlines", "x"]]),
    ('"quoted" and more,x', [["quoted and more", "x"]]),
    ('5" disk,x', [['5" disk', "x"]]),
    ('"",""', [["", ""]]),
]


def test_csv_is_read_as_the_standard_and_spreadsheets_have_it(page: Page) -> None:
    page.goto("/many.html")
    texts = [text for text, _ in CSV]
    assert dict(zip(texts, read_all(page, texts), strict=True)) == dict(CSV)


def test_columns_are_known_by_their_names_in_any_case_and_with_any_delimiter(page: Page) -> None:
    headers = {
        ",": HEADER,
        "\t": ("Airline", "FROM", " To ", "Departure time", "Arrival"),
        ";": ("Compagnie", "De", "À", "Départ", "Arrivée"),
    }
    page.goto("/many.html")
    for delimiter, header in headers.items():
        sent = asked_about(page, written([GOOD], delimiter, header))
        assert sent == [dict(zip(HEADER, GOOD, strict=True))], header


def test_columns_come_in_any_order_among_others(page: Page, requests: list[Request]) -> None:
    header = ("Traveller", "departure", "destination", "origin", "Note", "carrier")
    answered(page, [("Doe, Jane", GOOD[3], "LAX", "JFK", 'a "b"\nc', "DL")], header=header)
    flight = dict(zip(HEADER, GOOD, strict=True))
    del flight["arrival"]
    assert flights_sent(requests) == [flight]


def test_times_as_spreadsheets_write_them_are_understood(page: Page) -> None:
    moments = ["2026-12-03 7:05", "2026-12-03 07:05:00", "2026-12-03T07:05"]
    answered(page, [("DL", "JFK", "LAX", moment, "") for moment in moments])
    times = page.locator(".flights time")
    expect(times).to_have_count(len(moments))
    for time in times.all():
        expect(time).to_have_attribute("datetime", re.compile("^2026-12-03T07:05"))
        expect(time).to_have_text(re.compile(r"^7:05.AM December 3, 2026$"))


def test_files_are_read_in_the_encodings_that_spreadsheets_save(page: Page) -> None:
    page.goto("/many.html")
    text = written([(*GOOD, "Zoë")], header=(*HEADER, "Prénom"))
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        name, result = answer_to(page, text.encode(encoding), encoding)
        assert name == f"{encoding}-pushback.csv"
        assert next(csv.DictReader(io.StringIO(result)))["Prénom"] == "Zoë", encoding


@pytest.mark.parametrize("target", ["#drop", ".foot"])
def test_a_file_can_be_dropped_anywhere(page: Page, target: str) -> None:
    page.goto("/many.html")
    dragged = page.evaluate_handle(
        """(text) => {
          const dragged = new DataTransfer()
          dragged.items.add(new File([text], "mine.csv", { type: "text/csv" }))
          return dragged
        }""",
        written([GOOD]),
    )
    page.dispatch_event(target, "dragenter", {"dataTransfer": dragged})
    expect(page.locator("#drop")).to_have_attribute("data-over", "")
    page.dispatch_event(target, "drop", {"dataTransfer": dragged})
    expect(page.locator(".flights tbody tr")).to_have_count(1)
    expect(page.locator("#drop")).not_to_have_attribute("data-over", "")
    assert downloaded(page)[0] == "mine-pushback.csv"


def test_a_file_that_was_corrected_can_be_chosen_again(page: Page) -> None:
    choose(page, b"nothing\nuseful\n")
    expect(page.locator("#problem")).to_be_visible()
    expect(page.locator("#file")).to_have_value("")
    page.locator("#file").set_input_files(
        {"name": "flights.csv", "mimeType": "text/csv", "buffer": written([GOOD]).encode()}
    )
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#problem")).to_be_hidden()


def test_the_example_is_answered_whole(page: Page) -> None:
    page.goto("/many.html")
    page.locator("#example").click()
    page.locator("#submit").click()
    expect(page.locator(".flights tbody tr")).to_have_count(5)
    expect(page.locator("#set-aside")).to_have_count(0)


def test_the_template_is_a_list_that_is_answered_whole(page: Page) -> None:
    page.goto("/many.html")
    name, text = downloaded(page, "#template")
    assert name == "flights.csv"
    paste(page, text)
    expect(page.locator(".flights tbody tr")).to_have_count(5)
    expect(page.locator("#set-aside")).to_have_count(0)


NO_LISTS: list[tuple[bytes, str]] = [
    (b"", "list is empty"),
    (b" \r\n\r\n", "list is empty"),
    (b"from,to\nJFK,LAX\n", "Missing: carrier, departure. Seen: from, to."),
    (b"carrier,origin,destination,departure\n\n", "no flights"),
    (written([GOOD]).replace(",LAX", ',"LAX').encode(), "row 2"),
    (b"PK\x03\x04\x14\x00\x06\x00", "cannot be unpacked to its end"),
    (b"carrier\n" * 260_000, "2.1 MB"),
    (written(flights(1001)).encode(), "1,001 flights"),
]


def test_a_list_that_cannot_be_read_is_told_with_what_to_do(
    page: Page, requests: list[Request]
) -> None:
    page.goto("/many.html")
    problem = page.locator("#problem")
    for body, words in NO_LISTS:
        page.locator("#file").focus()  # the problem of before has the focus
        give(page, body, "flights.csv")
        expect(problem, words).to_be_focused()
        expect(problem).to_contain_text(words)
        expect(page).to_have_title(re.compile("^Error: problem with the list"))
    assert [one for one in requests if one.method == "POST"] == []


def test_too_many_flights_are_sent_to_the_batch_pipeline(page: Page) -> None:
    paste(page, written(flights(1001)))
    expect(page.locator("#problem")).to_contain_text("python -m batch")

"""Tests of the answers on the page for many flights, in a real browser, from the real function."""

import codecs
import csv
import io
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.conftest import Site
from tests.e2e.every_reader import speak
from tests.e2e.held_back import Held
from tests.e2e.many_page import (
    GOOD,
    HEADER,
    answered,
    ask,
    downloaded,
    flights,
    order,
    paste,
    written,
)

BAD = {
    "“Deltic”: give the airline\N{RIGHT SINGLE QUOTATION MARK}s code": ("Deltic", *GOOD[1:]),
    "carrier is empty": ("", *GOOD[1:]),
    "give two airports": ("DL", "LAX", *GOOD[2:]),
    "no moment of the calendar": (*GOOD[:3], "2026-02-30T10:00", ""),
    "check the year": (*GOOD[:3], "1926-12-23T10:00", ""),
    "before the departure": (*GOOD[:4], "2026-12-23T12:00"),
    "more than a day after": (*GOOD[:4], "2026-12-29T12:00"),
    "“12/32/2026 18:30”: give a local date and time": (*GOOD[:3], "12/32/2026 18:30", ""),
    "more cells": (*GOOD, "one too many"),
}


def posts(requests: list[Request]) -> int:
    return sum(request.method == "POST" for request in requests)


def results(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def heading(page: Page, column: str) -> Any:
    return page.locator(f".flights thead [data-column={column}]")


def test_the_table_shows_what_the_api_says(page: Page, site: Site) -> None:
    rows = flights(5)
    answered(page, rows)
    lines = page.locator(".flights tbody tr")
    for line, prediction in zip(lines.all(), ask(site.api, rows), strict=True):
        late = f"{prediction['late'] * 100:.0f}%"
        expect(line.locator("[data-column=late]")).to_contain_text(late)
        end = line.locator(".strip").evaluate(
            "strip => parseFloat(strip.style.getPropertyValue('--to-cancelled'))"
        )
        assert end == pytest.approx(prediction["late"] * 100, abs=1e-3)


def test_the_summary_adds_the_chances_up(page: Page, site: Site) -> None:
    rows = flights(40)
    answered(page, rows)
    expected = round(sum(prediction["late"] for prediction in ask(site.api, rows)))
    expect(page.locator("#sentence")).to_be_focused()
    expect(page.locator("#sentence")).to_contain_text(f"about {expected} of these 40 flights")
    expect(page).to_have_title(re.compile("^40 flights answered"))


def test_bad_rows_are_told_with_their_reason_and_the_others_answered(
    page: Page, site: Site
) -> None:
    rows: list[tuple[str, ...]] = [GOOD]
    for bad in BAD.values():
        rows += [bad, GOOD]
    answered(page, rows)
    expect(page.locator(".flights tbody tr")).to_have_count(len(BAD) + 1)
    expect(page.locator("#set-aside summary")).to_contain_text(f"{len(BAD)} rows")
    page.locator("#set-aside summary").click()
    for place, reason in enumerate(BAD):
        told = page.locator(f"#set-aside [data-row='{2 * place + 3}']")
        expect(told).to_contain_text(reason)
        expect(told).to_contain_text(f"Row {2 * place + 3}")
    [prediction] = ask(site.api, [GOOD])
    late = page.locator(".flights tbody [data-column=late]").all_inner_texts()
    assert {text.strip() for text in late} == {f"{prediction['late'] * 100:.0f}%"}


def test_more_bad_rows_than_the_service_lists_at_once_are_all_found(
    page: Page, requests: list[Request]
) -> None:
    sound = flights(400)
    rows = [("Deltic", *row[1:]) if place % 4 else row for place, row in enumerate(sound)]
    answered(page, rows)
    expect(page.locator(".flights tbody tr")).to_have_count(100)
    expect(page.locator("#set-aside summary")).to_contain_text("300 rows")
    assert posts(requests) == 4


def test_a_list_of_bad_rows_alone_is_told(page: Page) -> None:
    paste(page, written([BAD["give two airports"]]))
    expect(page.locator("#sentence")).to_contain_text("None of the rows")
    expect(page.locator(".flights")).to_have_count(0)
    assert results(downloaded(page)[1])[0]["problem"]


def test_a_thousand_flights_take_one_call(page: Page, requests: list[Request]) -> None:
    answered(page, flights(1000))
    expect(page.locator(".flights tbody tr")).to_have_count(1000)
    assert posts(requests) == 1


def test_any_column_sorts_the_table_both_ways(page: Page, site: Site) -> None:
    rows = flights(30)
    answered(page, rows)
    late = [prediction["late"] for prediction in ask(site.api, rows)]
    riskiest_first = sorted(range(30), key=lambda place: -late[place])
    heading(page, "late").get_by_role("button").click()
    expect(heading(page, "late")).to_have_attribute("aria-sort", "descending")
    assert order(page) == [place + 2 for place in riskiest_first]
    heading(page, "late").get_by_role("button").click()
    expect(heading(page, "late")).to_have_attribute("aria-sort", "ascending")
    assert order(page) == [place + 2 for place in sorted(range(30), key=lambda place: late[place])]


def test_rows_that_tie_keep_the_order_they_had(page: Page) -> None:
    rows = flights(30)
    answered(page, rows)
    heading(page, "departure").get_by_role("button").click()
    heading(page, "destination").get_by_role("button").click()
    by_departure = sorted(range(30), key=lambda place: rows[place][3])
    expected = sorted(by_departure, key=lambda place: rows[place][2])
    assert order(page) == [place + 2 for place in expected]


def test_the_table_is_sorted_by_keyboard(page: Page) -> None:
    answered(page, flights(10))
    expect(heading(page, "row")).to_have_attribute("aria-sort", "ascending")
    heading(page, "row").get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert order(page) == list(range(11, 1, -1))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(heading(page, "carrier")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("[aria-sort]")).to_have_count(1)


def test_notes_that_all_flights_share_are_told_once(page: Page) -> None:
    answered(page, [GOOD, ("AS", "JFK", "ATL", "2026-12-23T18:30", "")])
    expect(page.locator("#notes li")).to_have_count(1)
    expect(page.locator("#notes")).to_contain_text("weather")
    cells = page.locator(".flights tbody [data-column=notes]")
    expect(cells.nth(0)).to_be_empty()
    expect(cells.nth(1)).to_contain_text("no past flights")


def test_the_download_keeps_every_row_and_column(page: Page, site: Site) -> None:
    rows = [(*GOOD, "Jane, née X"), ("Deltic", *GOOD[1:], "John"), (*GOOD[:4], "", "Ann\nB")]
    answered(page, rows, delimiter=";", header=(*HEADER, "traveller"))
    name, text = downloaded(page)
    assert name == "flights-pushback.csv"
    first, second, third = results(text, ";")
    [prediction] = ask(site.api, [GOOD])
    assert float(first["late"]) == prediction["late"]
    assert float(first["delay_p80"]) == prediction["delay_minutes"]["p80"]
    assert first["traveller"] == "Jane, née X"
    assert (second["late"], second["traveller"]) == ("", "John")
    assert "code of two characters" in second["problem"]
    assert (third["arrival"], third["traveller"], third["problem"]) == ("", "Ann\nB", "")


def test_no_cell_of_the_download_is_a_formula(page: Page) -> None:
    cells = ["=1+1", "+1+1", "-1-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1", '=HYPERLINK("x","y")']
    answered(page, [(*GOOD, cell) for cell in cells], header=(*HEADER, "=title"))
    rows = results(downloaded(page)[1])
    assert [row["'=title"] for row in rows] == [f"'{cell}" for cell in cells]


def test_a_number_with_a_sign_stays_a_number_in_the_download(page: Page) -> None:
    cells = ["-12.5", "+3", "-4,25"]
    answered(page, [(*GOOD, cell) for cell in cells], header=(*HEADER, "balance"))
    assert [row["balance"] for row in results(downloaded(page)[1])] == cells


def test_a_result_can_be_asked_about_again(page: Page) -> None:
    answered(page, [GOOD])
    first = downloaded(page)[1]
    paste(page, first)
    expect(page.locator("#result")).to_be_visible()
    assert downloaded(page)[1] == first


def test_the_result_outlives_a_new_load_of_the_page(page: Page) -> None:
    answered(page, [GOOD, GOOD])
    page.reload()
    expect(page.locator("#result tbody tr")).to_have_count(2)


def test_a_file_chosen_while_a_list_is_answered_comes_next(page: Page) -> None:
    answered(page, [GOOD, GOOD])
    held = Held(page, "**/predict")
    page.reload()
    expect(page.locator("#intake")).to_have_attribute("aria-busy", "true")
    page.locator("#file").set_input_files(
        {"name": "one.csv", "mimeType": "text/csv", "buffer": written([GOOD]).encode()}
    )
    held.release()
    expect(page.locator("#result tbody tr")).to_have_count(1)
    expect(page.locator("#intake")).to_have_attribute("aria-busy", "false")


def test_a_list_that_is_sent_twice_is_asked_about_once(page: Page, requests: list[Request]) -> None:
    page.goto("/many.html")
    held = Held(page, "**/predict")
    page.locator("#paste").fill(written([GOOD]))
    page.locator("#submit").dblclick()
    expect(page.locator("#intake")).to_have_attribute("aria-busy", "true")
    held.release()
    expect(page.locator("#result tbody tr")).to_have_count(1)
    expect(page.locator("#intake")).to_have_attribute("aria-busy", "false")
    assert posts(requests) == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_download_opens_in_french_spreadsheets(page: Page, site: Site, delimiter: str) -> None:
    answered(page, [(*GOOD, "1.5; 2", "40")], header=(*HEADER, "note", "departure_delay_min"),
             delimiter=delimiter)  # fmt: skip
    speak(page, "fr")
    expect(page.locator("#download")).to_contain_text("Télécharger")
    with page.expect_download() as waiting:
        page.locator("#download").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(codecs.BOM_UTF8)
    [row] = results(content.decode("utf-8-sig"), ";")
    assert re.fullmatch(r"0,\d+", row["late"])
    assert re.fullmatch(r"0,\d+", row["cancelled"])
    assert (row["note"], row["departure_delay_min"], row["carrier"]) == ("1.5; 2", "40", "DL")


def test_the_download_opens_in_american_spreadsheets_whatever_parted_the_list(page: Page) -> None:
    answered(page, [GOOD], delimiter="\t")
    assert 0 < float(results(downloaded(page)[1])[0]["late"]) < 1


def test_a_french_result_can_be_asked_about_again(page: Page) -> None:
    answered(page, [GOOD])
    speak(page, "fr")
    first = downloaded(page)[1]
    page.locator("#paste").fill(first)
    with page.expect_response("**/predict"):
        page.locator("#submit").click()
    expect(page.locator("#sentence")).to_be_focused()
    assert downloaded(page)[1] == first


def test_the_template_is_in_the_form_of_the_readers_spreadsheets(page: Page) -> None:
    page.goto("/many.html")
    assert downloaded(page, "#template")[1].startswith("carrier,origin,")
    speak(page, "fr")
    assert downloaded(page, "#template")[1].startswith("carrier;origin;")


def test_of_few_flights_tenths_are_told_or_that_none_is_likely(page: Page, site: Site) -> None:
    rows = [GOOD, ("B6", "JFK", "MCO", "2026-12-23T19:30", "")]
    expected = sum(prediction["late"] for prediction in ask(site.api, rows))
    assert 0.5 <= expected < 3
    answered(page, rows)
    expect(page.locator("#sentence")).to_contain_text(f"Expect about {expected:.1f} of these 2")
    early = [("AS", "ANC", "SEA", f"2026-12-29T0{hour}:10", "") for hour in (1, 2)]
    assert sum(prediction["late"] for prediction in ask(site.api, early)) < 0.5
    answered(page, early)
    expect(page.locator("#sentence")).to_contain_text("Most likely none of these 2 flights")


def test_an_airline_that_has_ceased_is_told_in_its_row(page: Page) -> None:
    answered(page, [GOOD, ("vx", *GOOD[1:]), ("VX", "JFK", "LAX", "2015-12-23T18:30", "")])
    told = page.locator(".flights tbody tr", has_text="Virgin America stopped flying as VX in 2018")
    expect(told).to_have_attribute("data-row", "3")

"""Tests of what a traveller holds in hand, a city or a flight's number, and what they take on."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.held_back import ALLOWED, Held
from tests.e2e.one_flight import (
    DAY,
    address,
    fill,
    focused,
    open_answer,
    open_choice,
    open_form,
    submit,
)

EWR_IND = {"carrier": "UA", "origin": "EWR", "destination": "IND"}


def test_what_names_one_airport_becomes_its_code(page: Page) -> None:
    open_form(page)
    codes = {
        "KJFK": "JFK", "phnl": "HNL", "laguardia": "LGA", "O'Hare": "ORD", "DTT": "DTW",
        "ohare": "ORD", "honolulu": "HNL", "Kahului": "OGG",
    }  # fmt: skip
    for typed, code in codes.items():
        page.locator("#destination").fill(typed)
        page.keyboard.press("Tab")
        expect(page.locator("#destination"), typed).to_have_value(code)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("NYC", {"JFK", "LGA", "EWR"}),
        ("chi", {"ORD", "MDW"}),
        ("WAS", {"DCA", "IAD", "BWI"}),
        ("new york", {"JFK", "LGA", "EWR"}),
    ],
)
def test_what_names_several_is_offered_and_never_guessed(
    page: Page, typed: str, codes: set[str]
) -> None:
    open_form(page)
    fill(page, origin="SEA", date=DAY, destination=typed)
    options = page.locator("#destination-list [role=option]")
    shown = {one.get_attribute("data-code") for one in options.all()}
    assert codes <= shown
    page.locator("#destination").press("Enter")
    expect(page.locator("#destination-list [aria-selected=true]")).to_have_count(1)
    expect(page.locator("#errors")).to_be_hidden()
    page.keyboard.press("Escape")
    submit(page)
    expect(page.locator("#errors-list")).to_contain_text(re.compile("choose", re.IGNORECASE))
    expect(page.locator("#destination")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("name", ["destination", "next_destination"])
def test_the_code_of_a_city_is_told_beside_the_field(page: Page, name: str) -> None:
    open_choice(page, f"{address()}&next=23:30")
    page.locator(f"#{name}").fill("NYC")
    page.keyboard.press("Tab")
    expect(page.locator(f"#{name}-name")).to_have_text(
        "NYC stands for several airports: choose one in the list"
    )


def test_a_list_says_where_an_airport_lies(page: Page) -> None:
    open_form(page)
    page.locator("#destination").fill("portland")
    for code, place in (("PDX", "Portland · Oregon"), ("PWM", "Portland · Maine")):
        expect(page.locator(f"#destination-list [data-code={code}]")).to_contain_text(place)
    page.locator("#destination").fill("hawaii")
    expect(page.locator("#destination-list [data-code=HNL]")).to_be_visible()


def test_a_flight_number_gives_the_airline_and_leads_on_to_the_route(page: Page) -> None:
    open_form(page)
    for typed in ("DL 123", "DL123", "Delta 123", "dl 7"):
        fill(page, carrier=typed)
        page.locator("#carrier").press("Enter")
        expect(page.locator("#carrier"), typed).to_have_value("Delta Air Lines (DL)")
        expect(page.locator("#carrier-name")).to_contain_text("A number does not tell the route")
        assert focused(page) == "origin", typed
        expect(page.locator("#answer")).to_be_hidden()


def test_times_are_in_the_habit_of_the_reader(page: Page) -> None:
    open_choice(page)
    head = page.get_by_role("grid").get_by_role("rowheader").first
    expect(head).to_have_text(re.compile(r"^\d{1,2}:30.[AP]M$"))
    page.locator("#languages [data-language=fr]").click()
    expect(head).to_have_text(re.compile(r"^\d\d:30$"))


def test_the_next_hours_of_the_day_are_told_and_can_be_chosen(page: Page) -> None:
    open_choice(page, address(30, "12:30", **EWR_IND))
    later = page.locator("#later button")
    times = [one.get_attribute("data-departure") or "" for one in later.all()]
    assert 1 <= len(times) <= 3
    assert times == sorted(times)
    assert all(f"{DAY}T12:30" < one < f"{DAY}T24" for one in times)
    later.first.click()
    expect(page.locator("#time")).to_have_value(times[0][11:])


def test_who_flies_under_one_brand_is_told_each_with_its_chance(page: Page) -> None:
    open_choice(page, address(30, "18:30", **EWR_IND))
    line = page.locator("[data-brand=UA]")
    for carrier in ("UA", "YX"):
        bar = page.locator(f".airline[data-carrier={carrier}]")
        name = bar.locator(".meter-name").inner_text()
        share = bar.locator(".meter-share").inner_text()
        expect(line).to_contain_text(f"{name} ({share})")


def test_an_answer_is_shared_by_its_address(own_page: Page) -> None:
    own_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    own_page.add_init_script("delete Navigator.prototype.share")
    open_answer(own_page)
    own_page.locator("#share").click()
    expect(own_page.locator(".to-do-told")).to_have_text("Link copied.")
    assert own_page.evaluate("navigator.clipboard.readText()") == own_page.url


def test_the_calendar_gets_the_flight_and_the_way_back(page: Page, tmp_path: Path) -> None:
    open_answer(page, address(arrival="22:05"))
    with page.expect_download() as started:
        page.locator("#calendar").click()
    started.value.save_as(tmp_path / "flight.ics")
    text = (tmp_path / "flight.ics").read_bytes().decode()
    lines = text.replace("\r\n ", "").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    begin, end = (one for one in lines if one.startswith(("DTSTART", "DTEND")))
    assert re.fullmatch(r"DTSTART:\d{8}T2[23]3000Z", begin)  # 18:30 in New York
    assert re.fullmatch(r"DTEND:\d{8}T0[56]0500Z", end)  # 22:05 in Los Angeles
    assert f"URL:{page.url}" in lines


def test_a_busy_service_is_asked_again_when_it_says(page: Page) -> None:
    told: list[int] = []

    def answer(route: Route) -> None:
        told.append(1)
        if len(told) > 1:
            return route.continue_()
        headers = {**ALLOWED, "Retry-After": "0", "Access-Control-Expose-Headers": "Retry-After"}
        return route.fulfill(status=503, headers=headers)

    page.route("**/contract", answer)
    open_form(page)
    assert len(told) == 2


def test_a_french_reader_never_sees_the_english_words(own_page: Page) -> None:
    own_page.add_init_script(
        "Object.defineProperty(navigator, 'languages', { get: () => ['fr-FR'] })"
    )
    held = Held(own_page, "**/locales/fr.json")
    own_page.goto("/", wait_until="commit")
    heading = own_page.locator("h1")
    expect(own_page.locator("html")).to_have_attribute("data-page", "loading")
    expect(heading).to_have_css("visibility", "hidden")
    held.release()
    expect(heading).to_be_visible()
    expect(heading).to_contain_text("Votre vol")


def test_each_table_behind_a_figure_has_a_name_of_its_own(page: Page) -> None:
    open_choice(page)
    names = [one.get_attribute("aria-label") for one in page.locator("details.numbers table").all()]
    assert len(names) >= 4
    assert len(set(names)) == len(names)
    assert all(names)

"""Tests of what French asks of words beside names and codes, and of dates."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.every_reader import speak
from tests.e2e.locales import words_of
from tests.e2e.one_flight import open_choice

MARK = "\N{RIGHT SINGLE QUOTATION MARK}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
SPACED = re.compile(f"[^{NARROW}][;:!?%»]|«[^{NARROW}]")
"""Marks without the narrow space that keeps them on the line of their word."""


def open_in_french(page: Page, **fields: str) -> None:
    flight = {"carrier": "AS", "origin": "ATL", "destination": "SEA", **fields}
    query = "&".join(f"{name}={value}" for name, value in flight.items())
    open_choice(page, f"/?{query}&departure=2026-12-01T10:30")
    speak(page, "fr")


def test_the_little_words_lose_their_e_before_a_vowel(page: Page) -> None:
    open_in_french(page)
    expect(page.locator("#usual")).to_contain_text(f"Alaska Airlines d{MARK}ATL à SEA")
    expect(page.locator("#limits")).to_contain_text(f"au départ d{MARK}EWR, JFK et LGA")
    open_in_french(page, carrier="DL", origin="JFK", destination="ATL")
    expect(page.locator("#usual")).to_contain_text("Delta Air Lines de JFK à ATL")


def test_the_name_of_an_airline_is_elided_as_it_is_said(page: Page) -> None:
    open_in_french(page, carrier="AS", destination="QQQ")
    expect(page.locator("#doubt")).to_contain_text("vers QQQ")
    expect(page.locator("#sentence")).to_contain_text(f"qu{MARK}Alaska Airlines dessert depuis ATL")
    open_in_french(page, carrier="UA", destination="QQQ")
    expect(page.locator("#sentence")).to_contain_text("que United Air Lines dessert depuis ATL")


def test_the_first_of_a_month_is_written_as_such(page: Page) -> None:
    open_in_french(page)
    expect(page.locator("#answer .itinerary")).to_contain_text("mar. 1er décembre 2026")
    speak(page, "en")
    expect(page.locator("#answer .itinerary")).to_contain_text("Tue, December 1, 2026")


def test_on_the_smallest_phone_no_day_runs_into_the_next(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    open_in_french(page)
    over = page.locator(".heat thead th").evaluate_all(
        "heads => heads.map((head) => head.scrollWidth - head.clientWidth)"
    )
    assert max(over) <= 0


def test_no_mark_of_a_french_sentence_stands_without_its_space() -> None:
    texts = {key: re.sub(r"\d:\d\d", "", text) for key, text in words_of("fr").items()}
    assert [key for key, text in texts.items() if SPACED.search(text)] == []

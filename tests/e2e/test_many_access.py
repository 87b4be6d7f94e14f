"""Tests of the page for many flights for every reader: language, keyboard, screen, paper, axe."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.every_reader import (
    LANGUAGES,
    assert_no_barrier,
    missing_words,
    open_details,
    speak,
    too_narrow,
)
from tests.e2e.many_page import GOOD, HEADER, answered, downloaded, flights, order, written
from tests.e2e.one_flight import DAY

LIST = [*flights(3), ("Deltic", *GOOD[1:]), ("AS", "JFK", "ATL", "2026-12-23T18:30", "")]
OPEN = "who,a,b,when\nDL,JFK,LAX,5/1/2027 18:30\n"
STATES = {
    "idle": "#intake",
    "result": "#result",
    "question": "#mapping",
    "problem": "#problem",
    "failure": "#failure",
}


def bring(page: Page, state: str) -> None:
    """Bring the page into a state, opening it if it is not yet open."""
    if "/many.html" not in page.url:
        page.goto("/many.html")
    if state == "failure":
        page.route("**/predict", lambda route: route.abort())
    if state != "idle":
        page.locator("#paste").fill({"problem": "", "question": OPEN}.get(state, written(LIST)))
        page.locator("#submit").click()
    expect(page.locator(STATES[state])).to_be_visible()


def test_on_a_common_screen_no_column_of_the_table_is_cut(page: Page) -> None:
    departure = f"{DAY}T18:30"
    rows = [("ZZ", "JFK", "BOS", departure, ""), ("DL", "LAS", "ATL", departure, "40")]
    answered(page, rows, header=(*HEADER[:4], "departure_delay_min"))
    frame = page.locator(".table-frame")
    for language in LANGUAGES:
        speak(page, language)
        expect(frame.locator("tbody [data-column=notes]").last).not_to_be_empty()
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth"), language


def test_the_page_works_by_keyboard_alone(page: Page) -> None:
    page.goto("/many.html")
    page.locator("#file").focus()
    for name in ("template", None, "paste", "submit"):
        page.keyboard.press("Tab")
        if name:
            expect(page.locator(f"#{name}")).to_be_focused()
        if name == "paste":
            page.keyboard.insert_text(written([GOOD]))
    page.keyboard.press("Enter")
    expect(page.locator("#sentence")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#download")).to_be_focused()


def test_the_page_speaks_french_and_keeps_the_result_as_sorted(page: Page) -> None:
    answered(page, LIST)
    page.locator(".flights thead [data-column=late] button").click()
    sorted_so = order(page)
    speak(page, "fr")
    expect(page.locator("#set-aside")).to_contain_text("donnez le code")
    expect(page.locator(".flights thead [data-column=late]")).to_contain_text("Risque")
    assert order(page) == sorted_so


def test_no_word_is_missing(page: Page) -> None:
    for state in STATES:
        bring(page, state)
        for language in LANGUAGES:
            speak(page, language)
            missing = missing_words(page, "many", "failure", "page", "foot", "nav", "note")
            assert missing == [], (state, language)


@pytest.mark.parametrize("state", ["result", "question"])
def test_nothing_runs_over_the_side(page: Page, state: str) -> None:
    bring(page, state)
    for language in LANGUAGES:
        speak(page, language)
        assert too_narrow(page, [320, 390, 820, 1440]) == [], language


def test_a_phone_shows_each_flight_with_its_chance_without_scrolling(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    answered(page, flights(3))
    frame, share = page.locator(".table-frame"), page.locator(".late-share").first
    edges = [node.evaluate("node => node.getBoundingClientRect().right") for node in (frame, share)]
    assert edges[1] <= edges[0]


def test_paper_gets_the_answers_alone(page: Page) -> None:
    answered(page, flights(3))
    page.emulate_media(media="print")
    for name in ("#intake", "#download", ".ways"):
        expect(page.locator(name)).to_be_hidden()
    expect(page.locator(".flights")).to_be_visible()
    assert page.locator("#board").evaluate("board => getComputedStyle(board).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


def test_nothing_breaks_the_content_security_policy(own_page: Page) -> None:
    listening = "addEventListener('securitypolicyviolation', (event) => broken.push(event.type))"
    own_page.add_init_script(f"window.broken = []; {listening}")
    answered(own_page, LIST)
    downloaded(own_page)
    assert own_page.evaluate("broken") == []


def test_axe_finds_nothing(still_page: Page) -> None:
    for state, part in STATES.items():
        bring(still_page, state)
        open_details(still_page)
        assert_no_barrier(still_page, *(() if state in ("idle", "result") else (part,)))

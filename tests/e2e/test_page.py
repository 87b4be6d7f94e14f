"""Tests of the page in a real browser, asking the real function."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Site, Tab
from tests.e2e.every_reader import LANGUAGES, missing_words, speak
from tests.e2e.locales import words_of
from tests.e2e.one_flight import (
    DAY,
    DELTA,
    address,
    ask,
    fill,
    flight,
    focused,
    open_answer,
    open_choice,
    open_form,
    submit,
    value_of,
)


@pytest.fixture(scope="module")
def opened(reading_tab: Tab, site: Site) -> Iterator[Page]:
    """An answer opened once at its address, for tests that only read it."""
    with reading_tab.opened(site, open_answer) as page:
        yield page


def test_the_page_shows_the_figure_that_the_api_gives(page: Page, site: Site) -> None:
    (expected,) = ask(site.api, flight())
    open_form(page)
    fill(page, **DELTA, date=DAY, time="18:30")
    submit(page)
    chance = page.locator("#chance")
    expect(chance).to_contain_text(f"{expected['late'] * 100:.0f}%")
    assert value_of(chance) == expected["late"]
    rows = page.locator("#outcomes-table [data-outcome]").all()
    shown = {row.get_attribute("data-outcome"): value_of(row) for row in rows}
    assert shown == expected["outcomes"]
    expect(page.locator("#usual")).to_contain_text(f"{expected['usual']['flights']:,}")
    assert expected["usual"]["years"] == [2013, 2015, 2018, 2023]
    expect(page.locator("#usual")).to_contain_text("Years counted: 2013, 2015, 2018, and 2023.")
    expect(page.locator("#room")).to_contain_text(f"{expected['delay_minutes']['p80']} min")
    expect(page.locator("#notes")).to_contain_text(re.compile("weather", re.IGNORECASE))


def test_the_reasons_are_those_of_the_api_with_their_signs(opened: Page, site: Site) -> None:
    (expected,) = ask(site.api, flight(), explain=True)
    rows = opened.locator("#reasons-table [data-factor]").all()
    shown = {row.get_attribute("data-factor"): value_of(row) for row in rows}
    assert shown == {reason["factor"]: reason["effect"] for reason in expected["reasons"]}
    raising = sum(effect > 0 for effect in shown.values())
    expect(opened.locator("#reasons [data-side=raises]")).to_have_count(raising)
    expect(opened.locator("#reasons")).to_contain_text(f"{expected['base'] * 100:.0f}%")


def test_the_points_of_the_reasons_lead_from_the_usual_chance_to_this_one(page: Page) -> None:
    for where in (address(), address(departure_delay_min="45"), address(time="06:15")):
        open_answer(page, where)
        shown = page.locator("#reasons-table td").all_text_contents()
        base, late = re.findall(r"(\d+)%", page.locator(".reasons-words").inner_text())
        assert int(base) + sum(int(text.split()[0]) for text in shown) == int(late), where


def test_the_answer_says_what_it_has_not_seen_and_links_to_its_record(opened: Page) -> None:
    expect(opened.locator("#limits")).to_contain_text("EWR, JFK, and LGA")
    expect(opened.locator("#limits a")).to_have_attribute("href", "about.html")


def test_as_many_planes_are_lit_as_the_sentence_says(opened: Page) -> None:
    count, of = re.findall(r"\d+", opened.locator("#sentence").inner_text())[:2]
    expect(opened.locator(".flock g")).to_have_count(int(of))
    expect(opened.locator(".flock [data-late]")).to_have_count(int(count))


def test_a_question_in_the_address_is_asked_at_once(opened: Page) -> None:
    expect(opened.locator("#chance")).to_be_visible()
    expect(opened.locator("#date")).to_have_value(DAY)


def test_a_question_asked_stands_in_the_address(page: Page) -> None:
    open_form(page)
    fill(page, origin="JFK", destination="BOS", date=DAY, time="07:15", carrier="B6")
    submit(page)
    expect(page.locator("#chance")).to_be_visible()
    question = f"carrier=B6&origin=JFK&destination=BOS&departure={DAY}T07:15"
    expect(page).to_have_url(re.compile(f"{re.escape(question)}$"))


def test_the_back_button_goes_from_answer_to_answer_to_the_empty_board(page: Page) -> None:
    open_form(page)
    for time, told in (("07:00", "7:00"), ("20:00", "8:00")):
        fill(page, **DELTA, date=DAY, time=time)
        submit(page)
        expect(page.locator(".itinerary .flaps").first).to_have_attribute("aria-label", told)
    page.go_back()
    expect(page.locator(".itinerary .flaps").first).to_have_attribute("aria-label", "7:00")
    expect(page.locator("#time")).to_have_value("07:00")
    page.go_back()
    expect(page.locator("#idle")).to_be_visible()
    expect(page.locator("#answer")).to_be_hidden()
    page.go_forward()
    expect(page.locator("#chance")).to_be_visible()


def test_mistakes_are_told_in_plain_words_at_the_top_and_at_the_field(page: Page) -> None:
    open_form(page)
    fill(page, origin="JFK", destination="JFK", date="")
    submit(page)
    summary = page.locator("#errors")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    for name in ("destination", "date"):
        words = page.locator(f"#{name}-error").inner_text()
        assert words
        expect(summary).to_contain_text(words)
    expect(page.locator("#destination")).to_have_value("JFK")
    summary.get_by_role("link").first.click()
    assert focused(page) in ("destination", "date")


def test_a_mistake_only_the_api_knows_is_told_at_its_field(page: Page) -> None:
    def refuse(route: Route) -> None:
        mistake = {
            "code": "not_in_calendar",
            "path": "$.flights[0].departure",
            "seen": f'"{DAY}T18:30"',
            "allowed": "a day and an hour that exist",
            "message": "departure is not in the calendar.",
        }
        problem = {"type": "urn:x", "title": "no", "status": 422, "errors": [mistake]}
        route.fulfill(
            status=422,
            body=json.dumps(problem),
            headers={
                "Content-Type": "application/problem+json",
                "Access-Control-Allow-Origin": "*",
            },
        )

    page.route("**/predict", refuse)
    page.goto(address())
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("#date-error, #time-error").first).not_to_be_empty()


def test_an_airline_unknown_on_the_route_gets_a_note(page: Page) -> None:
    open_answer(page, address(carrier="AS", destination="ATL"))
    expect(page.locator("#doubt [data-code=unseen_route]")).to_have_count(1)
    expect(page.locator("#usual")).to_contain_text("no past flights")


def test_the_page_speaks_french(page: Page) -> None:
    open_answer(page)
    speak(page, "fr")
    expect(page.locator("#chance")).to_contain_text("%")
    expect(page.locator("h1")).to_have_text(re.compile("vol", re.IGNORECASE))
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_no_words_are_missing_on_a_full_answer(page: Page) -> None:
    open_choice(page, f"{address()}&next=23:30")
    keys = {key.partition(".")[0] for key in words_of("en")}
    for language in LANGUAGES:
        speak(page, language)
        assert missing_words(page, *keys) == [], language


def test_the_browsers_language_is_taken_at_first(tab_in: Callable[[str], Tab]) -> None:
    page = tab_in("fr-FR").page
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")

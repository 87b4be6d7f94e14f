"""Tests of the page in a real browser, asking the real function."""

import json
import re
import urllib.request
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.conftest import Site

QUESTION = "/?carrier=DL&origin=JFK&destination=LAX&departure=2026-12-23T18:30"


def ask(api: str, flight: dict[str, str]) -> dict[str, Any]:
    """Ask the API without the page."""
    body = json.dumps({"flights": [flight]}).encode()
    request = urllib.request.Request(f"{api}/predict", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        prediction: dict[str, Any] = json.load(answer)["predictions"][0]
        return prediction


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"#{name}")
        if name == "carrier":
            field.select_option(value)
        else:
            field.fill(value)


def submit(page: Page) -> None:
    page.locator("#ask button[type=submit]").click()


def test_the_page_shows_the_figure_that_the_api_gives(page: Page, site: Site) -> None:
    flight = {"carrier": "DL", "origin": "JFK", "destination": "LAX"}
    expected = ask(site.api, {**flight, "departure": "2026-12-23T18:30"})
    page.goto("/")
    expect(page.locator("#carrier option[value=DL]")).to_be_attached()
    fill(page, origin="JFK", destination="LAX", carrier="DL", date="2026-12-23", time="18:30")
    submit(page)
    chance = page.locator("#chance")
    expect(chance).to_be_visible()
    assert float(chance.get_attribute("data-value") or "nan") == expected["late"]
    expect(chance).to_contain_text(f"{expected['late'] * 100:.0f}%")
    rows = page.locator("#outcomes-table [data-outcome]")
    shown = {
        row.get_attribute("data-outcome"): float(row.get_attribute("data-value") or "nan")
        for row in rows.all()
    }
    assert shown == expected["outcomes"]
    expect(page.locator("#usual")).to_contain_text(f"{expected['usual']['flights']:,}")
    expect(page.locator("#notes")).to_contain_text(re.compile("weather", re.IGNORECASE))


def test_a_question_in_the_address_is_asked_at_once(page: Page) -> None:
    page.goto(QUESTION)
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#date")).to_have_value("2026-12-23")


def test_a_question_asked_stands_in_the_address(page: Page) -> None:
    page.goto("/")
    expect(page.locator("#carrier option[value=B6]")).to_be_attached()
    fill(page, origin="JFK", destination="BOS", date="2026-11-05", time="07:15", carrier="B6")
    submit(page)
    expect(page.locator("#chance")).to_be_visible()
    assert "origin=JFK" in page.url
    assert "destination=BOS" in page.url
    assert "2026-11-05T07" in page.url


def test_mistakes_are_told_in_plain_words_at_the_top_and_at_the_field(page: Page) -> None:
    page.goto("/")
    expect(page.locator("#carrier option[value=DL]")).to_be_attached()
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
    assert page.evaluate("document.activeElement.id") in ("destination", "date")


def test_a_mistake_only_the_api_knows_is_told_at_its_field(page: Page) -> None:
    def refuse(route: Route) -> None:
        mistake = {
            "code": "not_in_calendar",
            "path": "$.flights[0].departure",
            "seen": '"2026-12-23T18:30"',
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
    page.goto(QUESTION)
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("#date-error, #time-error").first).not_to_be_empty()


@pytest.mark.parametrize("status", [500, 503])
def test_a_failing_service_is_told_and_can_be_tried_again(page: Page, status: int) -> None:
    page.route("**/predict", lambda route: route.fulfill(
        status=status, headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip
    page.goto(QUESTION)
    expect(page.locator("#failure")).to_be_visible()
    page.unroute("**/predict")
    page.locator("#retry").click()
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#failure")).to_be_hidden()


def test_a_service_out_of_reach_is_told(page: Page) -> None:
    page.route("**/contract", lambda route: route.abort())
    page.goto(QUESTION)
    expect(page.locator("#failure")).to_be_visible()
    expect(page.locator("#origin")).to_have_value("JFK")


def test_an_airline_unknown_on_the_route_gets_a_note(page: Page) -> None:
    page.goto("/?carrier=AS&origin=JFK&destination=ATL&departure=2026-12-23T18:30")
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#notes li")).to_have_count(2)


def test_the_page_speaks_french(page: Page) -> None:
    page.goto(QUESTION)
    page.locator("#languages [data-language=fr]").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#chance")).to_contain_text("%")
    expect(page.locator("h1")).to_have_text(re.compile("vol", re.IGNORECASE))
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_the_browsers_language_is_taken_at_first(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.page, locale="fr-FR")
    tab = context.new_page()
    tab.goto("/")
    expect(tab.locator("html")).to_have_attribute("lang", "fr")
    context.close()


def test_the_page_works_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    expect(page.locator("#carrier option[value=DL]")).to_be_attached()
    page.locator("#origin").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chance")).to_be_visible()


def test_the_numbers_behind_the_chart_are_in_a_table(page: Page) -> None:
    page.goto(QUESTION)
    table = page.locator("#outcomes-table")
    expect(table).to_be_attached()
    assert page.locator("#outcomes-table").evaluate("table => !!table.closest('details')")
    assert page.locator("#answer svg[role=img], #answer figure [role=img]").count() >= 1


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_runs_over_the_side(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(QUESTION)
    expect(page.locator("#chance")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en-US", "fr-FR"])
@pytest.mark.parametrize("state", ["empty", "answer", "mistakes", "failure"])
def test_axe_finds_nothing(
    browser: Browser, site: Site, scheme: Literal["light", "dark"], language: str, state: str
) -> None:
    context = browser.new_context(
        base_url=site.page, locale=language, color_scheme=scheme, reduced_motion="reduce"
    )
    tab = context.new_page()
    if state == "failure":
        tab.route("**/predict", lambda route: route.abort())
    tab.goto("/" if state in ("empty", "mistakes") else QUESTION)
    if state == "mistakes":
        expect(tab.locator("#carrier option[value=DL]")).to_be_attached()
        fill(tab, destination="JFK", origin="JFK")
        submit(tab)
    waited_for = {
        "empty": "#ask",
        "answer": "#chance",
        "mistakes": "#errors",
        "failure": "#failure",
    }
    expect(tab.locator(waited_for[state])).to_be_visible()
    results = Axe().run(tab)
    context.close()
    assert results.violations_count == 0, results.generate_report()

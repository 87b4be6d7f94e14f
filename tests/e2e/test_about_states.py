"""Tests of the page on reliability on bad days and for every reader: faults, language, axe."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.about_page import cells, contract, open_page, serve
from tests.e2e.conftest import Site
from tests.e2e.every_reader import (
    LANGUAGES,
    assert_no_barrier,
    missing_words,
    open_details,
    speak,
    too_narrow,
)


def abort(route: Route) -> None:
    route.abort()


def test_a_service_out_of_reach_is_told_and_can_be_tried_again(page: Page) -> None:
    page.route("**/contract", abort)
    page.goto("/about.html")
    expect(page.locator("#failure")).to_be_focused()
    page.unroute("**/contract")
    page.locator("#retry").click()
    expect(page.locator("#build")).to_be_visible()
    expect(page.locator("#failure")).to_be_hidden()


def test_a_contract_of_another_kind_is_told(page: Page, site: Site) -> None:
    serve(page, site, lambda told: told.update(format=99))
    page.goto("/about.html")
    expect(page.locator("#failure")).to_contain_text("made no sense")


def test_a_slow_service_is_told(page: Page) -> None:
    page.route("**/contract", lambda _: None)
    page.goto("/about.html")
    expect(page.locator("#status")).to_contain_text("Fetching")
    expect(page.locator("#status")).to_contain_text("wake the service")
    page.unroute("**/contract")


def test_no_word_is_missing(page: Page) -> None:
    open_page(page)
    for language in LANGUAGES:
        speak(page, language)
        missing = missing_words(page, "about", "failure", "page", "foot", "nav", "numbers")
        assert missing == [], language


def test_the_page_speaks_french(page: Page, site: Site) -> None:
    open_page(page)
    speak(page, "fr")
    expect(page.locator("#boundaries h2")).to_have_text(
        "Où il s\N{RIGHT SINGLE QUOTATION MARK}arrête"
    )
    auc = f"{contract(site)['metrics']['full']['auc']:.3f}".replace(".", ",")
    assert auc in cells(page, "skill")[0]


def test_nothing_runs_over_the_side(page: Page) -> None:
    open_page(page)
    for language in LANGUAGES:
        speak(page, language)
        open_details(page)
        assert too_narrow(page, [320, 390, 820, 1440]) == [], language


@pytest.mark.parametrize("width", [720, 1280])
def test_on_paper_every_part_has_the_whole_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1000})
    open_page(page)
    page.emulate_media(media="print")
    widths = page.locator("#parts").evaluate(
        "parts => [parts, ...parts.children].map((part) => part.getBoundingClientRect().width)"
    )
    assert len(widths) == 15
    assert len(set(widths)) == 1


def test_no_name_of_a_bar_runs_into_its_number(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    open_page(page)
    for language in LANGUAGES:
        speak(page, language)
        gaps = gaps_of_bars(page)
        assert gaps, language
        assert min(gaps) > 0, language


def gaps_of_bars(page: Page) -> list[float]:
    """Return how far the name of each bar ends before its number, in pixels."""
    expect(page.locator(".plot-bars text").first).to_be_visible()
    gaps: list[float] = page.locator(".plot-bars").evaluate_all(
        """(pictures) => pictures.flatMap((picture) => {
      const texts = [...picture.querySelectorAll("text")]
      const edges = texts.map((text) => text.getBoundingClientRect())
      return edges.flatMap((name, place) => (place % 2 ? [] : [edges[place + 1].left - name.right]))
    })"""
    )
    return gaps


def test_axe_finds_nothing(still_page: Page) -> None:
    open_page(still_page)
    open_details(still_page)
    assert_no_barrier(still_page)


def test_axe_finds_nothing_in_a_failure(still_page: Page) -> None:
    still_page.route("**/contract", abort)
    still_page.goto("/about.html")
    assert_no_barrier(still_page, "#failure")

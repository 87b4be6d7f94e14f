"""Tests of the page on reliability on bad days and for every reader: faults, language, axe."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.about_page import cells, contract, open_page, serve
from tests.e2e.conftest import Site


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


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_is_missing(page: Page, language: str) -> None:
    open_page(page)
    page.locator(f"#languages [data-language={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    text = page.locator("body").evaluate("body => body.textContent")
    assert re.findall(r"\b(?:about|failure|page|foot|nav|numbers)\.[a-z_]+", text) == []
    assert re.findall(r"\{\w+\}", text) == []


def test_the_page_speaks_french(page: Page, site: Site) -> None:
    open_page(page)
    page.locator("#languages [data-language=fr]").click()
    expect(page.locator("#boundaries h2")).to_have_text(
        "Où il s\N{RIGHT SINGLE QUOTATION MARK}arrête"
    )
    auc = f"{contract(site)['metrics']['full']['auc']:.3f}".replace(".", ",")
    assert auc in cells(page, "skill")[0]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_nothing_runs_over_the_side(page: Page, width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page)
    page.locator(f"#languages [data-language={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_name_of_a_bar_runs_into_its_number(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    open_page(page)
    page.locator(f"#languages [data-language={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    gaps = page.locator(".plot-bars").evaluate_all("""(pictures) => pictures.flatMap((picture) => {
      const texts = [...picture.querySelectorAll("text")]
      const edges = texts.map((text) => text.getBoundingClientRect())
      return edges.flatMap((name, place) => (place % 2 ? [] : [edges[place + 1].left - name.right]))
    })""")
    assert gaps
    assert min(gaps) > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en-US", "fr-FR"])
@pytest.mark.parametrize("state", ["loaded", "failure"])
def test_axe_finds_nothing(
    browser: Browser, site: Site, scheme: Literal["light", "dark"], language: str, state: str
) -> None:
    context = browser.new_context(
        base_url=site.page, locale=language, color_scheme=scheme, reduced_motion="reduce"
    )
    tab = context.new_page()
    if state == "failure":
        tab.route("**/contract", abort)
        tab.goto("/about.html")
        expect(tab.locator("#failure")).to_be_visible()
    else:
        open_page(tab)
        tab.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    results = Axe().run(tab)
    context.close()
    assert results.violations_count == 0, results.generate_report()

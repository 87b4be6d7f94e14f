"""Parts of a page that fail or are held back, and what the page must say meanwhile."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.e2e.one_flight import DAY

ALLOWED = {"Access-Control-Allow-Origin": "*"}
TYPED = {"origin": "LGA", "destination": "ORD", "date": DAY, "time": "07:15"}
PAGES = {
    "index.html": "main.js",
    "many.html": "many-page.js",
    "about.html": "about-page.js",
    "api.html": "api-page.js",
}
Answer = Callable[[Route], None]


def abort(route: Route) -> None:
    route.abort()


def fail(route: Route) -> None:
    route.fulfill(status=500, headers=ALLOWED)


def say_nonsense(route: Route) -> None:
    route.fulfill(json=[], headers=ALLOWED)


def hold(page: Page, files: str) -> list[Route]:
    """Keep files from being answered; return the requests for them."""
    held: list[Route] = []
    page.route(files, lambda route: held.append(route))
    return held


def release(page: Page, files: str, held: list[Route]) -> None:
    """Answer what was held, and hold no more."""
    for route in held:
        route.continue_()
    page.unroute(files)


def expect_words(page: Page) -> None:
    """Expect the words that stand in the markup, in both languages."""
    expect(page.locator("#stuck")).to_be_visible()
    expect(page.locator("#stuck [lang=en]").first).to_contain_text("Load the page again")
    expect(page.locator("#stuck [lang=fr]").first).to_contain_text("Rechargez la page")


def expect_typed(page: Page) -> None:
    """Expect each field of the form to hold what was typed into it."""
    for name, value in TYPED.items():
        expect(page.locator(f"#{name}")).to_have_value(value)


def expect_answer(page: Page) -> None:
    """Expect the answer to the flight that was typed."""
    expect(page.locator("#chance")).to_be_visible()
    expect(page).to_have_url(re.compile(f"origin=LGA&destination=ORD&departure={DAY}T07:15"))
    expect_typed(page)

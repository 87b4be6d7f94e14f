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
PATIENCE = 1_000  # looks, 20 ms apart
Answer = Callable[[Route], None]


def abort(route: Route) -> None:
    route.abort()


def fail(route: Route) -> None:
    route.fulfill(status=500, headers=ALLOWED)


def say_nonsense(route: Route) -> None:
    route.fulfill(json=[], headers=ALLOWED)


class Held:
    """A page's requests for some files, which nothing answers until they are released."""

    def __init__(self, page: Page, files: str, times: int | None = None) -> None:
        self.page, self.files = page, files
        self.routes: list[Route] = []
        page.route(files, lambda route: self.routes.append(route), times=times)

    def first(self) -> Route:
        """Wait until the page has asked, and return what it asked.

        A page may show that it waits before the test is told of its request.
        """
        for _ in range(PATIENCE):
            if self.routes:
                return self.routes[0]
            self.page.wait_for_timeout(20)
        raise AssertionError(f"the page never asked for {self.files}")

    def release(self) -> None:
        """Let the service answer what was held, and hold no more."""
        self.first()
        for route in self.routes:
            route.continue_()
        self.page.unroute(self.files)


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

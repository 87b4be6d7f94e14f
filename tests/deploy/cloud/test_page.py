"""Tests of the deployed page in a real browser, from its bucket and at its own address."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.deploy.cloud.conftest import Deployed
from tests.deploy.cloud.test_deployment import ORIGIN
from tests.e2e.conftest import browser

__all__ = ["browser"]  # a fixture


@contextmanager
def opened(deployed: Deployed, browser: Browser) -> Iterator[BrowserContext]:
    """Open a context in which the bucket's address leads to what was uploaded."""

    def from_bucket(route: Route) -> None:
        name = route.request.url.removeprefix(f"{ORIGIN}/").split("?")[0]
        file = deployed.page.get(name)
        if file is None:
            route.fulfill(status=404)
            return
        headers = {"Content-Type": file["contentType"], "Cache-Control": file["cacheControl"]}
        route.fulfill(body=deployed.contents[name], headers=headers)

    context = browser.new_context(locale="en-US")
    context.route(f"{ORIGIN}/**", from_bucket)
    # The function's answers come by way of the test: browsers ask before a page may reach into a
    # local network.
    api = deployed.cloud.live_url
    context.route(f"{api}/**", lambda route: route.fulfill(response=route.fetch()))
    yield context
    context.unroute_all(behavior="ignoreErrors")  # the page may still be asking
    context.close()


def test_the_page_asks_the_function_and_shows_its_answer(
    deployed: Deployed, browser: Browser
) -> None:
    failed: list[str] = []
    with opened(deployed, browser) as context:
        tab = context.new_page()
        tab.on("response", lambda answer: failed.append(answer.url) if not answer.ok else None)
        tab.goto(f"{ORIGIN}/index.html")
        tab.locator("#submit").click()
        expect(tab.locator("#answer")).to_be_visible(timeout=60_000)
    assert failed == []

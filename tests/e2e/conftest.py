"""Fixtures: both servers as `make run` starts them, and a real browser."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.integration.processes import free_port, serving

# Chromium looks up its maker's services at every start unless told not to.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# A machine that has much else to do is slow, not wrong.
expect.set_options(timeout=15_000)


@dataclass(frozen=True)
class Site:
    """Where the page and its API are served."""

    page: str
    api: str


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Both servers, until the tests are done."""
    api, page = free_port(), free_port()
    with serving(api, page, subprocess.DEVNULL):
        yield Site(f"http://localhost:{page}", f"http://localhost:{api}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium from PATH, else Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


def without_weather(context: BrowserContext) -> None:
    """Keep the tests from the real weather service: what asks it finds it out of reach."""
    context.route("https://api.weather.gov/**", lambda route: route.abort())


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A fresh English tab; fails the test on any error or warning in the console."""
    context = browser.new_context(base_url=site.page, locale="en-US")
    without_weather(context)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type in ("error", "warning")
            and "Failed to load resource" not in message.text
            else None
        ),
    )
    yield tab
    context.close()
    assert complaints == []

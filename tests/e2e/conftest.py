"""Fixtures: a real browser on what `make run` serves, and tabs of it that tests share.

A context and a renderer of their own cost each test two seconds of CPU before it has begun. So
the tests of a worker take turns in one tab for each language, which is made as new in between.
What cannot be undone in a tab, such as a script that runs before the page's own, needs a context
of its own: `own_page`. A clock that was set cannot be taken out again either, but it can be set
anew: tests that do so take turns in `clock_page`. Tests that only read a page can share it as it
was opened once: `reading_tab`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Request, expect, sync_playwright

from tests.processes import Site as Site  # tests of pages name it

# Chromium looks up its maker's services at every start unless told not to. No host but this
# machine has an address, so that what asks the real weather service finds it out of reach;
# intercepting those requests instead would stop the browser's cache.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

SIZE = (1280, 720)

# A machine that has much else to do is slow, not wrong.
expect.set_options(timeout=30_000)


@dataclass
class Tab:
    """A tab, what its page complains of in the console, and a line to the browser's own tools."""

    page: Page
    devtools: CDPSession
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Browser, site: Site, locale: str) -> "Tab":
        """Open a tab in a context of its own."""
        page = browser.new_context(base_url=site.page, locale=locale).new_page()
        tab = cls(page, page.context.new_cdp_session(page))
        tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.page.on(
            "console",
            lambda message: (
                tab.complaints.append(message.text)
                if message.type in ("error", "warning")
                and "Failed to load resource" not in message.text
                else None
            ),
        )
        return tab

    def leave(self) -> None:
        """Forget what the page kept for this tab; nothing goes on there while other tests run."""
        self.page.evaluate(
            "() => { try { sessionStorage.clear() } catch { /* no page of ours */ } }"
        )
        self.page.goto("about:blank")

    def renew(self, site: Site) -> None:
        """Undo whatever a test may have done to the tab, which was left since."""
        page, context = self.page, self.page.context
        page.unroute_all(behavior="ignoreErrors")
        context.set_offline(False)
        context.clear_cookies()
        context.clear_permissions()
        page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
        page.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
        page.mouse.move(0, 0)
        self.devtools.send(
            "Storage.clearDataForOrigin", {"origin": site.page, "storageTypes": "all"}
        )
        self.complaints.clear()

    @contextmanager
    def opened(self, site: Site, open_page: Callable[[Page], object]) -> Iterator[Page]:
        """Open a page in the tab as new, and leave it; fails on any complaint in the console."""
        self.renew(site)
        try:
            open_page(self.page)
            yield self.page
        finally:
            self.leave()
        assert self.complaints == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium from PATH, else Playwright's own."""
    with chromium() as browser:
        yield browser


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a Chromium that asks nobody but this machine.

    Its headless shell comes first, for it has no window to draw.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tab_in(browser: Browser, site: Site) -> Callable[[str], Tab]:
    """A function that returns the shared tab in a locale, as new."""
    tabs: dict[str, Tab] = {}

    def find(locale: str) -> Tab:
        if locale not in tabs or tabs[locale].page.is_closed():
            tabs[locale] = Tab.open(browser, site, locale)
        tabs[locale].renew(site)
        return tabs[locale]

    return find


@pytest.fixture
def page(tab_in: Callable[[str], Tab]) -> Iterator[Page]:
    """An English tab as new; fails the test on any error or warning in the console."""
    tab = tab_in("en-US")
    yield tab.page
    tab.leave()
    assert tab.complaints == []


@pytest.fixture(scope="session")
def reading_tab(browser: Browser, site: Site) -> Tab:
    """The tab in which a module opens a page once, for its tests that change nothing on it."""
    return Tab.open(browser, site, "en-US")


@pytest.fixture(scope="session")
def clock_tab(browser: Browser, site: Site) -> Tab:
    """The tab that tests which set the page's clock share."""
    return Tab.open(browser, site, "en-US")


@pytest.fixture
def clock_page(clock_tab: Tab, site: Site) -> Iterator[Page]:
    """An English tab as new whose clock stands at the present moment, and may be set."""
    clock_tab.renew(site)
    clock_tab.page.clock.set_fixed_time(datetime.now(UTC))
    yield clock_tab.page
    clock_tab.leave()
    assert clock_tab.complaints == []


@pytest.fixture
def own_page(browser: Browser, site: Site) -> Iterator[Page]:
    """An English tab of this test's own, which `page` need not be made as new after."""
    tab = Tab.open(browser, site, "en-US")
    yield tab.page
    tab.page.context.close()
    assert tab.complaints == []


@pytest.fixture
def requests(page: Page) -> Iterator[list[Request]]:
    """What the page asks for during the test, as it asks."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    yield asked
    page.remove_listener("request", note)


@pytest.fixture(params=[("en-US", "light"), ("fr-FR", "dark")], ids="-".join)
def still_page(tab_in: Callable[[str], Tab], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab in each language, in each colour scheme once, in which nothing moves."""
    locale, scheme = request.param
    tab = tab_in(locale)
    tab.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    yield tab.page
    tab.leave()

"""Tests of what makes the pages fast: asked for early, asked for once, drawn in pieces."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.every_reader import speak
from tests.e2e.held_back import PAGES, Held

MOST_SHIFT = 0.05
WATCH_SHIFT = """
  window.shift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += entry.value
  }).observe({ type: "layout-shift", buffered: true })
"""
HOLD_PIECES = """
  window.pieces = []
  const { postMessage } = MessagePort.prototype
  MessagePort.prototype.postMessage = function(message) {
    pieces.push(() => postMessage.call(this, message))
  }
"""


@pytest.mark.parametrize("name", ["index.html", "about.html"])
def test_the_service_is_asked_once_and_before_the_script_is_there(
    own_page: Page, name: str
) -> None:
    asked: list[Request] = []
    own_page.on("request", lambda one: asked.append(one) if "/contract" in one.url else None)
    script = f"**/scripts/{PAGES[name]}"
    held = Held(own_page, script)
    with own_page.expect_response("**/contract"):
        own_page.goto(f"/{name}", wait_until="commit")
    held.release()
    expect(own_page.locator("#version")).not_to_be_empty()
    assert len(asked) == 1


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_while_a_page_is_drawn(own_page: Page, name: str) -> None:
    own_page.add_init_script(WATCH_SHIFT)
    own_page.goto(f"/{name}", wait_until="networkidle")
    expect(own_page.locator("html")).to_have_attribute("data-page", "ready")
    if name == "about.html":
        expect(own_page.locator("#build")).to_be_attached()
    assert own_page.evaluate("shift") < MOST_SHIFT


@pytest.mark.parametrize(
    ("name", "first", "parts", "last"),
    [
        ("about.html", "#calibration", "#parts > *", "#build h2"),
        ("api.html", ".operation", ".operation", ".operation:last-child .tryout h3"),
    ],
)
def test_a_page_is_painted_in_between_and_speaks_one_language_throughout(
    own_page: Page, name: str, first: str, parts: str, last: str
) -> None:
    own_page.add_init_script(HOLD_PIECES)
    own_page.goto(f"/{name}")
    wait_until(own_page, "pieces.length > 0")
    own_page.evaluate("pieces.shift()()")
    expect(own_page.locator(first)).to_be_visible()
    assert own_page.locator(parts).count() == 1
    speak(own_page, "fr")
    french = own_page.locator(last).first.text_content()
    drawn = own_page.locator(parts).count()
    own_page.evaluate("pieces.splice(0).forEach((next) => next())")
    wait_until(own_page, "pieces.length === 0")
    assert own_page.locator(parts).count() == drawn > 1
    speak(own_page, "en")
    assert own_page.locator(last).first.text_content() != french


def wait_until(page: Page, expression: str) -> None:
    """Wait for the page's state; the page's own policy forbids it to evaluate text by itself."""
    for _ in range(600):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {expression}")

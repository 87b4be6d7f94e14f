"""What every page owes every reader: their language, their screen, and no barrier."""

import re
from collections.abc import Iterable

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

LANGUAGES = ["en", "fr"]


def speak(page: Page, language: str) -> None:
    """Choose a language and wait until the page is drawn in it.

    The language that is spoken already is not chosen again: the page would be drawn anew at some
    later moment, and no sign tells when.
    """
    html = page.locator("html")
    if html.get_attribute("lang") != language:
        page.locator(f"#languages [data-language={language}]").click()
    expect(html).to_have_attribute("lang", language)


def open_details(page: Page, within: str = "body") -> None:
    """Unfold all that is folded in a part of the page."""
    details = page.locator(f"{within} details")
    details.evaluate_all("all => all.forEach((each) => { each.open = true })")


def too_narrow(page: Page, widths: Iterable[int]) -> list[int]:
    """Return those of the widths of screen at which something runs over the side."""
    return [width for width in widths if _runs_over(page, width)]


def _runs_over(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_function("width => innerWidth === width", arg=width)
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def missing_words(page: Page, *keys: str) -> list[str]:
    """Return the keys of texts, and the names of blanks, that stand where words should."""
    text = page.locator("body").evaluate("body => body.textContent")
    return re.findall(rf"\b(?:{'|'.join(keys)})\.[a-z_.]+|\{{[a-z]\w*\}}", text)


def assert_no_barrier(page: Page, *parts: str) -> None:
    """Check what axe can see of parts of a page, or of all of it.

    Axe takes seconds for a whole page, most of them for what every state of it has in common: it
    is enough to check the whole in one state, and in the others what they alone show.
    """
    for part in parts:
        expect(page.locator(part).first).to_be_visible()
    context = {"include": [[part] for part in parts]} if parts else None
    # A page that has axe already need not read its half a million letters again.
    script = "null" if page.evaluate("'axe' in window") else AXE_SCRIPT
    results = Axe(script).run(page, context, {"resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()

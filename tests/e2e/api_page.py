"""What the tests of the page of the API have in common: its operations, and how to use them."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from pushback.http.openapi import document

OPERATIONS: dict[str, dict[str, Any]] = {
    operation["operationId"]: {**operation, "method": method.upper(), "path": path}
    for path, methods in document("any", 1)["paths"].items()
    for method, operation in methods.items()
}


def open_page(page: Page) -> None:
    page.goto("/api.html")
    expect(page.locator(".operation")).to_have_count(len(OPERATIONS))


def send(page: Page, name: str) -> Locator:
    """Send an operation's request and return its reply."""
    page.locator(f"#{name} button[type=submit]").click()
    reply = page.locator(f"#{name} .reply")
    expect(reply).to_be_visible()
    return reply


def examples(page: Page, name: str) -> int:
    return max(page.locator(f"#{name}-example option").count(), 1)


def choose(page: Page, name: str, example: int) -> None:
    chooser = page.locator(f"#{name}-example")
    if chooser.count() > 0:
        chooser.select_option(index=example)


def snippet(page: Page, name: str, language: str) -> str:
    return page.locator(f"#{name}-{language} pre").text_content() or ""

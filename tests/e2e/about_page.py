"""What the tests of the page on reliability share: the contract, and what is shown of it."""

import json
import urllib.request
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site

Change = Callable[[dict[str, Any]], None]


def contract(site: Site) -> dict[str, Any]:
    with urllib.request.urlopen(f"{site.api}/contract") as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def skill(log_loss: float, reference: float) -> str:
    return f"{(1 - log_loss / reference) * 100:+.1f}%"


def open_page(page: Page) -> None:
    page.goto("/about.html")
    expect(page.locator("#build")).to_be_visible()


def serve(page: Page, site: Site, change: Change) -> None:
    """Serve the contract with a change."""
    told = contract(site)
    change(told)
    page.route("**/contract", lambda route: route.fulfill(
        json=told, headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip


def cells(page: Page, figure: str) -> list[list[str]]:
    """Return the numbers behind a figure, a list a row."""
    rows = page.locator(f"#{figure} tbody tr")
    return [row.locator("th, td").all_text_contents() for row in rows.all()]

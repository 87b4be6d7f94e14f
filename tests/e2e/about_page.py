"""What the tests of the page on reliability share: the contract, and what is shown of it."""

import json
import urllib.request
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from math import floor
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


def percent(share: float) -> str:
    """Return a share as whole percent, rounded as the page rounds."""
    return f"{whole(share)}%"


def tenths(share: float) -> Decimal:
    """Return a share in percent with one decimal, rounded as the page rounds."""
    return (Decimal(repr(share)) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def thousandths(score: float) -> str:
    """Return a score with three decimals, rounded as the page rounds."""
    return str(Decimal(repr(score)).quantize(Decimal("0.001"), ROUND_HALF_UP))


def whole(share: float) -> int:
    """Return a share in whole percent."""
    return floor(share * 100 + 0.5)


def mean(parts: Iterable[dict[str, float]], share: str) -> float:
    """Return a share's mean over parts of the flights, a flight counting as one."""
    told = list(parts)
    flights = sum(part["flights"] for part in told)
    return sum(part[share] * part["flights"] for part in told) / flights


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

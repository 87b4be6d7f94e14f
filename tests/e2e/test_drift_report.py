"""Tests of the drift report in a real browser, of real flights that drifted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import outcomes_file
from tests.e2e.every_reader import assert_no_barrier, open_details, too_narrow
from training.cli import main
from training.lake import Lake


@pytest.fixture(scope="module")
def report(sampled_lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of flights half of which another airline flew, and many were cancelled."""
    folder = tmp_path_factory.mktemp("drift")
    flights = sampled_lake.read(sampled_lake.manifest(), "flights")
    odd = np.arange(len(flights)) % 2 == 0
    flights = flights.assign(
        carrier=flights["carrier"].where(odd, "WN"), cancelled=odd, diverted=False
    )
    path = outcomes_file(folder / "flights.csv", flights)
    options = [f"--report={folder / 'drift.html'}", f"--lake={sampled_lake.folder}"]
    assert main(["drift", str(path), *options]) == 3
    return folder / "drift.html"


@pytest.fixture(scope="module")
def tab(browser: Browser, report: Path) -> Iterator[Page]:
    """The report in a tab that may fetch nothing; fails on any complaint in the console."""
    context = browser.new_context(offline=True)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda message: complaints.append(message.text))
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    yield tab
    context.close()
    assert complaints == []
    assert set(asked) == {report.as_uri()}


@pytest.fixture
def opened(tab: Page, report: Path) -> Page:
    """The report as it is when opened."""
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.goto(report.as_uri())
    return tab


def test_the_report_says_what_is_past_and_shows_it(opened: Page) -> None:
    expect(opened.get_by_role("heading", level=1)).to_have_text("Drift past its threshold")
    expect(opened.locator("header p")).to_contain_text("carrier")
    expect(opened.locator("header p")).to_contain_text("calibration of 2023-01")
    by_bin = opened.locator("details[open]", has_text="carrier by bin (past)")
    expect(by_bin.get_by_role("rowheader", name="WN", exact=True)).to_be_visible()
    expect(opened.locator("script")).to_have_count(0)


def test_the_bars_are_as_long_as_the_shares(opened: Page) -> None:
    name = opened.get_by_role("rowheader", name="WN", exact=True)
    row = opened.get_by_role("region", name="carrier: shares by bin").locator("tr", has=name)
    now, then = (
        row.locator(f"rect.{name}").evaluate("bar => bar.getBoundingClientRect().width")
        for name in ("now", "then")
    )
    shares = [float(text.split()[0]) for text in row.locator("td.number").all_inner_texts()]
    assert then / now == pytest.approx(shares[0] / shares[1], rel=0.02)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_has_no_accessibility_faults(
    opened: Page, scheme: Literal["light", "dark"]
) -> None:
    opened.emulate_media(color_scheme=scheme)
    open_details(opened)
    assert_no_barrier(opened)


def test_the_report_fits_a_phone(opened: Page) -> None:
    assert too_narrow(opened, [360]) == []

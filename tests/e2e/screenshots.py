"""Take the README's pictures of the page: `make screenshots`.

python -m tests.e2e.screenshots
"""

import os
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.integration.processes import free_port, serving
from tests.paths import FRONTEND

FOLDER = FRONTEND / "screenshots"
QUESTION = "/?carrier=B6&origin=JFK&destination=MCO&departure=2026-12-23T18:30&arrival=21:50"
VIEWS: dict[str, Any] = {
    "wide": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


def take(folder: Path, origin: str) -> None:
    """Take each view's picture."""
    folder.mkdir(exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for name, view in VIEWS.items():
            tab = browser.new_page(base_url=origin, locale="en-US", reduced_motion="reduce", **view)
            tab.goto(QUESTION)
            tab.locator("#chance").wait_for()
            tab.screenshot(path=folder / f"{name}.png", full_page=name == "wide")
        browser.close()


if __name__ == "__main__":
    api, page = free_port(), free_port()
    with serving(api, page):
        take(FOLDER, f"http://localhost:{page}")

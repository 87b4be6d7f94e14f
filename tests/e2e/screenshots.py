"""Take the README's pictures of the page, and the one it is shared with: `make screenshots`.

python -m tests.e2e.screenshots
"""

from pathlib import Path
from typing import Any

from tests.e2e.conftest import chromium
from tests.paths import FRONTEND
from tests.processes import free_port, serving

FOLDER = FRONTEND / "screenshots"
FLIGHT = "carrier=B6&origin=JFK&destination=MCO&departure=2026-12-23T18:30&arrival=21:50"
QUESTION = f"/?{FLIGHT}&next=23:30"
VIEWS: dict[str, Any] = {
    "wide": {"viewport": {"width": 1440, "height": 1560}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
PARTS = {"choose": "#choose", "connect": "#connect"}
"""Parts of the wide view with a picture of their own."""


def take(folder: Path, origin: str) -> None:
    """Take each view's picture, and those of the parts."""
    folder.mkdir(exist_ok=True)
    with chromium() as browser:
        for name, view in VIEWS.items():
            context = browser.new_context(
                base_url=origin, locale="en-US", reduced_motion="reduce", **view
            )
            tab = context.new_page()
            tab.goto(QUESTION)
            tab.get_by_role("grid").wait_for()
            tab.screenshot(path=folder / f"{name}.png")
            for part, selector in PARTS.items() if name == "wide" else ():
                tab.locator(selector).screenshot(path=folder / f"{part}.png")


def take_shared(folder: Path) -> None:
    """Draw social.svg as a PNG: those who show shared links read no SVG."""
    with chromium() as browser:
        tab = browser.new_page(viewport={"width": 1200, "height": 630})
        tab.goto((folder / "social.svg").as_uri())
        tab.screenshot(path=folder / "social.png")


if __name__ == "__main__":
    take_shared(FRONTEND)
    api, page = free_port(), free_port()
    with serving(api, page):
        take(FOLDER, f"http://localhost:{page}")

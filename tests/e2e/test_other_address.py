"""Tests of the bucket's other addresses: whoever opens one is led to the page's own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

import page_build

BUCKET = "my-project-pushback"
HOME = f"https://{BUCKET}.storage.googleapis.com"


@pytest.fixture
def bucket(browser: Browser) -> Iterator[Page]:
    """A tab for which every address of the bucket leads to the built page."""
    files = page_build.built("https://api.example", HOME)[1]
    kinds = {"html": "text/html", "js": "text/javascript", "css": "text/css"}

    def from_bucket(route: Route) -> None:
        name = route.request.url.partition("googleapis.com/")[2].split("?")[0].split("#")[0]
        body = files.get(name.removeprefix(f"{BUCKET}/"))
        kind = kinds.get(name.rpartition(".")[2], "application/octet-stream")
        route.fulfill(status=200 if body else 404, body=body or b"", content_type=kind)

    context = browser.new_context()
    context.route("**/*", lambda route: route.abort())
    context.route("**://*storage.googleapis.com/**", from_bucket)
    yield context.new_page()
    context.unroute_all(behavior="ignoreErrors")
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        f"https://storage.googleapis.com/{BUCKET}/index.html?carrier=DL#answer",
        f"http://{BUCKET}.storage.googleapis.com/index.html?carrier=DL#answer",
    ],
)
def test_another_address_of_the_bucket_leads_to_the_pages_own(bucket: Page, address: str) -> None:
    bucket.goto(address)
    bucket.wait_for_url(f"{HOME}/index.html?carrier=DL#answer")


def test_its_own_address_leads_nowhere_else(bucket: Page) -> None:
    visited: list[str] = []
    bucket.on("framenavigated", lambda frame: visited.append(frame.url))
    bucket.goto(f"{HOME}/about.html", wait_until="load")
    assert visited == [f"{HOME}/about.html"]

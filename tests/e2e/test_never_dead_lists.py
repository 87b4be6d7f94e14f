"""Tests of a list that is given while a part of its page fails or is not there yet."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.held_back import (
    Held,
    abort,
    expect_words,
    say_nonsense,
)
from tests.e2e.many_page import GOOD, written


def test_a_list_outlives_a_script_that_does_not_load(page: Page) -> None:
    page.route("**/scripts/many-page.js", abort)
    page.goto("/many.html")
    expect_words(page)
    page.locator("#paste").fill(written([GOOD]))
    page.locator("#submit").click()
    expect(page.locator("#stuck")).to_be_focused()
    page.unroute("**/scripts/many-page.js")
    page.locator("#again").click()
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#paste")).to_have_value(re.compile("^carrier,origin"))


@pytest.mark.parametrize("way", ["paste", "file", "drop", "example"])
def test_a_list_given_before_the_page_is_ready_is_kept_told_and_answered(
    page: Page, way: str
) -> None:
    held = Held(page, "**/scripts/many-page.js")
    page.goto("/many.html", wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-page", "loading")
    give(page, way)
    expect(page.locator("#status")).to_contain_text("still loading")
    held.release()
    if way == "example":
        expect(page.locator("#paste")).not_to_be_empty()
    else:
        expect(page.locator("#result")).to_be_visible()


def give(page: Page, way: str) -> None:
    """Give a list of one flight, or ask for the example."""
    text = written([GOOD])
    if way == "paste":
        page.locator("#paste").fill(text)
        page.locator("#submit").click()
    elif way == "file":
        page.locator("#file").set_input_files(
            {"name": "flights.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )
    elif way == "drop":
        dropped = page.evaluate_handle(
            """text => {
              const held = new DataTransfer()
              held.items.add(new File([text], "flights.csv", { type: "text/csv" }))
              return held
            }""",
            text,
        )
        page.locator("main").dispatch_event("drop", {"dataTransfer": dropped})
    else:
        page.locator("#example").click()


def test_a_list_is_kept_where_a_new_load_is_the_advice(page: Page) -> None:
    page.route("**/predict", say_nonsense)
    page.goto("/many.html")
    page.locator("#paste").fill(written([GOOD]))
    page.locator("#submit").click()
    expect(page.locator("#failure")).to_contain_text("Load the page again")
    page.reload()
    expect(page.locator("#paste")).to_have_value(re.compile("^carrier,origin"))

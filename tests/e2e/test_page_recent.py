"""Tests of the recent searches, which are kept on the device alone."""

import json
import re

from playwright.sync_api import Page, expect

from tests.e2e.one_flight import DAY, DELTA, address, fill, open_answer, open_form, submit


def test_what_was_asked_is_listed_the_latest_first(page: Page) -> None:
    open_answer(page, address(time="07:00"))
    open_answer(page, address(time="20:00"))
    open_answer(page, address(time="07:00"))
    items = page.locator("#recent li")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("7:00 AM")


def test_only_the_last_few_are_kept(page: Page) -> None:
    open_answer(page, address(time="06:00"))
    for hour in range(7, 13):
        fill(page, time=f"{hour:02}:00")
        submit(page)
        expect(page.locator("#recent li").first).to_contain_text(f"{hour}:00")
    expect(page.locator("#recent li")).to_have_count(5)
    expect(page.locator("#recent li").first).to_contain_text("12:00 PM")


def test_a_recent_search_is_a_link_that_asks_again(page: Page) -> None:
    open_answer(page, address(time="07:00", destination="SEA", arrival="10:20"))
    open_form(page)
    expect(page.locator("#destination")).to_have_value("SEA")
    page.locator("#recent li a").click()
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#date")).to_have_value(DAY)
    expect(page.locator("#arrival")).to_have_value("10:20")
    expect(page).to_have_url(re.compile("destination=SEA"))


def test_one_is_removed_and_the_focus_goes_to_the_next(page: Page) -> None:
    for time in ("07:00", "20:00"):
        open_answer(page, address(time=time))
    remove = page.get_by_role("button", name=re.compile("^Remove JFK . LAX"))
    remove.first.click()
    expect(page.locator("#recent li")).to_have_count(1)
    expect(page.locator("#recent li")).to_contain_text("7:00 AM")
    expect(remove).to_be_focused()
    page.reload()
    expect(page.locator("#chance")).to_be_visible()


def test_all_are_removed_at_once_from_the_device_too(page: Page) -> None:
    open_answer(page)
    page.locator("#recent-clear").click()
    expect(page.locator("#recent")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('pushback.recent')") is None


def test_what_makes_no_sense_is_passed_over(page: Page) -> None:
    bad_date = json.dumps([{**DELTA, "date": "2026-99-99", "time": "18:30"}])
    page.goto("/")
    for kept in ("no JSON", "{}", "[null, 3, {}]", bad_date):
        page.evaluate("kept => localStorage.setItem('pushback.recent', kept)", kept)
        open_answer(page)
        expect(page.locator("#recent li"), kept).to_have_count(1)


def test_without_storage_the_page_still_answers(own_page: Page) -> None:
    own_page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off') } })"
    )
    open_answer(own_page)
    expect(own_page.locator("#recent")).to_be_hidden()

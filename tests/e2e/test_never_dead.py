"""Tests that no page is ever dead: what fails or comes late is told, and nothing is lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Site
from tests.e2e.held_back import (
    ALLOWED,
    PAGES,
    TYPED,
    Answer,
    Held,
    abort,
    expect_answer,
    expect_typed,
    expect_words,
    fail,
    say_nonsense,
)
from tests.e2e.one_flight import DAY, fill, focused, leave_open, open_form


@pytest.fixture
def careless(browser: Browser, site: Site) -> Iterator[Page]:
    """A tab whose scripts may throw, or never come: the browser complains of that rightly."""
    context = browser.new_context(base_url=site.page, locale="en-US")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        ("**/scripts/main.js", abort),
        ("**/scripts/main.js", fail),
        ("**/locales/en.json", abort),
        ("**/locales/en.json", fail),
        ("**/locales/en.json", say_nonsense),
    ],
)
def test_a_part_that_does_not_load_is_told_and_the_question_outlives_a_new_load(
    page: Page, files: str, answer: Answer
) -> None:
    page.route(files, answer)
    page.goto("/")
    expect_words(page)
    fill(page, **TYPED)
    page.locator("#submit").click()
    expect(page.locator("#stuck")).to_be_focused()
    expect(page.locator("#stuck")).to_contain_text("What you typed is kept")
    expect_typed(page)
    page.unroute(files)
    page.locator("#again").click()
    expect_answer(page)
    expect(page.locator("#stuck")).to_be_hidden()


@pytest.mark.parametrize("name", ["many.html", "about.html", "api.html"])
def test_on_every_page_a_script_that_does_not_load_is_told(page: Page, name: str) -> None:
    files = f"**/scripts/{PAGES[name]}"
    page.route(files, abort)
    page.goto(f"/{name}")
    expect_words(page)
    page.unroute(files)
    page.locator("#again").click()
    expect(page.locator("html")).to_have_attribute("data-page", "ready")
    expect(page.locator("#stuck")).to_be_hidden()


@pytest.mark.parametrize("name", PAGES)
def test_on_every_page_another_language_helps_where_one_cannot_be_had(
    page: Page, name: str
) -> None:
    page.route("**/locales/en.json", fail)
    page.goto(f"/{name}")
    expect_words(page)
    page.locator("[data-language=fr]").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("html")).to_have_attribute("data-page", "ready")
    expect(page.locator("#stuck")).to_be_hidden()


def test_a_language_that_cannot_be_had_later_is_told_in_the_one_there_is(page: Page) -> None:
    open_form(page)
    fill(page, **TYPED)
    page.route("**/locales/fr.json", fail)
    page.locator("[data-language=fr]").click()
    expect(page.locator("#status")).to_contain_text("Français: these texts cannot be loaded")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_typed(page)
    page.unroute("**/locales/fr.json")
    page.locator("[data-language=fr]").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect_typed(page)


@pytest.mark.parametrize("way", ["button", "Enter"])
def test_a_question_asked_before_the_page_is_ready_is_kept_told_and_asked(
    page: Page, way: str
) -> None:
    held = Held(page, "**/scripts/main.js")
    page.goto("/", wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-page", "loading")
    fill(page, **TYPED)
    if way == "Enter":
        page.locator("#time").press("Enter")
    else:
        page.locator("#submit").click()
    expect(page.locator("#status")).to_contain_text("still loading. Your request is kept")
    expect(page.locator("#status")).to_contain_text("Votre demande est conservée")
    held.release()
    expect_answer(page)


def test_a_question_asked_before_the_words_are_there_is_kept_told_and_asked(page: Page) -> None:
    held = Held(page, "**/locales/en.json")
    page.goto("/", wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-page", "loading")
    fill(page, **TYPED)
    page.locator("#submit").click()
    expect(page.locator("#status")).to_contain_text("still loading")
    held.release()
    expect_answer(page)


def test_names_asked_about_before_the_lists_are_there_become_codes(page: Page) -> None:
    held = Held(page, "**/contract")
    page.goto("/")
    expect(page.locator("#status")).to_contain_text("Fetching airlines and airports")
    fill(page, destination="honolulu", carrier="jetblue", date=DAY)
    page.locator("#submit").click()
    expect(page.locator("#submit")).to_have_attribute("aria-disabled", "true")
    held.release()
    expect(page.locator("#chance")).to_be_visible()
    expect(page).to_have_url(re.compile("carrier=B6&origin=JFK&destination=HNL"))


def test_what_is_typed_early_is_not_replaced_by_the_route_of_the_last_time(page: Page) -> None:
    open_form(page)
    page.evaluate(
        "kept => localStorage.setItem('pushback.recent', JSON.stringify([kept]))",
        {"carrier": "B6", "origin": "EWR", "destination": "MCO", "date": DAY, "time": "20:00"},
    )
    held = Held(page, "**/scripts/main.js")
    page.reload(wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-page", "loading")
    fill(page, destination="ORD", date=DAY)
    held.release()
    expect(page.locator("#origin-name")).not_to_be_empty()
    expect(page.locator("#origin")).to_have_value("EWR")
    expect(page.locator("#destination")).to_have_value("ORD")
    expect(page.locator("#date")).to_have_value(DAY)


def test_the_airports_swapped_early_are_swapped_once(page: Page) -> None:
    held = Held(page, "**/scripts/main.js")
    page.goto("/", wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-page", "loading")
    page.locator("#swap").click()
    held.release()
    expect(page.locator("#origin-name")).to_contain_text("Los Angeles")
    expect(page.locator("#destination")).to_have_value("JFK")


def test_with_no_script_at_all_the_words_come_by_themselves(careless: Page) -> None:
    careless.route("**/scripts/**", abort)
    careless.goto("/")
    fill(careless, **TYPED)
    expect_words(careless)
    expect(careless.locator("#stuck")).not_to_contain_text("kept", use_inner_text=True)
    expect_typed(careless)


def test_modules_that_never_come_are_told_by_themselves(page: Page) -> None:
    page.route("**/scripts/main.js", leave_open)
    page.goto("/", wait_until="commit")
    expect_words(page)
    page.unroute("**/scripts/main.js")


@pytest.mark.parametrize("name", ["boot.js", "first-language.js"])
def test_the_page_works_without_the_scripts_that_run_before_its_own(page: Page, name: str) -> None:
    page.route(f"**/scripts/{name}", abort)
    open_form(page)
    fill(page, **TYPED)
    page.locator("#submit").click()
    expect_answer(page)
    expect(page.locator("#stuck")).to_be_hidden()


def test_a_fault_at_work_is_told_and_the_button_works_again(careless: Page) -> None:
    strange = {"predictions": [{"late": 0.2, "outcomes": {}}]}
    careless.route("**/predict", lambda route: route.fulfill(json=strange, headers=ALLOWED))
    open_form(careless)
    fill(careless, **TYPED)
    careless.locator("#submit").click()
    expect_words(careless)
    expect_typed(careless)
    careless.unroute("**/predict")
    careless.locator("#submit").click()
    expect(careless.locator("#chance")).to_be_visible()


def test_a_contract_that_lacks_its_parts_is_told(careless: Page) -> None:
    careless.route("**/contract", lambda route: route.fulfill(json={"format": 3}, headers=ALLOWED))
    careless.goto("/")
    expect_words(careless)
    fill(careless, **TYPED)
    careless.unroute("**/contract")
    careless.locator("#again").click()
    expect(careless.locator("#origin-name")).not_to_be_empty()
    expect_typed(careless)


def test_without_storage_the_page_is_not_dead_either(own_page: Page) -> None:
    own_page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('off') } })"
    )
    own_page.route("**/scripts/main.js", abort)
    own_page.goto("/")
    expect_words(own_page)
    own_page.unroute("**/scripts/main.js")
    own_page.locator("#again").click()
    expect(own_page.locator("#origin-name")).not_to_be_empty()


def test_who_has_switched_scripts_off_is_told_that_alone(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.page, java_script_enabled=False)
    tab = context.new_page()
    for name in PAGES:
        tab.goto(f"/{name}")
        expect(tab.locator("noscript .alarm")).to_be_visible()
        expect(tab.locator("#stuck")).to_have_css("display", "none")
    context.close()


def test_no_one_is_taken_away_from_what_they_do_by_a_fault(careless: Page) -> None:
    open_form(careless)
    careless.locator("#time").focus()
    careless.evaluate("setTimeout(() => { throw new Error('a part is broken') })")
    expect_words(careless)
    assert focused(careless) == "time"

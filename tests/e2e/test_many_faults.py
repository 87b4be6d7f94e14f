"""Tests of the page for many flights when something is wrong with the service or the network."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.batch.reader.times_everywhere import DOUBTFUL, Doubtful
from tests.e2e.held_back import Held
from tests.e2e.many_page import GOOD, answered, flights, paste, written

CORS = {"Access-Control-Allow-Origin": "*"}


def refuse(path: str) -> Any:
    """Return a handler that refuses every request for a mistake at a path."""
    mistake = {"code": "novel", "path": path, "seen": "", "allowed": "", "message": "It is new."}
    problem = {"type": "urn:x", "title": "no", "status": 422, "errors": [mistake]}
    return lambda route: route.fulfill(status=422, json=problem, headers=CORS)


def refuse_first(route: Route) -> None:
    """Refuse the first of several flights, in words that the page does not know."""
    several = (route.request.post_data or "").count("carrier") > 1
    (refuse("$.flights[0].carrier") if several else Route.continue_)(route)


@pytest.mark.parametrize("status", [500, 503])
def test_a_failing_service_is_told_and_can_be_tried_again(page: Page, status: int) -> None:
    page.route("**/predict", lambda route: route.fulfill(status=status, headers=CORS))
    paste(page, written([GOOD]))
    expect(page.locator("#failure")).to_be_focused()
    expect(page.locator("#failure")).to_contain_text("on our side")
    page.unroute("**/predict")
    page.locator("#retry").click()
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#failure")).to_be_hidden()


def test_an_answer_that_never_comes_is_told_and_can_be_tried_again(page: Page) -> None:
    page.goto("/many.html")
    page.evaluate("""() => {
      const patience = AbortSignal.timeout.bind(AbortSignal)
      AbortSignal.timeout = () => patience(300)
    }""")
    page.route("**/predict", lambda _: None)
    page.locator("#paste").fill(written([GOOD]))
    page.locator("#submit").click()
    expect(page.locator("#failure")).to_contain_text("took too long")
    page.unroute("**/predict")
    page.locator("#retry").click()
    expect(page.locator("#result")).to_be_visible()


def test_being_offline_is_told_and_costs_nothing_that_was_pasted(page: Page) -> None:
    page.goto("/many.html")
    page.locator("#paste").fill(written([GOOD]))
    page.context.set_offline(True)
    page.locator("#submit").click()
    expect(page.locator("#failure")).to_contain_text("You are offline")
    expect(page.locator("#paste")).not_to_be_empty()
    page.context.set_offline(False)
    expect(page.locator("#result")).to_be_visible()


def test_a_list_that_says_that_its_times_are_not_local_is_told(page: Page) -> None:
    paste(page, f"Movements (all times UTC)\n{written([GOOD])}")
    expect(page.locator("#problem")).to_contain_text("The times are not local")
    expect(page.locator("#problem")).to_contain_text("“Movements (all times UTC)”")
    page.locator("#paste").fill(f"Made at 14:03 UTC\n{written([GOOD])}")
    page.locator("#submit").click()
    expect(page.locator("#result")).to_be_visible()


@pytest.mark.parametrize("doubtful", DOUBTFUL, ids=lambda doubtful: doubtful.kind)
def test_a_list_of_doubtful_times_is_told(page: Page, doubtful: Doubtful) -> None:
    paste(page, doubtful.content.decode())
    expect(page.locator("#problem")).to_contain_text(doubtful.title)


def test_a_slow_service_is_told(page: Page) -> None:
    page.route("**/predict", lambda _: None)
    paste(page, written([GOOD]))
    expect(page.locator("#status")).to_contain_text("Asking about your flights")
    expect(page.locator("#submit")).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#board")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#status")).to_contain_text("wake the service")
    page.unroute("**/predict")


def test_a_list_given_while_another_is_asked_about_is_left_alone(page: Page) -> None:
    page.route("**/predict", lambda _: None)
    paste(page, written([GOOD]))
    expect(page.locator("#status")).not_to_be_empty()
    page.locator("#paste").fill("")
    page.locator("#submit").press("Enter")
    expect(page.locator("#status")).to_contain_text("Asking about your flights")
    expect(page.locator("#problem")).to_be_hidden()
    page.unroute("**/predict")


def test_a_list_given_before_the_page_has_its_words_is_answered(page: Page) -> None:
    held = Held(page, "**/locales/*.json")
    paste(page, written([GOOD]))
    held.release()
    expect(page.locator("#result")).to_be_visible()


def test_a_refusal_that_blames_no_row_is_told_and_not_asked_for_ever(page: Page) -> None:
    page.route("**/predict", refuse("$.weather[0]"))
    paste(page, written([GOOD]))
    expect(page.locator("#failure")).to_contain_text("refused")


def test_a_reason_newer_than_the_page_is_told_in_the_services_words(page: Page) -> None:
    page.route("**/predict", refuse_first)
    paste(page, written(flights(2)))
    reason = page.locator("#set-aside [lang=en]")
    expect(reason).to_have_text("It is new.")


def test_an_answer_of_another_kind_is_told(page: Page) -> None:
    page.route("**/predict", lambda route: route.fulfill(json={"predictions": []}, headers=CORS))
    paste(page, written([GOOD]))
    expect(page.locator("#failure")).to_contain_text("made no sense")


def test_a_list_that_cannot_be_read_takes_the_old_result_away(page: Page) -> None:
    answered(page, [GOOD])
    page.locator("#paste").fill("")
    page.locator("#submit").click()
    expect(page.locator("#problem")).to_be_visible()
    expect(page.locator("#result")).to_be_hidden()

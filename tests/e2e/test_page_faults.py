"""Tests of the page when the network or the service fails."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.held_back import (
    ALLOWED,
    TYPED,
    Answer,
    Held,
    abort,
    expect_answer,
    expect_typed,
    fail,
    say_nonsense,
)
from tests.e2e.one_flight import (
    address,
    batches,
    fill,
    leave_open,
    open_answer,
    open_form,
    submit,
)


@pytest.mark.parametrize("status", [500, 503])
def test_a_failing_service_is_told_and_can_be_tried_again(page: Page, status: int) -> None:
    page.route("**/predict", lambda route: route.fulfill(status=status, headers=ALLOWED))
    page.goto(address())
    expect(page.locator("#failure")).to_be_focused()
    expect(page.locator("#failure")).to_contain_text("fault")
    page.unroute("**/predict")
    page.locator("#retry").click()
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#failure")).to_be_hidden()


@pytest.mark.parametrize("part", ["**/contract", "**/predict"])
def test_a_service_out_of_reach_is_told(page: Page, part: str) -> None:
    page.route(part, lambda route: route.abort())
    page.goto(address())
    expect(page.locator("#failure")).to_contain_text("cannot be reached")
    expect(page.locator("#origin")).to_have_value("JFK")


def test_a_contract_that_comes_on_the_second_try_fills_the_lists(page: Page) -> None:
    page.route("**/contract", lambda route: route.abort(), times=1)
    page.goto("/")
    expect(page.locator("#failure")).to_be_visible()
    page.locator("#retry").click()
    expect(page.locator("#origin-name")).to_contain_text("Kennedy")
    expect(page.locator("#failure")).to_be_hidden()


def test_an_answer_in_an_unknown_form_is_told(page: Page) -> None:
    page.route("**/predict", lambda route: route.fulfill(json={"hello": 1}, headers=ALLOWED))
    page.goto(address())
    expect(page.locator("#failure")).to_contain_text("made no sense")


@pytest.mark.parametrize(("status", "word"), [(403, "refused"), (429, "busy")])
def test_a_refusal_without_reasons_is_told(page: Page, status: int, word: str) -> None:
    page.route("**/predict", lambda route: route.fulfill(status=status, json={}, headers=ALLOWED))
    page.goto(address())
    expect(page.locator("#failure")).to_contain_text(word)


def test_a_slow_service_is_explained_and_answers_in_the_end(page: Page) -> None:
    held = Held(page, "**/predict", times=1)
    page.goto(address())
    expect(page.locator("#board")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#status")).to_contain_text("Asking about your flight")
    expect(page.locator("#status")).to_contain_text("wake the service")
    held.release()
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#status")).to_be_empty()


def test_a_service_that_takes_too_long_is_given_up_and_can_be_tried_again(page: Page) -> None:
    page.route("**/predict", leave_open, times=1)
    page.goto(address())
    expect(page.locator("#failure")).to_contain_text("took too long")
    page.locator("#retry").click()
    expect(page.locator("#chance")).to_be_visible()


def test_off_line_is_told_and_asked_again_by_itself(page: Page) -> None:
    open_form(page)
    page.context.set_offline(True)
    submit(page)
    expect(page.locator("#failure")).to_contain_text("You are offline")
    page.context.set_offline(False)
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#failure")).to_be_hidden()


def test_of_two_questions_the_later_one_is_shown(page: Page) -> None:
    open_answer(page, address(time="07:00"))
    held = Held(page, "**/predict", times=1)
    page.locator("#time").fill("20:00")
    submit(page)
    expect(page.locator("#board")).to_have_attribute("aria-busy", "true")
    first = held.first()
    page.go_back()
    expect(page.locator("#board")).to_have_attribute("aria-busy", "false")
    with page.expect_request_finished(lambda request: request == first.request):
        first.continue_()
    page.evaluate("() => new Promise((done) => setTimeout(done, 100))")  # for the page to read it
    expect(page.locator(".itinerary .flaps").first).to_have_attribute("aria-label", "7:00")
    expect(page.locator("#time")).to_have_value("07:00")


def test_a_second_press_of_the_button_asks_no_second_time(
    page: Page, requests: list[Request]
) -> None:
    open_form(page)
    held = Held(page, "**/predict", times=1)
    submit(page)
    expect(page.locator("#submit")).to_have_attribute("aria-disabled", "true")
    page.locator("#submit").press("Enter")
    expect(page.locator("#answer")).to_be_hidden()
    held.release()
    expect(page.locator("#chance")).to_be_visible()
    asked = [one["flights"] for one in batches(requests) if len(one["flights"]) == 1]
    assert len(asked) == 1


@pytest.mark.parametrize("answer", [abort, fail, say_nonsense])
@pytest.mark.parametrize("files", ["**/contract", "**/config.json"])
def test_without_the_contract_the_question_is_kept_and_can_be_asked_again(
    page: Page, files: str, answer: Answer
) -> None:
    page.route(files, answer)
    page.goto("/")
    expect(page.locator("#failure-text")).not_to_be_empty()
    fill(page, **TYPED)
    page.locator("#submit").click()
    expect(page.locator("#failure")).to_be_focused()
    expect_typed(page)
    page.unroute(files)
    page.locator("#retry").click()
    expect_answer(page)


def test_what_is_changed_after_a_failure_outlives_the_new_load_that_is_advised(page: Page) -> None:
    page.route("**/predict", say_nonsense)
    open_form(page)
    fill(page, **TYPED)
    page.locator("#submit").click()
    expect(page.locator("#failure")).to_contain_text("Load the page again")
    page.locator("#time").fill("09:45")
    page.unroute("**/predict")
    page.reload()
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#time")).to_have_value("09:45")

"""Tests of the page of the API in a real browser, asking the real function."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.api_page import OPERATIONS, choose, examples, open_page, send, snippet
from tests.e2e.conftest import Site, Tab
from tests.e2e.every_reader import (
    LANGUAGES,
    assert_no_barrier,
    missing_words,
    open_details,
    speak,
    too_narrow,
)


@pytest.fixture(scope="module")
def opened(reading_tab: Tab, site: Site) -> Iterator[Page]:
    """The page opened once, for tests each of which has parts of it to itself."""
    with reading_tab.opened(site, open_page) as page:
        yield page


def test_every_operation_of_the_document_is_on_the_page(opened: Page) -> None:
    for name, operation in OPERATIONS.items():
        section = opened.locator(f"#{name}")
        expect(section.locator("h2")).to_have_text(f"{operation['method']} {operation['path']}")
        expect(section).to_contain_text(operation["summary"])
        statuses = section.locator(".responses dt").all_inner_texts()
        assert statuses == list(operation["responses"])


def test_fields_have_their_type_unit_range_and_whether_they_are_required(opened: Page) -> None:
    opened.locator("#predict-takes-Weather > summary").click()
    fields = opened.locator("#predict-takes-Weather .fields > div")
    expect(fields.filter(has_text="temperature_c")).to_contain_text("number, or null")
    expect(fields.filter(has_text="temperature_c")).to_contain_text("-90 to 60 °C")
    expect(fields.filter(has_text="airport").first).to_contain_text("required")
    flights = opened.locator("#predict-takes-Request .fields > div").filter(has_text="flights")
    expect(flights).to_contain_text("list of Flight")
    expect(flights).to_contain_text("1 to 1,000 items")


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_example_is_answered_with_status_time_headers_and_body(
    opened: Page, name: str
) -> None:
    for example in range(examples(opened, name)):
        choose(opened, name, example)
        reply = send(opened, name)
        expect(reply.locator(".flaps")).to_have_attribute("aria-label", "200")
        expect(reply.locator(".reply-time")).to_have_text(re.compile(r"^[\d,]+ ms$"))
        expect(reply.locator(".reply-headers")).to_contain_text("application/json")
        expect(reply.locator(".reply-body")).to_contain_text("{")
        expect(opened.locator(f"#{name} .request-status")).to_contain_text("200")


def test_what_is_sent_is_what_stands_in_the_form(page: Page, requests: list[Request]) -> None:
    open_page(page)
    page.locator("#predictOne-origin").fill("BOS")
    page.locator("#predictOne-arrival").fill("")
    page.locator("#predictOne-explain").check()
    expect(send(page, "predictOne").locator(".reply-body")).to_contain_text("reasons")
    (query,) = [asked.url.partition("?")[2] for asked in requests if "/predict?" in asked.url]
    assert query == (
        "carrier=DL&origin=BOS&destination=LAX&departure=2026-12-23T18:30&explain=true"
    )


def test_a_refusal_is_told_in_words(page: Page) -> None:
    open_page(page)
    page.locator("#predictOne-origin").fill("Boston")
    refusal = send(page, "predictOne").locator(".refusal")
    expect(refusal).to_contain_text("$.origin")
    expect(refusal).to_contain_text("Boston")


def test_a_body_that_is_not_json_is_marked_and_can_be_sent(page: Page) -> None:
    open_page(page)
    body = page.locator("#predict-body")
    body.fill('{"flights": [')
    expect(body).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#predict-body-error")).to_be_visible()
    assert "JSON" in snippet(page, "predict", "python")
    expect(send(page, "predict").locator(".flaps")).to_have_attribute("aria-label", "400")
    choose(page, "predict", 1)
    expect(page.locator("#predict-body-error")).to_be_hidden()


def test_what_ends_a_query_is_told_in_words(page: Page) -> None:
    open_page(page)
    page.locator("#bigquery-body").fill('{"calls": [["DL"]]}')
    expect(send(page, "bigquery").locator(".refusal")).to_contain_text("1 argument")


def test_nothing_breaks_the_content_security_policy(own_page: Page) -> None:
    listening = "addEventListener('securitypolicyviolation', (event) => broken.push(event.type))"
    own_page.add_init_script(f"window.broken = []; {listening}")
    open_page(own_page)
    for name in OPERATIONS:
        send(own_page, name)
    assert own_page.evaluate("broken") == []


def test_a_failing_service_is_told(page: Page) -> None:
    open_page(page)
    page.route("**/contract", lambda route: route.fulfill(
        status=503, headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip
    expect(send(page, "contract").locator(".refusal")).to_contain_text("on our side")


def test_being_offline_is_told_and_costs_nothing_that_was_typed(page: Page) -> None:
    open_page(page)
    page.locator("#predictOne-origin").fill("BOS")
    page.context.set_offline(True)
    expect(send(page, "predictOne")).to_contain_text("cannot be reached")
    page.context.set_offline(False)
    expect(page.locator("#predictOne-origin")).to_have_value("BOS")
    expect(send(page, "predictOne").locator(".flaps")).to_have_attribute("aria-label", "200")


def test_an_answer_that_never_comes_is_told(page: Page) -> None:
    open_page(page)
    page.evaluate("""() => {
      const patience = AbortSignal.timeout.bind(AbortSignal)
      AbortSignal.timeout = () => patience(50)
    }""")
    page.route("**/contract", lambda _: None)
    expect(send(page, "contract")).to_contain_text("took too long")
    page.unroute("**/contract")


def test_a_description_out_of_reach_is_told_and_can_be_tried_again(page: Page) -> None:
    page.route("**/openapi.json", lambda route: route.abort())
    page.goto("/api.html")
    expect(page.locator("#failure")).to_be_focused()
    page.unroute("**/openapi.json")
    page.locator("#retry").click()
    expect(page.locator("#failure")).to_be_hidden()
    expect(page.locator(".operation")).to_have_count(len(OPERATIONS))


def test_a_description_of_another_kind_is_told(page: Page) -> None:
    page.route("**/openapi.json", lambda route: route.fulfill(
        json={"swagger": "2.0"}, headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip
    page.goto("/api.html")
    expect(page.locator("#failure")).to_contain_text("made no sense")


def test_the_wait_for_the_description_is_told(page: Page) -> None:
    page.route("**/openapi.json", lambda _: None)
    page.goto("/api.html")
    expect(page.locator("#status")).to_contain_text("description")
    page.unroute("**/openapi.json")


def test_tabs_work_by_keyboard(page: Page) -> None:
    open_page(page)
    tabs = page.locator("#predict").get_by_role("tab")
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#predict-python")).to_be_visible()
    expect(page.locator("#predict-curl")).to_be_hidden()
    page.keyboard.press("End")
    expect(page.locator("#predict-bigquery")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(tabs.first).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(page.locator("#predict-curl")).to_be_focused()


def test_a_request_is_sent_by_keyboard_alone(page: Page) -> None:
    open_page(page)
    page.locator("#predictOne-origin").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#predictOne .reply")).to_be_visible()


def test_a_snippet_is_copied_and_that_is_announced(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page)
    page.locator("#predict-python-tab").click()
    page.locator("#predict .snippets .copy").click()
    expect(page.locator("#predict .snippets [role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == snippet(page, "predict", "python")


def test_a_long_body_is_cut_until_all_of_it_is_asked_for(page: Page) -> None:
    open_page(page)
    reply = send(page, "contract")
    body = reply.locator(".reply-body")
    assert len((body.text_content() or "").splitlines()) == 300
    reply.get_by_role("button", name="Show the whole body").click()
    expect(body).to_be_focused()
    assert "libraries" in json.loads(body.text_content() or "")


def test_the_page_speaks_french_and_keeps_what_was_done(page: Page) -> None:
    open_page(page)
    page.locator("#predictOne-origin").fill("BOS")
    send(page, "predictOne")
    page.locator("#predict-takes-Weather > summary").click()
    speak(page, "fr")
    expect(page.locator("#predictOne .reply")).to_contain_text("La réponse")
    expect(page.locator("#predictOne-origin")).to_have_value("BOS")
    expect(page.locator("#predict-takes-Weather")).to_have_attribute("open", "")
    expect(page.locator("#predict .operation-summary")).to_have_attribute("lang", "en")


def test_no_word_is_missing(page: Page) -> None:
    open_page(page)
    for language in LANGUAGES:
        speak(page, language)
        assert missing_words(page, "api", "failure", "page", "foot") == [], language


def test_the_address_leads_to_an_operation(page: Page) -> None:
    page.goto("/api.html#bigquery")
    expect(page.locator("#bigquery h2")).to_be_in_viewport()


def test_both_pages_lead_to_each_other(page: Page) -> None:
    page.goto("/")
    page.locator(".foot").get_by_role("link", name="API").click()
    expect(page).to_have_url(re.compile(r"/api\.html$"))
    page.locator(".foot").get_by_role("link").click()
    expect(page.locator("#ask")).to_be_visible()


def test_nothing_runs_over_the_side(page: Page) -> None:
    open_page(page)
    for name in OPERATIONS:
        send(page, name)
    for language in LANGUAGES:
        speak(page, language)
        for name in OPERATIONS:  # the replies stay, drawn in the other language
            expect(page.locator(f"#{name} .reply")).to_be_visible()
        open_details(page)
        assert too_narrow(page, [360, 820, 1440]) == [], language


def test_axe_finds_nothing(still_page: Page) -> None:
    open_page(still_page)
    open_details(still_page, within="#predict")  # there are thousands of fields in all of them
    assert_no_barrier(still_page)


def test_axe_finds_nothing_in_replies(still_page: Page) -> None:
    open_page(still_page)
    send(still_page, "healthz")
    send(still_page, "contract")  # longer than what is shown at first
    assert_no_barrier(still_page, "#healthz .reply", "#contract .reply")


def test_axe_finds_nothing_in_refusals(still_page: Page) -> None:
    open_page(still_page)
    still_page.locator("#predict-body").fill("{")
    still_page.locator("#predictOne-origin").fill("Boston")
    send(still_page, "predict")
    send(still_page, "predictOne")
    assert_no_barrier(still_page, "#predict form", "#predict .reply", "#predictOne .reply")


def test_axe_finds_nothing_in_a_failure(still_page: Page) -> None:
    still_page.route("**/openapi.json", lambda route: route.abort())
    still_page.goto("/api.html")
    assert_no_barrier(still_page, "#failure")

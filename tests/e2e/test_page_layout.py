"""Tests of how the page fits: screens, paper, keyboards, motion, and what it weighs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, Response, expect

from tests.e2e.conftest import Site, Tab
from tests.e2e.every_reader import LANGUAGES, open_details, speak, too_narrow
from tests.e2e.held_back import PAGES
from tests.e2e.one_flight import (
    address,
    fill,
    focused,
    open_answer,
    open_choice,
    open_form,
    submit,
)

MAX_REQUESTS = 12
MAX_COMPRESSED_BYTES = 90_000
FULL = f"{address(arrival='22:05')}&next=23:30"


def test_nothing_runs_over_the_side(page: Page) -> None:
    open_choice(page, FULL)
    for language in LANGUAGES:
        speak(page, language)
        open_details(page)
        assert too_narrow(page, [320, 360, 390, 768, 1024, 1440, 1920]) == [], language


@pytest.mark.parametrize("width", [320, 390])
def test_the_whole_way_can_be_gone_on_a_phone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/")
    page.locator("#destination").click()
    page.locator("#destination").fill("boston")
    page.locator("#destination-list [data-code=BOS]").click()
    submit(page)
    expect(page.locator("#sentence")).to_be_in_viewport()
    cell = page.get_by_role("grid").get_by_role("button").nth(40)
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    cell.click()
    expect(page.locator("#moved")).to_be_in_viewport()


def test_the_page_works_by_keyboard_alone(page: Page) -> None:
    open_form(page)
    visited = []
    for _ in range(40):
        page.keyboard.press("Tab")
        visited.append(focused(page))
        if visited[-1] == "submit":
            break
    fields = ["origin", "swap", "destination", "carrier", "date", "time", "arrival", "submit"]
    assert [name for name in dict.fromkeys(visited) if name in fields] == fields
    page.keyboard.press("Enter")
    expect(page.locator("#sentence")).to_be_focused()
    expect(page.get_by_role("grid")).to_be_visible()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className || document.activeElement.id"))
    assert {"heat-cell", "airline", "best-hour", "next", "next_day", "change"} <= reached


def test_every_chart_has_its_numbers_in_a_table(page: Page) -> None:
    open_choice(page, FULL)
    figures = page.locator("figure")
    expect(figures).to_have_count(5)
    for figure in figures.all():
        expect(figure.locator("figcaption").get_by_role("heading", level=3)).not_to_be_empty()
        rows = figure.locator("details table tbody tr")
        assert rows.count() >= 3
        assert rows.first.locator("th[scope=row]").count() == 1
    drawings = page.locator("#answer svg:not([aria-hidden=true])")
    for drawing in drawings.all():
        assert drawing.get_attribute("role") == "img"
        assert drawing.get_attribute("aria-label")


def test_on_paper_the_answer_stands_alone(page: Page) -> None:
    open_choice(page, FULL)
    page.emulate_media(media="print")
    for hidden in ("#ask", ".ways", "#languages", "#recent", ".connect-fields"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in ("#chance", "#sentence", "#reasons", "#connect-chance"):
        expect(page.locator(shown)).to_be_visible()
    assert page.locator("#board").evaluate("board => getComputedStyle(board).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    assert page.evaluate("document.getAnimations().length") == 0  # no flap is caught as it turns


def test_nothing_moves_for_those_who_want_no_motion(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_answer(page)
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_board_turns_for_those_who_do_not_mind(page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    open_answer(page)
    flap = page.locator("#answer .flap").first
    expect(flap).not_to_have_css("animation-name", "none")  # whether or not it has come to rest


@pytest.mark.parametrize("name", PAGES)
def test_before_a_page_works_little_is_asked_for(own_page: Page, name: str) -> None:
    received: list[Response] = []
    own_page.on("response", lambda response: received.append(response))
    own_page.goto(f"/{name}", wait_until="networkidle")
    expect(own_page.locator("html")).to_have_attribute("data-page", "ready")
    weights = [one.request.sizes() for one in received]
    assert len(received) <= MAX_REQUESTS
    weighed = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in weights)
    assert weighed <= MAX_COMPRESSED_BYTES


def test_no_cookie_is_set_and_nobody_else_is_asked(
    page: Page, site: Site, requests: list[Request]
) -> None:
    open_choice(page, FULL)
    assert page.context.cookies() == []
    assert {"/".join(one.url.split("/")[:3]) for one in requests} == {site.page, site.api}


def test_the_policy_lets_the_page_reach_the_weather_service_and_nobody_else(
    tab_in: Callable[[str], Tab],
) -> None:
    page = tab_in("en-US").page  # what the policy stops is told in the console
    page.route("https://**", lambda route: route.fulfill(body="{}"))
    page.goto("/")
    reach = "url => fetch(url, { mode: 'no-cors' }).then(() => true, () => false)"
    hosts = ("api.weather.gov", "weather.gov", "a.example")
    reached = [page.evaluate(reach, f"https://{host}/") for host in hosts]
    assert reached == [True, False, False]


def test_a_search_is_kept_in_the_form_while_another_language_is_chosen(page: Page) -> None:
    open_form(page)
    fill(page, destination="SEA", time="06:10")
    speak(page, "fr")
    expect(page.locator("#destination")).to_have_value("SEA")
    expect(page.locator("#time")).to_have_value("06:10")


def test_an_unknown_address_leads_back_to_the_page(page: Page) -> None:
    response = page.goto("/no/such/page")
    assert response is not None
    assert response.status == 404
    page.get_by_role("link", name="How late will your flight be?").click()
    expect(page.locator("#ask")).to_be_visible()

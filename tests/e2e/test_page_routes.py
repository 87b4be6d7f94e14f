"""Tests of the routes that the page asks for when wanted; an answer can do without them."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.conftest import Site
from tests.e2e.one_flight import address, fill, open_answer, open_choice, open_form, submit

ROUTES = "**/routes?*"


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The airports, and the pairs of them, whose routes the page has asked for, in order."""
    found: list[str] = []

    def note(request: Request) -> None:
        _, path, origin = request.url.rpartition("/routes?origin=")
        if path:
            found.append(origin)

    page.on("request", note)
    return found


def test_the_routes_of_an_airport_are_asked_for_once(page: Page, asked: list[str]) -> None:
    open_form(page)
    for origin in ("LGA", "JFK", "LGA", "EWR", "JFK"):
        fill(page, origin=origin)
        page.locator("#destination").click()
        group = page.locator("#destination-list [role=group]").first
        expect(group).to_contain_text(f"Direct from {origin}")
        expect(group.locator("[data-code=ORD]")).to_have_count(1)
        page.keyboard.press("Escape")
    assert sorted(asked) == ["EWR", "JFK", "LGA"]


def test_no_more_is_asked_for_than_is_shown(page: Page, asked: list[str]) -> None:
    open_form(page)
    assert asked == []
    open_choice(page, f"{address()}&next=23:30")
    assert asked == ["JFK&destination=LAX"]
    page.locator("#next_destination").click()
    group = page.locator("#next_destination-list [role=group]").first
    expect(group).to_contain_text("Direct from LAX")
    assert asked == ["JFK&destination=LAX", "LAX"]


def test_airports_without_flights_in_the_record_are_not_asked_about(
    page: Page, asked: list[str]
) -> None:
    open_form(page)
    fill(page, origin="YYZ", destination="BOS", carrier="DL", time="18:30")
    submit(page)
    expect(page.locator("#sentence")).to_be_visible()
    assert "YYZ" not in asked


def test_without_routes_the_flight_is_answered_all_the_same(page: Page) -> None:
    page.route(ROUTES, lambda route: route.abort())
    open_answer(page)
    expect(page.locator("#chance")).to_be_visible()
    page.locator("#destination").click()
    expect(page.locator("#destination-list [data-code=BOS]")).to_have_count(1)


def test_routes_that_could_not_be_had_are_asked_for_again(page: Page, asked: list[str]) -> None:
    page.route(ROUTES, lambda route: route.fulfill(status=503))
    with page.expect_response(ROUTES):  # which the answer does not wait for
        open_answer(page)
    page.unroute(ROUTES)
    for origin in ("YYZ", "JFK"):
        fill(page, origin=origin)
        page.locator("#destination").click()
    expect(page.locator("#destination-list [role=group]").first).to_contain_text("Direct from JFK")
    assert asked == ["JFK&destination=LAX", "JFK"]


@pytest.mark.parametrize(
    ("carrier", "origin", "destination"), [("AA", "ORD", "DFW"), ("WN", "DAL", "HOU")]
)
def test_a_route_away_from_new_york_is_compared_by_the_record(
    page: Page, site: Site, carrier: str, origin: str, destination: str
) -> None:
    open_choice(page, address(carrier=carrier, origin=origin, destination=destination))
    asked = f"{site.api}/routes?origin={origin}&destination={destination}"
    (route,) = page.request.get(asked).json()["routes"]
    hours = {hour for airline in route["airlines"] for hour in airline["hours"]}
    cells = page.locator("#choices .heat-cell")
    shown = {int((one.get_attribute("data-departure") or "")[11:13]) for one in cells.all()}
    assert {18} < shown <= hours | {18}
    airlines = page.locator("#choices .airline")
    drawn = {one.get_attribute("data-carrier") for one in airlines.all()}
    rivals = {one["carrier"] for one in route["airlines"] if one["usual"]["flights"] >= 30}
    assert carrier in drawn <= rivals | {carrier}
    expect(page.locator("#doubt")).to_have_count(0)
    usual = next(one["usual"] for one in route["airlines"] if one["carrier"] == carrier)
    expect(page.locator("#answer")).to_contain_text(f"{usual['flights']:,}")

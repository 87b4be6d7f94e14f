"""Tests of routes away from New York, on a invented record: who and what is offered."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Site
from tests.e2e.every_reader import speak
from tests.e2e.flown import BUNDLE, NEWEST, YEARS
from tests.e2e.one_flight import address, ask, flight, open_choice

ORD_DFW = {"carrier": "AA", "origin": "ORD", "destination": "DFW"}
DAL_HOU = {"carrier": "WN", "origin": "DAL", "destination": "HOU"}
OLDEST = NEWEST - YEARS
"""The oldest year of a route that still counts for the future."""
CEASED = "US"
ALLOWED = {"Access-Control-Allow-Origin": "*"}


def flown(carrier: str, flights: int, last: int, *hours: int) -> dict[str, Any]:
    usual = {"late": 0.2, "flights": flights, "years": [2008, last]}
    return {"carrier": carrier, "hours": list(hours), "usual": usual}


def to(destination: str, airlines: list[dict[str, Any]]) -> dict[str, Any]:
    return {"destination": destination, "block_minutes": 70, "airlines": airlines}


TRIPS = [("ORD", "DFW"), ("DAL", "HOU")]
RECORD = {
    "ORD": [
        flown("AA", 5_000, NEWEST, 6, 9, 18),
        flown("UA", 900, OLDEST, 7, 23),
        flown("NK", 30, NEWEST, 0),
        flown("F9", 29, NEWEST, 12),  # too few to be ranked, yet hours are hours
        flown("DL", 4_000, OLDEST - 1, 14),  # left the route
        flown(CEASED, 4_000, NEWEST, 15),  # flies no longer
    ],
    "DAL": [flown("WN", 900, OLDEST, 6, 18), flown("CO", 300, 2011, 10)],
}
CASES = [
    pytest.param(ORD_DFW, {"AA", "UA", "NK"}, {0, 6, 7, 9, 12, 18, 23}, id="ORD-DFW"),
    pytest.param(DAL_HOU, {"WN"}, {6, 18}, id="DAL-HOU"),
    pytest.param({**DAL_HOU, "carrier": "DL"}, {"DL", "WN"}, {6, 18}, id="another"),
]


@pytest.fixture
def nation(page: Page) -> Page:
    """The page, told of the invented record."""

    def answer(route: Route) -> None:
        origin = route.request.url.partition("origin=")[2][:3]
        routes = [to(there, RECORD[here]) for here, there in TRIPS if here == origin]
        route.fulfill(json={"routes": routes}, headers=ALLOWED)

    page.route("**/routes?*", answer)
    return page


def test_the_rule_is_tried_on_airlines_that_the_contract_knows() -> None:
    known = BUNDLE.contract.airlines
    assert known[CEASED].last_year < 2018
    assert all(known[code].last_year >= 2018 for code in ("AA", "UA", "NK", "F9", "DL", "WN"))


@pytest.mark.parametrize(("trip", "airlines", "hours"), CASES)
def test_airlines_and_hours_are_those_of_the_route(
    nation: Page, trip: dict[str, str], airlines: set[str], hours: set[int]
) -> None:
    open_choice(nation, address(30, "18:30", **trip))
    cells = nation.locator("#choices .heat-cell").all()
    shown = {int((one.get_attribute("data-departure") or "")[11:13]) for one in cells}
    assert shown == hours
    assert len(cells) == 7 * len(hours)
    bars = nation.locator("#choices .airline").all()
    assert {one.get_attribute("data-carrier") for one in bars} == airlines


@pytest.mark.parametrize("trip", [ORD_DFW, DAL_HOU], ids=["ORD-DFW", "DAL-HOU"])
def test_what_is_usual_comes_from_the_record(
    nation: Page, site: Site, trip: dict[str, str]
) -> None:
    (told,) = ask(site.api, flight(30, "18:30", **trip))
    open_choice(nation, address(30, "18:30", **trip))
    expect(nation.locator("#usual")).to_contain_text(f"{told['usual']['flights']:,}")
    expect(nation.locator("#chance .flap").first).to_have_css("border-top-style", "none")
    expect(nation.locator("#doubt")).to_have_count(0)


def test_hours_of_airlines_that_have_all_left_still_tell_when_the_route_is_flown(
    nation: Page,
) -> None:
    nation.unroute("**/routes?*")
    left = [flown("DL", 4_000, OLDEST - 1, 14), flown(CEASED, 90, 2012, 20)]
    nation.route(
        "**/routes?*",
        lambda route: route.fulfill(json={"routes": [to("DFW", left)]}, headers=ALLOWED),
    )
    open_choice(nation, address(30, "14:00", **ORD_DFW))
    cells = nation.locator("#choices .heat-cell").all()
    assert {(one.get_attribute("data-departure") or "")[11:13] for one in cells} == {"14", "20"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "learned at New York"), ("fr", "aux aéroports de New York")],
)
def test_weather_learned_elsewhere_is_a_note_and_no_doubt(
    nation: Page, language: str, words: str
) -> None:
    def note(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        for prediction in told["predictions"]:
            prediction["notes"] = [{"code": "weather_from_elsewhere", "message": "EWR, JFK, LGA."}]
            prediction["weather"] = {"known": "forecast", "missing_hours": 0}
        route.fulfill(response=answer, json=told)

    nation.route("**/predict", note)
    open_choice(nation, address(30, "18:30", **ORD_DFW))
    speak(nation, language)
    expect(nation.locator("#notes [data-code=weather_from_elsewhere]")).to_contain_text(words)
    expect(nation.locator("#chance .flap").first).to_have_css("border-top-style", "none")
    expect(nation.locator("#doubt")).to_have_count(0)


def test_every_airport_is_offered_to_leave_from(nation: Page) -> None:
    nation.goto("/")
    expect(nation.locator("#origin-name")).not_to_be_empty()
    nation.locator("#origin").click()
    options = nation.locator("#origin-list [role=option]").all()
    codes = [one.get_attribute("data-code") for one in options]
    assert codes == list(BUNDLE.contract.airports)

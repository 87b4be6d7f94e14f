"""Tests of codes: what has the form of a code is that code, whatever name begins with it."""

import json
from itertools import zip_longest
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.held_back import Held
from tests.e2e.one_flight import address, fill, open_form, submit
from tests.e2e.weather_service import questions
from tests.paths import FUNCTION

CONTRACT: dict[str, Any] = json.loads((FUNCTION / "model" / "contract.json").read_text())
ALLOWED = {"Access-Control-Allow-Origin": "*"}
KNOWN_AIRPORTS = """
ABE ABI ACK ACT ADK AEX AGS ALB ATW AUS AZO BET BGM BIS BRW BUR CID DAL DLH EAR EWR FAT GRB HOU ITO
JFK JNU KOA LBB LEX MAF MSO MTJ OTZ SIT STL TUL YUM
"""
NAMELIKE_AIRPORTS = """
AUG BIL BLU CIN CLI DET FAY FLO GAL HOB HON LAM LAW MCC MCG MER MIT PHO PIE PRO RAL RAP ROG SAC SAR
SPA SUN TRI WAL
"""
"""US airports, small ones. Their letters begin another one's name."""
AIRPORTS = KNOWN_AIRPORTS + NAMELIKE_AIRPORTS
AIRLINES = """
9E AA AS B6 DL F9 G4 HA MX NK OO UA US VX WN XP YX 3M 9K
DE EX FR JE ME RE SK SO SP UN VI
"""
"""Airlines, flying, gone and foreign. The letters of those in the last row begin another's name."""


def type_into(page: Page, name: str, text: str) -> None:
    page.locator(f"#{name}").fill("")
    page.locator(f"#{name}").press_sequentially(text)


def test_many_of_the_codes_could_be_taken_for_a_name() -> None:
    for codes, known, least in ((AIRPORTS, "airports", 15), (AIRLINES, "airlines", 10)):
        names = " ".join(each["name"] for each in CONTRACT[known].values()).upper().split()
        starts = {name[: len(codes.split()[0])] for name in names}
        strangers = set(codes.split()) - set(CONTRACT[known])
        assert len(strangers & starts) >= least


def typed_questions() -> list[dict[str, str]]:
    """Return what is put into the form for each question, until every code has had its turn.

    The field of the destination is that of the origin: each is asked about half of the airports.
    """
    airports = sorted(AIRPORTS.split())
    columns = {"origin": airports[::2], "destination": airports[1::2], "carrier": AIRLINES.split()}
    rows = [dict(zip(columns, row, strict=True)) for row in zip_longest(*columns.values())]
    return [{name: code for name, code in row.items() if code} for row in rows]


TYPED = 5
"""Of so many questions one is typed key by key, which takes long; the others are put in at once."""
PRESSED = 4
"""Of so many questions one is asked by the button after Tab; the others from a field by Enter."""


def test_the_request_holds_the_very_codes_that_were_typed(page: Page) -> None:
    # The question is what counts here, so none is answered.
    page.route("**/predict", lambda route: route.fulfill(status=503, headers=ALLOWED))
    open_form(page)
    for place, codes in enumerate(typed_questions()):
        names = sorted(codes)
        # Each field in turn is the last, from which the question is asked.
        for name in names[place % len(names) :] + names[: place % len(names)]:
            if place % TYPED:
                page.locator(f"#{name}").fill(codes[name].lower())
            else:
                type_into(page, name, codes[name].lower())
        with page.expect_request("**/predict") as asked:
            if place % PRESSED:
                page.keyboard.press("Enter")
            else:
                page.keyboard.press("Tab")
                submit(page)
        question = (asked.value.post_data_json or {})["flights"][0]
        assert {name: question[name] for name in codes} == codes
        expect(page.locator("#failure")).to_be_focused()
        for name, code in codes.items():
            shown = page.locator(f"#{name}").input_value()
            assert shown == code or shown.endswith(f"({code})")


@pytest.mark.parametrize("name", ["origin", "destination"])
def test_an_unknown_airport_stays_as_typed_and_is_told_beside_the_field(
    page: Page, name: str
) -> None:
    open_form(page)
    type_into(page, name, "hon")
    page.keyboard.press("Tab")
    expect(page.locator(f"#{name}")).to_have_value("HON")
    expect(page.locator(f"#{name}-name")).to_have_text("HON is not among the airports we know")


def test_an_unknown_airline_stays_as_typed_and_is_told_beside_the_field(page: Page) -> None:
    open_form(page)
    type_into(page, "carrier", "de")
    page.keyboard.press("Tab")
    expect(page.locator("#carrier")).to_have_value("DE")
    expect(page.locator("#carrier-name")).to_have_text("DE is not among the airlines we know")


def test_an_airline_that_is_known_but_flies_no_more_is_told_by_its_name(page: Page) -> None:
    open_form(page)
    fill(page, carrier="VX")
    page.keyboard.press("Tab")
    expect(page.locator("#carrier-name")).to_have_text("Virgin America")


def test_an_address_with_an_unknown_code_asks_about_that_code(page: Page, site: Site) -> None:
    asked = questions(page)
    page.goto(address(destination="hon"))
    expect(page.locator("#answer")).to_be_visible()
    expect(page.locator("#destination")).to_have_value("HON")
    assert asked[0]["flights"][0]["destination"] == "HON"


def test_a_name_that_is_still_being_typed_is_left_alone_when_the_lists_come(page: Page) -> None:
    held = Held(page, "**/contract")
    page.goto("/")
    expect(page.locator("#status")).not_to_be_empty()
    type_into(page, "destination", "hono")
    held.release()
    expect(page.locator("#origin-name")).not_to_be_empty()
    page.keyboard.type("lulu")
    expect(page.locator("#destination")).to_have_value("honolulu")
    page.keyboard.press("Tab")
    expect(page.locator("#destination")).to_have_value("HNL")

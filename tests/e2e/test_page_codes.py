"""Tests of codes: what has the form of a code is that code, whatever else begins with its letters."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.one_flight import address, fill, open_form, submit
from tests.e2e.weather_service import questions
from tests.paths import FUNCTION

CONTRACT: dict[str, Any] = json.loads((FUNCTION / "model" / "contract.json").read_text())
ALLOWED = {"Access-Control-Allow-Origin": "*"}
AIRPORTS = """
ABE ABI ABR ABY ACK ACT ACV ACY ADK AEX AGS ALB ALO ALW AMA APN ASE ATW AUS AZO BET BFL BGM BIL BIS
BOI BRO BRW BUR CDV CHA CHI CID CLL COS CRP DAL DLH EAR EUG FAI FAR FAT FLG GRB HON HOU HOB HSV ITO
JAC JAN JNU KOA LAN LAR LAW LBB LEX LIH MAF MEI MOB MON MSO MTJ NEW NOR OTZ PAS PIA PIE POR RAP RIC
SAC SAN SAR SAV SIT SPR STL TOL TUC TUL WAS YUM
""".split()
"""Codes of US airports and cities, large and small; of a third, letters begin a name we know."""
AIRLINES = (
    "9E AA AS B6 DL F9 G4 HA MX NK OO UA US VX WN XP YV YX 3M 9K AL AM DE EN FR JE SK SO SP".split()
)
"""Codes of airlines, flying, gone and foreign; of some, letters begin the name of another."""


def type_into(page: Page, name: str, text: str) -> None:
    page.locator(f"#{name}").fill("")
    page.locator(f"#{name}").press_sequentially(text)


def beginning_a_name(codes: list[str], names: list[str]) -> list[str]:
    """Return the codes that some word of a name begins with."""
    words = {word[: len(code)].upper() for code in codes for name in names for word in name.split()}
    return [code for code in codes if code in words]


def test_the_lists_hold_codes_that_could_be_taken_for_names() -> None:
    airports = [place["name"] for place in CONTRACT["airports"].values()]
    airlines = [airline["name"] for airline in CONTRACT["airlines"].values()]
    unknown = [code for code in AIRPORTS if code not in CONTRACT["airports"]]
    assert len(AIRPORTS) >= 60
    assert len(beginning_a_name(unknown, airports)) >= 10
    strangers = [code for code in AIRLINES if code not in CONTRACT["airlines"]]
    assert len(beginning_a_name(strangers, airlines)) >= 5


@pytest.mark.parametrize(
    ("name", "codes"), [("origin", AIRPORTS), ("destination", AIRPORTS), ("carrier", AIRLINES)]
)
def test_the_request_holds_the_very_code_that_was_typed(
    page: Page, name: str, codes: list[str]
) -> None:
    # The question is what counts here, so none is answered.
    page.route("**/predict", lambda route: route.fulfill(status=503, headers=ALLOWED))
    open_form(page)
    for place, code in enumerate(codes):
        # Each is asked from the field by Enter, or by the button after Tab.
        type_into(page, name, code.lower())
        with page.expect_request("**/predict") as asked:
            if place % 2:
                page.keyboard.press("Enter")
            else:
                page.keyboard.press("Tab")
                submit(page)
        assert asked.value.post_data_json["flights"][0][name] == code
        expect(page.locator("#failure")).to_be_focused()
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
    held: list[Any] = []
    page.route("**/contract", lambda route: held.append(route))
    page.goto("/")
    expect(page.locator("#status")).not_to_be_empty()
    type_into(page, "destination", "hono")
    held[0].continue_()
    expect(page.locator("#origin-name")).not_to_be_empty()
    page.keyboard.type("lulu")
    expect(page.locator("#destination")).to_have_value("honolulu")
    page.keyboard.press("Tab")
    expect(page.locator("#destination")).to_have_value("HNL")

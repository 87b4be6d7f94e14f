"""Tests that an answer is no surer than the model: what is not known is drawn and told so."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.conftest import Site
from tests.e2e.every_reader import LANGUAGES, open_details, speak, too_narrow
from tests.e2e.flown import airlines, destinations, origins
from tests.e2e.many_page import answered, downloaded
from tests.e2e.one_flight import (
    DAY,
    DELTA,
    address,
    ask,
    ask_again,
    batch_of,
    flight,
    open_choice,
    open_form,
    value_of,
)
from tests.e2e.weather_service import WeatherService, questions

MOST = 100
SOON, TIME = 3, "18:30"
DASH = "\N{EN DASH}"
AIRLINE = {"carrier": "ZZ"}
AIRPORT = {"carrier": "B6", "destination": "YUL"}
ORIGIN = {"origin": "YYZ"}
ROUTE = {"carrier": "AS", "destination": "ATL"}
KNOWN = len(airlines("JFK", "LAX"))
UNFLOWN = {"carrier": "HA", "destination": "ATL"}

CASES = [
    pytest.param(AIRLINE, "unseen_carrier", airlines("JFK", "LAX"), id="airline"),
    pytest.param(ROUTE, "unseen_route", airlines("JFK", "ATL"), id="route"),
    pytest.param(ORIGIN, "unseen_origin", origins("LAX"), id="origin"),
    pytest.param(AIRPORT, "unseen_destination", destinations("B6", "JFK"), id="destination"),
]


def open_doubtful(page: Page, **fields: str) -> None:
    page.goto(address(30, TIME, **fields))
    expect(page.locator("#sentence")).to_be_focused()


def fail_comparisons(page: Page) -> None:
    """Answer single flights alone."""
    page.route(
        "**/predict",
        lambda route: route.continue_() if len(batch_of(route)["flights"]) == 1 else route.abort(),
    )


def percents(low: float, high: float) -> str:
    return f"{low * 100:.0f}{DASH}{high * 100:.0f}%"


@pytest.mark.parametrize(("fields", "code", "known"), CASES)
def test_a_flight_that_is_not_known_gets_the_range_of_those_that_are_on_a_phone_too(
    page: Page, site: Site, fields: dict[str, str], code: str, known: list[dict[str, str]]
) -> None:
    flights = [flight(30, TIME, **{**fields, **change}) for change in known]
    (own,) = ask(site.api, flight(30, TIME, **fields))
    late = [own["late"], *(answer["late"] for answer in ask(site.api, *flights))]
    asked = questions(page)
    page.set_viewport_size({"width": 375, "height": 667})
    open_doubtful(page, **fields)
    for part in ("#chance", "#sentence", "#doubt li"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chance = page.locator("#chance")
    assert float(chance.get_attribute("data-from") or 0) == pytest.approx(min(late), abs=1e-6)
    assert float(chance.get_attribute("data-to") or 0) == pytest.approx(max(late), abs=1e-6)
    assert value_of(chance) == own["late"]
    expect(chance).to_have_attribute("aria-label", percents(min(late), max(late)))
    sentence = page.locator("#sentence")
    expect(sentence).to_contain_text(f"From {min(late) * 100:.0f}% to {max(late) * 100:.0f}%")
    expect(sentence).to_contain_text("EWR, JFK, and LGA" if fields == ORIGIN else f" {len(known)} ")
    expect(sentence).to_contain_text("own figure.")
    expect(page.locator(f"#doubt [data-code={code}]")).to_be_visible()
    expect(page.locator(f"#notes [data-code={code}]")).to_have_count(0)
    assert len(asked[1]["flights"]) == len(known) <= MOST


def test_what_is_compared_has_the_weather_of_the_flight_itself(page: Page) -> None:
    WeatherService().take_over(page)
    asked = questions(page)
    page.goto(address(SOON, TIME, carrier="NK", origin="SYR", destination="ALB"))
    expect(page.locator("#sentence")).to_be_focused()
    question, comparison = asked[:2]
    hours = [{**row, "airport": ""} for row in question["weather"]]
    assert hours
    for here in {each["origin"] for each in comparison["flights"]}:
        rows = [row for row in comparison["weather"] if row["airport"] == here]
        assert [{**row, "airport": ""} for row in rows] == hours


WORDS: list[tuple[dict[str, str], str]] = [
    (AIRLINE, f"the chances of the {KNOWN} airlines that we know on this route"),
    ({**AIRLINE, "destination": "YUL"}, "neither the airline nor one of the airports"),
    (ROUTE, f"the {len(airlines('JFK', 'ATL'))} airlines that we know on this route"),
    (AIRPORT, "airports that JetBlue Airways flies to from JFK"),
    (ORIGIN, "from each of EWR, JFK, and LGA"),
    ({"origin": "YYZ", "destination": "JFK"}, "routes of Delta Air Lines from EWR, JFK, and LGA"),
    ({"origin": "YYZ", "destination": "YUL"}, "neither of the airports"),
]


def test_the_words_say_whose_chances_they_are(page: Page) -> None:
    open_form(page)
    for fields, words in WORDS:
        ask_again(page, date=DAY, time=TIME, **{**DELTA, **fields})
        expect(page.locator("#sentence"), str(fields)).to_contain_text(words)


def test_the_figure_is_outlined_and_that_of_a_known_flight_is_not(page: Page) -> None:
    open_doubtful(page, **AIRLINE)
    expect(page.locator("#chance .flap").first).to_have_css("border-top-style", "dashed")
    expect(page.locator(".flock [data-perhaps]").first).to_be_visible()
    open_doubtful(page)
    expect(page.locator("#chance .flap").first).to_have_css("border-top-style", "none")
    expect(page.locator(".flock [data-perhaps]")).to_have_count(0)
    expect(page.locator("#doubt")).to_have_count(0)


def test_the_title_and_what_is_told_of_a_move_give_the_range_too(page: Page) -> None:
    open_choice(page, address(30, TIME, **AIRLINE))
    label = page.locator("#chance").get_attribute("aria-label") or ""
    assert page.title() == f"{label} late: ZZ JFK{DASH}LAX {DASH} Pushback"
    expect(page.locator("#choose-doubt")).to_be_visible()
    page.get_by_role("grid").get_by_role("button").first.click()
    expect(page.locator("#moved")).to_contain_text(DASH)
    label = page.locator("#chance").get_attribute("aria-label") or ""
    expect(page.locator("#moved")).to_contain_text(f"{label} late")


def test_the_models_own_figures_are_folded_away_under_what_they_are_worth(page: Page) -> None:
    open_doubtful(page, **AIRLINE)
    expect(page.locator(".outcomes")).to_be_hidden()
    expect(page.locator("#room")).to_have_count(0)
    page.get_by_text("unsure as they are").click()
    expect(page.locator(".outcomes")).to_be_visible()
    expect(page.locator("#delays")).to_be_visible()


@pytest.mark.parametrize(
    "fields", [{**AIRLINE, "origin": "YYZ"}, {**AIRLINE, "destination": "YUL"}]
)
def test_a_flight_of_which_nothing_is_known_gets_a_sentence_and_no_figure(
    page: Page, fields: dict[str, str]
) -> None:
    asked = questions(page)
    open_doubtful(page, **fields)
    expect(page.locator("#sentence")).to_contain_text("No figure")
    expect(page.locator("#doubt")).to_contain_text("Check the codes")
    expect(page).to_have_title(f"No figure: {page_route(fields)} {DASH} Pushback")
    expect(page.locator("#answer")).not_to_contain_text("%")
    for part in ("#chance", "#choose", "#connect"):
        expect(page.locator(part)).to_be_hidden()
    assert len(asked) == 1


def page_route(fields: dict[str, str]) -> str:
    asked = flight(30, TIME, **fields)
    return f"{asked['carrier']} {asked['origin']}{DASH}{asked['destination']}"


def test_without_the_comparison_the_figure_stays_outlined_with_its_reason(page: Page) -> None:
    fail_comparisons(page)
    open_doubtful(page, **AIRLINE)
    expect(page.locator("#chance .flap").first).to_have_css("border-top-style", "dashed")
    expect(page.locator("#sentence")).to_contain_text("it has never seen a flight like this")
    expect(page.locator("#doubt")).to_contain_text("no past flights of the airline ZZ")
    expect(page.locator("#doubt")).to_contain_text("could not be had just now")
    label = page.locator("#chance").get_attribute("aria-label")
    expect(page).to_have_title(f"{label} (unsure) late: ZZ JFK{DASH}LAX {DASH} Pushback")


def test_a_comparison_that_never_comes_holds_the_answer_up_for_seconds_alone(page: Page) -> None:
    def keep(route: Route) -> None:
        if len(batch_of(route)["flights"]) == 1:
            route.continue_()

    page.route("**/predict", keep)
    page.goto(address(30, TIME, **AIRLINE))
    expect(page.locator("#doubt")).to_contain_text("could not be had just now")
    page.unroute("**/predict")


def test_an_airline_known_by_its_name_alone_has_nothing_to_be_compared_with(page: Page) -> None:
    open_doubtful(page, carrier="VX", origin="HON", destination="SUN")
    expect(page.locator("#doubt")).to_contain_text("no flight to compare it with")
    expect(page.locator("#chance .flap").first).to_have_css("border-top-style", "dashed")


def test_in_french_the_range_and_its_reason_are_french(page: Page) -> None:
    open_doubtful(page, **AIRLINE)
    page.locator("[data-language=fr]").click()
    expect(page.locator("#sentence")).to_contain_text(f"les risques des {KNOWN} compagnies connues")
    expect(page.locator("#doubt")).to_contain_text("aucun vol passé de la compagnie ZZ")


@pytest.mark.parametrize("fields", [AIRLINE, UNFLOWN, {**AIRLINE, "origin": "YYZ"}])
def test_nothing_runs_over_the_side(page: Page, fields: dict[str, str]) -> None:
    open_doubtful(page, **fields)
    for language in LANGUAGES:
        speak(page, language)
        open_details(page)
        assert too_narrow(page, [320]) == [], language


LIST = [
    ("DL", "JFK", "LAX", f"{DAY}T18:30", ""),
    ("ZZ", "JFK", "BOS", f"{DAY}T18:30", ""),
    ("DL", "YYZ", "LAX", f"{DAY}T18:30", ""),
    ("AS", "JFK", "ATL", f"{DAY}T18:30", ""),
    ("ZZ", "YYZ", "LAX", f"{DAY}T18:30", ""),
]


def late_cell(page: Page, row: int) -> Locator:
    return page.locator(f".flights [data-row='{row}'] [data-column=late]")


def test_a_list_outlines_the_chances_of_flights_that_are_not_known(page: Page) -> None:
    answered(page, LIST)
    expect(late_cell(page, 2).locator(".late-unsure")).to_have_count(0)
    told = {3: "Airline not known", 4: "Origin not known", 5: "Route not known"}
    for row, words in told.items():
        expect(late_cell(page, row).locator(".late-unsure")).to_have_css(
            "border-top-style", "dashed"
        )
        expect(late_cell(page, row)).to_contain_text(words)
    expect(page.locator("#unsure")).to_contain_text("3 of them")


def test_a_list_sets_aside_a_flight_of_which_nothing_is_known(page: Page) -> None:
    answered(page, LIST)
    expect(page.locator("#set-aside [data-row='6']")).to_contain_text("There is no figure for it")
    expect(page.locator(".flights [data-row='6']")).to_have_count(0)
    _, text = downloaded(page)
    last = text.splitlines()[-1]
    assert "There is no figure for it" in last
    assert "0." not in last


def test_where_nobody_flies_no_airline_passes_for_one_that_does(page: Page) -> None:
    open_choice(page, address(carrier="B6", origin="BRW", destination="QQQ"))
    expect(page.locator(".choice-airlines")).to_contain_text("no airline from BRW to QQQ.")


def test_an_airline_that_has_ceased_is_told(page: Page) -> None:
    page.goto(address(carrier="VX"))
    said = "Virgin America stopped flying as VX in 2018: check the airline"
    expect(page.locator(".verdict + #ceased")).to_contain_text(said)
    page.goto(address())
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator("#ceased")).to_have_count(0)

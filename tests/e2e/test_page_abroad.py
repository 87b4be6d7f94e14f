"""Tests that the page claims nothing of flights outside the United States: none were counted."""

from playwright.sync_api import Page, expect

from tests.e2e.every_reader import LANGUAGES, speak
from tests.e2e.many_page import answered, downloaded
from tests.e2e.one_flight import DAY, address, open_answer, open_choice
from tests.e2e.weather_service import questions

ABROAD = {"origin": "CDG", "destination": "FRA"}
INSIDE = {
    "en": "All flights that we know are inside the United States.",
    "fr": "Tous les vols que nous connaissons sont intérieurs aux États-Unis.",
}


def test_a_flight_between_two_unknown_airports_gets_no_figure(page: Page) -> None:
    asked = questions(page)
    page.goto(address(30, "18:30", **ABROAD))
    expect(page.locator("#sentence")).to_have_text(
        "No figure: we know neither of the airports of this flight."
    )
    expect(page.locator("#doubt")).to_contain_text("Check the codes DL, CDG and FRA.")
    expect(page.locator("#answer")).not_to_contain_text("%")
    for part in ("#chance", "#choose", "#connect"):
        expect(page.locator(part)).to_be_hidden()
    for language in LANGUAGES:
        speak(page, language)
        expect(page.locator("#abroad")).to_have_text(INSIDE[language])
    assert len(asked) == 1


def test_beside_the_range_of_an_unknown_airport_stands_where_it_holds(page: Page) -> None:
    open_answer(page, address(origin="CDG", destination="JFK"))
    expect(page.locator("#abroad")).to_have_text(
        f"{INSIDE['en']} If CDG is not, these figures do not hold."
    )
    open_answer(page, address(carrier="ZZ"))
    expect(page.locator("#abroad")).to_have_count(0)


def test_a_list_sets_aside_a_flight_between_two_unknown_airports(page: Page) -> None:
    departure = f"{DAY}T18:30"
    answered(page, [("DL", "JFK", "LAX", departure, ""), ("DL", *ABROAD.values(), departure, "")])
    told = "we know neither of its airports, and flights inside the United States only"
    expect(page.locator("#set-aside [data-row='3']")).to_contain_text(told)
    expect(page.locator(".flights [data-row='3']")).to_have_count(0)
    assert told in downloaded(page)[1].splitlines()[-1]


def test_no_connection_holds_to_a_flight_between_two_unknown_airports(page: Page) -> None:
    first = address(carrier="B6", destination="YUL", arrival="20:05")
    open_answer(page, f"{first}&next=23:30&next_carrier=B6&next_destination=QQQ")
    told = page.locator("#connect-result")
    expect(told).to_contain_text("Of B6 from YUL to QQQ we know neither of the airports")
    expect(told).not_to_contain_text("%")


def test_hours_are_those_of_the_route_only_where_it_has_been_flown(page: Page) -> None:
    later = page.locator("#later > span")
    open_choice(page, address(30, "10:30"))
    expect(later).to_have_text("Later that day, at hours when the route has been flown:")
    open_choice(page, address(30, "10:30", destination="QQQ"))
    expect(later).to_have_text("Later that day:")

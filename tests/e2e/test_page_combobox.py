"""Tests of the comboboxes: searching for an airline or an airport, by hand and by keyboard."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.flown import airlines
from tests.e2e.held_back import Held
from tests.e2e.one_flight import address, focused, open_form


def options(page: Page, name: str) -> Locator:
    return page.locator(f"#{name}-list [role=option]")


def codes(page: Page, name: str) -> list[str | None]:
    return [option.get_attribute("data-code") for option in options(page, name).all()]


def type_into(page: Page, name: str, text: str) -> None:
    page.locator(f"#{name}").fill("")
    page.locator(f"#{name}").press_sequentially(text)


SEARCHES = [
    ("destination", "BOS", "BOS"),
    ("destination", "bos", "BOS"),
    ("destination", "boston", "BOS"),
    ("destination", "logan", "BOS"),
    ("destination", "munoz", "SJU"),
    ("destination", "san fran", "SFO"),
    ("destination", "harry reid", "LAS"),
    ("destination", "mccarran", "LAS"),
    ("origin", "newark", "EWR"),
    ("carrier", "jetblue", "B6"),
    ("carrier", "b6", "B6"),
    ("carrier", "united air", "UA"),
]


def test_a_code_a_city_or_a_name_finds_it(page: Page) -> None:
    open_form(page)
    for name, typed, found in SEARCHES:
        type_into(page, name, typed)
        assert codes(page, name)[0] == found, (name, typed)


def test_an_airport_stands_under_the_name_that_it_has_today(page: Page) -> None:
    page.goto(address(destination="LAS"))
    expect(page.locator("#answer .itinerary")).to_contain_text("Harry Reid International Airport")
    expect(page.locator("body")).not_to_contain_text("McCarran")


def test_a_city_brings_all_its_airports(page: Page) -> None:
    open_form(page)
    type_into(page, "origin", "new york")
    assert set(codes(page, "origin")) == {"EWR", "JFK", "LGA"}


def test_what_one_can_fly_to_directly_is_offered_first(page: Page) -> None:
    open_form(page)
    page.locator("#origin").fill("LGA")
    page.locator("#destination").click()
    first = page.locator("#destination-list [role=group]").first
    expect(first).to_contain_text("Direct from LGA")
    expect(first.locator("[data-code=ATL]")).to_have_count(1)
    expect(first.locator("[data-code=HNL]")).to_have_count(0)
    expect(page.locator("#destination-list [data-code=HNL]")).to_have_count(1)


def test_the_airlines_of_the_route_are_offered_first(page: Page) -> None:
    open_form(page)
    page.locator("#carrier").click()
    first = page.locator("#carrier-list [role=group]").first
    expect(first.locator("[role=option]")).to_have_count(len(airlines("JFK", "LAX")))
    expect(first).to_contain_text("JetBlue")


def test_the_keyboard_opens_moves_chooses_and_closes(page: Page) -> None:
    open_form(page)
    field = page.locator("#destination")
    field.focus()
    expect(field).to_have_attribute("aria-expanded", "false")
    type_into(page, "destination", "chicago")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#destination-list [aria-selected=true]")).to_have_count(1)
    chosen = page.locator(f"#{active}").get_attribute("data-code") or ""
    page.keyboard.press("Enter")
    expect(field).to_have_value(chosen)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#destination-name")).to_contain_text("Chicago")
    assert focused(page) == "destination"
    expect(page.locator("#answer")).to_be_hidden()


def test_arrows_go_round_and_escape_closes_without_a_change(page: Page) -> None:
    open_form(page)
    field = page.locator("#carrier")
    field.click()
    expect(page.locator("#carrier-list")).to_contain_text("Fly JFK to LAX")
    page.keyboard.press("ArrowUp")
    last = options(page, "carrier").last
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page, "carrier").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#carrier-popup")).to_be_hidden()
    assert field.get_attribute("aria-activedescendant") is None
    expect(field).to_have_value("Delta Air Lines (DL)")


def test_what_is_active_stays_so_when_the_routes_come_late(page: Page) -> None:
    held = Held(page, "**/routes?*")
    open_form(page)
    with page.expect_request("**/routes?*"):
        page.locator("#carrier").focus()
    page.keyboard.press("ArrowUp")
    active = page.locator("#carrier-list [aria-selected=true]")
    code = active.get_attribute("data-code") or ""
    held.release()
    expect(page.locator("#carrier-list")).to_contain_text("Fly JFK to LAX")
    expect(active).to_have_attribute("data-code", code)


def test_a_name_that_fits_one_alone_is_taken_without_a_choice(page: Page) -> None:
    open_form(page)
    type_into(page, "destination", "honolulu")
    page.keyboard.press("Tab")
    expect(page.locator("#destination")).to_have_value("HNL")


def test_a_name_that_fits_several_is_kept_and_asked_about(page: Page) -> None:
    open_form(page)
    type_into(page, "destination", "chicago")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("#destination-error")).to_contain_text("in the list")
    expect(page.locator("#destination")).to_have_value("chicago")


def test_a_search_without_a_match_says_so(page: Page) -> None:
    open_form(page)
    type_into(page, "origin", "zzzz")
    expect(page.locator("#origin-popup")).to_contain_text("No airport fits")


def test_a_code_that_no_list_has_can_be_asked_about(page: Page) -> None:
    open_form(page)
    type_into(page, "destination", "zzz")
    page.keyboard.press("Tab")
    expect(page.locator("#destination-name")).to_contain_text("not among")
    page.locator("#submit").click()
    expect(page.locator("#doubt [data-code=unseen_destination]")).to_be_visible()


def test_a_click_chooses_and_the_focus_stays_in_the_field(page: Page) -> None:
    open_form(page)
    page.locator("#destination").click()
    page.locator("#destination-list [data-code=SEA]").click()
    expect(page.locator("#destination")).to_have_value("SEA")
    assert focused(page) == "destination"


def test_the_swap_exchanges_the_airports(page: Page) -> None:
    open_form(page)
    page.locator("#swap").click()
    expect(page.locator("#origin")).to_have_value("LAX")
    expect(page.locator("#destination-name")).to_contain_text("Kennedy")

"""Tests of times that cannot be right, as a traveller types them: refused, or asked about."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.one_flight import address, day, submit


def test_an_arrival_that_would_take_too_long_is_asked_about_once(page: Page) -> None:
    page.goto(address(arrival="10:05"))
    expect(page.locator("#errors-list")).to_contain_text("The flight would take 18")
    submit(page)
    expect(page.locator("#chance")).to_be_visible()


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (address(time="02:30", departure="2027-03-14T02:30"), "No flight leaves at 2:30 AM on Sun"),
        (
            address(departure="2027-03-13T23:00", arrival="02:30", carrier="B6", destination="BOS"),
            "No flight lands at 2:30 AM on Sun, Mar 14: at BOS the clocks go forward",
        ),
    ],
    ids=["departure", "arrival"],
)
def test_a_time_that_does_not_exist_is_refused_in_words(page: Page, where: str, words: str) -> None:
    page.goto(where)
    expect(page.locator("#errors-list")).to_contain_text(words)
    expect(page).to_have_title("Error: problem with the form \N{EN DASH} Pushback")


@pytest.mark.parametrize("arrival", ["22:05", "22:05:00", f"{day(30)}T22:05"])
def test_an_address_gives_the_arrival_alone_or_with_its_day(page: Page, arrival: str) -> None:
    with page.expect_request("**/predict") as asked:
        page.goto(address(arrival=arrival))
    (sent,) = (asked.value.post_data_json or {})["flights"]
    assert sent["arrival"] == f"{day(30)}T22:05"
    expect(page.locator("#arrival")).to_have_value("22:05")


def test_a_flight_across_the_date_line_lands_on_the_day_before(page: Page) -> None:
    where = address(time="07:00", carrier="UA", origin="GUM", destination="HNL", arrival="18:15")
    with page.expect_request("**/predict") as asked:
        page.goto(where)
    (sent,) = (asked.value.post_data_json or {})["flights"]
    assert sent["arrival"] == f"{day(29)}T18:15"
    expect(page.locator(".itinerary")).to_contain_text("Arrival 6:15 PM, the day before")

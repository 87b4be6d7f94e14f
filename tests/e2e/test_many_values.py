"""Tests of what people write into lists, beyond what the Python reader takes."""

from playwright.sync_api import Locator, Page, Request, expect

from tests.batch.reader.held_files import LEAVES
from tests.batch.reader.same_everywhere import REFUSED, ZONED
from tests.e2e.many_page import (
    GOOD,
    HEADER,
    answered,
    asked_about,
    downloaded,
    flights_sent,
    paste,
    written,
)

AIRLINES = {
    "Delta": "DL",
    "Delta Air Lines, Inc.": "DL",
    "DELTA AIRLINES": "DL",
    "American": "AA",
    "Jet Blue": "B6",
    "Southwest Airlines Co.": "WN",
    "US Airways": "US",
    "AA 1234": "AA",
    "DL401": "DL",
    "UAL 12": "UA",
    "9E4628": "9E",
    "Alaska 7": "AS",
    "Hawaiian Airlines (HA/HAL)": "HA",
    "swa": "WN",
}


def test_airlines_are_known_by_code_number_and_name(page: Page, requests: list[Request]) -> None:
    answered(page, [(airline, *GOOD[1:]) for airline in AIRLINES])
    sent = [flight["carrier"] for flight in flights_sent(requests)]
    assert dict(zip(AIRLINES, sent, strict=True)) == AIRLINES


def set_aside(page: Page, place: int) -> Locator:
    """Return what is told of a flight that was set aside, by its place in the list."""
    return page.locator(f"#set-aside li[data-row='{place + 2}']")


def test_a_name_of_no_airline_is_sent_as_it_stands(page: Page, requests: list[Request]) -> None:
    names = ["constructor", "Lines", "Air", "DeltaX", "1234"]
    answered(page, [*((name, *GOOD[1:]) for name in names), GOOD])
    first = next(request for request in requests if request.method == "POST")
    sent = [flight["carrier"] for flight in (first.post_data_json or {})["flights"]]
    assert sent == [*names, "DL"]
    for place, name in enumerate(names):
        expect(set_aside(page, place)).to_contain_text(f"“{name}”")


def test_airports_that_cannot_be_known_are_told(page: Page) -> None:
    answered(page, [*(("DL", refused.origin, *GOOD[2:]) for refused in REFUSED), GOOD])
    for place, refused in enumerate(REFUSED):
        expect(set_aside(page, place)).to_contain_text(f"origin is “{refused.origin}”")
        expect(set_aside(page, place)).to_contain_text(refused.says)


def test_times_with_a_zone_are_told(page: Page) -> None:
    answered(page, [*((*GOOD[:3], departure, "") for departure in ZONED), GOOD])
    for place, departure in enumerate(ZONED):
        expect(set_aside(page, place)).to_contain_text(departure)
        expect(set_aside(page, place)).to_contain_text("without a zone")


def test_the_number_of_a_flight_tells_its_airline(page: Page, requests: list[Request]) -> None:
    paste(page, "Flight,From,To,Departure\nDL 401,JFK,LAX,2026-12-23 18:30\n")
    expect(page.locator("#result")).to_be_visible()
    assert flights_sent(requests) == [LEAVES]


FOREIGN = [
    "12/23/2026, 6:30\u202fPM",
    "2026-12-23\u00a018:30",
    "46379,7708333333",
    "23/12/2026 18:30:00,0",
]


def test_times_as_programs_of_other_countries_write_them(page: Page) -> None:
    page.goto("/many.html")
    for departure in FOREIGN:
        text = written([("DL", "JFK", "LAX", departure, "")], delimiter="\t")
        assert asked_about(page, text) == [LEAVES], departure


def test_a_clock_of_arrival_is_that_of_the_first_such_time(
    page: Page, requests: list[Request]
) -> None:
    rows = [("DL", "LAX", "JFK", "2026-12-23 21:30", "5:50 AM"), (*GOOD[:4], "22:05")]
    answered(page, rows)
    arrivals = [flight["arrival"] for flight in flights_sent(requests)]
    assert arrivals == ["2026-12-24T05:50", "2026-12-23T22:05"]


DELAYS = {
    ("departure_delay_min", "Note"): 40,
    ("Departure Delay (min)", "Note"): 40,
    ("Announced delay (min)", "Note"): 40,
    ("Departure delay", "Note"): None,
    ("departure_delay_min", "Cancelled"): None,
}
"""Two columns of a list, and the delay that is sent of it."""


def test_a_delay_is_announced_only_where_nothing_tells_how_flights_went(page: Page) -> None:
    page.goto("/many.html")
    for names, sent in DELAYS.items():
        [flight] = asked_about(page, written([(*GOOD, "40", "")], header=(*HEADER, *names)))
        assert flight.get("departure_delay_min") == sent, names


def test_two_columns_of_a_departure_are_named_where_it_cannot_be_read(page: Page) -> None:
    rows = ["DL,JFK,LAX,2026-02-30,18:30", "DL,JFK,LAX,2026-12-23,25:00"]
    paste(page, "\n".join(["carrier,origin,destination,Date,Time", *rows]))
    for place, seen in enumerate(["2026-02-30 18:30", "2026-12-23 25:00"]):
        told = page.locator("#set-aside li p").nth(2 * place + 1)
        expect(told).to_contain_text("Date + Time")
        expect(told).to_contain_text(seen)


def test_without_the_contract_a_list_is_answered_and_clocks_alone_are_left_out(
    page: Page, requests: list[Request]
) -> None:
    page.route("**/contract", lambda route: route.abort())
    paste(page, written([(*GOOD[:4], "22:05")]))
    expect(page.locator("#result")).to_be_visible()
    assert flights_sent(requests) == [LEAVES]


def test_a_result_that_is_given_again_still_announces_its_delays(page: Page) -> None:
    answered(page, [(*GOOD, "40")], header=(*HEADER, "departure_delay_min"))
    page.locator("#paste").fill(downloaded(page)[1])
    with page.expect_request("**/predict") as asked:
        page.locator("#submit").click()
    [flight] = (asked.value.post_data_json or {})["flights"]
    assert flight["departure_delay_min"] == 40

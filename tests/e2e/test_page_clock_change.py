"""Tests of connections on the nights on which the clocks change, all in New York's zone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.one_flight import address, open_answer

SPRING, AUTUMN = "2027-03-14", "2027-11-07"
"""The nights before these mornings: 02:00 becomes 03:00, and 02:00 becomes 01:00."""


def connect(page: Page, departure: str, arrival: str, following: str, **changes: str) -> str:
    """Ask about a connection at an airport of the zone and return what is told."""
    flight = {"carrier": "DL", "origin": "LAX", "destination": "JFK", **changes}
    question = "&".join(f"{name}={value}" for name, value in flight.items())
    open_answer(page, f"/?{question}&departure={departure}&arrival={arrival}&next={following}")
    result = page.locator("#connect-result")
    expect(result).not_to_be_empty()
    return result.inner_text().replace("\u00a0", " ")


def test_an_hour_that_is_left_out_does_not_count(page: Page) -> None:
    told = connect(page, "2027-03-13T17:00", "01:20", "03:10")
    assert "That leaves 50 min" in told
    assert "The clocks at JFK go forward in between: 1 hr less passes than they show." in told


def test_an_hour_that_comes_twice_counts_twice(page: Page) -> None:
    told = connect(page, "2027-11-06T17:00", "00:50", "02:20")
    assert "That leaves 2 hr 30 min" in told
    assert "The clocks at JFK go back in between: 1 hr more passes than they show." in told


def test_a_departure_that_does_not_exist_is_told_in_words(page: Page) -> None:
    told = connect(page, "2027-03-13T17:00", "01:20", "02:30")
    assert told.startswith(
        "No flight leaves at 2:30 AM on Sun, Mar 14: at JFK the clocks go forward"
    )
    expect(page.locator("#connect-chance")).to_have_count(0)
    page.locator("#languages [data-language=fr]").click()
    expect(page.locator("#connect-result")).to_contain_text("Aucun vol ne part à 02:30")


def test_of_a_departure_that_comes_twice_the_first_after_the_landing_is_counted(page: Page) -> None:
    told = connect(page, "2027-11-06T17:00", "00:10", "01:20")
    assert (
        "1:20 AM comes twice at JFK that night, as the clocks go back. The first is counted."
        in told
    )
    assert "That leaves 1 hr 10 min" in told


def test_a_departure_on_an_earlier_clock_face_can_be_the_second(page: Page) -> None:
    # From New York to Boston takes a little more than an hour: that is the first 01:05.
    changes = {"origin": "JFK", "destination": "BOS"}
    told = connect(page, "2027-11-06T23:55", "01:05", "01:00", **changes)
    assert (
        "1:05 AM comes twice at BOS that night, as the clocks go back. The first is counted."
        in told
    )
    assert (
        "1:00 AM comes twice at BOS that night, as the clocks go back. The second is counted."
        in told
    )
    assert "That leaves 55 min" in told


def test_a_landing_that_comes_twice_is_the_later_where_nothing_tells_which(page: Page) -> None:
    # Nobody flies from Fairbanks to New York, so that no usual time can tell.
    told = connect(page, "2027-11-06T17:00", "01:40", "02:45", origin="FAI")
    assert (
        "1:40 AM comes twice at JFK that night, as the clocks go back. The second is counted."
        in told
    )
    assert "That leaves 1 hr 5 min" in told


def test_a_flight_within_an_hour_that_comes_twice_is_answered_with_a_note(page: Page) -> None:
    times = {"departure": f"{AUTUMN}T01:40", "arrival": "01:35"}
    where = address(carrier="B6", origin="JFK", destination="BOS", **times)  # type: ignore[arg-type]
    with page.expect_request("**/predict") as asked:
        open_answer(page, where)
    [sent] = (asked.value.post_data_json or {})["flights"]
    assert sent["arrival"] == f"{AUTUMN}T01:35"
    expect(page.locator("#notes")).to_contain_text("comes twice or not at all")


@pytest.mark.parametrize("night", ["2027-03-20", "2027-07-01"])
def test_on_other_nights_nothing_is_said_of_clocks(page: Page, night: str) -> None:
    told = connect(page, f"{night}T17:00", "01:20", "03:10")
    assert "That leaves 1 hr 50 min" in told
    assert "clocks" not in told


CASES: list[tuple[str, str, list[str]]] = [
    (f"{SPRING}T01:59", "America/New_York", [f"{SPRING}T06:59"]),
    (f"{SPRING}T02:00", "America/New_York", []),
    (f"{SPRING}T02:59", "America/New_York", []),
    (f"{SPRING}T03:00", "America/New_York", [f"{SPRING}T07:00"]),
    (f"{AUTUMN}T00:59", "America/New_York", [f"{AUTUMN}T04:59"]),
    (f"{AUTUMN}T01:00", "America/New_York", [f"{AUTUMN}T05:00", f"{AUTUMN}T06:00"]),
    (f"{AUTUMN}T01:59", "America/New_York", [f"{AUTUMN}T05:59", f"{AUTUMN}T06:59"]),
    (f"{AUTUMN}T02:00", "America/New_York", [f"{AUTUMN}T07:00"]),
    (f"{SPRING}T02:30", "America/Phoenix", [f"{SPRING}T09:30"]),
    (f"{AUTUMN}T01:30", "Pacific/Honolulu", [f"{AUTUMN}T11:30"]),
]


def test_a_local_time_stands_for_none_one_or_two_instants(page: Page) -> None:
    page.goto("/")
    found: list[Any] = page.evaluate(
        """async (cases) => {
            const { instantsOf } = await import("/scripts/zones.js")
            const text = (instant) => new Date(instant).toISOString().slice(0, 16)
            return cases.map(([local, zone]) => instantsOf(local, zone).map(text))
        }""",
        [[local, zone] for local, zone, _ in CASES],
    )
    assert found == [instants for *_, instants in CASES]

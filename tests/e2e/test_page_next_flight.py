"""Tests of the connection's next flight: its own lateness, and what the chance rests on."""

import json
import re
import urllib.request
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Site
from tests.e2e.one_flight import address, ask, batch_of, day, flight, open_answer, value_of
from tests.e2e.test_page_connect import chance
from tests.e2e.weather_service import CONDITIONS, WeatherService, questions


@pytest.fixture
def page(clock_page: Page) -> Page:
    """Return the tab whose clock can be set."""
    return clock_page


NEXT = "&next=23:30&next_carrier=AS&next_destination=SEA"
STEPS = 4_000


@pytest.fixture(scope="module")
def classes(site: Site) -> list[dict[str, Any]]:
    """The outcome classes of the contract."""
    with urllib.request.urlopen(f"{site.api}/contract") as answer:
        found: list[dict[str, Any]] = json.load(answer)["outcomes"]
        return found


def chance_with_next(
    first: dict[str, float], following: dict[str, float], classes: list[dict[str, Any]], slack: int
) -> float:
    """The chance as the module's comment has it, the mean taken over many delays."""
    total = 0.0
    for outcome in classes:
        minutes = outcome["minutes"]
        if minutes is None:
            continue
        last = len(minutes) - 1
        for step in range(STEPS):
            place = (step + 0.5) / STEPS * last
            low, high = minutes[int(place)], minutes[int(place) + 1]
            delay = low + (high - low) * (place % 1)
            total += following[outcome["name"]] / STEPS * chance(first, classes, slack + delay)
    return total


def test_the_next_flight_counts_with_its_own_delays(
    page: Page, site: Site, classes: list[dict[str, Any]]
) -> None:
    first = flight(arrival=f"{day(30)}T22:05")
    following = {
        "carrier": "AS",
        "origin": "LAX",
        "destination": "SEA",
        "departure": f"{day(30)}T23:30",
    }
    one, other = ask(site.api, first, following)
    open_answer(page, f"{address(arrival='22:05')}{NEXT}")
    shown = page.locator("#connect-chance")
    expect(shown).to_be_visible()
    expected = chance_with_next(one["outcomes"], other["outcomes"], classes, 40)
    assert value_of(shown) == pytest.approx(expected, abs=1e-4)
    assert value_of(shown) <= (1 - one["cancelled"]) * (1 - other["cancelled"])


def test_the_formula_holds_at_its_ends(page: Page) -> None:
    page.goto("/")
    classes: list[dict[str, Any]] = [
        {"name": "on_time", "minutes": [0, 0, 10]},
        {"name": "late_15", "minutes": [20, 30, 60]},
        {"name": "cancelled", "minutes": None},
    ]
    first = {"on_time": 0.7, "late_15": 0.2, "cancelled": 0.1}
    punctual = [{"name": "on_time", "minutes": [0, 0, 0]}, *classes[1:]]
    shown = page.evaluate(
        """async ([first, classes, punctual]) => {
            const { chanceToConnect, chanceWithNext } = await import("/scripts/connect/chance.js")
            const next = (outcomes, slack) => chanceWithNext(first, outcomes, classes, slack)
            return {
                punctual: chanceWithNext(first, { on_time: 1 }, punctual, 15),
                alone: chanceToConnect(first, punctual, 15),
                cancelled: next({ cancelled: 1 }, 60),
                ever: next({ on_time: 0.5, cancelled: 0.5 }, 5000),
                early: next({ late_15: 1 }, -15),
                never: next({ late_15: 1 }, -60),
            }
        }""",
        [first, classes, punctual],
    )
    assert shown["punctual"] == pytest.approx(shown["alone"])
    assert shown["cancelled"] == 0
    assert shown["ever"] == pytest.approx(0.5 * 0.9)
    assert shown["never"] == 0
    # At delays of 20 to 60 minutes less 15: 5 to 15, then 15 to 45.
    within = [chance(first, classes, -15 + 20 + step / 100) for step in range(1000)]
    beyond = [chance(first, classes, 15 + step / 100) for step in range(3000)]
    mean = (sum(within) / len(within) + sum(beyond) / len(beyond)) / 2
    assert shown["early"] == pytest.approx(mean, abs=1e-3)


def test_it_is_asked_about_with_the_weather_where_it_leaves(page: Page, site: Site) -> None:
    WeatherService().take_over(page)
    asked = questions(page)
    open_answer(page, f"{address(ahead=2, arrival='22:05')}{NEXT}")
    expect(page.locator("[data-leg=next] [data-weather]")).to_have_attribute(
        "data-weather", "forecast"
    )
    (question,) = [one for one in asked if one["flights"][0]["origin"] == "LAX"]
    assert {row["airport"] for row in question["weather"]} == {"LAX"}
    moments = [one["departure"] for one in question["flights"]]
    assert moments == [
        f"{day(2)}T23:30",
        f"{day(3)}T00:00",
        f"{day(3)}T00:30",
        f"{day(3)}T01:30",
        f"{day(3)}T02:30",
    ]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_of_each_flight_it_is_told_how_much_of_the_weather_is_counted_in(
    page: Page, site: Site, condition: str
) -> None:
    now = datetime.fromisoformat(f"{day(0)}T14:10").replace(tzinfo=ZoneInfo("America/New_York"))
    page.clock.set_fixed_time(now)
    WeatherService(now=now, **CONDITIONS[condition]).take_over(page)
    asked = questions(page)
    open_answer(page, f"{address(ahead=1, arrival='22:05')}{NEXT}")
    told = page.locator("[data-leg=next] [data-weather]")
    expect(told).to_be_visible()
    for leg, origin in (("first", "JFK"), ("next", "LAX")):
        (question, *_) = [one for one in asked if one["flights"][0]["origin"] == origin]
        (answer,) = ask(site.api, question["flights"][0], weather=question["weather"])
        known = answer["weather"]["known"].replace("full", "forecast")
        line = page.locator(f"[data-leg={leg}] [data-weather]")
        expect(line).to_have_attribute("data-weather", known)


def test_which_assumption_is_made_is_told(page: Page) -> None:
    open_answer(page, f"{address(arrival='22:05')}&next=23:30")
    told = page.locator("#connect-next")
    expect(told).to_contain_text("Your next flight is taken to leave on time.")
    before = value_of(page.locator("#connect-chance"))
    page.locator("#next_carrier").fill("AS")
    page.locator("#next_destination").fill("SEA")
    page.locator("#next_destination").press("Tab")
    expect(told).to_contain_text("Alaska Airlines to SEA, counts with its own delays")
    expect(told).to_contain_text("leave as late as it arrives late")
    expect(told).to_contain_text("cancelled or diverted, you do not make it")
    expect(page.locator("#connect-said")).to_contain_text("You make it")
    assert value_of(page.locator("#connect-chance")) != before
    expect(page).to_have_url(re.compile("&next_carrier=AS&next_destination=SEA$"))
    page.reload()
    expect(told).to_contain_text("Alaska Airlines to SEA")
    expect(page.locator("#next_carrier")).to_have_value("Alaska Airlines (AS)")


def test_a_next_flight_that_cannot_be_asked_about_is_told(page: Page) -> None:
    open_answer(page, f"{address(arrival='22:05')}&next=23:30")
    told = page.locator("#connect-next")
    for carrier, destination in (("Alaska", "S"), ("AS", "LAX"), ("?", "SEA")):
        page.locator("#next_carrier").fill(carrier)
        page.locator("#next_destination").fill(destination)
        page.locator("#next_destination").blur()
        if carrier == "Alaska":
            expect(told).to_contain_text("three letters that is not LAX")
        expect(told, carrier).to_contain_text("is taken to leave on time")


def test_a_next_flight_that_no_answer_came_for_is_taken_to_be_on_time(page: Page) -> None:
    def fail(route: Route) -> None:
        if batch_of(route)["flights"][0]["origin"] == "LAX":
            route.abort()
        else:
            route.continue_()

    page.route("**/predict", fail)
    open_answer(page, f"{address(arrival='22:05')}{NEXT}")
    expect(page.locator("#connect-next")).to_contain_text("could not be asked about just now")
    shown = value_of(page.locator("#connect-chance"))
    page.locator("#next_carrier").fill("")
    page.locator("#next_carrier").blur()
    expect(page.locator("#connect-next")).to_contain_text("Enter its airline")
    assert value_of(page.locator("#connect-chance")) == shown


def test_too_short_a_change_can_be_saved_by_a_next_flight_that_is_late(page: Page) -> None:
    open_answer(page, f"{address(arrival='22:05')}{NEXT}".replace("23:30", "22:30"))
    told = page.locator("#connect-result")
    expect(told).to_contain_text("20 min too short to change planes: you make it only if")
    assert 0 < value_of(page.locator("#connect-chance")) < 0.5


def test_later_flights_are_named_by_what_their_chances_rest_on(page: Page) -> None:
    now = datetime.fromisoformat(f"{day(0)}T14:10").replace(tzinfo=ZoneInfo("America/New_York"))
    page.clock.set_fixed_time(now)
    WeatherService(hours=96, now=now).take_over(page)
    following = NEXT.replace("23:30", "22:30")
    open_answer(page, f"{address(ahead=3, time='12:00', arrival='15:30')}{following}")
    names = page.locator("#connect [data-later] th")
    expect(names.first).to_have_text("As planned, with the forecast")
    expect(names.last).to_have_text(re.compile("3.hr later, with part of the forecast"))


def test_the_chance_carries_what_the_answers_cannot_know(page: Page) -> None:
    open_answer(page, f"{address(carrier='ZZ', arrival='22:05')}{NEXT.replace('SEA', 'YUL')}")
    first, following = page.locator("[data-leg=first]"), page.locator("[data-leg=next]")
    expect(first.locator("[data-code=unseen_carrier]")).to_be_visible()
    expect(first.locator("[data-weather=none]")).to_contain_text("No weather at JFK")
    expect(following.locator("[data-code=unseen_origin]")).to_have_count(0)  # LAX is known
    expect(following.locator("[data-weather=none]")).to_contain_text("No weather at LAX")
    expect(page.locator("#connect-chance")).to_have_attribute("data-unsure", "")
    expect(page.locator(".connect-unsure")).to_contain_text("a rough guess")


def test_what_is_known_is_not_drawn_as_a_guess(page: Page) -> None:
    WeatherService().take_over(page)
    open_answer(page, f"{address(ahead=3, arrival='22:05')}&next=23:30")
    expect(page.locator("#connect-notes")).to_contain_text("The weather at JFK, where it leaves")
    expect(page.locator("#connect-chance")).to_be_visible()
    expect(page.locator("#connect-chance[data-unsure]")).to_have_count(0)
    expect(page.locator(".connect-unsure")).to_have_count(0)


def test_of_a_flight_nobody_has_heard_of_there_is_no_chance(page: Page) -> None:
    open_answer(page, f"{address(arrival='22:05')}&next=23:30&next_carrier=ZZ&next_destination=QQQ")
    told = page.locator("#connect-result")
    expect(told).to_contain_text("we know neither the airline nor the airport")
    expect(page.locator("#connect-chance")).to_have_count(0)

"""Tests of connections of flights whose delays are announced."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.conftest import Site
from tests.e2e.one_flight import address, ask, batches, flight, open_answer, value_of

EARLY = {"arrival": "22:05", "departure_delay_min": "40"}
ANNOUNCED = f"{address(ahead=2, **EARLY)}&next=23:30"


def within(answer: dict[str, Any], slack: int) -> float:
    """Return the chance of at most so many minutes, from the points that an answer tells."""
    outcomes, minutes = answer["outcomes"], answer["delay_minutes"]
    names = ["on_time", "late_15", "late_30", "late_60"]
    points = [*zip(np.cumsum([outcomes[name] for name in names]), [14, 29, 59, 119], strict=True)]
    points += [(0.5, minutes["p50"]), (0.8, minutes["p80"]), (0.95, minutes["p95"])]
    below = max(0, 2 * minutes["p50"] - minutes["p95"])
    first = max((share for share, at in points if share < 0.5 and at < below), default=0)
    end = max(at for _, at in points) + minutes["p95"] - minutes["p80"]
    points = sorted([*points, (0, 0), (first, below), (1 - outcomes["cancelled"], end)])
    shares, at = zip(*points, strict=True)
    return float(np.interp(slack, np.maximum.accumulate(at), shares))


def test_the_chance_is_that_of_the_announced_answer(page: Page, site: Site) -> None:
    arrival = f"{flight(2)['departure'][:10]}T22:05"
    (answer,) = ask(site.api, {**flight(2), "arrival": arrival, "departure_delay_min": 40})
    open_answer(page, ANNOUNCED)
    shown = value_of(page.locator("#connect-chance"))
    assert shown == pytest.approx(within(answer, 40), abs=0.01)
    page.locator("#change").fill("60")
    assert value_of(page.locator("#connect-chance")) == pytest.approx(within(answer, 25), abs=0.01)
    expect(page.locator("#connect-announced")).to_contain_text("leaves 40 min late")


def test_the_distribution_goes_from_nothing_to_all_that_arrive(page: Page) -> None:
    page.goto("/")
    found = page.evaluate(
        """async () => {
            const { distributionOf } = await import("/scripts/connect/spread.js")
            const { chanceToConnect, chanceWithNext } = await import("/scripts/connect/chance.js")
            const ends = { on_time: 15, late_15: 30, late_30: 60, late_60: 120, late_120: null }
            const names = Object.keys(ends)
            const classes = names.map((name) => ({ name, to_minutes: ends[name], minutes: [0, 9] }))
            const few = Object.fromEntries(names.map((name) => [name, 0.0002]))
            const outcomes = { ...few, late_120: 0.9892, cancelled: 0.01 }
            const prediction = { outcomes, delay_minutes: { p50: 590, p80: 605, p95: 640 } }
            const flight = { departure_delay_min: 600 }
            const told = distributionOf({ prediction, flight }, classes)
            const unknown = distributionOf({ prediction, flight: {} }, classes)
            const slacks = [-1, 0, 14, 119, 539, 590, 605, 640, 675, 5000]
            return {
                chances: slacks.map((slack) => chanceToConnect(told.outcomes, told.classes, slack)),
                next: chanceWithNext(told.outcomes, { on_time: 1 }, told.classes, 590),
                same: unknown.classes === classes && unknown.outcomes === outcomes,
            }
        }"""
    )
    expected = [0, 0, 0.0002, 0.0008, 0.0008, 0.5, 0.8, 0.95, 0.99, 0.99]
    assert found["chances"] == pytest.approx(expected, abs=0.02)
    assert found["chances"] == sorted(found["chances"])
    assert 0.5 < found["next"] < 0.8
    assert found["same"]


def test_a_delay_of_the_next_flight_gives_more_time(page: Page, requests: list[Request]) -> None:
    open_answer(page, f"{address(ahead=2, arrival='22:05')}&next=23:30")
    later = value_of(page.locator("#connect [data-later='30']"))
    page.locator("#next_delay").fill("30")
    assert value_of(page.locator("#connect-chance")) == pytest.approx(later)
    expect(page.locator("#connect-next")).to_contain_text("leave at 12:00 AM, 30 min late.")
    expect(page).to_have_url(re.compile("&next_delay=30$"))
    page.locator("#next_delay").fill("12:00 AM")
    assert value_of(page.locator("#connect-chance")) == pytest.approx(later)
    expect(page.locator("#next_delay-read")).to_have_text("Leaves at 12:00 AM, 30 min late.")
    expect(page).to_have_url(re.compile("&next_delay=30$"))
    page.reload()
    expect(page.locator("#next_delay")).to_have_value("30")
    # Which flight it is matters no more, so it is not asked about.
    page.locator("#next_carrier").fill("AS")
    page.locator("#next_destination").fill("SEA")
    page.locator("#change").fill("40")
    expect(page.locator("#connect-next")).to_contain_text("30 min late")
    origins = {one["origin"] for batch in batches(requests) for one in batch["flights"]}
    assert origins == {"JFK"}


@pytest.mark.parametrize(
    ("typed", "words"), [("later", "in minutes"), ("12.5", "whole"), ("1441", "between -60")]
)
def test_what_is_no_delay_is_asked_for_again(page: Page, typed: str, words: str) -> None:
    open_answer(page, f"{address(ahead=2, arrival='22:05')}&next=23:30")
    page.locator("#next_delay").fill(typed)
    expect(page.locator("#connect-result")).to_contain_text(words)


def test_a_delay_makes_good_a_departure_before_the_landing(page: Page) -> None:
    open_answer(page, f"{address(ahead=2, arrival='22:05')}&next=22:00&next_delay=120")
    expect(page.locator("#connect-chance")).to_be_visible()
    page.locator("#next_delay").fill("")
    expect(page.locator("#connect-result")).to_contain_text("leaves before this one lands")

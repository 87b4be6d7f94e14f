"""Tests of an announced delay: how it is entered, what is asked with it, and what is said of it."""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e.conftest import Site
from tests.e2e.every_reader import LANGUAGES, assert_no_barrier, missing_words, speak, too_narrow
from tests.e2e.one_flight import (
    DELTA,
    address,
    ask,
    ask_again,
    batches,
    fill,
    flight,
    open_answer,
    open_choice,
    open_form,
    submit,
    value_of,
)

DELAY = "departure_delay_min"
LATE = address(ahead=2, departure_delay_min="40")
ALLOWED = {"Access-Control-Allow-Origin": "*"}


def announced(minutes: int, ahead: int = 2) -> dict[str, Any]:
    """Return a flight as the API takes it, whose delay is announced."""
    return {**flight(ahead), DELAY: minutes}


def soon(hours: float, **fields: str) -> str:
    """Return the address of a flight that leaves New York so many hours from now."""
    departs = datetime.now(ZoneInfo("America/New_York")) + timedelta(hours=hours)
    return f"/?{urlencode({**DELTA, 'departure': f'{departs:%Y-%m-%dT%H:%M}', **fields})}"


def test_minutes_or_the_new_time_are_asked_as_minutes(
    page: Page, site: Site, requests: list[Request]
) -> None:
    (answer,) = ask(site.api, announced(40))
    open_form(page)
    for place, typed in enumerate(("40", "7:10 PM", "19:10", "7:10"), 1):
        ask_again(page, date=flight(2)["departure"][:10], time="18:30", **{DELAY: typed})
        expect(page.locator("#sentence"), typed).to_contain_text("Leaving 40 min late, about ")
        asked = [batch["flights"][0].get(DELAY) for batch in batches(requests)]
        assert [minutes for minutes in asked if minutes is not None] == [40] * place, typed
        expect(page, typed).to_have_url(re.compile(r"[?&]departure_delay_min=40(&|$)"))
        expect(page.locator(f"#{DELAY}-read")).to_have_text("Leaves at 7:10 PM, 40 min late.")
        assert value_of(page.locator("#chance")) == pytest.approx(answer["late"], abs=1e-4)


def test_what_is_typed_is_read_in_the_readers_habit(page: Page) -> None:
    page.goto("/")
    cases: dict[str, tuple[int | None, int | None]] = {  # of twelve hours, of twenty-four
        "40 min": (40, 40), "+40": (40, 40), "-5": (-5, -5), "\u22125": (-5, -5), "40.0": (40, 40),
        "1h 20": (80, 80), "1 h": (60, 60), "2hrs": (120, 120),
        "19h10": (40, 40), "19 h 10": (40, 40), "7:10 p.m.": (40, 40), "7 PM": (30, 30),
        "7:10\u202fPM": (40, 40), "07:10": (40, 760), "6:20": (-10, 710), "12:30 AM": (360, 360),
        "12:30": (360, 1080), "0:30": (360, 360), "17:29": (1379, 1379), "17:30": (-60, -60),
        "soon": (None, None), "": (None, None), "24:00": (None, None), "7:60": (None, None),
        "13:10 PM": (None, None), "39.5": (None, None), "1e2": (None, None),
    }  # fmt: skip
    found = page.evaluate(
        """async (typed) => {
            const { minutesOf } = await import("/scripts/announced/announced-delay.js")
            const [departure, zone] = ["2026-12-23T18:30", "America/New_York"]
            const read = (text, halves) => minutesOf(text, departure, zone, halves)
            return typed.map((text) => [true, false].map((halves) => read(text, halves) ?? null))
        }""",
        list(cases),
    )
    assert dict(zip(cases, map(tuple, found), strict=True)) == cases


def test_what_may_be_a_delay_or_a_clock_is_the_sooner_that_has_not_passed(page: Page) -> None:
    page.goto("/")
    cases = {  # the departure, of twelve hours, of twenty-four
        ("23:30", "0h45"): (45, 75), ("23:30", "00h20"): (20, 50), ("23:30", "0 h 45"): (45, 75),
        ("23:30", "0h45 min"): (45, 45), ("23:30", "1h20"): (80, 80), ("23:30", "0:45"): (75, 75),
        ("02:00", "1h30"): (90, 90), ("02:00", "01h30"): (90, -30), ("02:00", "2h"): (120, 0),
        ("18:30", "18h20"): (-10, -10), ("18:30", "19h"): (30, 30),
    }  # fmt: skip
    found = page.evaluate(
        """async (cases) => {
            const { minutesOf } = await import("/scripts/announced/announced-delay.js")
            const read = (clock, text, halves) =>
                minutesOf(text, `2026-12-23T${clock}`, "America/New_York", halves)
            const both = ([clock, text]) => [true, false].map((halves) => read(clock, text, halves))
            return cases.map(both)
        }""",
        list(cases),
    )
    assert dict(zip(cases, map(tuple, found), strict=True)) == cases


NO_DELAYS = {
    "later": "in minutes, like 40, or the new time",
    "39.5": "in whole minutes",
    "1441": "between -60 minutes (an hour early) and 1440 (a day late)",
    "39,5": "in whole minutes",
    "1,000": "in whole minutes",
    "-61": "between -60 minutes",
}


def test_what_is_no_delay_is_told_and_not_asked(page: Page, requests: list[Request]) -> None:
    open_form(page)
    fill(page, date=flight(2)["departure"][:10], time="18:30")
    field = page.locator(f"#{DELAY}")
    for typed, words in NO_DELAYS.items():
        fill(page, **{DELAY: typed})
        submit(page)
        expect(page.locator("#errors"), typed).to_be_focused()
        expect(field, typed).to_have_attribute("aria-invalid", "true")
        expect(page.locator(f"#{DELAY}-error")).to_contain_text(words)
        expect(field).to_have_value(typed)
        page.locator("#errors-list a").click()
        expect(field).to_be_focused()
    assert batches(requests) == []


def test_left_out_all_is_as_before(page: Page, site: Site, requests: list[Request]) -> None:
    chance = open_answer(page, address(ahead=2))
    (answer,) = ask(site.api, flight(2))
    assert value_of(chance) == pytest.approx(answer["late"], abs=1e-4)
    assert all(DELAY not in one for batch in batches(requests) for one in batch["flights"])
    expect(page.locator("#announced")).to_have_count(0)
    expect(page.locator("#choose-announced")).to_be_hidden()
    assert DELAY not in page.url


def test_the_answer_says_what_it_supposes_and_says_it_once(page: Page) -> None:
    open_answer(page, LATE)
    told = page.locator("#answer").get_by_text("An announced delay can still grow")
    expect(told).to_have_count(1)
    expect(page.locator("#announced")).to_contain_text("cancelled before they leave are not in it")
    expect(page.locator("#notes [data-code=if_it_leaves]")).to_have_count(0)
    expect(page.locator("#reasons [data-factor=announced_delay] th")).to_have_text(
        "The announced delay"
    )
    expect(page.locator("#season")).to_have_count(0)  # of chances without an announced delay


HALVES = [
    (40, 25, "half of them make up 15 min or more on the way"),
    (40, 52, "half of them lose 12 min or more on the way"),
    (40, 40, "half of them arrive no later than they left"),
    (0, 0, "Leaving on time"),
    (-5, 0, "half of them arrive on time or early"),
    (-5, 3, "half of them lose 8 min or more on the way"),
]
"""The delay announced, the median delay at arrival, and what is told of the two."""


def test_what_half_of_them_make_up_is_told(page: Page) -> None:
    medians: list[int] = []

    def answer(route: Route) -> None:
        told = route.fetch().json()
        told["predictions"][0]["delay_minutes"]["p50"] = medians[-1]
        route.fulfill(json=told, headers=ALLOWED)

    page.route("**/predict", answer)
    open_form(page)
    fill(page, date=flight(2)["departure"][:10], time="18:30")
    for delay, p50, words in HALVES:
        medians.append(p50)
        ask_again(page, **{DELAY: str(delay)})
        expect(page.locator("#sentence")).to_contain_text(words)


@pytest.mark.parametrize(
    ("ahead", "delay", "code"),
    [(30, "40", "delay_announced_early"), (2, "1440", "leaves_after_arrival_day")],
)
def test_doubtful_announcements_are_noted(page: Page, ahead: int, delay: str, code: str) -> None:
    open_answer(page, address(ahead=ahead, arrival="22:05", departure_delay_min=delay))
    note = page.locator(f"#notes [data-code={code}]")
    expect(note).not_to_be_empty()
    assert note.get_attribute("lang") is None  # in the page's own words


def test_other_hours_days_and_airlines_are_as_scheduled(
    page: Page, requests: list[Request]
) -> None:
    grid = open_choice(page, LATE)
    asked = [batch["flights"] for batch in batches(requests)]
    compared = max(asked, key=len)
    assert len(compared) > 50
    assert all(DELAY not in one for one in compared)
    expect(page.locator("#choose-announced")).to_be_visible()
    own = grid.locator("[aria-current] button, button[aria-current]").first
    shown = page.locator("#chance").inner_text()
    assert own.inner_text().strip("★ ") in re.sub(r"\s", "", shown)
    own.click()
    expect(page.locator("#moved")).not_to_be_empty()
    expect(page.locator(f"#{DELAY}")).to_have_value("40")
    grid.get_by_role("button").last.click()
    expect(page.locator(f"#{DELAY}")).to_have_value("")
    expect(page).not_to_have_url(re.compile(DELAY))
    page.go_back()
    expect(page.locator(f"#{DELAY}")).to_have_value("40")


def test_questions_asked_before_are_kept_without_it(page: Page) -> None:
    open_answer(page, LATE)
    link = page.locator("#recent a")
    expect(link).to_have_count(1)
    assert DELAY not in (link.get_attribute("href") or "")
    link.click()
    expect(page.locator("#announced")).to_have_count(0)
    expect(page.locator(f"#{DELAY}")).to_have_value("")


HOSTS = {
    "DL": ["www.delta.com"],
    "9E": ["www.delta.com"],
    "WN": ["www.southwest.com"],
    "B6": ["www.jetblue.com"],
    "F9": ["www.flyfrontier.com"],
    "OO": [],
}
"""Where an airline tells how its flights stand."""


def test_on_the_day_it_says_where_to_look(page: Page) -> None:
    open_answer(page, soon(3))
    for carrier, own in HOSTS.items():
        ask_again(page, carrier=carrier)
        links = page.locator("#on-the-day a[rel=noopener]")
        hosts = [re.split("[/?]", link.get_attribute("href") or "")[2] for link in links.all()]
        assert hosts == ["nasstatus.faa.gov", *own], carrier
        page.locator("#on-the-day a[href^='#']").click()
        expect(page.locator(f"#{DELAY}")).to_be_focused()


@pytest.mark.parametrize(("hours", "count"), [(-3, 1), (23, 1), (25, 0)])
def test_the_day_ends_and_begins_a_day_from_the_departure(
    page: Page, hours: int, count: int
) -> None:
    open_answer(page, soon(hours))
    expect(page.locator("#on-the-day")).to_have_count(count)


def test_a_flight_hardly_known_is_told_what_it_supposes_too(page: Page) -> None:
    open_answer(page, address(ahead=2, carrier="ZZ", departure_delay_min="40"))
    expect(page.locator("#doubt")).to_be_visible()
    expect(page.locator("#announced")).to_contain_text("This holds if it leaves 40 min late.")


def test_of_a_departure_on_time_no_delay_passes_for_announced(page: Page) -> None:
    open_answer(page, address(ahead=2, departure_delay_min="0"))
    expect(page.locator("#announced")).to_contain_text("it leaves on time. A delay can still come")


def test_it_is_told_in_both_languages_on_any_screen_without_barrier(page: Page) -> None:
    open_choice(page, soon(3, departure_delay_min="40", next="23:59", next_delay="20"))
    for language in LANGUAGES:
        speak(page, language)
        expect(page.locator("#sentence")).to_contain_text("40")
        missing = missing_words(page, "announced", "day", "connect", "note", "form", "field")
        assert missing == [], language
        assert too_narrow(page, [320, 390, 1280]) == [], language
        assert_no_barrier(page, "#ask", "#answer", ".connect")

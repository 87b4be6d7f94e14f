"""Tests of the choice across the forecast's end: what compares, and what clicking on it gives."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import Site, Tab
from tests.e2e.one_flight import LAST_PLACE, address, ask, day, open_choice, value_of
from tests.e2e.weather_service import CONDITIONS, WeatherService, questions


@pytest.fixture
def page(clock_page: Page) -> Page:
    """Return the tab whose clock can be set."""
    return clock_page


PARTS = {"full": "forecast", "forecast": "forecast", "partial": "partial", "none": "none"}
NAMES = {
    "forecast": "with the forecast",
    "partial": "with part of the forecast",
    "none": "without the forecast",
}
AFTERNOON = datetime.fromisoformat(f"{day(0)}T14:10").replace(tzinfo=ZoneInfo("America/New_York"))
"""When the tests are: the forecast then ends in the middle of the fourth day from now."""


def across(
    page: Page,
    ahead: int = 4,
    hours: int = 96,
    time: str = "18:30",
    arrival: str = "22:05",
    carrier: str = "DL",
    **service: Any,
) -> Locator:
    """Open the map around a flight while the forecast holds so many hours."""
    page.clock.set_fixed_time(AFTERNOON)
    WeatherService(hours=hours, now=AFTERNOON, **service).take_over(page)
    where = address(ahead=ahead, time=time, arrival=arrival, carrier=carrier)
    return open_choice(page, where)


Drawn = tuple[Locator, list[dict[str, Any]]]
"""A map, and what the page asked to draw it."""


def cells_of(grid: Locator) -> list[dict[str, Any]]:
    """Return the cells: departure, chance, part and name."""
    found: list[dict[str, Any]] = grid.locator("button").evaluate_all(
        """all => all.map((one) => ({
            at: one.dataset.departure, late: Number(one.dataset.value), part: one.dataset.part,
            name: one.getAttribute("aria-label"), best: "best" in one.dataset,
        }))"""
    )
    return found


@pytest.fixture(scope="module")
def drawn(browser: Browser, site: Site) -> Iterator[Drawn]:
    """The map in four days' time in a tab of its own, for tests that change nothing on it."""
    tab = Tab.open(browser, site, "en-US")
    asked = questions(tab.page)
    yield across(tab.page), asked
    tab.page.context.close()
    assert tab.complaints == []


def test_all_cells_are_asked_about_in_one_question_with_the_hours_that_count(drawn: Drawn) -> None:
    grid, asked = drawn
    assert len(asked) == 2
    rows = asked[1]["weather"]
    assert {row["airport"] for row in rows} == {"JFK"}
    alone = {row["time"] for row in asked[0]["weather"]}
    assert alone < {row["time"] for row in rows}
    assert len({row["time"] for row in rows}) == len(rows)
    expect(grid).to_have_attribute("data-parts", "3")


@pytest.mark.parametrize(
    ("ahead", "service"),
    [(6, CONDITIONS["96 hours"]), *((3, service) for service in CONDITIONS.values())],
    ids=["from beyond its end", *CONDITIONS],
)
def test_a_cell_holds_what_clicking_on_it_gives(
    page: Page, ahead: int, service: dict[str, Any]
) -> None:
    asked = questions(page)
    cells = cells_of(across(page, ahead, **{"hours": 156, **service}))
    earliest = min(cells, key=lambda cell: str(cell["at"]))
    for at in (cells[60]["at"], cells[80]["at"], earliest["at"]):
        cell = page.get_by_role("grid").locator(f"[data-departure='{at}']")
        part, late = (cell.get_attribute(f"data-{name}") for name in ("part", "value"))
        cell.click()
        current = page.get_by_role("grid").locator("[aria-current]")
        expect(current).to_have_attribute("data-departure", at)
        expect(page.locator("#choose")).to_have_attribute("aria-busy", "false")
        chance = page.locator("#chance")
        expect(chance).to_have_attribute("data-value", late or "")
        alone = [one for one in asked if len(one["flights"]) == 1][-1]
        assert alone["flights"][0]["departure"] == at
        again = page.get_by_role("grid").locator(f"[data-departure='{at}']")
        assert again.get_attribute("data-part") == part


def test_the_parts_are_those_that_the_api_tells(drawn: Drawn, site: Site) -> None:
    cells, asked = cells_of(drawn[0]), drawn[1]
    flights, weather = asked[1]["flights"], asked[1]["weather"]
    answers = ask(site.api, *flights, weather=weather)
    known = {
        flight["departure"]: answer["weather"]["known"]
        for flight, answer in zip(flights, answers, strict=True)
    }
    assert {cell["part"] for cell in cells} == {"forecast", "partial", "none"}
    assert {cell["at"]: cell["part"] for cell in cells} == {
        at: PARTS[state] for at, state in known.items() if at in {cell["at"] for cell in cells}
    }


def test_each_cell_says_which_part_it_is_of(drawn: Drawn) -> None:
    for cell in cells_of(drawn[0]):
        assert f"late, {NAMES[cell['part']]}" in cell["name"]


@pytest.mark.parametrize("ahead", [3, 4, 5])
def test_the_best_hours_are_chosen_within_one_part(page: Page, ahead: int) -> None:
    grid = across(page, ahead)
    cells = cells_of(grid)
    own = grid.locator("[aria-current]").get_attribute("data-part")
    best = {part: _best([cell for cell in cells if cell["part"] == part]) for part in NAMES}
    of_day = _best([one for one in cells if one["part"] == own and one["at"][:10] == day(ahead)])
    others = [best[part] for part in ("forecast", "partial", "none") if part != own]
    expected = list(dict.fromkeys([of_day, best[own or ""], *others]))
    named = page.locator("#best > :not(#later) .best-hour").all()
    assert [one.get_attribute("data-departure") for one in named] == expected
    assert sorted(cell["at"] for cell in cells if cell["best"]) == sorted(best.values())
    for line in page.locator("#best li").all():
        expect(line.locator("span")).to_contain_text(NAMES[line.get_attribute("data-part") or ""])


def test_the_parts_are_told_apart_in_words_frames_and_the_table(page: Page) -> None:
    grid = across(page)
    expect(page.locator("#basis")).to_contain_text("Compare within one part only")
    expect(page.locator(".heat-parts li")).to_have_text(
        [name.capitalize() for name in NAMES.values()]
    )
    frames = [_frame(grid.locator(f"[data-part={part}]").first) for part in NAMES]
    assert frames == ["none", "dotted", "dashed"]
    page.emulate_media(forced_colors="active", media="print")
    assert [_frame(grid.locator(f"[data-part={part}]").first) for part in NAMES] == frames
    table = page.locator(".choice-hours details table")
    table.evaluate("table => { table.closest('details').open = true }")
    expect(table.locator("th[scope=col]")).to_have_text(
        ["Day", "Weather", "Best hour", "Worst hour"]
    )
    for row in table.locator("tbody tr").all():
        name = NAMES[row.get_attribute("data-part") or ""].capitalize()
        expect(row.locator("td").first).to_have_text(name)


def test_a_map_in_doubt_is_framed_as_a_whole_and_leaves_the_parts_their_frames(page: Page) -> None:
    known = across(page)
    expect(known).to_have_css("outline-style", "none")
    frames = [_frame(known.locator(f"[data-part={part}]").first) for part in NAMES]
    doubtful = across(page, carrier="ZZ")
    expect(doubtful).to_have_css("outline-style", "dashed")
    assert [_frame(doubtful.locator(f"[data-part={part}]").first) for part in NAMES] == frames


def test_a_line_runs_where_two_parts_meet(drawn: Drawn) -> None:
    grid, _ = drawn
    rows = grid.locator("tbody tr").evaluate_all(
        """all => all.map((row) => [...row.cells].slice(1).map((cell) => [
            cell.firstElementChild?.dataset.part ?? "", cell.dataset.edge ?? "",
        ]))"""
    )
    for above, row in zip([None, *rows], rows, strict=False):
        for column, (part, edge) in enumerate(row):
            before = row[column - 1][0] if column else ""
            over = above[column][0] if above else ""
            assert ("before" in edge) == bool(part and before and before != part)
            assert ("above" in edge) == bool(part and over and over != part)


@pytest.mark.parametrize(
    ("ahead", "service", "part", "told"),
    [
        (30, {}, "none", "None of these chances uses the weather"),
        (3, {"hours": 240}, "forecast", "Each of these chances uses the weather at JFK"),
        (
            3,
            {"hours": 240, "changes": {"relativeHumidity": None}},
            "partial",
            "Each of these chances uses only part of the weather at JFK",
        ),
    ],
)
def test_a_map_of_one_part_says_so_once_and_marks_nothing(
    page: Page, ahead: int, service: dict[str, Any], part: str, told: str
) -> None:
    grid = across(page, ahead, **service)
    assert {cell["part"] for cell in cells_of(grid)} == {part}
    expect(page.locator("#basis")).to_contain_text(told)
    expect(page.locator(".heat-parts")).to_have_count(0)
    expect(grid.locator("[data-edge]")).to_have_count(0)
    assert _frame(grid.locator("button").first) == "none"
    expect(page.locator("#best")).not_to_contain_text("the forecast")


def test_around_a_flight_beyond_the_reach_the_days_within_it_count_the_forecast_in(
    page: Page,
) -> None:
    asked = questions(page)
    grid = across(page, ahead=8, hours=156)
    assert asked[0]["weather"] == []
    expect(grid.locator("[aria-current]")).to_have_attribute("data-part", "none")
    parts = {cell["at"][:10]: cell["part"] for cell in cells_of(grid)}
    assert parts[day(5)] == "forecast"
    assert parts[day(9)] == "none"


def test_around_a_flight_that_has_left_the_hours_to_come_hold_what_they_give(page: Page) -> None:
    page.clock.set_fixed_time(AFTERNOON)
    service = WeatherService(hours=96, now=AFTERNOON)
    service.take_over(page)
    grid = open_choice(page, address(ahead=0, time="09:30"))
    shown = sorted(cell["at"] for cell in cells_of(grid))
    assert shown[0] == f"{day(0)}T09:30"
    assert shown[1] == f"{day(0)}T14:30"
    for at in (f"{day(4)}T08:30", f"{day(6)}T08:30", f"{day(0)}T20:30"):
        cell = grid.locator(f"[data-departure='{at}']")
        late = value_of(cell)
        cell.click()
        expect(grid.locator("[aria-current]")).to_have_attribute("data-departure", at)
        expect(page.locator("#choose")).to_have_attribute("aria-busy", "false")
        assert value_of(page.locator("#chance")) == late
    assert service.count("forecast") == 1


def test_airlines_of_one_hour_are_of_one_part(page: Page, site: Site) -> None:
    asked = questions(page)
    across(page, time="08:30", arrival="12:05")
    bars = page.locator(".airline").all()
    carriers = [bar.get_attribute("data-carrier") or "" for bar in bars]
    departure = asked[0]["flights"][0]
    flights = [{**departure, "carrier": carrier} for carrier in carriers]
    answers = ask(site.api, *flights, weather=asked[0]["weather"])
    assert len({answer["weather"]["known"] for answer in answers}) == 1
    shown = [value_of(bar.locator(".meter-fill")) for bar in bars]
    assert shown == pytest.approx([answer["late"] for answer in answers], abs=LAST_PLACE)
    expect(page.locator(".choice-airlines")).to_contain_text("All with part of the forecast")


def test_a_forecast_that_failed_for_the_answer_is_not_asked_for_again_by_the_map(
    page: Page,
) -> None:
    service = WeatherService(instead={"points": "abort"})
    service.take_over(page)
    grid = open_choice(page, address(ahead=3))
    assert service.count("points") == 1
    assert {cell["part"] for cell in cells_of(grid)} == {"none"}


def test_on_the_smallest_phone_every_cell_is_large_enough(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    grid = across(page)
    sizes = grid.locator("button").evaluate_all(
        """all => all.map((one) => [
            one.offsetWidth, one.offsetHeight, one.scrollWidth - one.clientWidth,
        ])"""
    )
    assert min(min(width, height) for width, height, _ in sizes) >= 24
    assert max(over for *_, over in sizes) <= 0


def test_parts_are_named_in_french_too(page: Page) -> None:
    grid = across(page)
    page.locator("#languages [data-language=fr]").click()
    expect(page.locator(".heat-parts li").first).to_have_text("Avec les prévisions")
    cell = page.get_by_role("grid").locator("[data-part=none]").first
    expect(cell).to_have_attribute("aria-label", re.compile("sans les prévisions$"))
    expect(grid).to_be_visible()


def _best(cells: list[dict[str, Any]]) -> str:
    """Return the departure of the cell least likely to be late, the earliest of several."""
    found: str = min(cells, key=lambda cell: (cell["late"], cell["at"]))["at"]
    return found


def _frame(cell: Locator) -> str:
    style: list[str] = cell.evaluate(
        """one => [getComputedStyle(one).borderBlockEndStyle, getComputedStyle(one).outlineStyle]"""
    )
    return " ".join(name for name in style if name != "none") or "none"

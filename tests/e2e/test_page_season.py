"""Tests of the line on how chances of this season have run, held against the contract."""

from calendar import month_name
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.e2e.about_page import contract, percent, serve
from tests.e2e.conftest import Site
from tests.e2e.one_flight import TODAY, address, ask_again, batch_of, open_answer

EXPECTED = {
    "full": "late_predicted",
    "forecast": "late_predicted_forecast",
    "partial": "late_predicted_forecast",
    "none": "late_predicted_none",
}
NAMES = {"10": "October", "11": "November", "12": "December"}


def day_in(month: int) -> str:
    """Return a date in a month that no forecast reaches."""
    return f"{TODAY.year + 1}-{month:02}-17"


def in_month(month: int) -> str:
    """Return the address of a flight in such a month."""
    return address(departure=f"{day_in(month)}T18:30")


def know(page: Page, known: str) -> None:
    """Let the answer say that so much of the weather is known."""

    def change(route: Route) -> None:
        if not batch_of(route).get("explain"):
            return route.continue_()  # other hours and airlines, which the test does not wait for
        answer: dict[str, Any] = route.fetch().json()
        for prediction in answer["predictions"]:
            prediction["weather"] = {"known": known, "missing_hours": 0}
        return route.fulfill(json=answer)

    page.route("**/predict", change)


def metrics(flights: int, expected: float, observed: float) -> dict[str, float]:
    return {
        "flights": flights,
        "late_observed": observed,
        **dict.fromkeys(EXPECTED.values(), expected),
    }


def test_of_a_month_that_was_tried_it_says_what_was_expected_and_what_came(
    page: Page, site: Site
) -> None:
    open_answer(page, in_month(7))
    line = page.locator("#season")
    for month, told in contract(site)["metrics_by_month"].items():
        ask_again(page, date=day_in(int(month[5:])))
        expect(line).to_contain_text(f"at EWR, JFK, and LGA ({NAMES[month[5:]]} {month[:4]})")
        expect(line).to_contain_text(f"chances for {NAMES[month[5:]]}")
        expected, came = (percent(told[name]) for name in ("late_predicted_none", "late_observed"))
        expect(line).to_contain_text(f"{expected} were expected to be late, {came} were.")


def test_from_elsewhere_nothing_is_said_of_what_was_checked_in_new_york(page: Page) -> None:
    month = f"{TODAY.year + 1}-12-17T18:30"
    open_answer(page, address(departure=month, carrier="AA", origin="ORD", destination="DFW"))
    expect(page.locator("#season")).to_have_count(0)


def test_what_was_expected_is_that_of_as_much_weather(page: Page, site: Site) -> None:
    told = contract(site)["metrics_by_month"]["2023-12"]
    open_answer(page, in_month(12))
    line = page.locator("#season")
    as_observed = page.locator("#season", has_text="with the weather known as it turned out, ")
    for known, name in EXPECTED.items():
        know(page, known)
        ask_again(page)
        expect(line, known).to_contain_text(f"{percent(told[name])} were expected")
        expect(as_observed, known).to_have_count(0 if known == "none" else 1)


def test_within_three_points_chances_held(page: Page, site: Site) -> None:
    words = {0.27: "ran high", 0.18: "held", 0.15: "held", 0.12: "held", 0.11: "ran low"}
    months = {
        f"2023-{month:02}": metrics(1000, expected, 0.15)
        for month, expected in enumerate(words, start=7)
    }
    serve(page, site, lambda told: told.update(metrics_by_month=months))
    open_answer(page, in_month(12))
    for month, (expected, word) in enumerate(words.items(), start=7):
        ask_again(page, date=day_in(month))
        expect(page.locator("#season")).to_contain_text(
            f"{month_name[month]} {word}: {percent(expected)} were expected"
        )


def test_a_month_tried_in_two_years_counts_every_flight_once(page: Page, site: Site) -> None:
    months = {
        "2023-12": metrics(3000, 0.3, 0.2),
        "2024-01": metrics(1000, 0.9, 0.1),
        "2024-12": metrics(1000, 0.1, 0.4),
    }
    serve(page, site, lambda told: told.update(metrics_by_month=months))
    open_answer(page, in_month(12))
    line = page.locator("#season")
    expect(line).to_contain_text("(December 2023 and December 2024)")
    expect(line).to_contain_text("held: 25% were expected to be late, 25% were.")


def test_of_a_month_that_was_not_tried_nothing_is_claimed(page: Page) -> None:
    open_answer(page, in_month(7))
    line = page.locator("#season")
    expect(line).to_have_text("We could not yet check chances for July.")


def test_a_service_that_does_not_tell_gets_no_line(page: Page, site: Site) -> None:
    def age(told: dict[str, Any]) -> None:
        for one in told["metrics_by_month"].values():
            del one["late_predicted_none"]

    serve(page, site, age)
    open_answer(page, in_month(12))
    expect(page.locator("#season")).to_have_count(0)


def test_it_stands_with_the_figure_and_speaks_french(page: Page, site: Site) -> None:
    open_answer(page, in_month(12))
    assert page.locator(".verdict + #season").count() == 1
    page.locator("#languages [data-language=fr]").click()
    told = contract(site)["metrics_by_month"]["2023-12"]
    line = page.locator("#season")
    expect(line).to_contain_text("(décembre 2023), les risques pour décembre")
    shares = (told["late_predicted_none"], told["late_observed"])
    expected, came = (percent(share).replace("%", "\N{NARROW NO-BREAK SPACE}%") for share in shares)
    expect(line).to_contain_text(f"{expected} de retards prévus, {came} constatés.")

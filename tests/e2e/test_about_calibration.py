"""Tests of how the page on reliability leads: what it said beside what came, from the contract."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.about_page import cells, contract, mean, open_page, percent, serve, tenths, whole
from tests.e2e.conftest import Site, Tab

STATES = ("forecast", "none", "full")
SHARES = ("late_predicted", "late_predicted_forecast", "late_predicted_none", "late_observed")
SLICES = {"month": "month", "airline": "carrier", "airport": "origin"}


@pytest.fixture(scope="module")
def opened(reading_tab: Tab, site: Site) -> Iterator[Page]:
    """The page as the function's own contract has it, for tests that only read it."""
    with reading_tab.opened(site, open_page) as page:
        yield page


def bins(*said_and_came: tuple[float, float], flights: int = 1000) -> list[dict[str, float]]:
    return [{"said": said, "came": came, "flights": flights} for said, came in said_and_came]


def nearest(curve: list[dict[str, float]]) -> dict[str, float]:
    """Return the bin that was given nearest to 30 %."""
    return min(curve, key=lambda one: abs(one["said"] - 0.3))


def test_the_page_leads_with_what_came_of_about_30_percent(opened: Page, site: Site) -> None:
    told = contract(site)["calibration"]
    known, unknown = nearest(told["forecast"]), nearest(told["none"])
    first = opened.locator("#parts > *").first
    expect(first.locator("h2")).to_have_text(
        f"When it knew the weather as it was observed, and said {percent(known['said'])},"
        f" {whole(known['came'])} of 100 flights were late. When it knew none and said"
        f" {percent(unknown['said'])}, {whole(unknown['came'])} of 100 were."
    )


def test_every_bin_of_the_contract_is_in_the_table(opened: Page, site: Site) -> None:
    for state in STATES:
        assert cells(opened, f"calibration [data-state={state}]") == [
            [f"{tenths(one['said'])}%", f"{tenths(one['came'])}%", f"{one['flights']:,}"]
            for one in contract(site)["calibration"][state]
        ]


def test_every_bin_is_a_point_on_the_line_below_or_above_it(page: Page, site: Site) -> None:
    curve = bins((0.1, 0.1), (0.2, 0.1), (0.3, 0.35), (0.4, 0.2))
    serve(page, site, lambda told: told["calibration"].update(dict.fromkeys(STATES, curve)))
    open_page(page)
    for state in STATES:
        heights = over_the_line(page.locator(f"#calibration [data-state={state}] svg"))
        assert heights[0.1] == pytest.approx(0, abs=1.5), state
        assert heights[0.2] < -5, state
        assert heights[0.3] > 5, state
        assert heights[0.4] < heights[0.2], state


def over_the_line(plot: Locator) -> dict[float, float]:
    """Return how far above the even line each bin is drawn, in pixels, by what was said."""
    even = middle(plot.locator(".curve-even").bounding_box())
    heights = {}
    for dot in plot.locator(".curve-dot").all():
        x, y = middle(dot.bounding_box())
        said = float(dot.get_attribute("data-said") or "")
        # The even line falls by one for each step to the right, as the plane is a square.
        heights[said] = (even[1] + even[0] - x) - y
    return heights


def middle(box: Any) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(
    ("came", "word"), [(0.15, "ran high"), (0.22, "held"), (0.28, "held"), (0.35, "ran low")]
)
def test_whether_chances_ran_high_is_said_in_words(
    page: Page, site: Site, came: float, word: str
) -> None:
    curve = bins((0.2, came - 0.05), (0.3, came + 0.05))
    serve(page, site, lambda told: told["calibration"].update(none=curve))
    open_page(page)
    expect(page.locator("#calibration [data-state=none] figcaption")).to_contain_text(
        f"it expected 25% to be late, and {percent(came)} were: its chances {word}"
    )


def test_the_means_in_words_are_those_of_all_flights(opened: Page, site: Site) -> None:
    for state in STATES:
        curve = contract(site)["calibration"][state]
        expect(opened.locator(f"#calibration [data-state={state}] figcaption")).to_contain_text(
            f"expected {percent(mean(curve, 'said'))} to be late,"
            f" and {percent(mean(curve, 'came'))} were"
        )


def test_few_flights_are_drawn_hollow_and_told(page: Page, site: Site) -> None:
    curve = bins((0.1, 0.1), (0.2, 0.3)) + bins((0.4, 0.9), flights=12)
    serve(page, site, lambda told: told["calibration"].update(none=curve))
    open_page(page)
    hollow = page.locator(".curve-dot[data-few]")
    expect(hollow).to_have_count(1)
    expect(hollow).to_have_attribute("data-said", "0.4")
    expect(page.locator("#calibration")).to_contain_text("fewer than 100 flights, and tells little")


def test_with_enough_flights_nothing_is_said_of_hollow_points(opened: Page) -> None:
    expect(opened.locator("#calibration")).not_to_contain_text("hollow")


def test_an_older_service_leaves_the_rest_of_the_page_standing(page: Page, site: Site) -> None:
    def age(told: dict[str, Any]) -> None:
        del told["calibration"]
        for by in SLICES.values():
            for one in told[f"metrics_by_{by}"].values():
                del one["late_predicted_none"], one["late_predicted_forecast"]

    serve(page, site, age)
    open_page(page)
    expect(page.locator("#calibration h2")).to_contain_text("does not tell yet")
    expect(page.locator("#shares-month .plot-legend li")).to_have_count(2)


@pytest.mark.parametrize(("figure", "by"), SLICES.items())
def test_expected_stands_beside_observed(opened: Page, site: Site, figure: str, by: str) -> None:
    told = contract(site)[f"metrics_by_{by}"].values()
    slices = list(told) if by == "month" else sorted(told, key=lambda one: -one["flights"])
    assert [row[1:] for row in cells(opened, f"shares-{figure}")] == [
        [f"{one['flights']:,}", *(f"{tenths(one[name])}%" for name in SHARES)] for one in slices
    ]
    drawn = opened.locator(f"#shares-{figure} rect")
    expect(drawn).to_have_count(3 * len(slices))
    assert float(drawn.first.get_attribute("data-value") or "") == slices[0]["late_predicted"]


def test_airlines_and_airports_go_by_their_names(opened: Page) -> None:
    expect(opened.locator("#shares-airline svg")).to_contain_text("JetBlue Airways")
    expect(opened.locator("#shares-airport svg")).to_contain_text("EWR, Newark")
    assert {row[0][-5:] for row in cells(opened, "shares-airport")} == {"(EWR)", "(JFK)", "(LGA)"}


def test_differences_of_shares_are_points_and_skill_is_a_share(opened: Page, site: Site) -> None:
    error = contract(site)["metrics"]["full"]["ece"]
    expect(opened.locator("[data-limit=season]")).to_contain_text(
        f"by {tenths(error)} with the weather"
    )
    expect(opened.locator("#skill thead")).to_contain_text("Calibration error, in points")
    expect(opened.locator("#quality")).to_contain_text("a share of surprise, not of flights")


@pytest.mark.parametrize(
    ("language", "observed", "simulated"),
    [("en", "easured on observed weather", "imulated"), ("fr", "sur la météo observée", "simulée")],
)
def test_forecasts_are_simulated_and_calibration_is_on_observed_weather(
    page: Page, language: str, observed: str, simulated: str
) -> None:
    open_page(page)
    page.locator(f"#languages [data-language={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    for place in (
        "#quality [data-figure=forecast_1_day]",
        "#skill figcaption",
        "[data-limit=weather]",
    ):
        expect(page.locator(place)).to_contain_text(simulated)
    plot = page.locator("#calibration [data-state=forecast] figcaption")
    expect(plot).to_contain_text(observed)


def test_a_month_to_come_stands_between_the_worst_year_and_the_best(page: Page, site: Site) -> None:
    june = {"month": 6, "said": 0.31, "lowest": 0.225, "highest": 0.4, "years": [2013, 2023]}
    serve(page, site, lambda told: told.update(months_ahead=[june]))
    open_page(page)
    figure = page.locator("#shares-ahead")
    expect(figure.locator(".plot-reading")).to_contain_text("flights from EWR, JFK, and LGA")
    lengths = {
        bar.get_attribute("data-bar"): bar.evaluate("bar => bar.getBoundingClientRect().width")
        for bar in figure.locator(".plot-bar").all()
    }
    assert lengths["late_lowest"] < lengths["late_predicted_none"] < lengths["late_highest"]
    assert cells(page, "shares-ahead") == [["June", "40.0%", "31.0%", "22.5%", "2013 and 2023"]]


def test_a_service_that_tells_no_months_ahead_has_no_such_figure(page: Page, site: Site) -> None:
    serve(page, site, lambda told: told.update(months_ahead=[]))
    open_page(page)
    expect(page.locator("#shares-ahead")).to_have_count(0)

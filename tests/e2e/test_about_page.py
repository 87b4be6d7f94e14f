"""Tests of the page on reliability in a real browser: what it shows is what the contract says."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.about_page import cells, contract, open_page, serve, skill, tenths, thousandths
from tests.e2e.conftest import Site, Tab
from tests.paths import FRONTEND


@pytest.fixture(scope="module")
def opened(reading_tab: Tab, site: Site) -> Iterator[Page]:
    """The page as the function's own contract has it, for tests that only read it."""
    with reading_tab.opened(site, open_page) as page:
        yield page


def test_skill_beside_climatology_is_that_of_the_contract(opened: Page, site: Site) -> None:
    metrics = contract(site)["metrics"]
    reference = metrics["climatology"]["log_loss"]
    for state in ("full", "forecast_1_day", "none"):
        tile = opened.locator(f"#quality [data-figure={state}] .flaps")
        expect(tile).to_have_attribute("aria-label", skill(metrics[state]["log_loss"], reference))
    auc = opened.locator("#quality [data-figure=auc] .flaps")
    expect(auc).to_have_attribute("aria-label", f"{metrics['full']['auc'] * 100:.0f}")


def test_every_figure_can_be_reached_by_its_heading(opened: Page) -> None:
    for figure in opened.locator("#parts figure").all():
        expect(figure.locator("figcaption").get_by_role("heading")).to_have_count(1)


def test_every_score_of_the_contract_is_in_the_table(opened: Page, site: Site) -> None:
    metrics = contract(site)["metrics"]
    shown = [row[2:] for row in cells(opened, "skill")]
    names = ("log_loss", "brier", "rps", "auc")
    expected = [
        [*(thousandths(scores[name]) for name in names), f"{tenths(scores['ece'])}"]
        for scores in metrics.values()
    ]
    assert sorted(shown) == sorted(expected)


def test_every_month_of_the_contract_is_shown(opened: Page, site: Site) -> None:
    months = contract(site)["metrics_by_month"].values()
    assert [row[1:] for row in cells(opened, "months")] == [
        [f"{month['flights']:,}", skill(month["log_loss"], month["climatology_log_loss"])]
        + [thousandths(month[name]) for name in ("log_loss", "climatology_log_loss", "auc")]
        for month in months
    ]


def test_a_month_worse_than_the_record_is_drawn_to_the_left(page: Page, site: Site) -> None:
    def worsen(told: dict[str, Any]) -> None:
        first = next(iter(told["metrics_by_month"].values()))
        first["log_loss"] = 1.1 * first["climatology_log_loss"]

    serve(page, site, worsen)
    open_page(page)
    bars = page.locator("#months rect")
    expect(bars.first).to_have_attribute("x", "0%")
    assert float((bars.nth(1).get_attribute("x") or "")[:-1]) > 0
    assert cells(page, "months")[0][2] == "-10.0%"


def test_a_model_worse_than_the_record_is_not_praised(page: Page, site: Site) -> None:
    def worsen(told: dict[str, Any]) -> None:
        told["metrics"]["full"]["log_loss"] = 2 * told["metrics"]["climatology"]["log_loss"]

    serve(page, site, worsen)
    open_page(page)
    expect(page.locator("#quality-title")).to_contain_text("100.0% more surprised")


def test_what_it_has_seen_is_what_the_contract_says(opened: Page, site: Site) -> None:
    told = contract(site)
    facts = opened.locator("#knowledge")
    for name, figure in {
        "flights": told["data"]["train"]["flights"],
        "routes": told["lookups"]["rows"]["routes"],
        "airports": len(told["airports"]),
        "airlines": len(told["airlines"]),
    }.items():
        expect(facts.locator(f"[data-fact={name}] dd")).to_have_text(f"{figure:,}")
    for origin in told["origins"]:
        expect(facts.locator("[data-fact=origins]")).to_contain_text(origin)


def test_flights_away_from_new_york_are_shown_as_measured(opened: Page) -> None:
    measured = json.loads((FRONTEND / "nation.json").read_bytes())
    away, new_york, *years = cells(opened, "nation")
    for row, part in ((away, measured["away"]), (new_york, measured["learned"])):
        said, came = (f"{part[name]:.1%}" for name in ("said", "came"))
        losses = (
            part["systems"][name]["log_loss"] for name in ("model", "climatology", "constant")
        )
        scores = [*losses, part["systems"]["model"]["auc"]]
        assert row[1:] == [
            f"{part['flights']:,}",
            said,
            came,
            *(thousandths(one) for one in scores),
        ]
    assert len(years) == len(measured["years"])


def test_what_was_measured_of_another_model_is_not_shown(page: Page) -> None:
    page.route("**/nation.json", lambda route: route.fulfill(json={"bundle": "2030-01.abc"}))
    open_page(page)
    expect(page.locator("#quality")).to_be_visible()
    expect(page.locator("#nation")).to_have_count(0)


def test_months_are_told_as_stretches(page: Page, site: Site) -> None:
    def choose(told: dict[str, Any]) -> None:
        told["data"]["train"]["months"] = ["2022-11", "2022-12", "2023-01", "2023-06"]

    serve(page, site, choose)
    open_page(page)
    months = page.locator("[data-fact=months] dd")
    expect(months).to_have_text(re.compile("^November 2022.+January 2023 and June 2023$"))


def test_what_it_was_trained_on_and_what_it_was_judged_on_are_told_apart(opened: Page) -> None:
    expect(opened.locator("[data-fact=months] dd")).to_contain_text("December 2023")
    judged = opened.locator("[data-fact=judged] dd")
    expect(judged).to_contain_text("September 2023 and asked about October")
    expect(opened.locator("#calibration")).to_contain_text("September 2023). Then it was tried on")
    expect(opened.locator(".about-lead")).to_contain_text(
        "or of one trained like it on fewer months"
    )


def test_sources_have_their_licence_and_versions(opened: Page, site: Site) -> None:
    for source in contract(site)["data"]["sources"]:
        item = opened.locator(f"[data-source={source['name']}]")
        expect(item).to_contain_text(source["version"])
        expect(item).to_contain_text(f"{source['flights']:,}")
        expect(item).to_contain_text(re.compile("MIT licence|CC0"))


def test_a_source_newer_than_the_page_goes_by_its_own_name(page: Page, site: Site) -> None:
    serve(page, site, lambda told: told["data"]["sources"][0].update(name="moon2030"))
    open_page(page)
    expect(page.locator("[data-source=moon2030] h3")).to_have_text("moon2030")


def test_figures_are_pictures_with_a_name_and_their_numbers(page: Page) -> None:
    open_page(page)
    assert page.locator("figure").count() == 11
    for figure in page.locator("figure").all():
        expect(figure.get_by_role("img")).to_have_attribute("aria-label", re.compile("chart"))
        figure.locator("summary").click()
        expect(figure.get_by_role("table")).to_be_visible()


def test_the_address_leads_to_a_part(page: Page) -> None:
    page.goto("/about.html#sources")
    expect(page.locator("#sources h2")).to_be_in_viewport()

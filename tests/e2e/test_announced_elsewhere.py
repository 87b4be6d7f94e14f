"""Tests of announced delays beside the page of one flight: lists, code, and what they are worth."""

import csv
import io
import re

from playwright.sync_api import Page, Request, expect

from tests.e2e.about_page import contract, open_page, tenths
from tests.e2e.api_page import open_page as open_api
from tests.e2e.api_page import snippet
from tests.e2e.conftest import Site
from tests.e2e.many_page import GOOD, HEADER, answered, downloaded
from tests.e2e.one_flight import batches

DELAY = "departure_delay_min"


def test_a_list_may_hold_delays(page: Page, requests: list[Request]) -> None:
    rows = [(*GOOD, "40"), (*GOOD, ""), (*GOOD, "-5,0")]
    answered(page, rows, header=(*HEADER, DELAY), delimiter=";")
    asked = batches(requests)[0]["flights"]
    assert [one.get(DELAY) for one in asked] == [40, None, -5]
    column = page.locator("td[data-column=announced]")
    expect(column).to_have_text(["40 min late", "", "5 min early"])
    expect(page.locator("[data-row='2'] [data-column=notes]")).to_contain_text("can still grow")
    _, text = downloaded(page)
    header, *lines = csv.reader(io.StringIO(text), delimiter=";")
    assert [line[header.index(DELAY)] for line in lines] == ["40", "", "-5,0"]
    assert "if_it_leaves" in lines[0][header.index("notes")]
    assert "if_it_leaves" not in lines[1][header.index("notes")]


def test_a_list_without_delays_has_no_column_of_them(page: Page) -> None:
    answered(page, [GOOD])
    expect(page.locator("td[data-column=departure]")).to_have_count(1)
    expect(page.locator("[data-column=announced]")).to_have_count(0)


def test_what_is_no_delay_sets_its_row_aside(page: Page) -> None:
    wrong = {
        "soon": "no number",
        "39.5": "no whole number",
        "1441": "from -60 to 1440",
        "1,000": "no number",
    }
    rows = [*((*GOOD, cell) for cell in wrong), GOOD]
    answered(page, rows, header=(*HEADER, DELAY), delimiter=";")
    for row, (cell, words) in enumerate(wrong.items(), start=2):
        item = page.locator(f"#set-aside [data-row='{row}'] p:not([class])")
        expect(item).to_contain_text(f"“{cell}”")
        expect(item).to_contain_text(words)


def test_the_template_and_the_help_name_the_column(page: Page) -> None:
    page.goto("/many.html")
    page.locator("#example").click()
    header = page.locator("#paste").input_value().split("\n")[0]
    assert header.split(",") == [*HEADER, DELAY]
    page.locator(".holds summary").click()
    expect(page.locator(".holds")).to_contain_text(f"{DELAY}the delay that the board announces")


def test_code_can_ask_with_a_delay(page: Page) -> None:
    open_api(page)
    page.locator(f"#predictOne-{DELAY}").fill("40")
    assert "departure_delay_min=40" in snippet(page, "predictOne", "curl")
    assert re.search(r"DATETIME '[^']*', 40\)", snippet(page, "predictOne", "bigquery"))
    page.locator(f"#predictOne-{DELAY}").fill("'; DROP")
    assert r"'\'; DROP')" in snippet(page, "predictOne", "bigquery")


def test_what_the_model_of_the_day_is_worth_is_told(page: Page, site: Site) -> None:
    open_page(page)
    day = contract(site)["day"]
    figure = page.locator("#day")
    figure.locator("summary").click()
    rows = figure.locator("tbody tr")
    expect(rows).to_have_count(len(day["scores"]))
    names = ["0 or less", "1 to 14", "15 to 29", "30 to 59", "60 to 119", "120 or more"]
    for row, name, told in zip(rows.all(), names, day["scores"], strict=True):
        losses = [told["log_loss"][each] for each in ("day", "delay_alone", "usual_recovery")]
        expect(row.locator("th, td")).to_have_text([
            name, f"{told['flights']:,}", f"{tenths(told['late_predicted'])}%",
            f"{tenths(told['late_observed'])}%", *(f"{loss:.3f}" for loss in losses),
        ])  # fmt: skip
    for auc in day["auc"].values():
        expect(page.locator("#day-auc")).to_contain_text(f"{auc:.3f}")
    expect(figure).to_contain_text("delay as it came true")

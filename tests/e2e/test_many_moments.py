"""Tests that the page reads days, clocks, times and codes as the Python reader does."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from batch.reader import times, values
from batch.reader.day_orders import day_order
from batch.reader.errors import DayOrderUnclear, DaysTurned
from batch.reader.times import ORDERS

MODULES = "/scripts/many-page"
READ_ALL = f"""async ([module, name, texts, order]) => {{
  const read = (await import(`{MODULES}/${{module}}.js`))[name]
  return texts.map((text) => read(text, order) ?? null)
}}"""

ORDERS_OF = f"""async (sheets) => {{
  const {{ dayOrder }} = await import("{MODULES}/day-orders.js")
  return sheets.map((texts) => {{
    try {{
      return dayOrder(texts)
    }} catch (error) {{
      return {{ order: error.kind }}
    }}
  }})
}}"""
"""The orders of sheets; of one that is refused, why."""

DAYS = ["2026-12-23", "2026/2/3", "2026-02-30", "12/23/2026", "23/12/2026", "1/2/27", "5.6.2027",
        "5-5-2027", "20261223", "20261323", "13/13/2027",
        "0/1/2027", "12/23.2026", "26/12/03", "26/12/19", "Mar 2, 2027", "mar. 2 mars 2027",
        "Tue, Dec 23rd, 2026", "Foo 2, 2027", "46379", "123", ""]  # fmt: skip
BLANKS = [" ", "T", "  ", "t", "", ", ", "\u202f"]
CLOCKS = ["18:30", "7:05", "24:00", "24:00:00", "18:60", "6:30 PM", "12:05am", "12:05 P.M.",
          "0:30 AM", "13:30 PM", "18:30:59", "18:30:00.000", "18:30:60",
          "18:30:00,5", "18h30", "0659", "659", "2400",
          "2401", "1830.0", "0", "875", "12345", ""]  # fmt: skip
ZONES = ["", "", "", "Z", " UTC", "+00:00", "-0500"]
NUMBERS = ["46379.7708333333", "46379", "19999", "80000", "46379.", "4637.5", "46379,7708"]


def drawn() -> list[str]:
    """Return texts that are, or nearly are, days, clocks and times."""
    draw = random.Random("moments")
    texts = ["".join(draw.choice(part) for part in (DAYS, BLANKS, CLOCKS, ZONES))
             for _ in range(3000)]  # fmt: skip
    return [*texts, *DAYS, *CLOCKS, *NUMBERS, " 2026-12-23 18:30 "]


def read_all(page: Page, module: str, name: str, texts: list[str], order: str = "") -> Any:
    return page.evaluate(READ_ALL, [module, name, texts, order])


@pytest.mark.parametrize(("name", "read"), [("timeOf", times.time), ("dayOf", times.day)])
def test_a_moment_means_what_it_means_in_python(
    page: Page, name: str, read: Callable[..., str | None]
) -> None:
    page.goto("/many.html")
    texts = drawn()
    for order in ("", *ORDERS):
        found = dict(zip(texts, read_all(page, "moments", name, texts, order), strict=True))
        meant = {text: read(text, order) for text in texts}
        assert {text: found[text] for text in texts if found[text] != meant[text]} == {}, order
        assert len(set(found.values())) > 3


def test_a_clock_means_what_it_means_in_python(page: Page) -> None:
    page.goto("/many.html")
    found = dict(zip(drawn(), read_all(page, "moments", "clockOf", drawn()), strict=True))
    assert found == {text: times.clock(text) for text in drawn()}


def test_a_sheet_has_the_order_of_days_that_it_has_in_python(page: Page) -> None:
    page.goto("/many.html")
    draw = random.Random(0)
    sheets = [draw.choices(DAYS, k=draw.randrange(4)) for _ in range(900)]
    found = page.evaluate(ORDERS_OF, sheets)
    assert [one.get("order") or ("asked" if one.get("options") else "") for one in found] == [
        order_of(sheet) for sheet in sheets
    ]
    assert {*ORDERS, "asked", "turned", ""} == {*map(order_of, sheets)}


def order_of(sheet: list[str]) -> str:
    try:
        return day_order("file.csv", sheet)
    except DayOrderUnclear:
        return "asked"
    except DaysTurned:
        return "turned"


CODES = ["DL", "dl", " 9E ", "DAL", "XYZ", "Delta Air Lines (DL/DAL)", "X (Y) (AA)", "JFK", "kjfk",
         "PANC", "PHOG", "PAFA", "PKMJ", "TJSJ", "TNCM", "NSTU", "EGLL", "12478", "X29", "É1", "",
         "(LAX/KLAX)", "Los Angeles (KLAX)", "New York", "K1G4", "Delta",
         "United Air Lines Inc.", "JetBlue Airways", "US Airways", "Air Atlantis"]  # fmt: skip


def test_an_airport_is_the_one_that_it_is_in_python(page: Page) -> None:
    page.goto("/many.html")
    found = dict(zip(CODES, read_all(page, "codes", "airportOf", CODES), strict=True))
    assert found == {text: values.airport(text) for text in CODES}


def test_an_airline_is_the_one_that_it_is_in_python_where_it_is_one_there(page: Page) -> None:
    page.goto("/many.html")
    found = dict(zip(CODES, read_all(page, "codes", "carrierOf", CODES), strict=True))
    known = {text: code for text in CODES if (code := values.carrier(text))}
    assert {text: found[text] for text in known} == known

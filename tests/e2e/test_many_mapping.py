"""Tests of what the page for many flights asks where a list leaves something open."""

import re

from playwright.sync_api import Locator, Page, Request, expect

from tests.batch.reader.held_files import DL, LEAVES
from tests.e2e.every_reader import speak
from tests.e2e.many_page import GOOD, answered, downloaded, flights_sent, paste

ODD = "Operated by;Leg A;Leg B;Booked as;STD local;STA local;Who"
TWO = ["DL;JFK;LAX;DL401;2026-12-23 18:30;2026-12-23 22:05;Ann", "B6;JFK;BOS;B61;2026-12-24 7:05;;"]
UNCLEAR = ("5/1/2027 18:30", "6/1/2027 18:30")


def lists(*lines: str) -> str:
    return "\n".join([*lines, ""])


def asked(page: Page, *lines: str) -> Locator:
    """Paste a list and wait for the question about it."""
    paste(page, lists(*lines))
    form = page.locator("#mapping")
    expect(form).to_be_visible()
    return form


def give(page: Page, text: str) -> None:
    """Paste a list on the open page and ask."""
    page.locator("#paste").fill(text)
    page.locator("#submit").click()


def chosen(form: Locator) -> dict[str, str]:
    """Return the column that is chosen for each field, by its name alone."""
    texts: dict[str, str] = form.locator("select").evaluate_all(
        "all => Object.fromEntries(all.filter((one) => one.checkVisibility())"
        ".map((one) => [one.name, one.selectedOptions[0]?.text.split(' (')[0] ?? '']))"
    )
    return texts


def go_on(form: Locator) -> None:
    form.get_by_role("button").click()


def test_columns_of_unknown_names_are_guessed_and_wait_for_a_nod(
    page: Page, requests: list[Request]
) -> None:
    form = asked(page, ODD, *TWO)
    expect(form.locator("h2")).to_be_focused()
    expect(page).to_have_title(re.compile("^Check the list"))
    assert chosen(form) == {
        "carrier": "Operated by", "origin": "Leg A", "destination": "Leg B",
        "departure": "STD local", "day": "None", "arrival": "STA local",
    }  # fmt: skip
    assert [one for one in requests if one.method == "POST"] == []
    go_on(form)
    expect(page.locator("#sentence")).to_be_focused()
    expect(form).to_be_hidden()
    assert flights_sent(requests)[0] == DL


def test_what_is_chosen_is_what_counts(page: Page, requests: list[Request]) -> None:
    form = asked(page, ODD, *TWO)
    form.get_by_label("From (airport)").select_option(label="Leg B (LAX)")
    form.get_by_label("To (airport)").select_option(label="Leg A (JFK)")
    form.get_by_label("Arrival").select_option(label="None")
    go_on(form)
    expect(page.locator("#result")).to_be_visible()
    assert flights_sent(requests)[0] == LEAVES | {"origin": "LAX", "destination": "JFK"}


def test_a_field_left_open_is_told_at_the_field(page: Page, requests: list[Request]) -> None:
    form = asked(page, ODD, *TWO)
    origin = form.get_by_label("From (airport)")
    origin.select_option(label="Choose a column")
    go_on(form)
    expect(origin).to_be_focused()
    expect(origin).to_have_attribute("aria-invalid", "true")
    expect(origin).to_have_accessible_description("Choose the column that holds it.")
    origin.select_option(label="Leg A (JFK)")
    go_on(form)
    expect(page.locator("#result")).to_be_visible()


UNSURE: list[tuple[tuple[str, ...], dict[str, str]]] = [
    (("carrier,from,to,off", "DL,JFK,LAX,2026-12-23 18:30"), {"departure": "off"}),
    (("carrier,from,to,dep_time,booked", "DL,JFK,LAX,18:30,2026-12-23"), {"day": "booked"}),
    (("from,to,departure,Company", "JFK,LAX,2026-12-23 18:30,Delta"), {"carrier": "Company"}),
    (
        ("carrier,origin,origin,to,departure", "DL,JFK,SFO,LAX,2026-12-23 18:30"),
        {"origin": "origin"},
    ),
    (
        ("Airline,From,To,Departure,code", "Trips,JFK,LAX,2026-12-23 18:30,DL"),
        {"carrier": "Airline"},
    ),
    (("DL,JFK,LAX,2026-12-23 18:30",), {"carrier": "A", "origin": "B", "departure": "D"}),
]


def test_columns_are_asked_about_where_one_is_unsure(page: Page) -> None:
    page.goto("/many.html")
    form = page.locator("#mapping")
    for lines, guess in UNSURE:
        give(page, lists(*lines))
        expect(form.locator("h2")).to_be_focused()
        assert guess.items() <= chosen(form).items()


def test_a_list_without_names_is_answered_whole(page: Page, requests: list[Request]) -> None:
    form = asked(page, "DL,JFK,LAX,2026-12-23 18:30", "DL,JFK,LAX,2026-12-23 18:30")
    go_on(form)
    expect(page.locator("#result")).to_be_visible()
    assert flights_sent(requests) == [LEAVES, LEAVES]
    assert downloaded(page)[1].startswith("A,B,C,D,late,")


LACKING = {
    "no airline": ("origin,destination,departure,note", "JFK,LAX,2026-12-23 18:30,window seat"),
    "no flights": ("name,age,town,street", "Ann,7,Berne,Main"),
    "no day": ("carrier,from,to,time", "DL,JFK,LAX,18:30"),
    "no time of day": (
        "Date,From,To,Airline,Duration",
        "2026-12-23,JFK,LAX,Delta Air Lines,06:35",
    ),
}


def test_where_no_column_could_be_the_answer_nothing_is_asked(page: Page) -> None:
    page.goto("/many.html")
    for lack, lines in LACKING.items():
        give(page, lists(*lines))
        expect(page.locator("#problem"), lack).to_be_focused()
        expect(page.locator("#problem"), lack).to_contain_text("columns are missing")
        expect(page.locator("#mapping"), lack).to_be_hidden()


def test_the_order_of_days_is_asked_once_for_the_whole_list(
    page: Page, requests: list[Request]
) -> None:
    rows = [f"DL,JFK,LAX,{moment}" for moment in UNCLEAR]
    form = asked(page, "carrier,origin,destination,departure", *rows)
    assert chosen(form) == {"order": "May 1, 2027"}
    order = form.get_by_label("“5/1/2027” is")
    order.select_option(label="January 5, 2027 (day first)")
    go_on(form)
    expect(page.locator("#result")).to_be_visible()
    moments = [flight["departure"] for flight in flights_sent(requests)]
    assert moments == ["2027-01-05T18:30", "2027-01-06T18:30"]


def test_a_day_that_tells_the_order_leaves_nothing_to_ask(
    page: Page, requests: list[Request]
) -> None:
    answered(page, [(*GOOD[:3], moment, "") for moment in (*UNCLEAR, "13/2/2027 7:05")])
    assert flights_sent(requests)[0]["departure"] == "2027-01-05T18:30"


def test_days_in_both_orders_are_asked_about_and_the_others_set_aside(page: Page) -> None:
    rows = [f"DL,JFK,LAX,{moment}" for moment in ("2/13/2027 7:05", "13/2/2027 7:05")]
    form = asked(page, "carrier,origin,destination,departure", *rows)
    go_on(form)
    expect(page.locator("#set-aside li")).to_have_attribute("data-row", "3")


def test_the_order_is_asked_about_as_soon_as_the_column_chosen_leaves_it_open(page: Page) -> None:
    form = asked(page, ODD, TWO[0].replace("Ann", "5/1/2027 18:30"))
    order = form.locator("[data-field=order]")
    expect(order).to_be_hidden()
    form.get_by_label("Departure").select_option(label="Who (5/1/2027 18:30)")
    expect(order).to_be_visible()


def test_the_question_keeps_what_is_chosen_in_another_language(page: Page) -> None:
    form = asked(page, ODD, *TWO)
    form.get_by_label("Arrival").select_option(label="None")
    speak(page, "fr")
    expect(form.locator("h2")).to_contain_text("Que contient")
    assert chosen(form)["arrival"] == "Aucune"
    assert chosen(form)["origin"] == "Leg A"


def test_what_was_said_outlives_a_new_load_of_the_page(page: Page) -> None:
    go_on(asked(page, ODD, *TWO))
    expect(page.locator("#result tbody tr")).to_have_count(2)
    page.reload()
    expect(page.locator("#result tbody tr")).to_have_count(2)
    expect(page.locator("#mapping")).to_be_hidden()


def test_another_list_takes_the_question_away(page: Page) -> None:
    form = asked(page, ODD, *TWO)
    page.locator("#paste").fill(lists("carrier,origin,destination,departure", ",".join(GOOD[:4])))
    page.locator("#submit").click()
    expect(page.locator("#result")).to_be_visible()
    expect(form).to_be_hidden()


def test_the_question_is_answered_by_keyboard_alone(page: Page) -> None:
    form = asked(page, ODD, *TWO)
    expect(form.locator("h2")).to_be_focused()
    for name in ("carrier", "origin", "destination", "departure", "day", "arrival"):
        page.keyboard.press("Tab")
        expect(form.locator(f"#map-{name}")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#sentence")).to_be_focused()


def test_a_year_of_two_digits_that_may_come_first_is_asked_about(
    page: Page, requests: list[Request]
) -> None:
    form = asked(page, "carrier,origin,destination,departure", "DL,JFK,LAX,26/12/23 18:30")
    order = form.get_by_label("“26/12/23” is")
    offered = order.locator("option").all_inner_texts()
    assert offered == ["December 26, 2023 (day first)", "December 23, 2026 (year first)"]
    order.select_option(label=offered[1])
    go_on(form)
    expect(page.locator("#result")).to_be_visible()
    assert flights_sent(requests) == [LEAVES]


def test_what_came_true_is_not_taken_for_the_schedule(page: Page, requests: list[Request]) -> None:
    names = "FL_DATE,OP_CARRIER,ORIGIN,DEST,DEP_TIME,ARR_TIME,DEP_DELAY_NEW,ARR_DELAY_NEW"
    paste(page, lists(names, "2026-12-23,DL,JFK,LAX,1855,2235,25,30"))
    expect(page.get_by_text("Missing: departure.")).to_be_visible()
    assert not [request for request in requests if request.method == "POST"]


def test_hours_alone_are_no_clocks_even_if_they_are_chosen(page: Page) -> None:
    form = asked(page, "carrier,origin,dest,date,Leaves at", "DL,JFK,LAX,2026-12-23,18")
    form.get_by_label("Departure").select_option(label="Leaves at (18)")
    go_on(form)
    expect(page.locator("#problem")).to_contain_text("unclear which hours")

"""Tests of flights of which the board announces a delay, over HTTP."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from werkzeug.test import Client

from pushback.contract_day import BANDS
from tests.builders import flight

DELAYS = [None, *range(-60, 301, 12), 600, 1440]


def soon(hours: float = 3) -> str:
    """Return a departure so many hours from now, by New York's clock."""
    return f"{datetime.now(ZoneInfo('America/New_York')) + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def announced(delay: float | None, **changes: Any) -> dict[str, Any]:
    return flight(departure=soon(), arrival=None, departure_delay_min=delay, **changes)


def predictions(client: Client, *flights: dict[str, Any], **rest: Any) -> list[dict[str, Any]]:
    response = client.post("/predict", json={"flights": flights, **rest})
    assert response.status_code == 200, response.get_data(as_text=True)
    found: list[dict[str, Any]] = response.get_json()["predictions"]
    return found


def codes(prediction: dict[str, Any]) -> list[str]:
    return [note["code"] for note in prediction["notes"]]


def test_a_delay_left_out_is_one_not_known(client: Client) -> None:
    without = announced(None)
    del without["departure_delay_min"]
    [one], [other] = predictions(client, without), predictions(client, announced(None))
    assert one == other
    assert "if_it_leaves" not in codes(one)


def test_the_later_it_leaves_the_later_it_arrives(client: Client) -> None:
    _, *found = predictions(client, *map(announced, DELAYS))
    late = [one["late"] for one in found]
    assert all(after >= before - 0.01 for before, after in pairwise(late))
    assert late[0] < 0.2
    assert late[-1] > 0.999
    for delay, one in zip(DELAYS[1:], found, strict=True):
        assert sum(one["outcomes"].values()) == pytest.approx(1, abs=1e-9)
        minutes = one["delay_minutes"]
        assert 0 <= minutes["p50"] <= minutes["p80"]
        assert delay is None or delay <= 60 or abs(minutes["p50"] - delay) < 45


@pytest.mark.parametrize("start", BANDS)
def test_a_flight_is_answered_alone_as_among_others(client: Client, start: int) -> None:
    several = predictions(client, announced(None), announced(start), announced(40))
    [alone] = predictions(client, announced(start))
    assert several[1]["outcomes"] == pytest.approx(alone["outcomes"], abs=2e-6)
    [unknown] = predictions(client, announced(None))
    assert several[0] == unknown


@pytest.mark.parametrize(
    ("delay", "allowed"),
    [(39.5, "not_whole"), (-61, "out_of_range"), (1441, "out_of_range"), ("40", "wrong_type")],
)
def test_what_is_no_delay_is_refused(client: Client, delay: object, allowed: str) -> None:
    one = {**announced(None), "departure_delay_min": delay}
    response = client.post("/predict", json={"flights": [one]})
    assert response.status_code == 422
    [mistake] = response.get_json()["errors"]
    assert mistake["code"] == allowed
    assert mistake["path"] == "$.flights[0].departure_delay_min"
    assert "a whole number from -60 to 1440 min" in mistake["message"]


def test_whole_minutes_may_be_written_with_a_point(client: Client) -> None:
    assert predictions(client, announced(40.0)) == predictions(client, announced(40))


@pytest.mark.parametrize(("word", "status"), [("40", 200), ("-5", 200), ("4.5", 422), ("x", 422)])
def test_a_query_may_hold_a_delay(client: Client, word: str, status: int) -> None:
    one = {name: value for name, value in announced(None).items() if value is not None}
    response = client.get("/predict", query_string={**one, "departure_delay_min": word})
    assert response.status_code == status
    if status == 200:
        assert response.get_json()["predictions"] == predictions(client, announced(float(word)))


def test_what_the_figure_holds_for_is_noted(client: Client) -> None:
    [found] = predictions(client, announced(1))
    [said] = [note["message"] for note in found["notes"] if note["code"] == "if_it_leaves"]
    assert said.startswith("The answer is for a flight that leaves 1 minute late.")


@pytest.mark.parametrize(("hours", "early"), [(3 * 24 - 1, False), (3 * 24 + 1, True)])
def test_a_delay_known_days_before_is_noted(client: Client, hours: float, early: bool) -> None:
    [found] = predictions(client, {**announced(40), "departure": soon(hours)})
    assert ("delay_announced_early" in codes(found)) == early


@pytest.mark.parametrize("past", [-3 * 86_400 - 30, 30])  # of 18:30, whose minute ends at 18:31
def test_an_answer_is_kept_until_its_notes_change_and_no_longer(
    client: Client, monkeypatch: pytest.MonkeyPatch, past: int
) -> None:
    leaves = datetime(2026, 12, 23, 18, 30, tzinfo=ZoneInfo("America/New_York"))
    monkeypatch.setattr("pushback.notes.time.time", lambda: leaves.timestamp() + past)
    one = flight(departure="2026-12-23T18:30", arrival=None, departure_delay_min=40)
    asked = {name: value for name, value in one.items() if value is not None}
    response = client.get("/predict", query_string=asked)
    assert response.headers["Cache-Control"] == "public, max-age=30"


NEW_YORK = flight(departure="2026-12-23T18:30", arrival="2026-12-23T22:05")
GUAM = flight(
    carrier="UA",
    origin="GUM",
    destination="HNL",
    departure="2026-12-23T07:00",
    arrival="2026-12-22T18:30",  # across the date line, 7 hours later
)


@pytest.mark.parametrize(
    ("one", "delay", "after"),
    [
        (NEW_YORK, 100, False),
        (NEW_YORK, 400, True),
        (GUAM, 0, False),
        (GUAM, 600, False),
        (GUAM, 1200, True),
    ],
)
def test_a_departure_that_its_delay_puts_after_the_arrivals_day_is_noted(
    client: Client, one: dict[str, Any], delay: int, after: bool
) -> None:
    [found] = predictions(client, {**one, "departure_delay_min": delay})
    assert ("leaves_after_arrival_day" in codes(found)) == after


def test_where_it_was_learned_is_noted(client: Client) -> None:
    [there] = predictions(client, announced(40, origin="ORD"))
    assert "delay_from_elsewhere" in codes(there)
    assert "delay_from_elsewhere" not in codes(predictions(client, announced(40))[0])


def test_the_delay_is_a_reason_beside_the_others(client: Client) -> None:
    [before] = predictions(client, announced(None), explain=True)
    [found] = predictions(client, announced(40), explain=True)
    effects = {reason["factor"]: reason["effect"] for reason in found["reasons"]}
    assert effects.pop("announced_delay") == pytest.approx(found["late"] - before["late"])
    assert effects == {reason["factor"]: reason["effect"] for reason in before["reasons"]}
    assert found["base"] + sum(r["effect"] for r in found["reasons"]) == pytest.approx(
        found["late"], abs=1e-6
    )
    sizes = [abs(reason["effect"]) for reason in found["reasons"]]
    assert sizes == sorted(sizes, reverse=True)


def test_a_row_of_bigquery_may_end_with_a_delay(client: Client) -> None:
    row = ["DL", "JFK", "LAX", "2026-12-23T18:30:00", None]
    body = {"calls": [[*row, 40], [*row, None], row, [*row, 1.5]]}
    late, unknown, short, refused = client.post("/bigquery", json=body).get_json()["replies"]
    assert late["late"] > 0.5 > unknown["late"]
    assert unknown == short
    assert "departure_delay_min" in refused["errors"]

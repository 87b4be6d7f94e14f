"""Tests of flights in the nights in which clocks change: answered, with a note of it."""

from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from tests.builders import flight

AUTUMN, SPRING = "2027-11-07", "2027-03-14"
TWICE = "clocks at {} show {} twice"


def predict(client: Client, one: dict[str, Any]) -> TestResponse:
    return client.post("/predict", json={"flights": [one]})


@pytest.mark.parametrize(
    ("trip", "day", "left", "landed", "odd"),
    [
        ("JFK-BOS", AUTUMN, "01:40", "01:35", [("JFK", "01:40"), ("BOS", "01:35")]),
        ("JFK-BOS", AUTUMN, "00:20", "01:35", [("BOS", "01:35")]),
        ("JFK-LAX", AUTUMN, "01:40", "04:05", [("JFK", "01:40")]),
        ("IND-DTW", AUTUMN, "01:40", "01:35", [("IND", "01:40"), ("DTW", "01:35")]),
        ("LAX-SFO", AUTUMN, "01:40", "01:45", [("LAX", "01:40"), ("SFO", "01:45")]),
        ("PHX-LAS", AUTUMN, "01:10", "01:20", [("LAS", "01:20")]),  # the second of them
        ("JFK-SJU", AUTUMN, "00:30", "05:20", []),
        ("JFK-BOS", "2027-11-08", "01:40", "02:55", []),
    ],
)
def test_an_hour_that_comes_twice_is_read_as_is_likelier_and_noted(
    client: Client, trip: str, day: str, left: str, landed: str, odd: list[tuple[str, str]]
) -> None:
    origin, destination = trip.split("-")
    times = {"departure": f"{day}T{left}", "arrival": f"{day}T{landed}"}
    one = flight(origin=origin, destination=destination, **times)
    (prediction,) = predict(client, one).get_json()["predictions"]
    told = [note["message"] for note in prediction["notes"] if note["code"] == "clock_change"]
    said = " and ".join(TWICE.format(*place) for place in odd)
    assert told == [f"On this night {said}: the likelier time is taken."][: len(odd)]


def test_an_hour_that_is_left_out_is_noted(client: Client) -> None:
    one = flight(departure=f"{SPRING}T02:30", arrival=f"{SPRING}T05:40")
    (prediction,) = predict(client, one).get_json()["predictions"]
    assert prediction["notes"][-1] == {
        "code": "clock_change",
        "message": "On this night clocks at JFK show 02:30 not at all: the likelier time is taken.",
    }


@pytest.mark.parametrize("trip", ["PHX-TUS", "HNL-OGG", "SJU-BQN"])
def test_where_clocks_never_change_an_arrival_before_the_departure_is_refused(
    client: Client, trip: str
) -> None:
    origin, destination = trip.split("-")
    times = {"departure": f"{AUTUMN}T01:40", "arrival": f"{AUTUMN}T01:35"}
    answer = predict(client, flight(origin=origin, destination=destination, **times))
    assert [error["code"] for error in answer.get_json()["errors"]] == ["arrival_before_departure"]

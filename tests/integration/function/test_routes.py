"""Tests of GET /routes: what is flown from an airport, and every way a question is refused."""

import json
from typing import Any

import pytest
from werkzeug.test import Client

from pushback.bundle import Bundle
from tests.builders import flight, trips


def routes(client: Client, **query: str) -> list[dict[str, Any]]:
    answer = client.get("/routes", query_string=query).get_json()
    assert answer["model"] == {"version": client.get("/contract").get_json()["version"]}
    found: list[dict[str, Any]] = answer["routes"]
    return found


def test_the_routes_of_all_airports_are_all_that_was_flown(
    client: Client, released: Bundle
) -> None:
    told = [
        (airline["carrier"], origin, route["destination"])
        for origin in released.contract.airports
        for route in routes(client, origin=origin)
        for airline in route["airlines"]
    ]
    assert sorted(told) == sorted(trips(released.reference))


def test_routes_come_by_destination_and_their_airlines_by_flights(client: Client) -> None:
    found = routes(client, origin="JFK")
    places = [route["destination"] for route in found]
    assert places == sorted(set(places))
    for route in found:
        flights = [airline["usual"]["flights"] for airline in route["airlines"]]
        assert flights == sorted(flights, reverse=True)


def test_one_route_is_told_alone_and_in_any_case(client: Client) -> None:
    (route,) = (one for one in routes(client, origin="JFK") if one["destination"] == "LAX")
    assert routes(client, origin="jfk", destination="lax") == [route]
    assert client.get("/routes?origin=jfk").get_json()["origin"] == "JFK"
    assert 300 < route["block_minutes"] < 420
    delta = next(airline for airline in route["airlines"] if airline["carrier"] == "DL")
    assert {8, 17} <= set(delta["hours"]) <= set(range(24))
    assert delta["usual"]["years"] == [2013, 2015, 2018, 2023]


def test_an_airlines_usual_is_that_of_its_prediction(client: Client) -> None:
    (route,) = routes(client, origin="JFK", destination="LAX")
    for airline in route["airlines"]:
        row = flight(carrier=airline["carrier"])
        (prediction,) = client.post("/predict", json={"flights": [row]}).get_json()["predictions"]
        assert prediction["usual"] == airline["usual"]


@pytest.mark.parametrize(
    "query",
    [
        {"origin": "XXX"},
        {"origin": "YYZ"},
        {"origin": "JFK", "destination": "XXX"},
        {"origin": "JFK", "destination": "JFK"},
    ],
)
def test_what_nobody_flew_is_answered_with_an_empty_list(
    client: Client, query: dict[str, str]
) -> None:
    assert routes(client, **query) == []


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("", ["$.origin"]),
        ("destination=LAX", ["$.origin"]),
        ("origin=", ["$.origin"]),
        ("origin=KJFK&destination=L4X", ["$.origin", "$.destination"]),
        ("origin=JFK%0A", ["$.origin"]),
        ("orgin=JFK", ["$", "$.origin"]),
        ("origin=JFK&carrier=DL&page=2", ["$", "$"]),
        ("origin=JFK&origin=EWR", ["$.origin"]),
        ("origin=JFK&destination=1&destination=2&x=3", ["$.destination", "$", "$.destination"]),
    ],
)
def test_a_question_is_refused_with_every_mistake(
    client: Client, query: str, paths: list[str]
) -> None:
    response = client.get(f"/routes?{query}")
    assert (response.status_code, response.mimetype) == (422, "application/problem+json")
    errors = response.get_json()["errors"]
    assert [error["path"] for error in errors] == paths
    assert all(error["seen"] and error["allowed"] and error["message"] for error in errors)


def test_a_near_name_is_pointed_to(client: Client) -> None:
    errors = client.get("/routes?orgin=JFK").get_json()["errors"]
    assert "Did you mean origin?" in errors[0]["message"]


def test_the_log_names_the_path_and_nothing_that_was_asked(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    client.get("/routes?origin=JFK&destination=LAX")
    line = capsys.readouterr().out.splitlines()[-1]
    assert json.loads(line)["httpRequest"]["requestUrl"] == "/routes"
    assert "JFK" not in line


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_it_takes_get_alone(client: Client, method: str) -> None:
    response = client.open("/routes", method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"

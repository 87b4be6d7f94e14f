"""Tests of the whole function over HTTP, in this process."""

import json
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from pushback.http.messages import MAX_BODY_BYTES
from pushback.outcomes import OUTCOME_NAMES
from tests.builders import fair_day, flight, weather
from tests.conftest import ALLOWED_ORIGIN
from tests.paths import FUNCTION


def predict(client: Client, *flights: dict[str, Any], **rest: Any) -> TestResponse:
    return client.post("/predict", json={"flights": list(flights), **rest})


def test_a_flight_gets_six_chances_that_sum_to_one(client: Client) -> None:
    answer = predict(client, flight(arrival=None)).get_json()
    (prediction,) = answer["predictions"]
    assert list(prediction["outcomes"]) == list(OUTCOME_NAMES)
    assert sum(prediction["outcomes"].values()) == pytest.approx(1, abs=1e-9)
    assert prediction["late"] == pytest.approx(1 - prediction["outcomes"]["on_time"])
    assert prediction["cancelled"] == prediction["outcomes"]["cancelled"]
    assert answer["model"]["version"]


def test_delay_minutes_rise_with_the_quantile(client: Client) -> None:
    minutes = predict(client, flight()).get_json()["predictions"][0]["delay_minutes"]
    assert 0 <= minutes["p50"] <= minutes["p80"]
    assert minutes["p95"] is None or minutes["p95"] >= minutes["p80"]


def test_flights_are_answered_in_order_and_alone_as_together(client: Client) -> None:
    flights = [flight(departure=f"2026-12-23T{hour:02d}:00", arrival=None) for hour in (6, 12, 20)]
    together = predict(client, *flights).get_json()["predictions"]
    alone = [predict(client, one).get_json()["predictions"][0] for one in flights]
    for one, other in zip(together, alone, strict=True):
        assert one["outcomes"] == pytest.approx(other["outcomes"], abs=2e-6)
    assert len({one["late"] for one in together}) == 3


def test_a_thousand_flights_are_answered(client: Client) -> None:
    answer = predict(client, *[flight()] * 1000, weather=fair_day())
    assert len(answer.get_json()["predictions"]) == 1000


@pytest.mark.parametrize(
    ("change", "rest", "codes"),
    [
        ({}, {}, ["no_weather"]),
        ({}, {"weather": fair_day()}, []),
        ({}, {"weather": [weather()]}, ["partial_weather"]),
        ({}, {"weather": fair_day(pressure_hpa=None)}, []),
        ({}, {"weather": fair_day(humidity_pct=None)}, ["partial_weather"]),
        ({"carrier": "ZZ"}, {"weather": fair_day()}, ["unseen_carrier"]),
        ({"origin": "XXX"}, {}, ["unseen_origin", "no_weather"]),
        ({"destination": "XXX"}, {"weather": fair_day()}, ["unseen_destination"]),
        ({"carrier": "AS", "destination": "ATL"}, {"weather": fair_day()}, ["unseen_route"]),
        (
            {"departure": "2001-12-23T18:30", "arrival": None},
            {"weather": fair_day("2001-12-23")},
            ["past_departure"],
        ),
    ],
)
def test_what_the_model_cannot_know_is_noted(
    client: Client, change: dict[str, Any], rest: dict[str, Any], codes: list[str]
) -> None:
    (prediction,) = predict(client, flight(**change), **rest).get_json()["predictions"]
    assert [note["code"] for note in prediction["notes"]] == codes


FORECAST: dict[str, Any] = {"precipitation_mm": None, "pressure_hpa": None, "visibility_km": None}
HOURS_THAT_COUNT = 19
"""Of a departure at 18:30: from 5:00 to 23:00."""


@pytest.mark.parametrize(
    ("rows", "known", "missing"),
    [
        (fair_day(), "full", 0),
        (fair_day(**FORECAST), "forecast", 0),
        (fair_day(visibility_km=None), "forecast", 0),
        (fair_day(**FORECAST, wind_direction_deg=None), "forecast", 0),
        (fair_day(**FORECAST)[13:], "partial", 8),
        (fair_day()[:18], "partial", 6),
        (fair_day(temperature_c=None), "partial", HOURS_THAT_COUNT),
        (fair_day()[5:7], "none", HOURS_THAT_COUNT - 2),
        (fair_day("2026-12-22"), "none", HOURS_THAT_COUNT),
        (fair_day(airport="LAX"), "none", HOURS_THAT_COUNT),
        ([], "none", HOURS_THAT_COUNT),
    ],
)
def test_each_answer_tells_what_weather_it_could_use(
    client: Client, rows: list[dict[str, Any]], known: str, missing: int
) -> None:
    (prediction,) = predict(client, flight(), weather=rows).get_json()["predictions"]
    assert prediction["weather"] == {"known": known, "missing_hours": missing}


@pytest.mark.parametrize(
    ("departure", "missing"), [("2026-12-23T00:10", 4), ("2026-12-23T23:50", 4)]
)
def test_a_departure_by_night_looks_at_the_day_before_or_after_too(
    client: Client, departure: str, missing: int
) -> None:
    night = flight(departure=departure, arrival=None)
    (prediction,) = predict(client, night, weather=fair_day()).get_json()["predictions"]
    assert prediction["weather"] == {"known": "partial", "missing_hours": missing}


def test_the_usual_is_the_airlines_record_on_the_route(client: Client) -> None:
    (route,) = client.get("/routes?origin=JFK&destination=LAX").get_json()["routes"]
    known = {airline["carrier"]: airline["usual"] for airline in route["airlines"]}
    (prediction,) = predict(client, flight()).get_json()["predictions"]
    assert prediction["usual"] == known["DL"]
    (unseen,) = predict(client, flight(carrier="ZZ")).get_json()["predictions"]
    assert unseen["usual"] is None


def test_get_answers_like_post_and_may_be_cached(client: Client) -> None:
    response = client.get("/predict", query_string=flight())
    assert response.get_json() == predict(client, flight()).get_json()
    assert "max-age=3600" in response.headers["Cache-Control"]


def test_a_flight_is_explained_when_asked(client: Client) -> None:
    (prediction,) = predict(client, flight(), explain=True).get_json()["predictions"]
    assert {reason["factor"] for reason in prediction["reasons"]} == {
        feature["group"] for feature in client.get("/contract").get_json()["features"]
    }
    total = prediction["base"] + sum(reason["effect"] for reason in prediction["reasons"])
    assert total == pytest.approx(prediction["late"], abs=5e-7)


def test_an_explanation_changes_nothing_else(client: Client) -> None:
    (explained,) = predict(client, flight(), explain=True).get_json()["predictions"]
    del explained["reasons"], explained["base"]
    for rest in ({}, {"explain": False}):
        assert predict(client, flight(), **rest).get_json()["predictions"] == [explained]


def test_get_explains_like_post(client: Client) -> None:
    asked = client.get("/predict", query_string={**flight(), "explain": "true"}).get_json()
    assert asked == predict(client, flight(), explain=True).get_json()
    plain = client.get("/predict", query_string={**flight(), "explain": "false"}).get_json()
    assert plain == predict(client, flight()).get_json()


def test_as_many_flights_as_the_contract_says_are_explained(client: Client) -> None:
    limit = client.get("/contract").get_json()["limits"]["explained"]
    answer = predict(client, *[flight()] * limit, explain=True).get_json()
    assert all(prediction["reasons"] for prediction in answer["predictions"])
    problem = refused(predict(client, *[flight()] * (limit + 1), explain=True), 413)
    assert "leave out explain" in problem["detail"]
    assert predict(client, *[flight()] * (limit + 1), explain=False).status_code == 200


def test_the_contract_is_served_as_it_is_released(client: Client) -> None:
    released = json.loads((FUNCTION / "model" / "contract.json").read_bytes())
    assert client.get("/contract").get_json() == released


def test_head_and_options_are_answered(client: Client) -> None:
    assert client.head("/contract").status_code == 200
    options = client.options("/predict")
    assert options.status_code == 204
    assert options.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_health_tells_version_and_checksum(client: Client) -> None:
    health, contract = (client.get(path).get_json() for path in ("/healthz", "/contract"))
    assert health["version"] == contract["version"]
    assert health["sha256"] == contract["model"]["sha256"]


def refused(response: TestResponse, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    problem: dict[str, Any] = json.loads(response.data)
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem


@pytest.mark.parametrize(
    "path",
    ["/", "/nothing", "/predict/", "/%2Fpredict", "/%FF", "/favicon.ico", "/robots.txt"],
)
def test_a_wrong_path_is_refused_with_those_there_are(
    client: Client, path: str, is_async: bool
) -> None:
    if is_async and path in ("/favicon.ico", "/robots.txt"):  # the framework's own words
        assert client.get(path).status_code == 404
        return
    assert "/predict" in refused(client.get(path), 404)["detail"]


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/predict"), ("DELETE", "/contract"), ("POST", "/healthz")]
)
def test_a_wrong_method_is_refused_with_those_there_are(
    client: Client, method: str, path: str
) -> None:
    response = client.open(path, method=method)
    refused(response, 405)
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_wrong_content_type_is_refused(client: Client, kind: str) -> None:
    refused(client.post("/predict", data=b"{}", content_type=kind), 415)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"flights": NaN}'])
def test_a_body_that_is_not_json_is_refused(client: Client, body: bytes) -> None:
    refused(client.post("/predict", data=body, content_type="application/json"), 400)


def test_too_large_a_body_is_refused(client: Client) -> None:
    body = b" " * (MAX_BODY_BYTES + 1)
    problem = refused(client.post("/predict", data=body, content_type="application/json"), 413)
    assert "batch" in problem["detail"]


def test_too_many_flights_are_refused_and_pointed_to_batch(client: Client) -> None:
    problem = refused(predict(client, *[flight()] * 1001), 413)
    assert "python -m batch" in problem["detail"]


def test_every_mistake_is_told_with_field_value_and_what_is_allowed(client: Client) -> None:
    problem = refused(predict(client, flight(carrier="DELTA", origin=3)), 422)
    assert {(error["path"], error["seen"]) for error in problem["errors"]} == {
        ("$.flights[0].carrier", '"DELTA"'),
        ("$.flights[0].origin", "3"),
    }
    assert all(error["allowed"] and error["message"] for error in problem["errors"])


def test_a_query_with_mistakes_is_refused(client: Client) -> None:
    problem = refused(client.get("/predict?carrier=DL&origin=JFK"), 422)
    assert [error["path"] for error in problem["errors"]] == ["$.destination", "$.departure"]


def test_lone_surrogates_are_refused(client: Client) -> None:
    body = b'{"flights": [{"carrier": "\\ud800", "\\udfff": 1}]}'
    response = client.post("/predict", data=body, content_type="application/json")
    assert response.status_code in (400, 422)


def test_allowed_origins_may_read_answers(client: Client) -> None:
    headers = {"Origin": ALLOWED_ORIGIN}
    assert (
        client.get("/contract", headers=headers).headers["Access-Control-Allow-Origin"]
        == ALLOWED_ORIGIN
    )
    preflight = client.options("/predict", headers=headers).headers
    assert "POST" in preflight["Access-Control-Allow-Methods"]
    assert preflight["Access-Control-Allow-Headers"] == "Content-Type"


def test_allowed_origins_may_read_refusals(client: Client) -> None:
    response = client.post("/predict", headers={"Origin": "https://pushback.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "https://pushback.example"


@pytest.mark.parametrize("header", ["ETag", "Retry-After"])
def test_allowed_origins_may_read_what_a_later_request_needs(client: Client, header: str) -> None:
    headers = client.get("/contract", headers={"Origin": ALLOWED_ORIGIN}).headers
    assert header in headers["Access-Control-Expose-Headers"].split(", ")


def test_other_origins_may_not(client: Client) -> None:
    response = client.get("/contract", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Origin" in response.headers["Vary"]

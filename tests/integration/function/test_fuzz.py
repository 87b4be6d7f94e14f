"""Tests of requests that had something done to them: each is answered or refused in form.

An answer is 200 and of the type that is promised, or 4xx and a problem document; never 5xx. In
this process, and the same ones on every run: 2,000 of them, or ten times as many after a change
to how requests are read:

    PUSHBACK_FUZZ=20000 .venv/bin/python -m pytest tests/integration/function/test_fuzz.py
"""

import json
import os
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from werkzeug.test import Client, TestResponse

from pushback.http.bigquery import Calls, Failure, Replies
from pushback.http.flown_routes import Routes
from pushback.http.messages import MAX_BODY_BYTES
from pushback.http.problems import MAX_MISTAKES, MEDIA_TYPE, ProblemDetails
from pushback.predictor import Answer, Prediction
from tests.builders import fair_day, flight, weather
from tests.integration.function.mutations import bodies, queries

REQUESTS = int(os.environ.get("PUSHBACK_FUZZ", "2000"))
SHARES = {"POST /predict": 0.55, "POST /bigquery": 0.2, "GET /predict": 0.15, "GET /routes": 0.1}
JSON = "application/json"
REFUSALS = (400, 413, 415, 422)
LONGEST_REFUSAL = 128 * 1024
SOUND = (
    {"flights": [flight()]},
    {"flights": [flight(), flight(carrier="B6", destination="BOS", arrival=None)]},
    {"flights": [flight()], "weather": [weather(), weather(time="2026-12-23T17:00")]},
    {"flights": [flight(arrival=...)], "weather": fair_day()[:3], "explain": False},
)
ROW = ["DL", "JFK", "LAX", "2026-12-23T18:30:00", "2026-12-23T22:05:00"]
CALLS = (
    {"calls": [ROW]},
    {"calls": [ROW, [*ROW[:4], None], ROW[:4]]},
    {"requestId": "a", "userDefinedContext": {"explain": "false"}, "calls": [ROW, [None] * 5]},
)
QUERY = {name: value for name, value in flight().items() if value}
ROUTES_QUERY = {"origin": "JFK", "destination": "LAX"}

answered: Counter[tuple[str, int]] = Counter()
"""How often each kind of request had each status."""


def fuzz(requests: str) -> settings:
    """Make so many of a kind, the same ones each time, with no limit to a single one."""
    return settings(
        max_examples=round(SHARES[requests] * REQUESTS),
        derandomize=True,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


@given(body=bodies(SOUND))
@fuzz("POST /predict")
def test_any_body_for_predict_is_answered_or_refused(client: Client, body: bytes) -> None:
    response = client.post("/predict", data=body, content_type=JSON)
    answered["POST /predict", response.status_code] += 1
    assert_sound(response)


@given(body=bodies(CALLS))
@fuzz("POST /bigquery")
def test_any_body_for_bigquery_is_answered_or_ends_the_query(client: Client, body: bytes) -> None:
    response = client.post("/bigquery", data=body, content_type=JSON)
    answered["POST /bigquery", response.status_code] += 1
    if response.status_code == 400:
        reason = msgspec.json.decode(response.data, type=Failure).errorMessage
        assert 0 < len(reason) <= 1_000
        return
    assert response.status_code == 200
    replies = msgspec.json.decode(response.data, type=Replies).replies
    assert len(replies) == len(msgspec.json.decode(body, type=Calls).calls)


@given(pairs=queries(QUERY))
@fuzz("GET /predict")
def test_any_query_is_answered_or_refused(client: Client, pairs: list[tuple[str, str]]) -> None:
    query = urlencode(pairs, encoding="utf-8", errors="surrogatepass")
    response = client.get("/predict", query_string=query)
    answered["GET /predict", response.status_code] += 1
    assert_sound(response)


@given(pairs=queries(ROUTES_QUERY))
@fuzz("GET /routes")
def test_any_query_for_routes_is_answered_or_refused(
    client: Client, pairs: list[tuple[str, str]]
) -> None:
    query = urlencode(pairs, encoding="utf-8", errors="surrogatepass")
    response = client.get("/routes", query_string=query)
    answered["GET /routes", response.status_code] += 1
    if response.status_code == 200:
        assert msgspec.json.decode(response.data, type=Routes).origin.isupper()
    else:
        assert_sound(response)


def test_there_were_enough_of_them_with_every_status() -> None:
    if {requests for requests, _ in answered} != set(SHARES):
        pytest.skip("some of the tests above were left out")
    assert answered.total() >= REQUESTS
    assert set(answered) == {
        *(("POST /predict", status) for status in (200, 400, 422)),
        *(("POST /bigquery", status) for status in (200, 400)),
        *(("GET /predict", status) for status in (200, 422)),
        *(("GET /routes", status) for status in (200, 422)),
    }
    assert min(answered.values()) >= 10


LARGE: dict[str, Callable[[], bytes]] = {
    "one long word": lambda: text({"flights": [flight(carrier="x" * MAX_BODY_BYTES)]}),
    "many fields": lambda: text({f"field{at:08}": at for at in range(MAX_BODY_BYTES // 20)}),
    "many flights": lambda: text({"flights": [flight()] * (MAX_BODY_BYTES // 110)}),
    "deep nesting": lambda: b"[" * (MAX_BODY_BYTES + 1),
    "spaces": lambda: text({"flights": [flight()]}) + b" " * MAX_BODY_BYTES,
}


def text(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode()


@pytest.mark.parametrize("path", ["/predict", "/bigquery"])
def test_ten_megabytes_are_refused(client: Client, path: str) -> None:
    body = text({"flights": [flight()]}) + b" " * 10_000_000
    response = client.post(path, data=body, content_type=JSON)
    assert response.status_code == 413
    assert_sound(response)


@pytest.mark.parametrize("path", ["/predict", "/bigquery"])
@pytest.mark.parametrize("kind", LARGE)
def test_as_much_as_is_read_of_anything_is_answered_or_refused(
    client: Client, path: str, kind: str
) -> None:
    body = LARGE[kind]()[:MAX_BODY_BYTES]
    response = client.post(path, data=body, content_type=JSON)
    assert response.status_code in (200, *REFUSALS)
    assert len(response.data) < LONGEST_REFUSAL


def assert_sound(response: TestResponse) -> None:
    """Check an answer of /predict, or a refusal, against what is promised of it."""
    if response.status_code == 200:
        answer = msgspec.json.decode(response.data, type=Answer)
        assert answer.predictions
        for prediction in answer.predictions:
            assert_chances(prediction)
        return
    assert response.status_code in REFUSALS
    assert response.mimetype == MEDIA_TYPE
    assert len(response.data) < LONGEST_REFUSAL
    problem = msgspec.json.decode(response.data, type=ProblemDetails)
    assert problem.status == response.status_code
    assert problem.title
    assert problem.detail
    assert len(problem.errors) <= MAX_MISTAKES
    assert bool(problem.errors) == (problem.status == 422)


def assert_chances(prediction: Prediction) -> None:
    chances = prediction.outcomes.values()
    assert all(0 <= chance <= 1 for chance in chances)
    assert sum(chances) == pytest.approx(1, abs=1e-6)

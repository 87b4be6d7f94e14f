"""Tests of the request log: one JSON line a request, with nothing in it that a client sent."""

import json
import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from werkzeug.test import Client

from pushback.http import request_log
from pushback.http.answering import answer
from pushback.http.messages import MAX_BODY_BYTES, Request
from pushback.http.request_log import late_bins
from pushback.http.service import Service
from pushback.pace import Pace
from pushback.predictor import Predictor
from tests.builders import fair_day, flight

TRACE = "105445aa7843bc8bf206b12000100000"
SPAN = "00f067aa0ba902b7"
TRACE_FIELD = "logging.googleapis.com/trace"


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> "Lines":
    capsys.readouterr()
    return Lines(capsys)


class Lines:
    """What was logged since last asked."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def text(self) -> str:
        """Return it as it was written."""
        return self.capsys.readouterr().out

    def one(self) -> dict[str, Any]:
        """Return the one line that it is."""
        (line,) = self.text().splitlines()
        entry: dict[str, Any] = json.loads(line)
        return entry


def test_a_request_is_one_line_with_all_that_is_told(client: Client, lines: Lines) -> None:
    body = {"flights": [flight(), flight(carrier="ZZ"), flight(carrier="ZZ")]}
    response = client.post("/predict", json=body)
    entry = lines.one()
    chances = [one["late"] for one in response.get_json()["predictions"]]
    request = entry.pop("httpRequest")
    assert re.fullmatch(r"\d+\.\d{6}s", request.pop("latency"))
    assert entry == {
        "severity": "INFO",
        "message": "POST /predict 200",
        "version": response.get_json()["model"]["version"],
        "flights": 3,
        "notes": {"no_weather": 3, "unseen_carrier": 2},
        "late_bins": late_bins(chances),
        "late_mean": round(sum(chances) / 3, 2),
    }
    assert sum(entry["late_bins"]) == 3
    assert request == {
        "requestMethod": "POST",
        "requestUrl": "/predict",
        "status": 200,
        "responseSize": str(len(response.data)),
    }


def test_the_rows_of_a_query_are_counted_if_they_are_answered(client: Client, lines: Lines) -> None:
    row = ["DL", "JFK", "LAX", "2026-12-23T18:30:00"]
    client.post("/bigquery", json={"calls": [row, [None, *row[1:]], ["DELTA", *row[1:]], row]})
    entry = lines.one()
    assert (entry["flights"], entry["notes"]) == (2, {"no_weather": 2})
    assert sorted(entry["late_bins"]) == [*[0] * 9, 2]


@pytest.mark.parametrize(
    ("method", "path", "status", "severity"),
    [
        ("GET", "/healthz", 200, "INFO"),
        ("HEAD", "/contract", 200, "INFO"),
        ("OPTIONS", "/predict", 204, "INFO"),
        ("GET", "/predict", 422, "WARNING"),
        ("PUT", "/predict", 405, "WARNING"),
        ("POST", "/predict", 415, "WARNING"),
    ],
)
def test_every_kind_of_request_is_logged(
    client: Client, lines: Lines, method: str, path: str, status: int, severity: str
) -> None:
    client.open(path, method=method)
    entry = lines.one()
    assert (entry["severity"], entry["message"]) == (severity, f"{method} {path} {status}")
    assert entry["httpRequest"]["status"] == status
    assert not {"flights", "notes", "late_bins", "late_mean"} & set(entry)


def test_a_query_of_no_usable_row_tells_of_no_chances(client: Client, lines: Lines) -> None:
    client.post("/bigquery", json={"calls": [["DELTA", "JFK", "LAX", "2026-12-23T18:30:00"]]})
    assert not {"late_bins", "late_mean"} & set(lines.one())


def test_every_tenth_of_the_chances_has_a_bin() -> None:
    edges = [round(at / 10, 6) for at in range(10)]
    assert late_bins(edges) == [1] * 10
    assert late_bins([0.099999, 0.15, 0.199999]) == [1, 2, *[0] * 8]
    assert late_bins([0.999999, 1.0]) == [*[0] * 9, 2]


def test_what_is_not_sent_again_is_logged_as_such(client: Client, lines: Lines) -> None:
    client.get("/contract", headers={"If-None-Match": "*"})
    assert lines.one()["message"] == "GET /contract 304"


def test_a_body_that_is_too_large_is_logged(client: Client, lines: Lines) -> None:
    client.post("/predict", data=b" " * (MAX_BODY_BYTES + 1), content_type="application/json")
    assert lines.one()["message"] == "POST /predict 413"


@pytest.mark.parametrize("status", [200, 304, 399, 400, 499, 500, 503])
def test_a_clients_mistake_is_a_warning_and_ours_an_error(status: int) -> None:
    worth = {2: "INFO", 3: "INFO", 4: "WARNING", 5: "ERROR"}
    assert request_log.severity(status) == worth[status // 100]


def test_nothing_that_a_client_sent_is_in_it(client: Client, lines: Lines, is_async: bool) -> None:
    secret = "Zebra"
    told = {
        "User-Agent": secret,
        "Referer": f"https://example.com/{secret}",
        "Cookie": f"session={secret}",
        "Authorization": f"Bearer {secret}",
        "X-Forwarded-For": "203.0.113.77",
        "X-Cloud-Trace-Context": secret,
        "Origin": f"https://{secret}.example",
    }
    flights = [flight(carrier="QX", origin="XQZ", departure="2026-07-14T09:41", arrival=None)]
    with_weather = {"flights": flights, "weather": fair_day(airport="XQZ", temperature_c=31.7)}
    client.post("/predict", json=with_weather, headers=told)
    client.get("/predict", query_string=flights[0] | {"arrival": "2026-07-14T11:52"})
    client.get("/predict", query_string={"carrier": secret, secret: "XQZ"}, headers=told)
    client.post("/predict", json={secret: "XQZ"}, headers=told)
    client.post("/predict", data=secret, content_type=f"text/{secret}")
    client.post("/bigquery", json={"calls": [[secret, "QX", "XQZ", "2026-07-14 09:41"]]})
    client.post("/bigquery", data=secret)
    client.get(f"/{secret}?{secret}", headers=told, environ_base={"REMOTE_ADDR": "203.0.113.77"})
    client.open("/predict", method=secret.upper())
    logged = lines.text()
    # The framework refuses unknown methods by itself in asynchronous mode, and logs nothing.
    assert len(logged.splitlines()) == (8 if is_async else 9)
    for word in (secret, secret.upper(), "QX", "XQZ", "07-14", "09:41", "31.7", "203.0.113"):
        assert word not in logged
    assert "GET (another path) 404" in logged
    assert ("(another method) /predict 405" in logged) != is_async


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Cloud-Trace-Context": TRACE},
        {"X-Cloud-Trace-Context": f"{TRACE}/123"},
        {"X-Cloud-Trace-Context": f"{TRACE}/18446744073709551615;o=1"},
        {"X-Cloud-Trace-Context": f"{TRACE};o=0"},
        {"traceparent": f"00-{TRACE}-{SPAN}-01"},
        {"traceparent": f"cc-{TRACE}-{SPAN}-00"},
        {"X-Cloud-Trace-Context": f"{TRACE}/1", "traceparent": f"00-{'ab' * 16}-{SPAN}-01"},
        {"X-Cloud-Trace-Context": "broken", "traceparent": f"00-{TRACE}-{SPAN}-01"},
    ],
)
def test_a_line_belongs_to_the_trace_of_its_request(
    client: Client, lines: Lines, headers: dict[str, str]
) -> None:
    client.get("/healthz", headers=headers)
    assert lines.one()[TRACE_FIELD] == TRACE


@pytest.mark.parametrize(
    "told",
    [
        "",
        "x",
        TRACE[:-1],
        TRACE + "0",
        TRACE.replace("a", "g"),
        f"{TRACE}/",
        f"{TRACE}/x;o=1",
        f"{TRACE}/{'1' * 21}",
        f"{TRACE};o=2",
        f"00-{TRACE}-{SPAN}",
        f"00-{TRACE}-{SPAN}-01-",
        f"0-{TRACE}-{SPAN}-01",
        f'{TRACE}","severity":"ERROR',
        "é" * 40,
    ],
)
@pytest.mark.parametrize("header", ["X-Cloud-Trace-Context", "traceparent"])
def test_what_is_no_trace_is_left_out(client: Client, lines: Lines, header: str, told: str) -> None:
    response = client.get("/healthz", headers={header: told})
    assert response.status_code == 200
    assert TRACE_FIELD not in lines.one()


def test_the_trace_is_named_with_the_project_where_one_is_known(
    client: Client, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_log, "PROJECT", "a-project")
    client.get("/healthz", headers={"X-Cloud-Trace-Context": TRACE})
    assert lines.one()[TRACE_FIELD] == f"projects/a-project/traces/{TRACE}"


def test_a_crash_is_logged_with_its_stack_and_answered_as_a_problem(lines: Lines) -> None:
    contract = SimpleNamespace(version="a-version")  # without the model that /healthz tells of
    broken = Service(cast(Predictor, SimpleNamespace(contract=contract, pace=Pace())))
    asked = Request("GET", "/healthz", "key=sought", {"x-cloud-trace-context": TRACE})
    response = answer(asked, broken)
    crash, request = map(json.loads, lines.text().splitlines())
    kind = response.headers["Content-Type"]
    assert (response.status, kind) == (500, "application/problem+json")
    assert b"sought" not in response.body
    assert (crash["severity"], crash["message"]) == ("ERROR", "request failed: AttributeError")
    assert crash["stack_trace"].startswith("Traceback (most recent call last):")
    assert "health_of" in crash["stack_trace"]
    assert (request["severity"], request["message"]) == ("ERROR", "GET /healthz 500")
    assert crash[TRACE_FIELD] == request[TRACE_FIELD] == TRACE
    assert crash["version"] == request["version"] == "a-version"


def test_flights_with_an_announced_delay_are_counted_by_themselves(
    client: Client, lines: Lines
) -> None:
    body = {"flights": [flight(departure_delay_min=90), flight()]}
    response = client.post("/predict", json=body)
    entry = lines.one()
    assert (entry["flights"], entry["announced"]) == (1, 1)
    assert entry["notes"] == {"no_weather": 1}
    usual = response.get_json()["predictions"][1]["late"]
    assert entry["late_bins"] == late_bins([usual])
    assert entry["late_mean"] == round(usual, 2)

"""Tests of HTTP caching, compression, HEAD and OPTIONS, on all that may be cached."""

import gzip
import json
import time
from datetime import UTC, datetime
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from werkzeug.test import Client, TestResponse

from tests.builders import flight
from tests.conftest import ALLOWED_ORIGIN

QUERY = "/predict?" + urlencode(flight())
CACHED = [QUERY, "/routes?origin=JFK", "/contract", "/openapi.json"]
KEPT = ["/healthz", "/health"]
MANY = {"flights": [flight()] * 50}
DATED = {"Date"}


@pytest.mark.parametrize("path", CACHED)
def test_what_changes_with_a_release_only_may_be_kept(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert response.headers["ETag"].startswith('W/"')


@pytest.mark.parametrize(
    ("departure", "origin", "seconds"),
    [
        ("2026-12-23T18:30", "JFK", 60),  # 23:30 UTC, which has passed at 23:31
        ("2026-12-23T15:30", "LAX", 60),
        ("2026-12-23T18:31", "JFK", 120),
        ("2026-12-23T18:29", "JFK", 3600),  # has passed, and stays so
        ("2026-12-23T20:00", "JFK", 3600),
        ("2026-12-23T11:30", "XXX", 60),  # of an unknown airport, the latest clock
    ],
)
def test_an_answer_is_kept_until_the_departure_passes_and_its_notes_change(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    departure: str,
    origin: str,
    seconds: int,
) -> None:
    path = "/predict?" + urlencode(
        flight(departure=departure, origin=origin, destination="BOS", arrival=...)
    )
    now = datetime(2026, 12, 23, 23, 30, tzinfo=UTC).timestamp()
    monkeypatch.setattr(time, "time", lambda: now)
    first = client.get(path)
    assert first.cache_control.max_age == seconds
    monkeypatch.setattr(time, "time", lambda: now + seconds - 1)
    last = client.get(path)
    assert last.headers["ETag"] == first.headers["ETag"]
    monkeypatch.setattr(time, "time", lambda: now + seconds)
    after = client.get(path)
    assert (after.headers["ETag"] == first.headers["ETag"]) == (seconds == 3600)


@pytest.mark.parametrize("path", KEPT)
def test_health_is_asked_each_time(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert not {"ETag", "Cache-Control"} & set(headers.keys())


def test_answers_to_post_are_not_kept(client: Client) -> None:
    headers = client.post("/predict", json=MANY).headers
    assert not {"ETag", "Cache-Control"} & set(headers.keys())


def test_refusals_are_not_kept(client: Client) -> None:
    response = client.get(QUERY + "&carrier=AA")
    assert response.status_code == 422
    assert not {"ETag", "Cache-Control"} & set(response.headers.keys())


@pytest.mark.parametrize("path", CACHED)
@pytest.mark.parametrize("form", ["{}", '"another", {}', "*"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_client_has_is_not_sent_again(
    client: Client, path: str, form: str, method: str
) -> None:
    first = client.get(path)
    again = client.open(
        path,
        method=method,
        headers={"If-None-Match": form.format(first.headers["ETag"]), "Origin": ALLOWED_ORIGIN},
    )
    assert (again.status_code, again.data) == (304, b"")
    for name in ("ETag", "Cache-Control"):
        assert again.headers[name] == first.headers[name]
    assert again.headers["Access-Control-Allow-Origin"] == ALLOWED_ORIGIN
    assert again.vary == first.vary


@pytest.mark.parametrize("path", CACHED)
@pytest.mark.parametrize("tag", ['W/"another"', '""', "unquoted", "W/", '"\xe9"'])
def test_another_tag_gets_the_answer(client: Client, path: str, tag: str) -> None:
    response = client.get(path, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert response.data


def test_other_answers_have_other_tags(client: Client) -> None:
    paths = (*CACHED, QUERY + "&explain=true", QUERY.replace("18%3A30", "19%3A30"))
    assert len({client.get(path).headers["ETag"] for path in paths}) == len(paths)


def test_the_tag_is_the_same_plain_and_compressed(client: Client) -> None:
    plain, packed = (asked(client, "/contract", coding) for coding in ("identity", "gzip"))
    assert plain.headers["ETag"] == packed.headers["ETag"]


@pytest.mark.parametrize("path", ["/routes?origin=JFK", "/contract", "/openapi.json", "/predict"])
@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "GZIP", "*", "deflate, *;q=0.1"])
def test_a_large_answer_is_compressed_for_whom_takes_it(
    client: Client, path: str, accepted: str
) -> None:
    plain, packed = asked(client, path, "identity"), asked(client, path, accepted)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert "Content-Encoding" not in plain.headers
    assert {"accept-encoding", "origin"} <= set(plain.vary.as_set()) == set(packed.vary.as_set())


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "*;q=0", "gzip;q=x", "gz"])
def test_a_large_answer_is_plain_for_all_others(client: Client, accepted: str) -> None:
    response = asked(client, "/contract", accepted)
    assert "Content-Encoding" not in response.headers
    assert json.loads(response.data)["format"] == 3


@pytest.mark.parametrize("path", [QUERY, "/healthz"])
def test_a_small_answer_is_plain_for_all(client: Client, path: str) -> None:
    response = asked(client, path, "gzip")
    assert "Content-Encoding" not in response.headers
    assert response.is_json
    assert "accept-encoding" in response.vary.as_set()


@pytest.mark.parametrize(
    ("path", "accepted"), list(product([*CACHED, *KEPT], ["identity", "gzip"]))
)
def test_head_has_the_headers_of_get_and_no_body(client: Client, path: str, accepted: str) -> None:
    headers = {"Accept-Encoding": accepted, "Origin": ALLOWED_ORIGIN}
    get, head = (client.open(path, method=method, headers=headers) for method in ("GET", "HEAD"))
    assert head.data == b""
    assert undated(head) == undated(get)


@pytest.mark.parametrize("path", ["/predict", "/predict?carrier=DELTA", "/routes", "/nothing"])
def test_head_is_refused_as_get_is(client: Client, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.data) == (get.status_code, b"")
    assert undated(head) == undated(get)


def test_head_of_what_takes_post_alone_is_refused(client: Client) -> None:
    response = client.head("/bigquery")
    assert (response.status_code, response.headers["Allow"]) == (405, "OPTIONS, POST")


METHODS = {
    "/predict": "GET, HEAD, OPTIONS, POST",
    "/bigquery": "OPTIONS, POST",
    **dict.fromkeys(["/routes", "/contract", "/openapi.json", *KEPT], "GET, HEAD, OPTIONS"),
}


@pytest.mark.parametrize(("path", "methods"), METHODS.items())
def test_options_tell_the_methods(client: Client, path: str, methods: str) -> None:
    response = client.options(path)
    assert (response.status_code, response.data) == (204, b"")
    assert response.headers["Allow"] == methods
    assert not {"Access-Control-Allow-Origin", "Content-Type"} & set(response.headers.keys())


@pytest.mark.parametrize(("path", "methods"), METHODS.items())
def test_a_preflight_lets_in_pages_of_allowed_origins(
    client: Client, path: str, methods: str
) -> None:
    headers = preflight(client, path, ALLOWED_ORIGIN).headers
    assert headers["Access-Control-Allow-Origin"] == ALLOWED_ORIGIN
    assert headers["Access-Control-Allow-Methods"] == methods
    assert headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert headers["Access-Control-Max-Age"] == "86400"
    assert "Origin" in headers["Vary"]


@pytest.mark.parametrize(
    "origin",
    ["https://elsewhere.example", "null", ALLOWED_ORIGIN + "0", ALLOWED_ORIGIN.upper(), "*", ""],
)
def test_a_preflight_lets_in_nobody_else(client: Client, origin: str) -> None:
    response = preflight(client, "/predict", origin)
    assert not [name for name, _ in response.headers if name.startswith("Access-Control")]
    assert "Origin" in response.headers["Vary"]


def test_a_page_may_read_why_it_was_refused(client: Client) -> None:
    for path in ("/nothing", "/predict?carrier=DELTA"):
        headers = client.get(path, headers={"Origin": ALLOWED_ORIGIN}).headers
        assert headers["Access-Control-Allow-Origin"] == ALLOWED_ORIGIN


def asked(client: Client, path: str, accepted: str) -> TestResponse:
    """Ask for the answer as a client with this Accept-Encoding; /predict for 50 flights."""
    headers = {"Accept-Encoding": accepted} if accepted else {}
    if path == "/predict":
        return client.post(path, json=MANY, headers=headers)
    return client.get(path, headers=headers)


def preflight(client: Client, path: str, origin: str) -> TestResponse:
    """Ask as a browser does before it posts JSON from a page of another origin."""
    return client.options(
        path,
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )


def undated(response: TestResponse) -> dict[str, Any]:
    return {name: value for name, value in response.headers.items() if name not in DATED}

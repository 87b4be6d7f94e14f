"""Tests of odd bodies over a real socket: no server or framework may turn one into a 5xx."""

import json
import socket
from contextlib import suppress

import pytest

from pushback.flights import MAX_FLIGHTS, MAX_WEATHER
from pushback.http.messages import MAX_BODY_BYTES
from tests.builders import flight, weather
from tests.processes import Site

PATIENCE_SECONDS = 120
GOOD = json.dumps({"flights": [flight()]}).encode()
JSON = "Content-Type: application/json"


@pytest.fixture
def port(site: Site) -> int:
    """The port of the function as `make run` serves it."""
    return int(site.api.rpartition(":")[2])


def send(port: int, request: str, *headers: str, body: bytes = b"") -> tuple[int, bytes]:
    """Send one request and return the status and the body, though the server may hang up."""
    lines = [f"{request} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
        with suppress(OSError):  # it may hang up before all is sent
            connection.sendall("\r\n".join(lines).encode() + body)
            connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            while part := connection.recv(65_536):
                received += part
    head, _, rest = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), rest


def chunks(*parts: bytes) -> bytes:
    framed = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    return framed + b"0\r\n\r\n"


def test_a_chunked_body_is_read(port: int) -> None:
    body = chunks(GOOD[:20], GOOD[20:])
    status, answer = send(port, "POST /predict", JSON, "Transfer-Encoding: chunked", body=body)
    assert status == 200
    assert b'"late"' in answer


@pytest.mark.parametrize(
    ("request_line", "kind"),
    [
        ("POST /predict", JSON),
        ("POST /predict", "Content-Type: text/plain"),
        ("PUT /predict", JSON),
        ("POST /nothing", JSON),
        ("GET /healthz", JSON),
        ("OPTIONS /predict", JSON),
    ],
)
@pytest.mark.parametrize("chunked", [False, True])
def test_too_large_a_body_is_refused_whatever_it_is_sent_to(
    port: int, request_line: str, kind: str, chunked: bool
) -> None:
    large = b" " * (MAX_BODY_BYTES + 1)
    framing = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(large)}"
    body = chunks(*[large[:65_536]] * 40) if chunked else large
    status, answer = send(port, request_line, kind, framing, body=body)
    assert status == 413
    assert b"2,560,000 bytes" in answer


def test_a_body_at_the_limit_is_read(port: int) -> None:
    body = GOOD + b" " * (MAX_BODY_BYTES - len(GOOD))
    status, _ = send(port, "POST /predict", JSON, f"Content-Length: {len(body)}", body=body)
    assert status == 200


def test_the_most_that_may_be_asked_is_read_though_it_is_indented(port: int) -> None:
    full = flight(arrival="2026-12-23T22:05", departure_delay_min=-10)
    hour = weather(temperature_c=-10.25, dew_point_c=-12.75, wind_direction_deg=350)
    most = {"flights": [full] * MAX_FLIGHTS, "weather": [hour] * MAX_WEATHER}
    body = json.dumps(most, indent=4).encode()
    assert len(body) > 2e6
    status, _ = send(port, "POST /predict", JSON, f"Content-Length: {len(body)}", body=body)
    assert status == 200


@pytest.mark.parametrize("request_line", ["POST /predict", "GET /healthz"])
@pytest.mark.parametrize("body", [b"zz\r\n", b"-1\r\n", b"5\r\nabc"])
def test_broken_chunks_are_the_clients_doing(port: int, request_line: str, body: bytes) -> None:
    framing = "Transfer-Encoding: chunked"
    status, _ = send(port, request_line, JSON, framing, body=body + b"\r\n\r\n")
    assert 400 <= status < 500


@pytest.mark.parametrize(
    "path", ["/%FF", "/%00", "/predict?carrier=%FF", "//predict", "/predict?" + "a=1&" * 500, "/é"]
)
def test_odd_paths_and_queries_are_the_clients_doing(port: int, path: str) -> None:
    status, _ = send(port, f"GET {path}")
    assert 400 <= status < 500


def test_the_service_is_well_after_all_of_this(port: int) -> None:
    status, answer = send(port, "POST /predict", JSON, f"Content-Length: {len(GOOD)}", body=GOOD)
    assert (status, b'"late"' in answer) == (200, True)

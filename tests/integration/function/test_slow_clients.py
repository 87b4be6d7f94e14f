"""Tests of what stands before the function in its container: slow clients keep nobody waiting."""

import json
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from pushback.http.messages import MAX_BODY_BYTES
from pushback.http.problems import MEDIA_TYPE, AddressTooLong, BadRequest, BodyTooLarge, Problem
from tests.builders import flight
from tests.integration.function.container_processes import (
    ContainerProcesses,
    container_processes,
)
from tests.slow_clients import HALF_BODY, HALF_HEADER, HOST, is_closed, slow_clients

SLOW = 64
ANSWER_SECONDS = 1
LIMIT_SECONDS = 10
"""Of nginx.conf, for a header, and for the next piece of a body."""
STOP_SECONDS = 8
SMALL = json.dumps({"flights": [flight()]}).encode()
LARGE = json.dumps({"flights": [flight()] * 1000}).encode()
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module", params=["main.py", "main_async.py"])
def container(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ContainerProcesses]:
    """What the container runs, with each adapter."""
    with container_processes(tmp_path_factory.mktemp("container"), request.param) as started:
        yield started


def ask(
    url: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, Message, Any, float]:
    """Ask over HTTP; return the status, the headers, the JSON, and the seconds it took."""
    begun = time.monotonic()
    try:
        answer = urllib.request.urlopen(urllib.request.Request(url + path, body, headers or JSON))
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        return answer.status, answer.headers, json.load(answer), time.monotonic() - begun


def slowest(url: str, requests: int = 24) -> float:
    """Ask about a flight, four requests at once; return the longest that one took."""
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: ask(url, "/predict", SMALL), range(requests)))
    assert {status for status, *_ in answers} == {200}
    return max(seconds for *_, seconds in answers)


def request_of(body: bytes) -> bytes:
    """Return a request for predictions, as it is sent."""
    head = "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize("said", [HALF_HEADER, HALF_BODY], ids=["header", "body"])
def test_others_are_answered_within_a_second_while_many_say_half_of_it(
    container: ContainerProcesses, said: bytes
) -> None:
    with slow_clients(container.port, said, SLOW):
        assert slowest(container.url) < ANSWER_SECONDS


def test_others_are_answered_within_a_second_while_many_read_nothing(
    container: ContainerProcesses,
) -> None:
    with slow_clients(container.port, request_of(LARGE), 16):
        time.sleep(ANSWER_SECONDS)  # they are answered, as far as their connections take it
        assert slowest(container.url) < ANSWER_SECONDS


def test_who_says_no_more_is_disconnected_in_time(container: ContainerProcesses) -> None:
    begun = time.monotonic()
    with (
        slow_clients(container.port, HALF_HEADER, 2) as headers,
        slow_clients(container.port, HALF_BODY, 2) as bodies,
    ):
        assert all(is_closed(client, 2 * LIMIT_SECONDS) for client in (*headers, *bodies))
    assert LIMIT_SECONDS - 1 < time.monotonic() - begun < LIMIT_SECONDS + 3


def test_a_request_that_trickles_in_is_answered(container: ContainerProcesses) -> None:
    said = request_of(SMALL)
    with socket.create_connection((HOST, container.port), timeout=5) as client:
        for start in range(0, len(said), 50):
            client.sendall(said[start : start + 50])
            time.sleep(0.02)
        assert client.recv(65_536).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/predict", b" " * (MAX_BODY_BYTES + 1), BodyTooLarge),
        ("/predict?" + "a" * 20_000, None, AddressTooLong),
        ("/%00", None, BadRequest),
    ],
)
def test_what_nginx_refuses_has_the_form_of_the_functions_own_refusals(
    container: ContainerProcesses, path: str, body: bytes | None, expected: type[Problem]
) -> None:
    status, headers, problem, _ = ask(container.url, path, body)
    assert headers["Content-Type"] == MEDIA_TYPE
    assert status == problem["status"] == expected.status
    assert problem["type"] == f"urn:pushback:problem:{expected.slug}"
    assert problem["title"] == expected.title


def test_a_body_as_large_as_the_function_reads_reaches_it(container: ContainerProcesses) -> None:
    status, _, problem, _ = ask(container.url, "/predict", b" " * MAX_BODY_BYTES)
    assert (status, problem["title"]) == (400, "The body is not JSON")


def test_nothing_but_the_functions_own_log_is_written(container: ContainerProcesses) -> None:
    ask(container.url, "/predict?secret=1")
    with slow_clients(container.port, HALF_HEADER, 1):
        ask(container.url, "/%00")
    lines = container.lines()
    assert lines
    assert "secret" not in container.written()
    assert all(json.loads(line)["version"] for line in lines)


def test_it_ends_in_time_while_slow_clients_hold_on(tmp_path: Path) -> None:
    with container_processes(tmp_path) as started, slow_clients(started.port, HALF_BODY, SLOW):
        started.process.terminate()
        assert started.process.wait(STOP_SECONDS) == 0


@pytest.mark.parametrize("program", ["nginx", "functions-frame"])
def test_when_one_of_its_processes_ends_so_does_all(tmp_path: Path, program: str) -> None:
    with container_processes(tmp_path) as started:
        os.kill(started.children[program], signal.SIGTERM)
        assert started.process.wait(STOP_SECONDS) != 0
        with suppress(ConnectionError), socket.create_connection((HOST, started.port)):
            pytest.fail("somebody listens still")

"""Tests of what goes wrong around the function: clients, signals, processes, files, load.

The last test asks for twice as much as is answered, for 2 seconds; PUSHBACK_LOAD_SECONDS=60
makes it a minute:

    PUSHBACK_LOAD_SECONDS=60 .venv/bin/python -m pytest -k load \
        tests/integration/function/test_faults.py
"""

import json
import mmap
import os
import signal
import socket
import struct
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.builders import flight
from tests.integration.function.function_server import THREADS, FunctionServer, function_server
from tests.overload import capacity, overload
from tests.processes import wait_until_answered

LOAD_SECONDS = float(os.environ.get("PUSHBACK_LOAD_SECONDS", "2"))
GROWTH_BYTES = 8 * 1024 * 1024
"""How much more memory a worker may hold at the end of an overload than halfway through."""
PATIENCE_SECONDS = 120
ONE = {"flights": [flight()]}
DAYS = [f"2026-{month:02d}-{day:02d}T18:30" for month in (1, 2) for day in range(1, 21, 2)]
LONG = {"flights": [flight(departure=day, arrival=None) for day in DAYS], "explain": True}
"""A request that takes a while: 20 flights explained, no two alike."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FunctionServer]:
    """A function that several tests are unkind to, one after the other."""
    with function_server(tmp_path_factory.mktemp("function")) as running:
        yield running


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[FunctionServer]:
    """A function that a test may end."""
    with function_server(tmp_path) as running:
        yield running


def request(body: object, *headers: str) -> bytes:
    content = json.dumps(body).encode()
    head = "POST /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    head += "".join(f"{header}\r\n" for header in headers)
    head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)


def answer(connection: socket.socket) -> tuple[int, bytes]:
    """Read an answer to its end, and check that all of it came."""
    received = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
    return int(head.split()[1]), body


def ask(port: int, body: object) -> tuple[int, int]:
    """Return the status of an answer, and how many predictions are in it."""
    with connect(port) as connection:
        connection.sendall(request(body))
        status, answered = answer(connection)
    return status, len(json.loads(answered).get("predictions", []))


def wait_for(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE_SECONDS} s"
        time.sleep(0.01)


def cpu_seconds(pid: int) -> float:
    fields = process_figures(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pages_mapped(pid: int) -> int:
    """Return how many pages of memory the system has given a process at its first touch of them."""
    return int(process_figures(pid)[7])


def process_figures(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def test_a_request_that_is_being_answered_is_finished_on_sigterm(
    own_server: FunctionServer,
) -> None:
    worker = own_server.worker
    begun = cpu_seconds(worker)
    with connect(own_server.port) as connection:
        connection.sendall(request(LONG))
        wait_for(lambda: cpu_seconds(worker) > begun + 0.1, "the answer begun")
        own_server.process.send_signal(signal.SIGTERM)
        status, body = answer(connection)
    assert (status, len(json.loads(body)["predictions"])) == (200, 20)
    assert own_server.process.wait(PATIENCE_SECONDS) == 0
    assert own_server.errors() == ""


def test_a_request_that_is_still_being_sent_is_finished_on_sigterm(
    own_server: FunctionServer,
) -> None:
    whole = request(ONE, "Expect: 100-continue")
    with connect(own_server.port) as connection:
        connection.sendall(whole[:-20])
        assert connection.recv(100).startswith(b"HTTP/1.1 100 ")  # a thread has taken it
        own_server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)  # nothing tells that it has heard; a late one makes it easier, not wrong
        connection.sendall(whole[-20:])
        assert answer(connection)[0] == 200
    assert own_server.process.wait(PATIENCE_SECONDS) == 0
    assert [line["message"] for line in own_server.logged()][-1] == "POST /predict 200"


def test_a_killed_worker_comes_back(own_server: FunctionServer) -> None:
    before = ask(own_server.port, ONE)
    killed = own_server.worker
    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: not Path(f"/proc/{killed}").exists(), "the worker gone")
    wait_until_answered(f"http://127.0.0.1:{own_server.port}/healthz", own_server.process)
    assert own_server.worker != killed
    assert ask(own_server.port, ONE) == before == (200, 1)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5, 0.99])
@pytest.mark.parametrize("abrupt", [False, True])
def test_clients_that_leave_before_their_request_is_sent_do_no_harm(
    server: FunctionServer, share: float, abrupt: bool
) -> None:
    worker, whole = server.worker, request(LONG)
    for _ in range(2 * THREADS):
        with connect(server.port) as connection:
            connection.sendall(whole[: int(share * len(whole))])
            leave(connection, abrupt)
    assert_well(server, worker)


@pytest.mark.parametrize("abrupt", [False, True])
@pytest.mark.parametrize("read", [0, 10, 20_000])
def test_clients_that_leave_before_their_answer_has_come_do_no_harm(
    server: FunctionServer, abrupt: bool, read: int
) -> None:
    worker = server.worker
    for _ in range(THREADS):
        with connect(server.port) as connection:
            connection.sendall(request({"flights": [flight()] * 1_000}))
            if read:
                connection.recv(read)
            leave(connection, abrupt)
    assert_well(server, worker)


def leave(connection: socket.socket, abrupt: bool) -> None:
    """Hang up; abruptly: with a reset, as when a program is killed or a network fails."""
    if abrupt:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def assert_well(server: FunctionServer, worker: int) -> None:
    """Check that one worker answers as ever, and that nothing was an error of ours."""
    assert ask(server.port, ONE) == (200, 1)
    assert server.worker == worker
    assert server.errors() == ""
    assert not [line for line in server.logged() if line["severity"] == "ERROR"]


def test_slow_bodies_do_not_hold_up_other_requests(server: FunctionServer) -> None:
    whole = request(ONE)
    slow = [connect(server.port) for _ in range(THREADS - 1)]
    for at, byte in enumerate(whole):  # byte by byte, the last one kept back
        for connection in slow if at < len(whole) - 1 else ():
            connection.sendall(bytes([byte]))
    assert ask(server.port, ONE) == (200, 1)
    for connection in slow:
        with connection:
            connection.sendall(whole[-1:])
            assert answer(connection)[0] == 200


def test_requests_behind_as_many_slow_bodies_as_threads_wait_and_are_answered(
    server: FunctionServer,
) -> None:
    whole = request(ONE)
    slow = [connect(server.port) for _ in range(2 * THREADS)]
    for connection in slow:
        connection.sendall(whole[:-1])
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ask, server.port, ONE)
        for connection in slow:
            with connection:
                connection.sendall(whole[-1:])
                assert answer(connection)[0] == 200
        assert waiting.result(PATIENCE_SECONDS) == (200, 1)


def test_large_bodies_take_the_memory_of_those_before(server: FunctionServer) -> None:
    large = {"flights": [{"carrier": "?" * 2_300}] * 1_000}
    assert [ask(server.port, large)[0] for _ in range(3)] == [422] * 3
    before = pages_mapped(server.worker)
    assert [ask(server.port, large)[0] for _ in range(5)] == [422] * 5
    assert pages_mapped(server.worker) - before < 5 * len(json.dumps(large)) / mmap.PAGESIZE


def test_twice_the_load_gets_answers_or_refusals_and_memory_stays_flat(
    server: FunctionServer,
) -> None:
    """Ask for twice as much as is answered; see the module's docstring for a minute of it."""
    body = request({"flights": [flight()] * 300})
    per_second = capacity(server.port, body, clients=2 * THREADS, seconds=1)
    worker, held = server.worker, list[int]()
    outcomes = overload(
        server.port,
        body,
        rate=2 * per_second,
        seconds=LOAD_SECONDS,
        halfway=lambda: held.append(server.private_bytes),
    )
    held.append(server.private_bytes)
    assert outcomes.broken == []
    assert set(outcomes.counts) <= {200, 503, "refused"}
    assert outcomes.counts[200] > 0
    assert held[1] - held[0] < GROWTH_BYTES
    assert_well(server, worker)

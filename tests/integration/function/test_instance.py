"""An instance as the operating system sees it: how it is scheduled, and what it holds."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.bodies import make_requests
from tests.bench.load import ask_at_once, ask_in_turn
from tests.bench.memory import proportional_memory
from tests.integration.function.function_server import THREADS, FunctionServer, function_server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

MOST_BYTES = 108e6
"""The target is 100 MB (`make bench`); other builds of the libraries may weigh a little more."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FunctionServer]:
    """A function that has answered requests of every size."""
    requests = make_requests()
    with function_server(tmp_path_factory.mktemp("function")) as running:
        ask_in_turn(running.port, requests.one + requests.with_weather, seconds=0, fewest=200)
        ask_at_once(running.port, requests.one, seconds=0.5, connections=THREADS)
        ask_in_turn(running.port, [requests.thousand], seconds=0, fewest=5)
        yield running


def test_threads_are_not_interrupted_for_each_that_wakes(server: FunctionServer) -> None:
    threads = [int(one.name) for one in Path(f"/proc/{server.worker}/task").iterdir()]
    assert len(threads) > THREADS / 2
    assert {os.sched_getscheduler(thread) for thread in threads} == {os.SCHED_BATCH}


def test_the_server_and_its_worker_share_what_the_start_has_loaded(server: FunctionServer) -> None:
    assert proportional_memory(server.process.pid) < MOST_BYTES

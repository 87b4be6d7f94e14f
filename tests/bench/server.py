"""Server: a contender's process, from its start to its end."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from tests.bench.client import Connection, NotAnswered
from tests.bench.contenders import Contender, command, environment
from tests.bench.cores import pinned
from tests.bench.errors import ServerFailed
from tests.paths import REPOSITORY
from tests.processes import free_port

START_SECONDS = 90
STOP_SECONDS = 10
PAUSE_SECONDS = 0.002


@dataclass(frozen=True)
class Server:
    """A server that has answered, and how long after its start it did."""

    pid: int
    port: int
    cold_start: float


@contextmanager
def serving(contender: Contender, core: int, request: bytes) -> Iterator[Server]:
    """Run a contender on one core until it has answered a request, and end it on leaving.

    Raises
    ------
    ServerFailed
        If it ends, or does not answer in time, now or later.
    """
    port = free_port()
    with TemporaryFile() as said:
        begun = time.perf_counter()
        process = _start(contender, port, core, said)
        try:
            _wait_for_answer(process, port, request)
            yield Server(process.pid, port, time.perf_counter() - begun)
        except (NotAnswered, OSError) as error:
            raise ServerFailed(contender.name, f"failed: {error}", _last_line(said)) from None
        finally:
            _stop(process)


def _start(
    contender: Contender, port: int, core: int, said: IO[bytes]
) -> "subprocess.Popen[bytes]":
    with pinned(core):
        # In a session of its own, so that all its workers can be ended with it.
        return subprocess.Popen(
            command(contender, port),
            # Compiled once, as the platform's build does, whatever the caller's habit is.
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment(contender)},
            cwd=REPOSITORY,
            stdout=subprocess.DEVNULL,  # logs are made and written, but no disk holds them up
            stderr=said,
            start_new_session=True,
        )


def _wait_for_answer(process: "subprocess.Popen[bytes]", port: int, request: bytes) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NotAnswered(f"it ended with {process.returncode}")
        with suppress(ConnectionError), Connection(port, START_SECONDS) as connection:
            status = connection.ask(request).status
            if status != 200:
                raise NotAnswered(f"it answered with status {status}")
            return
        time.sleep(PAUSE_SECONDS)
    raise NotAnswered(f"it did not answer within {START_SECONDS} s")


def _last_line(said: IO[bytes]) -> str:
    said.seek(max(said.seek(0, os.SEEK_END) - 1000, 0))
    return said.read().decode(errors="replace").strip().rpartition("\n")[2]


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

"""Processes that tests start, on free ports, and end by their own id."""

import os
import random
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.paths import FRONTEND

START_SECONDS = 120
STOP_SECONDS = 60
PORTS = (10_240, 32_768)
"""Below those that Linux gives to connections that go out."""


@dataclass(frozen=True)
class Site:
    """Where the page and its API are served."""

    page: str
    api: str


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on.

    Not one that the kernel would give: it gives those to every connection that goes out as well,
    so that another program may have it before a server that is slow to start has.
    """
    while True:
        port = random.randrange(*PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until_answered(
    url: str, process: "subprocess.Popen[str]", context: ssl.SSLContext | None = None
) -> None:
    """Wait until a URL answers; fail when the process ends or time runs out."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"ended with {process.returncode}"
        with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(url, timeout=2, context=context).close()
            return
        time.sleep(0.05)
    raise AssertionError(f"{url} did not answer within {START_SECONDS} s")


def whole_lines(written: Path) -> list[str]:
    """Return the lines of a file that a process still writes, without one that is on its way."""
    return written.read_text().rpartition("\n")[0].splitlines()


@contextmanager
def serving(
    api_port: int, page_port: int, output: int = subprocess.PIPE
) -> Iterator["subprocess.Popen[str]"]:
    """Run what `make run` runs, and interrupt it as Ctrl-C does.

    A pipe that nobody reads fills up after some hundred requests, and the server then waits:
    who asks more than that throws the output away (subprocess.DEVNULL).
    """
    with subprocess.Popen(
        [sys.executable, str(FRONTEND / "serve.py")],
        env={**os.environ, "API_PORT": str(api_port), "PAGE_PORT": str(page_port)},
        stdout=output,
        stderr=output,
        text=True,
    ) as process:
        try:
            wait_until_answered(f"http://127.0.0.1:{page_port}/config.json", process)
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(STOP_SECONDS)


def end_group(process: "subprocess.Popen[str]") -> None:
    """End a process, kindly first, and all that it started in its session."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()

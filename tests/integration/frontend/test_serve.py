"""Tests of `make run`: both servers, their ports, and how they stop."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.builders import flight
from tests.paths import FRONTEND, FUNCTION
from tests.processes import START_SECONDS, STOP_SECONDS, free_port, serving


def serve(**environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(FRONTEND / "serve.py")],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_both_are_served_and_stop_without_leaving_a_process(signum: signal.Signals) -> None:
    api, page = free_port(), free_port()
    with serving(api, page) as process:
        body = json.dumps({"flights": [flight()]}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{api}/predict", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            assert len(json.load(answer)["predictions"]) == 1
        with urllib.request.urlopen(f"http://127.0.0.1:{page}/config.json") as answer:
            assert json.load(answer) == {"api": f"http://localhost:{api}"}
        process.send_signal(signum)
        out, err = process.communicate(timeout=STOP_SECONDS)
    assert (process.returncode, err) == (0, "")
    assert f"http://localhost:{page}" in out
    assert f"http://localhost:{api}" in out
    assert not answers(api)
    assert not answers(page)


@pytest.mark.parametrize("name", ["API_PORT", "PAGE_PORT"])
def test_a_busy_port_gives_one_clear_line(name: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ports = {"API_PORT": str(free_port()), "PAGE_PORT": str(free_port()), name: str(port)}
        result = serve(**ports)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert str(port) in result.stderr
    assert name in result.stderr


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_gives_one_clear_line(port: str) -> None:
    result = serve(API_PORT=port)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "1 to 65535" in result.stderr


def start_function(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "functions_framework", "--target=handle",
         f"--source={folder / 'main.py'}", "--host=127.0.0.1", f"--port={free_port()}"],
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["flight_delay.onnx", "lookups.npz"])
def test_a_bundle_that_cannot_be_used_stops_the_function_at_start(
    tmp_path: Path, name: str
) -> None:
    ignore = shutil.ignore_patterns("__pycache__")
    copy = Path(shutil.copytree(FUNCTION, tmp_path / "function", ignore=ignore))
    file = copy / "model" / name
    file.write_bytes(file.read_bytes()[:-1])
    result = start_function(copy)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1, result.stderr
    assert "altered or cut short" in result.stderr

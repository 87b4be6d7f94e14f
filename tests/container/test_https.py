"""Tests of the virtual machine's HTTPS: Caddy, as tls.sh sets it up, before a container.

Its certificate is of its own making here, for no authority gives one to localhost.
"""

import json
import os
import shutil
import socket
import ssl
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.container.conftest import give_up
from tests.container.engine import EngineUnusable
from tests.paths import FUNCTION
from tests.processes import end_group, free_port, wait_until_answered

HALF_REQUESTS = 64
HALF = (
    b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200\r\n",
    b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200\r\n\r\n{",
)
HERE = "admin off\n  local_certs\n  skip_install_trust\n  https_port {https}\n  http_port {http}\n"
TRUSTING = ssl._create_unverified_context()
"""Takes a certificate that nobody signed."""
FLIGHT = {
    "carrier": "B6",
    "origin": "JFK",
    "destination": "BOS",
    "departure": "2026-12-23T18:30",
}


def caddyfile(container: str, https: int, http: int) -> str:
    """Return what tls.sh writes, for localhost, other ports and any age of Caddy."""
    told = subprocess.run(
        ["bash", "-c", '. "$0"; tls_files', str(FUNCTION / "tls.sh")],
        env={**os.environ, "NAME": "pushback", "PORT": "80", "DOMAIN": "localhost"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    text = told.stdout.split("content: |\n")[1].split("- path:")[0]
    text = text.replace("127.0.0.1:8080", urlsplit(container).netloc)
    # Before 2.7 Caddy knows no such word.
    text = text.replace("persist_config off", "")
    return text.replace("admin off\n", HERE.format(https=https, http=http))


@pytest.fixture(scope="module")
def port(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where Caddy answers over HTTPS."""
    caddy = shutil.which("caddy")
    if caddy is None:
        give_up(EngineUnusable("caddy is not on PATH: install it to test HTTPS."))
    folder, https, http = tmp_path_factory.mktemp("caddy"), free_port(), free_port()
    (folder / "Caddyfile").write_text(caddyfile(url, https, http))
    kept = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [caddy, "run", "--adapter=caddyfile", f"--config={folder / 'Caddyfile'}"],
            env={**os.environ, **kept}, stderr=log, text=True, start_new_session=True,
        )  # fmt: skip
    try:
        wait_until_answered(f"https://localhost:{https}/healthz", process, TRUSTING)
        yield https
    finally:
        end_group(process)


def test_a_flight_is_answered_over_https(port: int) -> None:
    request = urllib.request.Request(
        f"https://localhost:{port}/predict",
        json.dumps({"flights": [FLIGHT]}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, context=TRUSTING, timeout=10) as response:
        (prediction,) = json.load(response)["predictions"]
    assert 0 < prediction["late"] < 1


def test_half_requests_keep_nobody_waiting(port: int) -> None:
    with ExitStack() as stack:
        for at in range(HALF_REQUESTS):
            plain = socket.create_connection(("localhost", port), timeout=10)
            half = stack.enter_context(TRUSTING.wrap_socket(plain, server_hostname="localhost"))
            half.sendall(HALF[at % 2])
        # Half headers are cut after 10 s: it is answered while they wait.
        with urllib.request.urlopen(
            f"https://localhost:{port}/contract", context=TRUSTING, timeout=8
        ) as response:
            assert response.status == 200

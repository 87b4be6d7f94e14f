"""Tests of the front door of the stand-in cloud: a client that goes leaves nothing open."""

import socket
import struct
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from tests.deploy.cloud.front_door import front_door
from tests.deploy.cloud.listening import listening

PATIENCE_SECONDS = 60
LINGER_NOT = struct.pack("ii", 1, 0)


def test_a_client_that_hangs_up_leaves_no_connection_open(
    capfd: pytest.CaptureFixture[str],
) -> None:
    asked, left, done = Event(), Event(), Event()

    class Revision(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # it would keep the connection

        def do_GET(self) -> None:
            asked.set()
            assert left.wait(PATIENCE_SECONDS)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def finish(self) -> None:
            super().finish()
            done.set()

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    revision = ThreadingHTTPServer(("127.0.0.1", 0), Revision)
    service: Any = SimpleNamespace(
        is_public=True, led_to=lambda _: SimpleNamespace(port=revision.server_port)
    )
    with listening(revision), listening(front_door(lambda: service)) as door:
        address = ("127.0.0.1", int(door.rpartition(":")[2]))
        with socket.create_connection(address, PATIENCE_SECONDS) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert asked.wait(PATIENCE_SECONDS)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)  # a reset
        left.set()
        assert done.wait(PATIENCE_SECONDS)
    capfd.readouterr()  # the front door's traceback: its client was gone

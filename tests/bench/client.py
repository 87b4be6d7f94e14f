"""Client: HTTP/1.1 over one kept connection, with next to no work of its own."""

import socket
from dataclasses import dataclass
from typing import Self

TIMEOUT_SECONDS = 60
HOST = "127.0.0.1"
_CHUNK = 1 << 18


class NotAnswered(Exception):
    """The connection ended, or what came is no answer."""


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    body: bytes


class Connection:
    """A kept connection that carries one request at a time."""

    def __init__(self, port: int, timeout: float = TIMEOUT_SECONDS) -> None:
        self.socket = socket.create_connection((HOST, port), timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        self.socket.close()

    def ask(self, request: bytes) -> Reply:
        """Send a request and wait for its answer.

        Raises
        ------
        NotAnswered
            If none came.
        """
        self.send(request)
        while (reply := self.receive()) is None:
            pass
        return reply

    def send(self, request: bytes) -> None:
        """Send a whole request."""
        self._received = b""
        self.socket.sendall(request)

    def receive(self) -> Reply | None:
        """Read what there is, waiting if there is nothing; None while more is to come.

        Raises
        ------
        NotAnswered
            If the server ended the connection.
        """
        chunk = self.socket.recv(_CHUNK)
        if not chunk:
            raise NotAnswered("it ended the connection")
        self._received += chunk
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return None
        return Reply(int(head[9:12]), body)


def post(path: str, body: bytes) -> bytes:
    """Return a request as it goes over the wire."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    if not found:
        raise NotAnswered("an answer came without its length")
    return int(rest.partition(b"\r\n")[0])

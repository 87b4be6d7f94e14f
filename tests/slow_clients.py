"""Slow clients: connections that say half of what they ask, and then nothing."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

HOST = "127.0.0.1"
HALF_HEADER = b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-"
HALF_BODY = (
    b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b'Content-Length: 4000\r\n\r\n{"flights": ['
)


@contextmanager
def slow_clients(port: int, said: bytes, count: int) -> Iterator[list[socket.socket]]:
    """Open so many connections that each say this much, and hold them until left."""
    with ExitStack() as stack:
        clients = []
        for _ in range(count):
            client = stack.enter_context(socket.create_connection((HOST, port), timeout=5))
            client.sendall(said)
            clients.append(client)
        yield clients


def is_closed(client: socket.socket, seconds: float) -> bool:
    """Return whether the server closes a connection within some seconds, whatever it says first."""
    client.settimeout(seconds)
    try:
        while client.recv(65_536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        pass
    return True

"""Fresh client: one request on a connection of its own, and what became of it."""

import asyncio
import json
import resource
from contextlib import suppress

HOST = "127.0.0.1"
MOST_FILES = 16_384
CONNECT_SECONDS = 10


class NotTaken(Exception):
    """Nobody took the connection, or not in time; the request was not sent."""


class BrokenOff(Exception):
    """The answer did not come whole."""


def post(path: str, body: object) -> bytes:
    """Return a request with a JSON body as it goes over the wire."""
    content = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


async def ask(port: int, request: bytes) -> int:
    """Send a request, which has to say `Connection: close`; return the status of its answer.

    Raises
    ------
    NotTaken
    BrokenOff
    """
    try:
        connecting = asyncio.open_connection(HOST, port)
        reader, writer = await asyncio.wait_for(connecting, CONNECT_SECONDS)
    except OSError as error:
        raise NotTaken(repr(error)) from None
    try:
        writer.write(request)
        return _status(await reader.read())
    except (OSError, ValueError) as error:
        raise BrokenOff(repr(error)) from None
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


def allow_files() -> None:
    """Let this process hold as many connections as may be waiting."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def _status(answer: bytes) -> int:
    """Return the status of an answer that came whole.

    Raises
    ------
    ValueError
        If it did not.
    """
    head, _, body = answer.partition(b"\r\n\r\n")
    length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
    if int(length) != len(body):
        raise ValueError(f"{len(body)} of {int(length)} bytes came")
    return int(head.split()[1])

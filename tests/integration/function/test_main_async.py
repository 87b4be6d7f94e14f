"""Tests of the asynchronous mode by itself: what it holds of requests that come at once."""

import asyncio
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import Client

from pushback.http.answering import QUICK_BYTES
from pushback.http.turns import LARGE_WAITING
from tests.asgi import Bridge

SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/predict",
    "query_string": b"",
    "headers": [(b"content-type", b"application/json")],
}
MANY = LARGE_WAITING + 9


@pytest.mark.parametrize("client", ["main_async"], indirect=True)
@pytest.mark.parametrize(
    ("size", "held"), [(QUICK_BYTES + 1, LARGE_WAITING + 1), (QUICK_BYTES, MANY)]
)
def test_no_more_large_bodies_than_places_are_held_at_once(
    client: Client, size: int, held: int
) -> None:
    assert isinstance(client.application, Bridge)
    expected = {code: count for code, count in ((400, held), (429, MANY - held)) if count}
    with ThreadPoolExecutor(1) as thread:  # browser tests leave a loop running in ours
        for _ in range(2):  # those that were answered gave their places back
            asking = asked_at_once(client.application.app, size)
            assert Counter(thread.submit(asyncio.run, asking).result()) == expected


@pytest.mark.parametrize("client", ["main_async"], indirect=True)
@pytest.mark.parametrize("lines", [["gzip", "br"], ["br", "gzip"], ["br, gzip;q=0.5"]])
def test_a_header_in_several_lines_is_one_list(client: Client, lines: list[str]) -> None:
    assert isinstance(client.application, Bridge)
    headers = [(b"accept-encoding", line.encode()) for line in lines]
    scope = {**SCOPE, "method": "GET", "path": "/contract", "headers": headers}
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # browser tests leave a loop running in ours
        thread.submit(asyncio.run, client.application.app(scope, receive, send)).result()
    assert (b"content-encoding", b"gzip") in sent[0]["headers"]


async def asked_at_once(app: Any, size: int) -> list[int]:
    """Send many bodies of a size, and end them when no more is answered without their ends."""
    rest, statuses = asyncio.Event(), []

    async def ask() -> None:
        parts = iter([(b"x" * size, True), (b"", False)])

        async def receive() -> dict[str, Any]:
            body, is_more = next(parts)
            if not is_more:
                await rest.wait()
            return {"type": "http.request", "body": body, "more_body": is_more}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            else:
                json.loads(message["body"])

        await app(SCOPE, receive, send)

    async with asyncio.TaskGroup() as group:
        for _ in range(MANY):
            group.create_task(ask())
        await asyncio.sleep(0.2)
        rest.set()
    return statuses

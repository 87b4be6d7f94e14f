"""ASGI: a bridge by which the same client asks the asynchronous mode in this process."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

from werkzeug.wsgi import get_input_stream


class Bridge:
    """An ASGI application as WSGI: one request at a time, whole, as uvicorn hands it over.

    It runs in a thread of its own: browser tests of the same process leave a loop running in ours.
    """

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app
        self._thread = ThreadPoolExecutor(1)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request."""
        body = get_input_stream(environ).read()
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        answering = self.app(_scope(environ), receive, send)
        self._thread.submit(asyncio.run, answering).result()
        head, *parts = sent
        headers = [(name.decode(), value.decode("latin-1")) for name, value in head["headers"]]
        start_response(f"{head['status']} {HTTPStatus(head['status']).phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [part["body"] for part in parts]


def _scope(environ: dict[str, Any]) -> dict[str, Any]:
    told = {name[5:]: value for name, value in environ.items() if name.startswith("HTTP_")}
    told |= {name: environ.get(name) for name in ("CONTENT_TYPE", "CONTENT_LENGTH")}
    headers = [
        (name.replace("_", "-").lower().encode(), value.encode("latin-1"))
        for name, value in told.items()
        if value
    ]
    return {
        "type": "http",
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"].encode("latin-1").decode(errors="replace"),
        "query_string": environ["QUERY_STRING"].encode("latin-1"),
        "headers": headers,
    }

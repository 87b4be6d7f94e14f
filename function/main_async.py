"""The same function in the framework's asynchronous mode: Starlette on uvicorn, not Flask.

Started by `ASYNC=1 make run`. Short answers are made in the event loop: on one core, handing a
millisecond's work to a thread costs more than it frees. What may take long goes to a thread. What
the framework itself refuses, unknown methods and /robots.txt, it refuses in its own words.
"""

import asyncio
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import BoundedSemaphore

import functions_framework.aio
import starlette.requests
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from pushback.http.answering import QUICK_BYTES, answer, may_take_long, refuse
from pushback.http.messages import HEADERS_READ, MAX_BODY_BYTES, Request
from pushback.http.problems import BadRequest, BodyTooLarge, Problem, TooBusy
from pushback.http.turns import LARGE_WAITING, WAITING
from pushback.instance import start

LARGE = BoundedSemaphore(LARGE_WAITING + 1)
"""Large bodies held at once; each takes up to 2.5 MB."""
THREADS = ThreadPoolExecutor(LARGE_WAITING + 1 + WAITING + 1 + 3)
"""One for each request that may hold one by waiting for its turn, and some for those sent away."""


@functions_framework.aio.http
async def handle(request: starlette.requests.Request) -> Response:
    """Answer a request."""
    scope = request.scope
    asked = (scope["method"], scope["path"], scope["query_string"].decode(errors="replace"))
    headers = _headers(scope["headers"])
    with ExitStack() as held:
        try:
            whole = Request(*asked, headers, await _body(request, held))
        except Problem as problem:
            given = refuse(Request(*asked, headers), SERVICE, problem)
        else:
            if may_take_long(whole):
                loop = asyncio.get_running_loop()
                given = await loop.run_in_executor(THREADS, answer, whole, SERVICE)
            else:
                given = answer(whole, SERVICE)
    return Response(given.body, given.status, given.headers)


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers that are read; one that is given in several lines is one list."""
    headers: dict[str, str] = {}
    for raw, value in pairs:
        name, told = raw.decode("latin-1"), value.decode("latin-1")
        if name in HEADERS_READ:
            headers[name] = f"{headers[name]},{told}" if name in headers else told
    return headers


async def _body(request: starlette.requests.Request, held: ExitStack) -> bytes:
    """Return the body, and hold a place while the request lasts if it is a large one."""
    parts, size = [], 0
    try:
        async for part in request.stream():
            if size <= QUICK_BYTES < size + len(part):
                held.enter_context(_place())
            parts.append(part)
            size += len(part)
            if size > MAX_BODY_BYTES:
                raise BodyTooLarge(MAX_BODY_BYTES)
    except ClientDisconnect as error:
        raise BadRequest(error) from None
    return b"".join(parts)


@contextmanager
def _place() -> Iterator[None]:
    if not LARGE.acquire(blocking=False):
        raise TooBusy("Large requests are answered")
    try:
        yield
    finally:
        LARGE.release()


SERVICE = start(Path(__file__).parent / "model")

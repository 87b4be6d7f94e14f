"""Answering: a request in, an answer out, a line in the log.

Every refusal and every fault of ours becomes problem details. Pages of allowed origins may read
all of it, and a large answer is compressed.
"""

from collections.abc import Callable
from time import perf_counter
from urllib.parse import unquote

from pushback.http import request_log
from pushback.http.cors import allowances
from pushback.http.endpoints import ROUTES, find
from pushback.http.messages import Request, Response
from pushback.http.problems import AddressTooLong, InternalError, Problem
from pushback.http.responses import VARY, compressed, refusal
from pushback.http.service import Service

MAX_QUERY = 64 * 1024
"""Characters; a query of ours has fewer than 200."""
QUICK_BYTES = 16 * 1024
"""A body of this size holds flights that are answered within a few milliseconds."""


def answer(request: Request, service: Service) -> Response:
    """Answer a request."""
    return _answer(request, service, lambda: _found(request, service))


def refuse(request: Request, service: Service, problem: Problem) -> Response:
    """Answer a request whose body could not be read, or was too large to be."""
    return _answer(request, service, lambda: refusal(problem))


def may_take_long(request: Request) -> bool:
    """Return whether an answer may take more than a few milliseconds, by the look of the request.

    An event loop gives such a request to a thread. Escapes in a body count as well, for they may
    spell anything, `explain` among it.
    """
    if len(request.body) > QUICK_BYTES or b"explain" in request.body or b"\\" in request.body:
        return True
    return "explain" in unquote(request.query)


def _answer(request: Request, service: Service, make: Callable[[], Response]) -> Response:
    begun = perf_counter()
    response = compressed(request, _made(request, service, make))
    response.headers.update({"Vary": VARY} | allowances(request, response, service.origins))
    seconds = perf_counter() - begun
    request_log.write(request_log.entry(request, response, service.version, seconds, ROUTES))
    return response


def _made(request: Request, service: Service, make: Callable[[], Response]) -> Response:
    try:
        return make()
    except Problem as problem:
        return refusal(problem)
    except Exception as error:  # noqa: BLE001 - whatever it is, the client hears of it in form
        request_log.write(request_log.crash(request, error, service.version))
        return refusal(InternalError())


def _found(request: Request, service: Service) -> Response:
    if len(request.query) > MAX_QUERY:
        raise AddressTooLong(MAX_QUERY)
    endpoint = find(request)
    pace = service.predictor.pace
    if not may_take_long(request):
        pace.note_short()
    elif len(request.body) > QUICK_BYTES:
        # Two at once would take as long, and make small requests wait for both of them.
        with service.large.take(), pace.piece():
            return endpoint(request, service)
    return endpoint(request, service)

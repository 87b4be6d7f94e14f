"""The function's own parts on the framework's asynchronous mode, to see what Flask costs.

POST /predict alone: validation, prediction and the log's line are the function's. The work is done
in the event loop: on one core, handing a millisecond's work to a thread costs more than it frees.
"""

import time

import functions_framework.aio
import msgspec
from starlette.requests import Request
from starlette.responses import Response

from pushback.bundle import Bundle
from pushback.http import request_log
from pushback.http.request_log import Entry, HttpRequest
from pushback.http.validation import check_body
from pushback.predictor import Predictor
from tests.bench.servers.answering import MODEL_FOLDER

PREDICTOR = Predictor(Bundle.load(MODEL_FOLDER))


@functions_framework.aio.http
async def handle(request: Request) -> Response:
    """Answer for each flight, in order."""
    begun = time.perf_counter()
    checked = check_body(await request.body(), PREDICTOR.features)
    answer = PREDICTOR.predict(checked.flights, checked.weather, checked.explain)
    response = Response(msgspec.json.encode(answer), media_type="application/json")
    request_log.write(_entry(request, response, len(answer.predictions), begun))
    return response


def _entry(request: Request, response: Response, flights: int, begun: float) -> Entry:
    return Entry(
        severity=request_log.severity(response.status_code),
        message=f"{request.method} {request.url.path} {response.status_code}",
        version=PREDICTOR.contract.version,
        httpRequest=HttpRequest(
            requestMethod=request.method,
            requestUrl=request.url.path,
            status=response.status_code,
            responseSize=str(len(response.body)),
            latency=f"{time.perf_counter() - begun:.6f}s",
        ),
        flights=flights,
    )

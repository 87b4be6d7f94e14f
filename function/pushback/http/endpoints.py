"""Endpoints: what is done for each path and method."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import cache

import msgspec

from pushback.http import problems
from pushback.http.bigquery import NotACall, answer_calls, failure
from pushback.http.flown_routes import answer_routes
from pushback.http.health import health_of
from pushback.http.messages import MAX_BODY_BYTES, Request, Response
from pushback.http.openapi import document
from pushback.http.responses import JSON, cacheable, json_response, lasting_response
from pushback.http.service import Service
from pushback.http.validation import Checked, check_body, check_query
from pushback.predictor import Prediction

Endpoint = Callable[[Request, Service], Response]

CACHE_SECONDS = 3600


def predict_many(request: Request, service: Service) -> Response:
    """POST /predict: up to 1,000 flights, with their weather."""
    declared = request.headers.get("content-type", "")
    if declared.partition(";")[0].strip().lower() != JSON:
        raise problems.UnsupportedMedia(declared)
    return _predictions(check_body(request.body, service.predictor.features), service)


def predict_one(request: Request, service: Service) -> Response:
    """GET /predict: one flight from the query, without weather; may be cached."""
    checked = check_query(request.fields(), service.predictor.features)
    # Asked before the notes are made, so that a departure that passes meanwhile leaves 0 seconds.
    seconds = service.predictor.notes.seconds_to_change(checked.flights, CACHE_SECONDS)
    return cacheable(request, _predictions(checked, service), seconds)


def routes(request: Request, service: Service) -> Response:
    """GET /routes: what is flown from an airport, by whom, and how often it is late."""
    answer = answer_routes(request.fields(), service.predictor)
    return cacheable(request, json_response(answer), CACHE_SECONDS)


def contract(request: Request, service: Service) -> Response:
    """GET /contract: what may be asked, what is answered, and how good it is."""
    return cacheable(request, lasting_response(service.contract), CACHE_SECONDS)


def openapi(request: Request, service: Service) -> Response:
    """GET /openapi.json: the same for machines, as an OpenAPI document."""
    return cacheable(request, lasting_response(_document(service.version)), CACHE_SECONDS)


def bigquery(request: Request, service: Service) -> Response:
    """POST /bigquery: a reply for each row of a SQL query."""
    try:
        answer = answer_calls(request.body, service.predictor, service.explaining.take)
    except NotACall as error:
        return json_response(failure(str(error)), status=400)
    answered = [reply for reply in answer.replies if isinstance(reply, Prediction)]
    return json_response(answer, answered)


def health(_: Request, service: Service) -> Response:
    """GET /healthz, or /health: this instance can answer."""
    return json_response(health_of(service.predictor.contract))


ROUTES: Mapping[str, Mapping[str, Endpoint]] = {
    "/predict": {"GET": predict_one, "POST": predict_many},
    "/routes": {"GET": routes},
    "/contract": {"GET": contract},
    "/openapi.json": {"GET": openapi},
    "/bigquery": {"POST": bigquery},
    "/healthz": {"GET": health},
    "/health": {"GET": health},  # Cloud Run keeps some paths that end in z for itself
}


def find(request: Request) -> Endpoint:
    """Return what answers a request.

    Raises
    ------
    Problem
        NotFound, or MethodNotAllowed.
    """
    methods = ROUTES.get(request.path)
    if methods is None:
        raise problems.NotFound(request.path, list(ROUTES))
    if request.method == "OPTIONS":
        return _options
    found = methods.get("GET" if request.method == "HEAD" else request.method)
    if found is None:
        raise problems.MethodNotAllowed(request.method, request.path, _allowed(request.path))
    return found


def _options(request: Request, _: Service) -> Response:
    return Response(204, b"", {"Allow": ", ".join(_allowed(request.path))})


def _allowed(path: str) -> Sequence[str]:
    methods = ROUTES[path]
    return sorted({*methods, "OPTIONS", *({"HEAD"} if "GET" in methods else ())})


def _predictions(checked: Checked, service: Service) -> Response:
    with service.explaining.take() if checked.explain else nullcontext():
        answer = service.predictor.predict(checked.flights, checked.weather, checked.explain)
    return json_response(answer, answer.predictions)


@cache
def _document(version: str) -> bytes:
    return msgspec.json.encode(document(version, MAX_BODY_BYTES))

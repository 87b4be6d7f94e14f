"""The Cloud Function: the handlers of HTTP requests, and nothing else.

functions-framework runs this file once per instance and sends every request to `handle`.
The bundle is loaded and checked here, so that an instance that cannot answer does not start.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import flask
import functions_framework
import msgspec

from pushback import problems
from pushback.bigquery import NotACall, answer_calls, failure
from pushback.bundle import Bundle, BundleError
from pushback.health import health_of
from pushback.hooks import Hooks, remember
from pushback.memory import keep_memory_small
from pushback.openapi import document
from pushback.predictor import Prediction, Predictor
from pushback.responses import cacheable, json_response
from pushback.routes import answer_routes
from pushback.scheduling import use_batch_scheduling
from pushback.validation import Checked, check_body, check_query

MODEL_FOLDER = Path(__file__).parent / "model"
MAX_BODY_BYTES = 4 * 1024 * 1024
CACHE_SECONDS = 3600
ALLOWED_ORIGINS = frozenset(os.environ.get("ALLOWED_ORIGINS", "").replace(",", " ").split())

Handler = Callable[[flask.Request], flask.Response]


def _load() -> Predictor:
    try:
        return Predictor(Bundle.load(MODEL_FOLDER))
    except BundleError as error:
        sys.exit(f"pushback: {error}")


PREDICTOR = _load()
VERSION = PREDICTOR.contract.version
CONTRACT = msgspec.json.encode(PREDICTOR.contract)  # without the file's indents


@functions_framework.http
def handle(request: flask.Request) -> flask.Response:
    """Answer a request, with the handler of its path and method."""
    methods = ROUTES.get(request.path)
    if methods is None:
        raise problems.NotFound(request.path, list(ROUTES))
    if request.method == "OPTIONS":
        return flask.Response(status=204, headers={"Allow": ", ".join(_allowed(methods))})
    handler = methods.get("GET" if request.method == "HEAD" else request.method)
    if handler is None:
        raise problems.MethodNotAllowed(request.method, request.path, _allowed(methods))
    return handler(request)


def predict_many(request: flask.Request) -> flask.Response:
    """POST /predict: up to 1,000 flights, with their weather."""
    _require_json(request)
    return _predictions(check_body(request.get_data(), PREDICTOR.features))


def predict_one(request: flask.Request) -> flask.Response:
    """GET /predict: one flight from the query, without weather; may be cached."""
    checked = check_query(request.args.to_dict(flat=False), PREDICTOR.features)
    # Asked before the notes are made, so that a departure that passes meanwhile leaves 0 seconds.
    seconds = PREDICTOR.notes.seconds_to_change(checked.flights, CACHE_SECONDS)
    return cacheable(_predictions(checked), seconds)


def routes(request: flask.Request) -> flask.Response:
    """GET /routes: what is flown from an airport, by whom, and how often it is late."""
    answer = answer_routes(request.args.to_dict(flat=False), PREDICTOR)
    return cacheable(json_response(answer), CACHE_SECONDS)


def contract(_: flask.Request) -> flask.Response:
    """GET /contract: what may be asked, what is answered, and how good it is."""
    return cacheable(json_response(CONTRACT), CACHE_SECONDS)


def openapi(_: flask.Request) -> flask.Response:
    """GET /openapi.json: the same for machines, as an OpenAPI document."""
    return cacheable(json_response(document(VERSION, MAX_BODY_BYTES)), CACHE_SECONDS)


def bigquery(request: flask.Request) -> flask.Response:
    """POST /bigquery: a reply for each row of a SQL query."""
    try:
        answer = answer_calls(request.get_data(), PREDICTOR)
    except NotACall as error:
        response = json_response(failure(str(error)))
        response.status_code = 400
        return response
    remember([reply for reply in answer.replies if isinstance(reply, Prediction)])
    return json_response(answer)


def health(_: flask.Request) -> flask.Response:
    """GET /healthz, or /health: this instance can answer."""
    return json_response(health_of(PREDICTOR.contract))


ROUTES: dict[str, dict[str, Handler]] = {
    "/predict": {"GET": predict_one, "POST": predict_many},
    "/routes": {"GET": routes},
    "/contract": {"GET": contract},
    "/openapi.json": {"GET": openapi},
    "/bigquery": {"POST": bigquery},
    "/healthz": {"GET": health},
    "/health": {"GET": health},  # Cloud Run keeps some paths that end in z for itself
}


def _require_json(request: flask.Request) -> None:
    if request.mimetype != "application/json":
        raise problems.UnsupportedMedia(request.headers.get("Content-Type", ""))


def _predictions(checked: Checked) -> flask.Response:
    answer = PREDICTOR.predict(checked.flights, checked.weather, checked.explain)
    remember(answer.predictions)
    return json_response(answer)


def _allowed(methods: dict[str, Handler]) -> list[str]:
    return sorted({*methods, "OPTIONS", *({"HEAD"} if "GET" in methods else ())})


use_batch_scheduling()
Hooks(list(ROUTES), ALLOWED_ORIGINS, VERSION, MAX_BODY_BYTES).install(flask.current_app)
keep_memory_small()

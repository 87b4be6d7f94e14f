"""The Cloud Function: HTTP in, HTTP out, nothing else.

functions-framework runs this file once an instance and sends every request to `handle`.
The bundle is loaded and checked here, at start: an instance that cannot answer does not start.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import flask
import functions_framework
import msgspec
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from pushback import problems
from pushback.bundle import Bundle, BundleError
from pushback.predictor import Predictor
from pushback.validation import Checked, check_body, check_query

MODEL_FOLDER = Path(__file__).parent / "model"
MAX_BODY_BYTES = 4 * 1024 * 1024
CACHE_SECONDS = 3600
ALLOWED_ORIGINS = frozenset(os.environ.get("ALLOWED_ORIGINS", "").replace(",", " ").split())

Handler = Callable[[flask.Request], flask.Response]


def _load() -> tuple[Predictor, bytes]:
    try:
        predictor = Predictor(Bundle.load(MODEL_FOLDER))
    except BundleError as error:
        sys.exit(f"pushback: {error}")
    return predictor, msgspec.json.encode(predictor.contract)  # without the file's indents


PREDICTOR, CONTRACT = _load()


@functions_framework.http
def handle(request: flask.Request) -> flask.Response:
    """Answer any request: find the handler of its path and method."""
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
    if request.mimetype != "application/json":
        raise problems.UnsupportedMedia(request.headers.get("Content-Type", ""))
    checked = check_body(request.get_data(), PREDICTOR.features)
    return _json(_answer(checked))


def predict_one(request: flask.Request) -> flask.Response:
    """GET /predict: one flight from the query, without weather; may be cached."""
    checked = check_query(request.args.to_dict(flat=False), PREDICTOR.features)
    return _cacheable(_json(_answer(checked)))


def contract(_: flask.Request) -> flask.Response:
    """GET /contract: what may be asked, what is answered, and how good it is."""
    return _cacheable(_json(CONTRACT))


def health(_: flask.Request) -> flask.Response:
    """GET /healthz: this instance can answer."""
    known = PREDICTOR.contract
    return _json(
        msgspec.json.encode(
            {"status": "ok", "version": known.version, "sha256": known.model.sha256}
        )
    )


ROUTES: dict[str, dict[str, Handler]] = {
    "/predict": {"GET": predict_one, "POST": predict_many},
    "/contract": {"GET": contract},
    "/healthz": {"GET": health},
}


def _answer(checked: Checked) -> bytes:
    answer = PREDICTOR.predict(checked.flights, checked.weather, checked.explain)
    return msgspec.json.encode(answer)


def _allowed(methods: dict[str, Handler]) -> list[str]:
    return sorted({*methods, "OPTIONS", *({"HEAD"} if "GET" in methods else ())})


def _json(body: bytes) -> flask.Response:
    return flask.Response(body, mimetype="application/json")


def _cacheable(response: flask.Response) -> flask.Response:
    response.cache_control.public = True
    response.cache_control.max_age = CACHE_SECONDS
    return response


def _refuse(problem: problems.Problem) -> flask.Response:
    response = flask.Response(problem.body(), problem.status, mimetype=problems.MEDIA_TYPE)
    if isinstance(problem, problems.MethodNotAllowed):
        response.headers["Allow"] = problem.allowed
    return response


def _refuse_http(error: HTTPException) -> flask.Response:
    """Give the framework's own refusals the form of all others."""
    if error.code == 404:
        return _refuse(problems.NotFound(flask.request.path, list(ROUTES)))
    if error.code is not None and error.code < 500:
        return _refuse(problems.BadRequest(error.code, error.description or error.name))
    return _refuse_crash(error)


def _read_body() -> flask.Response | None:
    """Read the body before all else, up to the limit; refuse one that is larger or broken.

    The framework reads the body once more after each answer, without a limit and without
    catching what that may raise. A body read here is kept, and a streamed answer is let be.
    """
    flask.request.max_content_length = MAX_BODY_BYTES + 1
    problem: problems.Problem = problems.BodyTooLarge(MAX_BODY_BYTES)
    try:
        if len(flask.request.get_data()) <= MAX_BODY_BYTES:
            return None
    except RequestEntityTooLarge:
        pass
    except Exception as error:  # noqa: BLE001 - servers differ in what a broken body raises
        problem = problems.BadRequest(400, f"The body cannot be read: {type(error).__name__}.")
    response = flask.Response(iter([problem.body()]), problem.status, mimetype=problems.MEDIA_TYPE)
    response.headers["Connection"] = "close"  # what is left of the body is not read
    return response


def _refuse_crash(error: Exception) -> flask.Response:
    flask.current_app.logger.exception("request failed", exc_info=error)
    return _refuse(problems.InternalError())


def _allow_origin(response: flask.Response) -> flask.Response:
    """Let pages of the allowed origins read the answer (CORS)."""
    response.vary.add("Origin")
    origin = flask.request.headers.get("Origin")
    if origin in ALLOWED_ORIGINS:
        response.headers["Access-Control-Allow-Origin"] = origin
        if flask.request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
            response.headers["Access-Control-Allow-Headers"] = "Content-Type"
            response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _install(app: flask.Flask) -> None:
    """Hang the refusals and the CORS headers on the app that the framework has made."""
    app.register_error_handler(problems.Problem, _refuse)
    app.register_error_handler(HTTPException, _refuse_http)
    app.register_error_handler(500, _refuse_crash)
    app.register_error_handler(Exception, _refuse_crash)
    app.before_request(_read_body)
    app.after_request(_allow_origin)


_install(flask.current_app)

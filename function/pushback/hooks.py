"""Hooks: what is done before and after every request.

Before it is answered, the clock is started and the body is read, up to a limit. Afterwards a large
answer is compressed, pages of allowed origins are allowed to read it, and a line is logged. Every
error becomes problem details.
"""

import time
from collections import Counter
from collections.abc import Collection, Sequence

import flask
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from pushback import problems, request_log
from pushback.predictor import Prediction
from pushback.request_log import Entry, HttpRequest, late_bins
from pushback.responses import compressed


class Hooks:
    """Runs before and after the handlers of requests.

    Parameters
    ----------
    paths
        The paths that are answered.
    origins
        Origins whose pages may read the answers (CORS).
    version
        Of the model, for the log.
    max_body_bytes
        How large a body may be.
    """

    def __init__(
        self, paths: Sequence[str], origins: Collection[str], version: str, max_body_bytes: int
    ) -> None:
        self.paths = paths
        self.origins = origins
        self.version = version
        self.max_body_bytes = max_body_bytes

    def install(self, app: flask.Flask) -> None:
        """Register the hooks with the app that the framework has made."""
        app.register_error_handler(problems.Problem, refuse)
        app.register_error_handler(HTTPException, self._refuse_http)
        app.register_error_handler(500, self._refuse_crash)
        app.register_error_handler(Exception, self._refuse_crash)
        app.before_request(self._before)
        app.after_request(self._after)

    def _before(self) -> flask.Response | None:
        flask.g.begun = time.perf_counter()
        return self._read_body()

    def _after(self, response: flask.Response) -> flask.Response:
        return self._log(self._allow_origin(compressed(response)))

    def _read_body(self) -> flask.Response | None:
        """Read the body first, up to the limit; refuse one that is larger or broken off.

        The framework reads the body again after each answer, without a limit and without catching
        errors. Once it was read here, it is not read from the connection again.
        """
        limit = self.max_body_bytes
        flask.request.max_content_length = limit + 1
        problem: problems.Problem = problems.BodyTooLarge(limit)
        try:
            if len(flask.request.get_data()) <= limit:
                return None
        except RequestEntityTooLarge:
            pass
        except Exception as error:  # noqa: BLE001 - servers differ in what a broken body raises
            reason = f"The body cannot be read: {type(error).__name__}."
            problem = problems.BadRequest(400, reason)
        body = iter([problem.body()])
        response = flask.Response(body, problem.status, mimetype=problems.MEDIA_TYPE)
        response.headers["Connection"] = "close"  # what is left of the body is not read
        return response

    def _refuse_http(self, error: HTTPException) -> flask.Response:
        """Return the framework's own refusals as problem details too."""
        if error.code == 404:
            return refuse(problems.NotFound(flask.request.path, self.paths))
        if error.code is not None and error.code < 500:
            return refuse(problems.BadRequest(error.code, error.description or error.name))
        return self._refuse_crash(error)

    def _refuse_crash(self, error: Exception) -> flask.Response:
        request_log.write(
            Entry(
                severity="ERROR",
                message=f"request failed: {type(error).__name__}",
                version=self.version,
                trace=request_log.trace(flask.request.headers),
                stack_trace=request_log.stack_trace(error),
            )
        )
        return refuse(problems.InternalError())

    def _allow_origin(self, response: flask.Response) -> flask.Response:
        """Let pages of the allowed origins read the answer (CORS)."""
        origin = flask.request.headers.get("Origin")
        if origin in self.origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "ETag"
            if flask.request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
                response.headers["Access-Control-Allow-Headers"] = "Content-Type"
                response.headers["Access-Control-Max-Age"] = "86400"
        return response

    def _log(self, response: flask.Response) -> flask.Response:
        request = flask.request
        method = request.method if request.method in request_log.METHODS else "(another method)"
        path = request.path if request.path in self.paths else "(another path)"
        seconds = time.perf_counter() - flask.g.begun
        request_log.write(
            Entry(
                severity=request_log.severity(response.status_code),
                message=f"{method} {path} {response.status_code}",
                version=self.version,
                httpRequest=HttpRequest(
                    requestMethod=method,
                    requestUrl=path,
                    status=response.status_code,
                    responseSize=_size(response),
                    latency=f"{seconds:.6f}s",
                ),
                flights=flask.g.get("flights", 0),
                notes=flask.g.get("notes", {}),
                late_bins=flask.g.get("late_bins", []),
                trace=request_log.trace(request.headers),
            )
        )
        return response


def remember(predictions: Sequence[Prediction]) -> None:
    """Keep for the log how many flights were asked about, their notes and chances of late."""
    flask.g.flights = len(predictions)
    flask.g.notes = Counter(note.code for one in predictions for note in one.notes)
    flask.g.late_bins = late_bins(one.late for one in predictions) if predictions else []


def refuse(problem: problems.Problem) -> flask.Response:
    """Return a problem as an answer."""
    response = flask.Response(problem.body(), problem.status, mimetype=problems.MEDIA_TYPE)
    if isinstance(problem, problems.MethodNotAllowed):
        response.headers["Allow"] = problem.allowed
    return response


def _size(response: flask.Response) -> str | None:
    size = response.content_length
    return None if size is None else str(size)

"""The Cloud Function: passes each request from Flask to Pushback's core, and the answer back.

functions-framework runs this file once per instance and sends every request to `handle`.
"""

from pathlib import Path

import flask
import functions_framework
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from pushback.http.answering import answer, refuse
from pushback.http.messages import HEADERS_READ, MAX_BODY_BYTES, Request
from pushback.http.problems import BadRequest, BodyTooLarge, Problem
from pushback.instance import start

WSGI_NAMES = {name: f"HTTP_{name.upper().replace('-', '_')}" for name in HEADERS_READ}
WSGI_NAMES["content-type"] = "CONTENT_TYPE"


class _Response(flask.Response):
    """A response with the headers that it is given: an answer without a body has no type."""

    default_mimetype = None


@functions_framework.http
def handle(request: flask.Request) -> flask.Response:
    """Answer a request."""
    environ = request.environ
    asked = (
        environ["REQUEST_METHOD"],
        environ["PATH_INFO"].encode("latin-1").decode(errors="replace"),
        environ.get("QUERY_STRING", "").encode("latin-1").decode(errors="replace"),
        {name: environ[key] for name, key in WSGI_NAMES.items() if key in environ},
    )
    try:
        given = answer(Request(*asked, _body(request)), SERVICE)
    except Problem as problem:
        given = refuse(Request(*asked), SERVICE, problem)
        # As a stream, so that the framework does not read the rest of the body.
        return _Response(iter([given.body]), given.status, given.headers)
    return _Response(given.body, given.status, given.headers)


def _body(request: flask.Request) -> bytes:
    request.max_content_length = MAX_BODY_BYTES + 1
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        raise BodyTooLarge(MAX_BODY_BYTES) from None
    except Exception as error:  # noqa: BLE001 - servers differ in what a broken body raises
        raise BadRequest(error) from None
    if len(body) > MAX_BODY_BYTES:
        raise BodyTooLarge(MAX_BODY_BYTES)
    return body


SERVICE = start(Path(__file__).parent / "model")
# What Flask refuses by itself, /robots.txt for one, is answered like all else.
flask.current_app.register_error_handler(HTTPException, lambda _: handle(flask.request))

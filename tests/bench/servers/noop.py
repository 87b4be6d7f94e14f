"""No-op: a handler that does nothing, on the function's own framework. The floor."""

import flask
import functions_framework


@functions_framework.http
def handle(_: flask.Request) -> flask.Response:
    """Answer with an empty object."""
    return flask.Response(b"{}", mimetype="application/json")

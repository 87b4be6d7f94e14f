"""Listening: servers on free ports of 127.0.0.1, each in a thread, until left."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from socketserver import BaseServer
from threading import Thread
from wsgiref.types import WSGIApplication

from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Keeps a line a request out of the tests' output."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing."""


@contextmanager
def listening(server: BaseServer) -> Iterator[str]:
    """Serve until left; yields the server's URL."""
    assert isinstance(server, HTTPServer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def wsgi_server(app: WSGIApplication) -> BaseServer:
    """Return a server of a WSGI application on a free port."""
    return make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)

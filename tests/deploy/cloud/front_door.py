"""Front door: the service's public address, which leads to the revision that serves."""

from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer

from tests.deploy.cloud.run_service import RunService

HOP_BY_HOP = {"connection", "content-length", "date", "server", "transfer-encoding"}


def front_door(find_service: Callable[[], RunService | None]) -> BaseServer:
    """Return a server that answers as Cloud Run's front end does: 404, 403, or the revision."""

    class Handler(BaseHTTPRequestHandler):
        def pass_on(self) -> None:
            service = find_service()
            if service is None or not service.is_public:
                self.send_error(404 if service is None else 403)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            inside = HTTPConnection(
                "127.0.0.1", service.led_to(self.headers["Host"]).port, timeout=60
            )
            with closing(inside) as to:  # before the client, who may have gone, is answered
                to.request(self.command, self.path, body, dict(self.headers.items()))
                answer = to.getresponse()
                content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_DELETE = do_OPTIONS = pass_on  # noqa: N815 - http.server's names

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)

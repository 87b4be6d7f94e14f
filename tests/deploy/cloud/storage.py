"""Cloud Storage's stand-in: gcp-storage-emulator, which keeps its objects in memory."""

import json
from email.message import Message
from email.parser import BytesParser
from functools import partial
from http.server import HTTPServer
from io import BufferedIOBase, BytesIO
from socketserver import BaseServer
from typing import Any

from gcp_storage_emulator import server
from gcp_storage_emulator.storage import Storage

from tests.deploy.cloud.journal import Journal

Json = dict[str, Any]


class QuotesAsDouble(BytesParser):
    """Reads uploads of gcloud's, which quotes the boundary with single quotes."""

    def parsebytes(self, text: bytes | bytearray, headersonly: bool = False) -> Message:
        """Parse a message whose first line names the boundary."""
        head, newline, rest = bytes(text).partition(b"\r\n")
        if head.startswith(b"Content-Type:multipart/"):
            text = head.replace(b"'", b'"') + newline + newline + rest
        return super().parsebytes(text, headersonly)


class Handler(server.RequestHandler):  # type: ignore[misc]
    """The emulator's handler, which notes what is written, and how buckets were asked for."""

    rfile: BufferedIOBase

    def __init__(self, storage: Storage, journal: Journal, buckets: list[Json], *args: Any) -> None:
        self.journal = journal
        self.buckets = buckets
        super().__init__(storage, *args)

    def do_POST(self) -> None:  # noqa: N802 - http.server's name
        """Keep what the emulator forgets: all that a new bucket is to be."""
        if self.path.startswith("/storage/v1/b?"):
            body: bytes = self.rfile.read(int(self.headers["Content-Length"]))
            self.buckets.append(json.loads(body))
            self.rfile = BytesIO(body)
        super().do_POST()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        """Note a request that was granted, once it is answered."""
        self.granted = code == 200

    def handle_one_request(self) -> None:
        """Answer, then tell the journal."""
        self.granted = False
        super().handle_one_request()
        if self.granted:
            self.wfile.flush()
            self.journal.note(self.command, self.path)


def storage_server(storage: Storage, journal: Journal, buckets: list[Json]) -> BaseServer:
    """Return the emulator; it answers one request at a time, for it knows no locks."""
    server.BytesParser = QuotesAsDouble
    return HTTPServer(("127.0.0.1", 0), partial(Handler, storage, journal, buckets))

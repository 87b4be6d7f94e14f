"""File server: serves files from memory, with ranges, and stumbles as it is told to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Published:
    """What a server has, how it stumbles, and what it was asked.

    Attributes
    ----------
    files
        By path, without the query.
    stumbles
        What happens to the next requests, in turn: a status, or after how many bytes the
        connection breaks.
    asked
        Path and headers of each request.
    """

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    tag: str = '"first"'
    stumbles: list[int] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def ranges(self) -> list[str | None]:
        """Return from where on each request asked."""
        return [headers.get("Range") for _, headers in self.asked]


@contextmanager
def file_server() -> Iterator[Published]:
    """Serve on a free port of 127.0.0.1."""
    published = Published()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            published.asked.append((self.path, dict(self.headers)))
            stumble = published.stumbles.pop(0) if published.stumbles else None
            content = published.files.get(self.path.partition("?")[0])
            if stumble is not None and 400 <= stumble < 600:
                self.answer(stumble, b"<html>busy</html>")
            elif content is None:
                self.answer(404, b"<html>not found</html>")
            else:
                self.serve(content, stumble)

        def serve(self, content: bytes, breaks_after: int | None) -> None:
            start = 0
            if (
                "Range" in self.headers
                and self.headers.get("If-Range", published.tag) == published.tag
            ):
                start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
            if start >= len(content):
                self.answer(416, b"")
            else:
                self.answer(206 if start else 200, content[start:], breaks_after)

        def answer(self, status: int, content: bytes, breaks_after: int | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            if published.tag:
                self.send_header("ETag", published.tag)
            self.end_headers()
            self.wfile.write(content[:breaks_after])

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        published.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield published
        finally:
            server.shutdown()
            thread.join()

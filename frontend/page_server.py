"""The page's files over HTTP, with the headers that they have once deployed."""

import gzip
import hashlib
import json
import mimetypes
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol

from page_build import built
from page_markup import FRONTEND, PAGES, render
from page_modules import ordered

KEPT = "public, max-age=31536000, immutable"
ASKED_FOR = "no-cache"
IDLE_SECONDS = 60
LEAST_BYTES = 500
"""What is smaller is not worth compressing."""


class Files(Protocol):
    """Where the page's files come from."""

    def get(self, name: str) -> bytes | None:
        """Return what is at an address, without its first slash; None if nothing is."""


class Built:
    """The page as it is deployed, built once; beside it the modules, for who wants to look."""

    def __init__(self, api: str, origin: str) -> None:
        self.files = built(api, origin)[1]

    def get(self, name: str) -> bytes | None:
        """Return a file of the built page, or a module."""
        return self.files.get(name) or _source(name, "scripts/")


class Sources:
    """The page as it is written, made anew at each request."""

    def __init__(self, api: str, origin: str) -> None:
        self.api = api
        self.origin = origin

    def get(self, name: str) -> bytes | None:
        """Return a page with all its modules announced, or a file as it is."""
        if name == "config.json":
            return json.dumps({"api": self.api}).encode()
        if name not in PAGES:
            return _source(name)
        modules = announced(name)
        return render(name, api=self.api, origin=self.origin, modules=modules).encode()


def announced(page: str) -> tuple[str, ...]:
    """Return the modules that a page's script imports, below `scripts/`."""
    scripts, script = FRONTEND / "scripts", PAGES[page].script
    found = ordered(scripts / script)[:-1] if script else []
    return tuple(sorted(module.relative_to(scripts).as_posix() for module in found))


def _source(name: str, folder: str = "") -> bytes | None:
    path = (FRONTEND / name).resolve()
    inside = path.is_relative_to(FRONTEND / folder) and path.suffix not in (".py", ".sh")
    return path.read_bytes() if inside and path.is_file() else None


class PageHandler(BaseHTTPRequestHandler):
    """Answers with a file, compressed for who can read that; or with the page for no address."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True

    def __init__(self, files: Files, *args: Any) -> None:
        self.files = files
        super().__init__(*args)

    def do_GET(self) -> None:
        """Send a file."""
        name = self.path.split("?")[0].lstrip("/") or "index.html"
        content = self.files.get(name)
        if content is None:
            self._send(404, "404.html", self.files.get("404.html") or b"")
        else:
            self._send(200, name, content)

    def do_HEAD(self) -> None:
        """Send what is told of a file."""
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Keep quiet: the terminal is for the links and the function's own lines."""

    def _send(self, status: int, name: str, content: bytes) -> None:
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if status == 200 and self.headers.get("If-None-Match") == tag:
            status, content = 304, b""
        small = len(content) < LEAST_BYTES or "gzip" not in self.headers.get("Accept-Encoding", "")
        body = content if small else gzip.compress(content, mtime=0)
        self.send_response(status)
        self.send_header("Cache-Control", KEPT if name.startswith("kept-") else ASKED_FOR)
        self.send_header("ETag", tag)
        self.send_header("Vary", "Accept-Encoding")
        if status != 304:
            media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            if not small:
                self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(body)


def handler(files: Files) -> Callable[..., PageHandler]:
    """Return what makes a handler of these files for each connection."""
    return partial(PageHandler, files)

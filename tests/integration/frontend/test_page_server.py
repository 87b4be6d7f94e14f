"""Tests of how the page is served: compressed, kept or asked for, and nothing else beside it."""

import gzip
import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer

import pytest

from page_server import Built, Files, Sources, handler

API, ORIGIN = "http://localhost:1", "http://localhost:2"


@contextmanager
def served(files: Files) -> Iterator[http.client.HTTPConnection]:
    """Serve files on a free port, and connect to it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(files)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
        yield connection
        connection.close()
        server.shutdown()


@pytest.fixture(scope="module")
def built() -> Iterator[http.client.HTTPConnection]:
    with served(Built(API, ORIGIN)) as connection:
        yield connection


def get(
    connection: http.client.HTTPConnection, path: str, **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=named)
    answer = connection.getresponse()
    return answer, answer.read()


def test_one_connection_carries_many_answers(built: http.client.HTTPConnection) -> None:
    for path in ("/", "/about.html", "/config.json"):
        answer, _ = get(built, path)
        assert (answer.status, answer.version, answer.will_close) == (200, 11, False)


def test_who_reads_gzip_gets_it_and_others_do_not(built: http.client.HTTPConnection) -> None:
    small, packed = get(built, "/index.html", Accept_Encoding="gzip, br")
    plain, text = get(built, "/index.html")
    assert small.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Content-Encoding"] is None
    assert gzip.decompress(packed) == text
    assert small.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_scripts_are_kept_and_pages_are_asked_for(built: http.client.HTTPConnection) -> None:
    page, text = get(built, "/")
    script = text.decode().split('type="module" src="')[1].split('"')[0]
    kept, _ = get(built, f"/{script}")
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert kept.headers["Content-Type"] == "text/javascript"
    assert page.headers["Cache-Control"] == "no-cache"
    again, nothing = get(built, "/", If_None_Match=page.headers["ETag"])
    assert (again.status, nothing) == (304, b"")


@pytest.mark.parametrize("path", ["/serve.py", "/../Makefile", "/deploy.sh", "/kept-0/x", "/pages"])
def test_what_is_not_the_pages_is_not_there(built: http.client.HTTPConnection, path: str) -> None:
    answer, text = get(built, path)
    assert answer.status == 404
    assert b"No such page" in text


def test_the_sources_are_served_as_they_are_and_shared_pictures_named_in_full() -> None:
    with served(Sources(API, ORIGIN)) as connection:
        _, page = get(connection, "/")
        answer, module = get(connection, "/scripts/main.js")
    assert b'rel="modulepreload" href="scripts/address.js"' in page
    assert f'content="{ORIGIN}/social.png"'.encode() in page
    assert b"// The page: the only module" in module
    assert answer.headers["Cache-Control"] == "no-cache"

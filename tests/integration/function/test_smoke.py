"""Tests of tests/smoke.sh: it passes on what `make run` serves, and tells each wrong answer."""

import json
import re
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from werkzeug.test import Client, TestResponse

from tests.conftest import ALLOWED_ORIGIN
from tests.paths import REPOSITORY
from tests.processes import Site, free_port

SCRIPT = REPOSITORY / "tests" / "smoke.sh"
NO_WAIT = ("--timeout", "1")

Spoil = Callable[[TestResponse], None]


def smoke(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(SCRIPT), *arguments], capture_output=True, text=True, timeout=120, check=False
    )


def failed(out: str) -> list[str]:
    return re.findall(r"^FAIL  ([a-z ]+): ", out, re.MULTILINE)


@contextmanager
def listening(server: ThreadingHTTPServer) -> Iterator[str]:
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def spoiled(client: Client, spoils: Mapping[str, Spoil]) -> ThreadingHTTPServer:
    """Return a server that answers as the function does, but for some kinds of request."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = client.open(
                self.path, method=self.command, headers=list(self.headers.items()), data=body
            )
            for request_line, spoil in spoils.items():
                if f"{self.command} {self.path}".startswith(request_line):
                    spoil(answer)
            self.send_response(answer.status_code)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.get_data())

        do_GET = do_POST = do_DELETE = do_OPTIONS = answer  # noqa: N815 - http.server's names

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def status(code: int) -> Spoil:
    return lambda answer: setattr(answer, "status_code", code)


def text(old: str, new: str) -> Spoil:
    return lambda answer: answer.set_data(re.sub(old, new, answer.get_data(as_text=True)))


def header(name: str, value: str) -> Spoil:
    return lambda answer: answer.headers.set(name, value)


def first_mistake_only(answer: TestResponse) -> None:
    problem = json.loads(answer.get_data())
    if "errors" in problem:
        answer.set_data(json.dumps({**problem, "errors": problem["errors"][:1]}))


def test_what_make_run_serves_passes_every_check(site: Site) -> None:
    result = smoke("--origin", site.page, site.api)
    assert (result.returncode, failed(result.stdout)) == (0, []), result.stdout
    checks = [line.split(maxsplit=1) for line in result.stdout.splitlines()]
    assert {verdict for verdict, _ in checks} == {"ok"}
    assert len(checks) == 12


# Of one run, no two concern the same check, so that each tells what its own wrong answer fails.
WRONG: list[list[tuple[str, Spoil, list[str]]]] = [
    [
        ("GET /health", text('"ok"', '"ill"'), ["health"]),
        ("GET /contract", text('"outcomes":', '"endings":'), ["contract"]),
        ("POST /predict", text(r'"on_time":0\.\d', '"on_time":0.0'), ["predict"]),
    ],
    [
        ("GET /routes", text('"years"', '"months"'), ["routes"]),
        ("POST /predict", text(r'"late_15":', '"late_45":'), ["predict"]),
        ("GET /predict", status(404), ["query"]),
    ],
    [
        ("POST /predict", text(r"\[(\{\"late.*)\]\}$", r"[\1,\1]}"), ["predict"]),
        ("GET /predict", header("Cache-Control", "no-store"), ["query"]),
        ("GET /no-such-path", status(200), ["unknown path"]),
    ],
    [
        ("POST /predict", first_mistake_only, ["mistakes"]),
        ("DELETE /predict", header("Allow", "GET"), ["wrong method"]),
        (
            "GET /contract",
            header("Access-Control-Allow-Origin", "*"),
            ["own origin", "foreign origin"],
        ),
    ],
    [
        (
            "POST /predict",
            header("Content-Type", "application/json"),
            ["mistakes", "wrong media"],
        ),
        ("OPTIONS /predict", header("Access-Control-Allow-Methods", "GET"), ["preflight"]),
    ],
]


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("client", ["main"], indirect=True)
def test_a_wrong_answer_fails_the_check_that_it_concerns(
    client: Client, wrong: list[tuple[str, Spoil, list[str]]]
) -> None:
    with listening(spoiled(client, {line: spoil for line, spoil, _ in wrong})) as url:
        result = smoke("--origin", ALLOWED_ORIGIN, url)
    expected = [check for *_, checks in wrong for check in checks]
    assert (result.returncode, failed(result.stdout)) == (1, expected), result.stdout


@pytest.mark.parametrize("client", ["main_async"], indirect=True)
def test_the_asynchronous_mode_passes_every_check(client: Client) -> None:
    with listening(spoiled(client, {})) as url:
        result = smoke("--origin", ALLOWED_ORIGIN, url)
    assert (result.returncode, failed(result.stdout)) == (0, []), result.stdout


def test_what_answers_a_request_is_not_closed(site: Site) -> None:
    result = smoke("--closed", site.api)
    assert result.returncode == 1
    assert "is not closed: it answers a request with 200" in result.stderr


@pytest.mark.parametrize("client", ["main"], indirect=True)
@pytest.mark.parametrize(("status", "code"), [(401, 0), (403, 0), (404, 1), (500, 1)])
def test_what_refuses_a_request_is_closed(client: Client, status: int, code: int) -> None:
    def refuse(answer: TestResponse) -> None:
        answer.status_code = status

    with listening(spoiled(client, {"GET /contract": refuse})) as url:
        assert smoke("--closed", url).returncode == code


def test_where_nobody_listens_it_says_so_in_one_line() -> None:
    url = f"http://127.0.0.1:{free_port()}"
    result = smoke(url)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert f"Nothing answers at {url}" in result.stderr


def test_a_server_that_never_answers_is_not_waited_for() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        result = smoke(*NO_WAIT, f"http://127.0.0.1:{silent.getsockname()[1]}")
    assert result.returncode == 1
    assert "timed out" in result.stderr


def test_help_shows_an_example() -> None:
    result = smoke("--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert "Example:\n  tests/smoke.sh http://localhost:8000\n" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [[], ["localhost:8000"], ["--port", "1"], ["--timeout", "soon", "http://localhost"]],
)
def test_misuse_says_what_is_wrong_in_one_line(arguments: list[str]) -> None:
    result = smoke(*arguments)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "--help" in result.stderr

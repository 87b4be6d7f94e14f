"""Serve the page and the function on this machine, as `make run` does.

    python frontend/serve.py

The API listens on API_PORT (8000), the page on PAGE_PORT (8080), both on localhost alone. The page
is built once and served as when it is deployed; with MODULES=1 it is served from its sources, made
anew at each request, so that an edit shows at once. ASYNC=1 serves the API in asynchronous mode.
Ctrl-C stops both.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import ThreadingHTTPServer
from pathlib import Path

from page_modules import UnusableModule
from page_server import Built, Sources, handler

HOST = "127.0.0.1"
FRONTEND = Path(__file__).resolve().parent
FUNCTION = FRONTEND.parent / "function"
START_SECONDS = 60
STOP_SECONDS = 10


def main() -> int:
    """Serve until stopped; return the exit code."""
    # Ctrl-C too: a shell that starts us in the background has us ignore it.
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)
    api_port, page_port = _port("API_PORT", 8000), _port("PAGE_PORT", 8080)
    if api_port == page_port:
        sys.exit(f"API_PORT and PAGE_PORT are both {api_port}. Choose two ports.")
    for name, port in (("API_PORT", api_port), ("PAGE_PORT", page_port)):
        _need_free(name, port)
    api, origin = f"http://localhost:{api_port}", f"http://localhost:{page_port}"
    try:
        files = Sources(api, origin) if os.environ.get("MODULES") else Built(api, origin)
    except UnusableModule as error:
        sys.exit(str(error))
    with contextlib.suppress(KeyboardInterrupt), _function(api_port, page_port) as function:
        _wait_until_healthy(function, api)
        with ThreadingHTTPServer((HOST, page_port), handler(files)) as page:
            threading.Thread(target=page.serve_forever, daemon=True).start()
            print(f"Page  {origin}")
            print(f"API   {api}  (try {api}/contract)")
            print("Ctrl-C stops both.", flush=True)
            code = function.wait()
            sys.exit(f"The function stopped by itself with code {code}.")
    print("\nStopped.")
    return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _port(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        sys.exit(f"{name} is {value!r}; give a port from 1 to 65535.")
    return int(value)


def _need_free(name: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            reason = "is taken by another program" if error.errno == 98 else error.strerror
            sys.exit(f"Port {port} {reason}. Choose another: {name}={port + 1} make run")


@contextlib.contextmanager
def _function(api_port: int, page_port: int):  # type: ignore[no-untyped-def]
    """Run the function, and see to it that it has ended when we leave."""
    command = [sys.executable, "-m", "functions_framework", "--target=handle"]
    is_async = os.environ.get("ASYNC") == "1"
    source = FUNCTION / ("main_async.py" if is_async else "main.py")
    command += [f"--source={source}", f"--host={HOST}", f"--port={api_port}"]
    command += ["--asgi"] if is_async else []
    origins = f"http://localhost:{page_port},http://{HOST}:{page_port}"
    environment = {**os.environ, "ALLOWED_ORIGINS": origins}
    # In a session of its own, so that it hears of a Ctrl-C from here, and just once.
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(function: "subprocess.Popen[bytes]", api: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if function.poll() is not None:
            sys.exit(1)  # it has said why
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{api}/healthz", timeout=2):
            return
        time.sleep(0.05)
    sys.exit(f"The function did not answer within {START_SECONDS} seconds.")


if __name__ == "__main__":
    sys.exit(main())

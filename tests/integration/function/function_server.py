"""Function server: the function alone, in processes of its own, as the platform runs it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.paths import FUNCTION
from tests.processes import end_group, free_port, wait_until_answered, whole_lines

THREADS = 8
"""Requests answered at once; as many as the platform is told to send (function/Dockerfile)."""


@dataclass(frozen=True)
class FunctionServer:
    """A running function, and where what it writes is kept."""

    process: "subprocess.Popen[str]"
    port: int
    folder: Path

    @property
    def worker(self) -> int:
        """The process that answers: the one child of the one that was started."""
        pid = self.process.pid
        (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(child)

    @property
    def private_bytes(self) -> int:
        """Memory that the worker holds for itself, without what files are mapped into it."""
        status = Path(f"/proc/{self.worker}/status").read_text()
        return 1024 * int(re.findall(r"^RssAnon:\s+(\d+) kB", status, re.MULTILINE)[0])

    def logged(self) -> list[dict[str, Any]]:
        """Return what the function has logged."""
        return [json.loads(line) for line in whole_lines(self.folder / "out")]

    def errors(self) -> str:
        """Return what the server has said beside the log."""
        return (self.folder / "error").read_text()


@contextmanager
def function_server(folder: Path) -> Iterator[FunctionServer]:
    """Run the function until left; what it writes goes into `folder`."""
    port = free_port()
    command = [sys.executable, "-m", "functions_framework", "--target=handle"]
    command += [f"--source={FUNCTION / 'main.py'}", "--host=127.0.0.1", f"--port={port}"]
    environment = {**os.environ, "WORKERS": "1", "THREADS": str(THREADS)}
    with (folder / "out").open("w") as out, (folder / "error").open("w") as error:
        process = subprocess.Popen(
            command, env=environment, stdout=out, stderr=error, text=True, start_new_session=True
        )
    try:
        wait_until_answered(f"http://127.0.0.1:{port}/healthz", process)
        yield FunctionServer(process, port, folder)
    finally:
        end_group(process)

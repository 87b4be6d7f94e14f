"""Container processes: what the function's container runs, nginx before the function, run here."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.paths import FUNCTION
from tests.processes import end_group, free_port, wait_until_answered, whole_lines

(THREADS,) = re.findall(r"THREADS=(\d+)", (FUNCTION / "Dockerfile").read_text())
MISSING = "nginx is not on PATH: install it to test slow clients."


@dataclass(frozen=True)
class ContainerProcesses:
    """What container.sh started, and where what it writes is kept."""

    process: "subprocess.Popen[str]"
    port: int
    folder: Path

    @property
    def url(self) -> str:
        """Where nginx answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def children(self) -> dict[str, int]:
        """The processes it started, by the names of their programs."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return {Path(f"/proc/{child}/comm").read_text().strip(): int(child) for child in children}

    def written(self) -> str:
        """Return all that it has written."""
        return (self.folder / "written").read_text()

    def lines(self) -> list[str]:
        """Return the lines that it has written."""
        return whole_lines(self.folder / "written")


@contextmanager
def container_processes(folder: Path, adapter: str = "main.py") -> Iterator[ContainerProcesses]:
    """Run function/container.sh until left, with the settings of function/Dockerfile."""
    if shutil.which("nginx") is None:
        # In a pipeline (CI is set) nothing would have been tested.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    port = free_port()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"HOST": "127.0.0.1", "PORT": str(port), "FUNCTION_PORT": str(free_port())}
    scratch = tempfile.mkdtemp(dir="/dev/shm")  # as the container has it
    Path(scratch).chmod(0o755)  # for root, nginx works as somebody else
    settings |= {"TMPDIR": scratch, "THREADS": THREADS, "WORKERS": "1", "PATH": path}
    settings |= {"FUNCTION_TARGET": "handle", "FUNCTION_SOURCE": str(FUNCTION / adapter)}
    with (folder / "written").open("w") as written:
        process = subprocess.Popen(
            [str(FUNCTION / "container.sh")],
            env={**os.environ, **settings},
            stdout=written,
            stderr=written,
            text=True,
            start_new_session=True,
        )
    started = ContainerProcesses(process, port, folder)
    try:
        wait_until_answered(f"{started.url}/healthz", process)
        yield started
    finally:
        end_group(process)
        shutil.rmtree(scratch)

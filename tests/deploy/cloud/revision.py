"""Revision: a function's source and settings, really run, as the platform runs them."""

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from tests.processes import STOP_SECONDS, free_port, wait_until_answered


@dataclass(frozen=True)
class Revision:
    """One revision of the service, which answers until it is stopped."""

    name: str
    archive: Path
    source: str
    environment: dict[str, str]
    process: "subprocess.Popen[str]"
    port: int
    ready: bool = True

    @classmethod
    def start(
        cls, name: str, archive: Path, source: str, environment: dict[str, str]
    ) -> "Revision":
        """Unpack the source and run it; it is not ready if it does not come to answer."""
        folder = archive.with_suffix("") / name
        zipfile.ZipFile(archive).extractall(folder)
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "functions_framework", "--target=handle",
             f"--source={folder / source}", "--host=127.0.0.1", f"--port={port}"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )  # fmt: skip
        revision = cls(name, archive, source, environment, process, port)
        try:
            wait_until_answered(f"http://127.0.0.1:{port}/health", process)
        except AssertionError:
            revision.stop()
            return replace(revision, ready=False)
        return revision

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(STOP_SECONDS)

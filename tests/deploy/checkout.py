"""Checkout: a copy of what deploy.sh needs, that a test may change, and runs of deploy.sh in it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.stub import CURL
from tests.paths import REPOSITORY

PARTS = ("deploy.sh", "function", "frontend", "tests/smoke.sh")
PROJECT = "pushback-test"
DEPLOY_SECONDS = 1800


@dataclass(frozen=True)
class Checkout:
    """A copy of the repository's deployable parts, and the environment deploy.sh is run in."""

    folder: Path
    environment: dict[str, str]

    @classmethod
    def make(cls, folder: Path, environment: dict[str, str]) -> "Checkout":
        """Copy the parts; waiting takes no time there."""
        for part in PARTS:
            source, copy = REPOSITORY / part, folder / part
            copy.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy)
        tools = folder / "tools"
        tools.mkdir()
        for name, text in (("sleep", "#!/bin/sh\n"), ("curl", CURL)):
            (tools / name).write_text(text)
            (tools / name).chmod(0o755)
        path = f"{tools}{os.pathsep}{environment['PATH']}"
        return cls(folder, {"PAGE_PYTHON": sys.executable, **environment, "PATH": path})

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start deploy.sh in a session of its own."""
        return subprocess.Popen(
            [str(self.folder / "deploy.sh"), *arguments],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def deploy(self, *arguments: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        """Run deploy.sh in the project to its end."""
        with self.start("--project", PROJECT, *arguments) as process:
            out, err = process.communicate(typed, timeout=DEPLOY_SECONDS)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file of the copy."""
        file = self.folder / path
        text = file.read_text()
        assert old in text, f"{path} does not hold {old!r}"
        file.write_text(text.replace(old, new))

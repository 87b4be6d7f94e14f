"""Drift runs: the command as a person types it, and what it leaves behind."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from training.cli import main


@dataclass(frozen=True)
class Run:
    """A run of `python -m training drift`."""

    code: int
    out: str
    error: str
    report: Path

    @property
    def found(self) -> dict[str, Any]:
        """What was printed, of a run with --json."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    def refusal(self) -> str:
        """Return the one line that a refused run prints, having written nothing."""
        assert (self.code, self.out, self.report.exists()) == (1, "", False)
        (line,) = [line for line in self.error.splitlines() if line.startswith("error: ")]
        return line


class Drift:
    """Runs the command; its report goes into `folder`."""

    def __init__(self, folder: Path, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.report = folder / "drift.html"
        self.lake = lake
        self.capsys = capsys

    def __call__(self, *arguments: Path | str, lake: Path | None = None) -> Run:
        """Run the command and gather what it printed."""
        self.capsys.readouterr()
        options = [f"--report={self.report}", f"--lake={lake or self.lake}"]
        code = main(["drift", *map(str, arguments), *options])
        printed = self.capsys.readouterr()
        return Run(code, printed.out, printed.err, self.report)

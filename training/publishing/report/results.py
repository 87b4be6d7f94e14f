"""Results: what the studies found, read for the report, and the command that finds each."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.config import RESULTS_FOLDER
from training.errors import ResultsMissing

WRITTEN_BY = {
    "data": "python -m training report --survey",
    "evaluation": "python -m training evaluate",
    "comparison": "python -m training compare",
    "tuning": "python -m training tune",
    "curves": "python -m training curves",
    "ablation": "python -m training ablate",
    "selection": "python -m training select",
    "importance": "python -m training importance",
    "costs": "python -m training costs",
    "serving": "make bench",
    "batch": "make bench",
}
"""The command that writes each result."""
OPTIONAL = {"scale": "make bench-scale"}
"""Time and memory as the rows grow: told of where it was measured."""


@dataclass(frozen=True)
class Results:
    """The folder of results."""

    folder: Path = RESULTS_FOLDER

    def __getitem__(self, name: str) -> Any:
        """Return what a study wrote.

        Raises
        ------
        ResultsMissing
            If it has not been run.
        """
        path = self._path(name)
        try:
            return json.loads(path.read_bytes())
        except FileNotFoundError:
            raise ResultsMissing(path, "was not found", WRITTEN_BY[name]) from None

    def scale(self) -> Any:
        """Return time and memory as the rows grow; None where that was not measured."""
        path = self._path("scale")
        return json.loads(path.read_bytes()) if path.is_file() else None

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.json"

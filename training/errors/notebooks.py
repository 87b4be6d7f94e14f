"""Notebooks that cannot be made."""

from collections.abc import Iterable
from pathlib import Path

from training.errors.base import TrainingError


class NotebookUnknown(TrainingError):
    """There is no source of this name."""

    def __init__(self, folder: Path, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no notebook {name!r} in {folder}; there are: {', '.join(known) or 'none'}."
        )


class NotebookFailed(TrainingError):
    """A cell of a notebook could not be executed."""

    def __init__(self, source: Path, cell: int, begins: str, reason: str) -> None:
        kept = source.with_suffix(".ipynb").name
        super().__init__(
            f"{source}: cell {cell}, which begins {begins!r}, failed with {reason}."
            f" Put it right in the source; {kept} was left as it was."
        )


class NotebookStale(TrainingError):
    """A notebook is not what its source gives."""

    def __init__(self, notebook: Path) -> None:
        super().__init__(f"{notebook} is not what its source gives. Make it with: make notebooks")

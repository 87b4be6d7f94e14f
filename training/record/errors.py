"""Errors of the record: what counting refuses, each in one line a person can act on."""

from pathlib import Path

from training.errors import TrainingError


class RecordUnusable(TrainingError):
    """The file of the record is not what was written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} {reason}. Bring the committed one back, or make it anew with:"
            " python -m training record FILES"
        )


class CountedTwice(TrainingError):
    """Two files tell of the same flights."""

    def __init__(self, one: str, other: str, reason: str) -> None:
        super().__init__(f"{one} and {other} {reason}: give one of them. Nothing was written.")


class YearUnknown(TrainingError):
    """Flights have no date, and nothing else tells their year."""

    def __init__(self, file: str, first: int, last: int) -> None:
        super().__init__(
            f"{file} has flights without a date, and its name tells no single year from {first} to"
            f" {last}: give --year=YEAR."
        )


class NothingCounted(TrainingError):
    """There are no flights to count."""

    def __init__(self) -> None:
        super().__init__(
            "The lake holds no official months. Name files to count, or fetch months with:"
            " python -m training fetch bts MONTHS"
        )


class PipelineFailed(TrainingError):
    """Apache Beam could not run."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The pipeline failed: {reason}. Nothing was written.")

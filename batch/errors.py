"""Errors: what the batch program refuses, each in one line a person can act on.

The reasons for which a file is refused are in `batch.reader.errors`.

    BatchError
    ├── NoInput           no file is where the flights should be
    ├── NoFlights         the files hold no flight
    ├── PlaceUnknown      a path begins with a scheme that no file system has
    ├── OutputFinished    the output is there already
    ├── OutputIsInput     the output would replace a file that is to be read
    ├── CountsDiffer      rows were lost or counted twice
    ├── NothingScored     all rows were rejected
    └── RunFailed         the runner gave up

Imports nothing of the package.
"""

from collections.abc import Iterable


class BatchError(Exception):
    """Something the user can put right; the message is one line."""


class NoInput(BatchError):
    """No file is where the flights, or the weather, should be."""

    def __init__(self, pattern: str) -> None:
        super().__init__(
            f"No file matches {pattern}. Give files, or a pattern such as 'schedule/*.parquet'."
        )


class NoFlights(BatchError):
    """The files hold no flight."""

    def __init__(self, patterns: Iterable[str]) -> None:
        super().__init__(f"{', '.join(patterns)} holds no flight: there is nothing to score.")


class PlaceUnknown(BatchError):
    """A path begins with a scheme that no file system has."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} cannot be opened. Give a path on this machine, or one in a bucket, like"
            " gs://bucket/schedule/*.parquet, whose Beam extra is installed."
        )


class OutputFinished(BatchError):
    """The output is there already."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"{folder} holds a finished run. Name another --output, or replace it with --overwrite."
        )


class OutputIsInput(BatchError):
    """The output would replace a file that is to be read."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is to be read, and would be replaced: name another --output.")


class CountsDiffer(BatchError):
    """Rows were lost or counted twice."""

    def __init__(self, rows: int, scored: int, rejected: int) -> None:
        read = "1 row was" if rows == 1 else f"{rows:,} rows were"
        super().__init__(
            f"{read} read, but {scored:,} scored and {rejected:,} rejected."
            " The output is not to be trusted. Did a file change meanwhile? Run again."
        )


class NothingScored(BatchError):
    """All rows were rejected."""

    def __init__(self, rows: int, reason: str) -> None:
        super().__init__(f"No row of {rows:,} could be scored. One of the reasons: {reason}")


class RunFailed(BatchError):
    """The runner gave up."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The run failed: {reason}. Nothing was left that looks finished.")

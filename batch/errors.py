"""Errors: everything the batch program refuses, each in one line a person can act on.

    BatchError
    ├── NoInput           no file is where the flights should be
    ├── NoFlights         the files hold no flight
    ├── FileUnreadable    a file is damaged, or is not of its kind
    ├── ColumnsMissing    a file lacks columns
    ├── ColumnWrong       a column is of a type that cannot be used
    ├── OutputFinished    the output is there already
    ├── CountsDiffer      rows were lost or counted twice
    └── RunFailed         the runner gave up

Imports nothing of the package.
"""

from collections.abc import Iterable, Sequence


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


class FileUnreadable(BatchError):
    """A file is damaged, or is not of its kind."""

    def __init__(self, path: str, kind: str, reason: str) -> None:
        reason = " ".join(reason.split()).rstrip(".")
        super().__init__(
            f"{path} cannot be read as {kind} ({reason}). Replace it, or leave it out."
        )


class ColumnsMissing(BatchError):
    """A file lacks columns."""

    def __init__(self, path: str, seen: Sequence[str], allowed: str) -> None:
        shown = ", ".join(seen[:12]) + (", ..." if len(seen) > 12 else "")
        super().__init__(f"{path} lacks columns: it has {shown or 'none'}; it needs {allowed}.")


class ColumnWrong(BatchError):
    """A column is of a type that cannot be used."""

    def __init__(self, path: str, column: str, seen: str, allowed: str) -> None:
        super().__init__(f"{path}: the column {column} holds {seen}; it may hold {allowed}.")


class OutputFinished(BatchError):
    """The output is there already."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"{folder} holds a finished run. Name another --output, or replace it with --overwrite."
        )


class CountsDiffer(BatchError):
    """Rows were lost or counted twice."""

    def __init__(self, rows: int, scored: int, rejected: int) -> None:
        super().__init__(
            f"{rows:,} rows were read, but {scored:,} scored and {rejected:,} rejected:"
            " the output is not to be trusted. Did a file change meanwhile? Run again."
        )


class RunFailed(BatchError):
    """The runner gave up."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The run failed: {reason}. Nothing was left that looks finished.")

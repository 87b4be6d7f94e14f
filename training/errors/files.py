"""Files and downloads that cannot be taken as they are."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from training.errors.base import TrainingError


class MonthsUnclear(TrainingError):
    """Months are not written as they should be."""

    def __init__(self, seen: str) -> None:
        super().__init__(
            f"{seen!r} is no month: write one as 2025-01, or several as 2025-01..2025-12."
        )


class StationUnknown(TrainingError):
    """No airport is known by this code."""

    def __init__(self, codes: Sequence[str]) -> None:
        seen = f"is known by {', '.join(map(repr, codes))}" if codes else "was named"
        super().__init__(f"No US airport {seen}: give IATA codes, like JFK or ANC.")


class DownloadFailed(TrainingError):
    """A file could not be had from its server."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url} could not be downloaded: {reason}.")


class FileRefused(TrainingError):
    """A file is damaged, or no table of flights or weather."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} {reason}. Nothing of it was taken.")


class FileUnknown(TrainingError):
    """A file's columns are those of no source."""

    def __init__(self, file: str, seen: str, known: Mapping[str, str]) -> None:
        sources = "; ".join(f"{name} ({columns}, …)" for name, columns in known.items())
        super().__init__(
            f"{file} begins with {seen!r}, which names the columns of no source."
            f" Known are, parted by commas: {sources}. Nothing of it was taken."
        )


class ColumnsMissing(TrainingError):
    """A file lacks columns that its source has."""

    def __init__(self, file: str, source: str, missing: Iterable[str]) -> None:
        super().__init__(
            f"{file} looks like {source}, but lacks: {', '.join(missing)}. Nothing of it was taken."
        )


class RowsUnusable(TrainingError):
    """Rows of a file hold what cannot be; `report` has a sentence for each kind of it."""

    def __init__(self, file: str, report: Sequence[str], bad: int, total: int) -> None:
        self.report = report
        others = f" (and {len(report) - 1} more of other kinds)" if len(report) > 1 else ""
        super().__init__(
            f"{file}: {report[0]}{others}. {total - bad:,} of {total:,} rows are good;"
            " nothing was taken."
        )


class RowsRefused(TrainingError):
    """A table does not fit its schema even after cleaning."""

    def __init__(self, table: str, source: str, reason: str) -> None:
        super().__init__(f"The {table} of {source} do not fit their schema: {reason}")


class FlightsIncomplete(TrainingError):
    """A file lacks columns that tell one flight from another."""

    def __init__(self, file: str, missing: Iterable[str], optional: Iterable[str]) -> None:
        super().__init__(
            f"{file} lacks the column {', '.join(missing)}. A file of flights has carrier, origin,"
            f" destination and scheduled_departure, and perhaps {', '.join(optional)}."
        )


class LogUnusable(TrainingError):
    """A log holds no answers of the function that could be counted."""

    def __init__(self, files: Iterable[Path], lines: int, reason: str) -> None:
        super().__init__(
            f"{', '.join(map(str, files))} {reason} (lines read: {lines:,}). Give the function's"
            " log, one JSON object a line as it writes them, or as Cloud Logging exports them;"
            " files of flights end in .csv or .parquet."
        )


class LogOfOtherModel(TrainingError):
    """A log tells of other models than the bundle's."""

    def __init__(self, seen: Mapping[str, int], expected: str) -> None:
        found = ", ".join(f"{version} ({flights:,} flights)" for version, flights in seen.items())
        super().__init__(
            f"The log tells of the model {found}, the bundle is {expected}."
            " Name the bundle that wrote the log with --bundle=FOLDER."
        )


class InputsMixed(TrainingError):
    """Files of flights and logs were given together."""

    def __init__(self, flights: Path, log: Path) -> None:
        super().__init__(
            f"{flights} is a file of flights, {log} is a log: give one kind at a time."
        )

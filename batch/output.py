"""Output: the folder of results, the names of its files, and when it counts as finished.

    scored/scored-00000-of-00002.parquet            flights and their chances
    scored/_rejected/rejected-00000-of-00001.csv    every other row and the reason
    scored/_SUCCESS                                 written last: the counts, as JSON
    scored/_unfinished-.../                         files of a run that is not finished yet

Programs that read a folder of Parquet files skip names that begin with an underscore.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from batch.errors import CountsDiffer, OutputFinished, OutputIsInput
from batch.files import (
    created,
    exists,
    joined,
    matching,
    move,
    opened,
    parent,
    remove,
    remove_folder,
)

MARKER = "_SUCCESS"
UNFINISHED = "_unfinished-"
SCORED = "scored-{}-of-{}.parquet"
REJECTED = "rejected-{}-of-{}.csv"
MOST_OF_ROW = 1 << 16
"""Bytes in which the first rejected row ends."""


class Summary(msgspec.Struct, frozen=True):
    """What a finished run did: rows in, scored and rejected, and the model's version.

    `hours_left_out` counts the rows of the weather table that could not be used.
    """

    rows: int
    scored: int
    rejected: int
    hours_left_out: int
    model: str


@dataclass(frozen=True)
class Part:
    """A file of an unfinished run, and how many rows it has."""

    path: str
    rows: int


@dataclass(frozen=True)
class Output:
    """The folder of a run; the name `run` keeps its files apart from those that other runs left."""

    folder: str
    run: str

    @property
    def unfinished(self) -> str:
        """The folder for files until the run is finished."""
        return joined(self.folder, UNFINISHED + self.run)

    def refuse_finished(self) -> None:
        """Refuse a folder that holds a finished run.

        Raises
        ------
        OutputFinished
            If it does.
        """
        if exists(joined(self.folder, MARKER)):
            raise OutputFinished(self.folder)

    def refuse_inputs(self, paths: Iterable[str]) -> None:
        """Refuse to write where files that are to be read would be removed.

        Raises
        ------
        OutputIsInput
            If one of them would be.
        """
        removed = {_whole(path) for old in self._old() for path in matching(old)}
        for path in paths:
            if _whole(path) in removed:
                raise OutputIsInput(path)

    def clear(self) -> None:
        """Remove the files of earlier runs, finished or not: the marker _SUCCESS first."""
        remove([joined(self.folder, MARKER)])
        remove(self._old())
        for folder in {
            parent(path) for path in matching(joined(self.folder, UNFINISHED + "*", "**"))
        }:
            remove_folder(folder)

    def _old(self) -> list[str]:
        rejected = joined(self.folder, "_rejected", REJECTED.format("*", "*"))
        return [joined(self.folder, SCORED.format("*", "*")), rejected]

    def abandon(self) -> None:
        """Remove the files of this run that were not put in place."""
        remove_folder(self.unfinished)

    def finish(self, summary: Summary, scored: Sequence[Part], rejected: Sequence[Part]) -> None:
        """Put the files in place, the marker last; can be repeated if it was interrupted.

        Raises
        ------
        CountsDiffer
            If some row that was read is in none of the parts.
        """
        if summary.rows != summary.scored + summary.rejected:
            raise CountsDiffer(summary.rows, summary.scored, summary.rejected)
        _put(scored, joined(self.folder, SCORED))
        _put(rejected, joined(self.folder, "_rejected", REJECTED))
        aside = joined(self.unfinished, MARKER)
        with created(aside) as file:
            file.write(msgspec.json.encode(summary))
        move([aside], [joined(self.folder, MARKER)])
        self.abandon()

    def summary(self) -> Summary:
        """Return the counts of the finished run."""
        with opened(joined(self.folder, MARKER)) as file:
            return msgspec.json.decode(file.read(), type=Summary)

    def reason(self) -> str:
        """Return why one of the rows, of which some were rejected, was so."""
        path, *_ = matching(joined(self.folder, "_rejected", REJECTED.format("*", "*")))
        with opened(path) as file:
            start = file.read(MOST_OF_ROW).decode(errors="replace")
        return next(csv.DictReader(io.StringIO(start, newline="")))["reason"]


def _whole(path: str) -> str:
    return path if "://" in path else str(Path(path).resolve())


def _put(parts: Sequence[Part], name: str) -> None:
    paths = sorted(part.path for part in parts)
    count = f"{len(paths):05d}"
    move(paths, [name.format(f"{number:05d}", count) for number in range(len(paths))])

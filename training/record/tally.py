"""Tally: the counts of files put together, in any order, into the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

import msgspec
import numpy as np
import pandas as pd

from training.errors import CountedTwice, NothingCounted
from training.record.cells import Cells, Numbers, packed, unpacked
from training.record.counting import FileCounts
from training.record.forms import code_of
from training.record.record import KEYS, LATE_COUNTS, Counted, Record, typed

ROUTES, AIRPORTS, BLOCKS = (KEYS[name] for name in ("routes", "airports", "blocks"))


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of several files.

    Attributes
    ----------
    files, routes, airports, months
        The files of whole nations, and what they add up to.
    blocks
        What all files add up to.
    samples
        The counts of the others: which of their flights a nation's file counts too shows in the
        end.
    owners
        The file of each key that a nation's file covers, or gives the totals of.
    """

    files: tuple[Counted, ...] = ()
    routes: Cells = field(default_factory=Cells.none)
    airports: Cells = field(default_factory=Cells.none)
    blocks: Cells = field(default_factory=lambda: Cells.none(2))
    months: Cells = field(default_factory=lambda: Cells.none(3))
    samples: tuple[FileCounts, ...] = ()
    owners: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, counts: FileCounts) -> "Tally":
        """Return the tally of one file."""
        if not counts.is_nation:
            return cls(blocks=counts.blocks, samples=(counts,))
        keys = np.concatenate([counts.covered, counts.months.keys]).tolist()
        return cls(
            (_with_years(counts.file, counts.routes.keys, counts.months.keys),),
            counts.routes,
            counts.airports,
            counts.blocks,
            counts.months,
            owners=dict.fromkeys(keys, counts.file.name),
        )

    def plus(self, other: "Tally") -> "Tally":
        """Return the tally of the files of both.

        Raises
        ------
        CountedTwice
            If both have a file, or every flight of an airline in a month, or a month's totals.
        """
        _refuse_twice(self, other)
        return Tally(
            self.files + other.files,
            Cells.joined([self.routes, other.routes]),
            Cells.joined([self.airports, other.airports]),
            Cells.joined([self.blocks, other.blocks]),
            Cells.joined([self.months, other.months]),
            self.samples + other.samples,
            self.owners | other.owners,
        )

    def record(self) -> Record:
        """Return the record.

        Raises
        ------
        NothingCounted
            If there were no flights.
        """
        covered = np.array(sorted(self.owners), np.int64)
        samples = [_without(one, covered) for one in self.samples]
        kept = [cells for cells, _ in samples]
        routes = Cells.joined([self.routes, *(cells.by(*ROUTES) for cells in kept)])
        dated = (cells.by(*AIRPORTS) for cells in kept)
        files = [*self.files, *(file for _, file in samples)]
        if not files:
            raise NothingCounted
        return Record(
            typed("routes", routes.rows(*ROUTES)),
            typed("airports", Cells.joined([self.airports, *dated]).rows(*AIRPORTS)),
            typed("months", _months(self.airports.by("year", "month"), self.months)),
            typed("blocks", _blocks(self.blocks)),
            tuple(sorted(files, key=lambda one: (one.name, one.sha256))),
        )


def tallied(counts: Iterable[FileCounts]) -> Tally:
    """Return the tally of files that are counted one after another."""
    waiting: list[Tally] = []
    for number, one in enumerate(counts, 1):
        waiting.append(Tally.of(one))
        # As in a binary counter, tallies of equally many files are put together: the large ones
        # are not sorted anew with every file.
        for _ in range(_trailing_zeros(number)):
            waiting[-2:] = [waiting[-2].plus(waiting[-1])]
    return reduce(Tally.plus, waiting, Tally())


def _trailing_zeros(number: int) -> int:
    return (number & -number).bit_length() - 1


def _refuse_twice(one: Tally, other: Tally) -> None:
    known = {file.sha256: file.name for file in _files(one)}
    for file in _files(other):
        if file.sha256 in known:
            raise CountedTwice(known[file.sha256], file.name, "are the same file")
    if shared := one.owners.keys() & other.owners.keys():
        key = min(shared)
        parts = {name: int(part[0]) for name, part in unpacked(np.array([key])).items()}
        month = f"{parts['year']}-{parts['month']:02}"
        whose = code_of(parts["carrier"], 2) + "'s" if parts["carrier"] else "the nation's"
        raise CountedTwice(one.owners[key], other.owners[key], f"both count {whose} {month}")


def _files(tally: Tally) -> Sequence[Counted]:
    return [*tally.files, *(sample.file for sample in tally.samples)]


def _with_years(file: Counted, *keys: Numbers) -> Counted:
    years = np.unique(unpacked(np.concatenate(keys))["year"]).tolist()
    return msgspec.structs.replace(file, years=years)


def _without(sample: FileCounts, covered: Numbers) -> tuple[Cells, Counted]:
    """Return a sample's counts without the months of airlines that a nation's file covers."""
    parts = unpacked(sample.routes.keys)
    nothing = np.zeros_like(sample.routes.keys)
    months = parts | dict.fromkeys(("origin", "destination", "hour"), nothing)
    kept = sample.routes.where(~np.isin(packed(months), covered))
    repeated = int(sample.routes.counts.sum() - kept.counts.sum())
    file = msgspec.structs.replace(
        sample.file, flights=sample.file.flights - repeated, repeated=repeated
    )
    return kept, _with_years(file, kept.keys)


def _months(flown: Cells, totals: Cells) -> pd.DataFrame:
    """Return the nation's months: of two tellings of a month, the one with more flights."""
    published = pd.DataFrame(totals.counts, columns=["flights", "late_15", "cancelled"])
    parts = unpacked(totals.keys)
    published = published.assign(year=parts["year"], month=parts["month"])
    published = published.assign(**dict.fromkeys(LATE_COUNTS[1:], np.nan))
    rows = pd.concat([flown.rows("year", "month").astype(object), published.astype(object)])
    ordered = rows.sort_values("flights", ascending=False, kind="stable")
    return ordered.drop_duplicates(["year", "month"]).infer_objects()


def _blocks(blocks: Cells) -> pd.DataFrame:
    flights, minutes = blocks.counts.T
    means = {"flights": flights, "scheduled_minutes": np.round(minutes / flights, 1)}
    return pd.DataFrame(blocks.names(*BLOCKS) | means)

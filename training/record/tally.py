"""Tally: the counts of batches and of files, put together in any order, into the record.

Counts are tables with a row a key. A key is one number, so that millions of flights of many routes
are soon added up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import msgspec
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.errors import CountedTwice, NothingCounted
from training.record.forms import AIRPORTS, CARRIERS, code_of
from training.record.record import COUNTS, KEYS, LATE, TEXTS, VALUES, Counted, Record, typed

Numbers = NDArray[np.int64]
Cells = pd.DataFrame
"""Counts by key: the index is in order and has each key once."""

PARTS = {
    "year": 2100,
    "month": 13,
    "carrier": CARRIERS,
    "origin": AIRPORTS,
    "destination": AIRPORTS,
    "hour": 24,
}
"""How many values each part of a key can have; month 0 is one that is not known."""
SIZES = tuple(PARTS.values())

NEVER = len(LATE) + 1
"""The outcome of flights that never arrived; 0 is on time, between them are the steps of `LATE`."""

TOTALS = ("flights", "late_15", "cancelled")


def packed(parts: Mapping[str, Any]) -> Numbers:
    """Return keys as one number each, of which 2^63 is more than enough; a part left out is 0."""
    columns = np.broadcast_arrays(*(parts.get(name, 0) for name in PARTS))
    return np.asarray(np.ravel_multi_index(columns, SIZES))


def unpacked(keys: "Numbers | pd.Index[int]") -> dict[str, Numbers]:
    """Return the parts of keys.

    Examples
    --------
    >>> parts = {name: np.array([1]) for name in PARTS}
    >>> [int(part[0]) for part in unpacked(packed(parts)).values()]
    [1, 1, 1, 1, 1, 1]
    """
    return dict(zip(PARTS, np.unravel_index(np.asarray(keys), SIZES), strict=True))


def cells_of(keys: Numbers, columns: Mapping[str, Any]) -> Cells:
    """Return counts added up by key; `keys` may be in any order and stand several times."""
    return pd.DataFrame(columns, keys, dtype=np.int64).groupby(level=0).sum()


def counted(keys: Numbers, outcomes: NDArray[np.integer[Any]]) -> Cells:
    """Return flights by key in the columns of the record; both of shape (flights,)."""
    distinct, at = np.unique(keys, return_inverse=True)
    size = NEVER + 1
    counts = np.bincount(at * size + outcomes, minlength=len(distinct) * size).reshape(-1, size)
    late = counts[:, 1:NEVER][:, ::-1].cumsum(axis=1)[:, ::-1]
    values = np.column_stack([counts.sum(axis=1), late, counts[:, NEVER]])
    return pd.DataFrame(values, distinct, COUNTS)


def joined(*parts: Cells) -> Cells:
    """Return the sum of several."""
    return pd.concat(parts).groupby(level=0).sum()


def by(cells: Cells, *names: str) -> Cells:
    """Return the cells of whole keys added up over all other parts than those named."""
    parts = unpacked(cells.index)
    return cells.groupby(packed({name: parts[name] for name in names})).sum()


def rows_of(cells: Cells, *names: str) -> pd.DataFrame:
    """Return cells as rows of the record, with those parts of their keys, codes as texts."""
    parts = unpacked(cells.index)
    return cells.assign(**{name: _named(name, parts[name]) for name in names})


def years_of(cells: Cells) -> list[int]:
    """Return the years that flights were counted in, in order."""
    return [int(year) for year in np.unique(unpacked(cells.index)["year"])]


def _named(name: str, part: Numbers) -> Any:
    if name not in TEXTS:
        return part
    distinct, at = np.unique(part, return_inverse=True)
    names = [code_of(one, TEXTS[name]) for one in distinct.tolist()]
    return pd.Categorical.from_codes(at, pd.Index(names, dtype=str))


def _none(columns: Sequence[str]) -> Cells:
    return pd.DataFrame(index=np.empty(0, np.int64), columns=list(columns), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of several files, or of a part of one."""

    files: tuple[Counted, ...] = ()
    routes: Cells = field(default_factory=lambda: _none(COUNTS))
    airports: Cells = field(default_factory=lambda: _none(COUNTS))
    """The files of whole nations, and what they add up to; airports by year, month and origin."""
    blocks: Cells = field(default_factory=lambda: _none(VALUES["blocks"]))
    """Flights and their minutes by route, of all files."""
    months: Cells = field(default_factory=lambda: _none(TOTALS))
    """The nation's totals by year and month, as files of monthly totals give them."""
    samples: tuple[tuple[Counted, Cells], ...] = ()
    """The other files, and the counts of each by whole key: which of their flights a nation's file
    counts too shows in the end."""
    owners: Mapping[int, str] = field(default_factory=dict)
    """The file of each key of a month and airline that a nation's file has every flight of, and of
    each month that it gives the totals of."""

    def plus(self, other: "Tally") -> "Tally":
        """Return the tally of the files of both.

        Raises CountedTwice if both have a file, or every flight of an airline in a month, or a
        month's totals.
        """
        _refuse_twice(self, other)
        return Tally(
            self.files + other.files,
            joined(self.routes, other.routes),
            joined(self.airports, other.airports),
            joined(self.blocks, other.blocks),
            joined(self.months, other.months),
            self.samples + other.samples,
            {**self.owners, **other.owners},
        )

    def record(self) -> Record:
        """Return the record; raises `NothingCounted` if there were no flights."""
        samples = [self._of_its_own(*sample) for sample in self.samples]
        files = [*self.files, *(file for file, _ in samples)]
        if not files:
            raise NothingCounted
        routes = joined(self.routes, *(by(one, *KEYS["routes"]) for _, one in samples))
        airports = joined(self.airports, *(by(one, *KEYS["airports"]) for _, one in samples))
        return Record(
            typed("routes", rows_of(routes, *KEYS["routes"])),
            typed("airports", rows_of(airports, *KEYS["airports"])),
            typed("months", self._months()),
            typed("blocks", self._blocks()),
            tuple(sorted(files, key=lambda one: (one.name, one.sha256))),
        )

    def _of_its_own(self, file: Counted, routes: Cells) -> tuple[Counted, Cells]:
        """Return a sample without the months of airlines that a nation's file covers."""
        parts = unpacked(routes.index)
        months = packed({name: parts[name] for name in ("year", "month", "carrier")})
        kept = routes[~np.isin(months, list(self.owners))]
        repeated = int(routes["flights"].sum() - kept["flights"].sum())
        told = {"flights": file.flights - repeated, "repeated": repeated, "years": years_of(kept)}
        return msgspec.structs.replace(file, **told), kept

    def _months(self) -> pd.DataFrame:
        """Return the nation's months: of two tellings of a month, the one with more flights."""
        flown = by(self.airports, "year", "month")
        rows = pd.concat([rows_of(one, *KEYS["months"]) for one in (flown, self.months)])
        ordered = rows.sort_values("flights", ascending=False, kind="stable")
        return ordered.drop_duplicates([*KEYS["months"]])

    def _blocks(self) -> pd.DataFrame:
        rows = rows_of(self.blocks, *KEYS["blocks"])
        return rows.assign(scheduled_minutes=(rows["scheduled_minutes"] / rows["flights"]).round(1))


def tallied(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of all files, or batches, that are counted one after another."""
    waiting: list[Tally] = []
    for number, one in enumerate(tallies, 1):
        waiting.append(one)
        # As in a binary counter, tallies of equally many files are put together: the large ones
        # are not sorted anew with every file.
        trailing_zeros = (number & -number).bit_length() - 1
        for _ in range(trailing_zeros):
            waiting[-2:] = [waiting[-2].plus(waiting[-1])]
    return reduce(Tally.plus, waiting, Tally())


def _refuse_twice(one: Tally, other: Tally) -> None:
    known, more = (
        {file.sha256: file.name for file in [*tally.files, *(file for file, _ in tally.samples)]}
        for tally in (one, other)
    )
    for sha256, name in more.items():
        if sha256 in known:
            raise CountedTwice(known[sha256], name, "are the same file")
    if shared := one.owners.keys() & other.owners.keys():
        key = min(shared)
        parts = {name: int(part[0]) for name, part in unpacked(np.array([key])).items()}
        month = f"{parts['year']}-{parts['month']:02}"
        whose = code_of(parts["carrier"], 2) + "'s" if parts["carrier"] else "the nation's"
        raise CountedTwice(one.owners[key], other.owners[key], f"both count {whose} {month}")


def refreshed(older: Record, newer: Record) -> Record:
    """Return a record with what a newer one counts in the place of its own.

    Of an airline's year, of an airport's month and of the nation's, the one that counts more
    flights stands; a month of the newer is not worth a year of the older. Block times that the
    newer knows are its own.
    """
    return Record(
        routes=_larger(older.routes, newer.routes, "routes", ["year", "carrier"]),
        airports=_larger(older.airports, newer.airports, "airports", [*KEYS["airports"]]),
        months=_larger(older.months, newer.months, "months", [*KEYS["months"]]),
        blocks=_first(newer.blocks, older.blocks),
        files=tuple({file.sha256: file for file in (*older.files, *newer.files)}.values()),
    )


def _larger(one: pd.DataFrame, other: pd.DataFrame, grouping: str, by: list[str]) -> pd.DataFrame:
    """Return, of the rows of both that belong together, those that count more flights."""
    both = pd.concat([rows.astype(dict.fromkeys(by, object)) for rows in (one, other)])
    both = both.assign(source=np.repeat([0, 1], [len(one), len(other)]))
    flights = both.groupby([*by, "source"])["flights"].transform("sum")
    most = flights.groupby([both[key] for key in by]).transform("max")
    chosen = both[flights == most]
    first = chosen.groupby(by)["source"].transform("min")
    return typed(grouping, chosen[chosen["source"] == first])


def _first(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return block times of both; those of the first where both know a route's."""
    keys = list(KEYS["blocks"])
    both = pd.concat([rows.astype(dict.fromkeys(keys, object)) for rows in (one, other)])
    return typed("blocks", both.drop_duplicates(keys))

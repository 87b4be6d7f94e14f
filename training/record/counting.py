"""Counting: the files to count, each read in batches into counts of what became of its flights."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from batch.reader.containers import TableFile, find_table
from batch.reader.headers import Header, read_header
from batch.reader.tables import Columns, read_batches, read_columns
from training.errors import NothingCounted, YearUnknown
from training.lake import Lake
from training.record.cells import Cells, Numbers, packed, unpacked
from training.record.flights import FlightReader, Zones
from training.record.forms import BTS, FIRST_YEAR, LAST_YEAR, MONTHS, YEAR, Form, find_form
from training.record.record import Counted
from training.sources.checks import Findings, RowCheck
from training.sources.places import read_places

OFFICIAL = "bts"
"""The lake's source whose months hold every flight of the nation's airlines."""
NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MOST_NOTES = 20
WAITING = 1 << 20
"""Cells that wait to be added up, so that every batch need not be added to all before it."""

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Input:
    """A file to count.

    Attributes
    ----------
    year
        The year of its flights, where neither its columns nor its name tell.
    is_nation
        Whether it holds every flight of its airlines in its months, whatever its form says.
    """

    path: str
    year: int | None = None
    is_nation: bool = False


@contextmanager
def lake_inputs(lake: Lake) -> Iterator[list[Input]]:
    """Yield the lake's official months, which nobody replaces meanwhile.

    Raises
    ------
    NothingCounted
        If it holds none.
    LakeDamaged
        If a file is missing or is not what the manifest says.
    """
    if not lake.manifest().files:
        raise NothingCounted
    with lake.lock():
        files = [one for one in lake.manifest().of("flights") if one.source == OFFICIAL]
        if not files:
            raise NothingCounted
        yield [Input(str(lake.checked(one)), is_nation=True) for one in files]


@dataclass(frozen=True, eq=False)
class FileCounts:
    """The counts of one file.

    Attributes
    ----------
    routes
        By whole key; by key without its month, where the file is of a whole nation.
    airports
        By year, month and origin, of such a file; of a sample it follows from `routes`.
    blocks
        Flights and minutes by route.
    months
        The nation's flights, late and never arrived, by year and month.
    covered
        Keys of the months and airlines of which such a file has every flight.
    """

    file: Counted
    is_nation: bool
    routes: Cells = field(default_factory=Cells.none)
    airports: Cells = field(default_factory=Cells.none)
    blocks: Cells = field(default_factory=lambda: Cells.none(2))
    months: Cells = field(default_factory=lambda: Cells.none(3))
    covered: Numbers = field(default_factory=lambda: np.empty(0, np.int64))


class Sum:
    """Cells that are added up now and then."""

    def __init__(self, columns: int) -> None:
        self._done = Cells.none(columns)
        self._waiting: list[Cells] = []

    def add(self, cells: Cells) -> None:
        """Add cells."""
        self._waiting.append(cells)
        if sum(len(one.keys) for one in self._waiting) > max(WAITING, len(self._done.keys)):
            self.total()

    def total(self) -> Cells:
        """Return the sum of all."""
        self._done = Cells.joined([self._done, *self._waiting])
        self._waiting = []
        return self._done


def count_file(source: Input, progress: Progress = lambda _: None) -> FileCounts:
    """Count the flights of a file, or take over the counts of a file of monthly totals.

    Parameters
    ----------
    progress
        Is told the rows read so far.

    Raises
    ------
    FileRefused
        If the file is damaged or its columns are those of no form.
    RowsUnusable
        If rows hold what cannot be.
    YearUnknown
        If neither its name nor `source.year` tells the year of flights without a date.
    """
    file = find_table(Path(source.path))
    header = read_header(file)
    form = find_form(file.name, header)
    if form is MONTHS:
        return _count_months(file, header)
    return _count_flights(file, header, form, source, progress)


def _count_flights(
    file: TableFile, header: Header, form: Form, source: Input, progress: Progress
) -> FileCounts:
    faults, notes = (Findings(file.name, header.unit) for _ in range(2))
    year = _year(file.name, source.year) if form is YEAR else 0
    reader: FlightReader | None = None
    routes, blocks, rows, bad = Sum(Cells.none().counts.shape[1]), Sum(2), 0, 0
    for columns in _batches(file, header, form):
        check = RowCheck(columns, faults)
        if reader is None:
            month = _month(columns, form) if form is BTS else ""
            reader = FlightReader(form, _zones(), notes, year, month)
        counts = reader.read(check)
        for total, part in zip((routes, blocks), counts, strict=True):
            total.add(part)
        rows, bad = rows + check.rows, bad + int(check.bad.sum())
        progress(rows)
    faults.refuse(bad, rows)
    left_out = reader.left_out if reader else 0
    is_nation = form.is_nation or source.is_nation
    return _folded(
        routes.total(), blocks.total(), _counted(file, form, rows, left_out, notes), is_nation
    )


def _counted(file: TableFile, form: Form, rows: int, left_out: int, notes: Findings) -> Counted:
    told = notes.sentences()
    more = [f"and {len(told) - MOST_NOTES:,} more codes"] if len(told) > MOST_NOTES else []
    return Counted(
        name=file.name,
        sha256=file.sha256,
        form=form.name,
        flights=rows - left_out,
        left_out=left_out,
        notes=[f"{file.name}: {one}" for one in told[:MOST_NOTES] + more],
    )


def _folded(routes: Cells, blocks: Cells, file: Counted, is_nation: bool) -> FileCounts:
    """Return counts as large as they need to be: a nation's months are soon added up."""
    parts = unpacked(routes.keys)
    if not is_nation:
        return FileCounts(file, False, routes, blocks=blocks)
    dated = routes.where(parts["month"] > 0)
    return FileCounts(
        file,
        True,
        routes.by("year", "carrier", "origin", "destination", "hour"),
        dated.by("year", "month", "origin"),
        blocks,
        covered=dated.by("year", "month", "carrier").keys,
    )


def _count_months(file: TableFile, header: Header) -> FileCounts:
    """Return the nation's counts by month, as a file of monthly totals gives them."""
    check = RowCheck.whole(file, header, MONTHS.roles)
    raw = {name: check.read(name, kind, required=True) for name, kind in MONTHS.columns.values()}
    unread = check.bad.copy()
    never = raw["cancelled"] + raw["diverted"]
    check.require((raw["flights"] > 0) | unread, "one flight at least", "flights")
    fits = raw["late_operated"] + never <= raw["flights"]
    names = ("flights", "late_operated", "cancelled", "diverted")
    check.require(fits | unread, "no more late, cancelled and diverted than flights", *names)
    check.require_once({"month": raw["month"]}, ["month"])
    check.finish()
    keys = dict.fromkeys(("carrier", "origin", "destination", "hour"), np.int64(0))
    dates = {"year": raw["month"] // 12, "month": raw["month"] % 12 + 1}
    counts = np.column_stack([raw["flights"], raw["late_operated"], never]).astype(np.int64)
    months = Cells.summed(packed(keys | dates), counts)
    counted = _counted(file, MONTHS, int(counts[:, 0].sum()), 0, Findings(file.name, header.unit))
    return FileCounts(counted, True, months=months)


def _batches(file: TableFile, header: Header, form: Form) -> Iterator[Columns]:
    """Yield a file's rows; an official month at once, so that no flight stands in it twice."""
    if form is BTS:
        yield read_columns(file, header, form.roles)
    else:
        yield from read_batches(file, header, form.roles)


def _month(columns: Columns, form: Form) -> str:
    """Return the month of the first row, "" if it tells none."""
    days, kind = columns[form.columns["day"][0]], form.columns["day"][1]
    day = kind.read(days.distinct[days.codes[0]]) if days.codes[0] >= 0 else None
    return day[:7] if day else ""


def _year(name: str, given: int | None) -> int:
    named = {int(one) for one in NAMED_YEAR.findall(name)}
    year = given or (named.pop() if len(named) == 1 else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearUnknown(name, FIRST_YEAR, LAST_YEAR)
    return year


@cache
def _zones() -> Zones:
    return Zones.read(read_places())

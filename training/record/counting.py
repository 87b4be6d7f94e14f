"""Counting: the files to count, each read in batches into counts of what became of its flights."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from batch.reader.containers import TableFile, find_table
from batch.reader.headers import Header, read_header
from batch.reader.tables import read_batches, read_columns
from pushback.plurals import count_of
from training.errors import NothingCounted, YearUnknown
from training.lake import Lake
from training.record import tally
from training.record.flights import FlightReader, Progress
from training.record.forms import BTS, FIRST_YEAR, LAST_YEAR, MONTHS, YEAR, Form, find_form
from training.record.record import KEYS, Counted
from training.record.tally import Cells, Tally
from training.sources.checks import RowCheck

OFFICIAL = "bts"
"""The lake's source whose months hold every flight of the nation's airlines."""
NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MOST_NOTES = 20


@dataclass(frozen=True)
class Input:
    """A file to count."""

    path: str
    year: int | None = None
    """The year of its flights, where neither its columns nor its name tell."""
    is_nation: bool = False
    """Whether it holds every flight of its airlines in its months, whatever its form says."""


@contextmanager
def lake_inputs(lake: Lake) -> Iterator[list[Input]]:
    """Yield the lake's official months, which nobody replaces meanwhile.

    Raises NothingCounted if it holds none, and LakeDamaged if a file is not what the manifest says.
    """
    with lake.held() as manifest:
        files = [one for one in manifest.of("flights") if one.source == OFFICIAL]
        if not files:
            raise NothingCounted
        yield [Input(str(lake.checked(one)), is_nation=True) for one in files]


def count_file(source: Input, progress: Progress = lambda _: None) -> Tally:
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
    year = _year(file.name, source.year) if form is YEAR else 0
    # An official month is read at once, so that no flight stands in it twice.
    asked = (file, header, form.names)
    batches = [read_columns(*asked)] if form is BTS else read_batches(*asked)
    reader = FlightReader(form, file.name, header.unit, year)
    counts = tally.tallied(reader.read(batches, progress))
    told = _counted(file, form, counts.routes, reader)
    if form.is_nation or source.is_nation:
        return _of_nation(told, counts)
    return Tally(blocks=counts.blocks, samples=((told, counts.routes),))


def _counted(file: TableFile, form: Form, cells: Cells, reader: FlightReader | None) -> Counted:
    notes = reader.notes.sentences() if reader else []
    if (more := len(notes) - MOST_NOTES) > 0:
        notes[MOST_NOTES:] = [f"and {count_of(more, 'more code')}"]
    return Counted(
        name=file.name,
        sha256=file.sha256,
        form=form.name,
        flights=int(cells["flights"].sum()),
        left_out=reader.left_out if reader else 0,
        years=tally.years_of(cells),
        notes=[f"{file.name}: {one}" for one in notes],
    )


def _of_nation(file: Counted, counts: Tally) -> Tally:
    """Return counts as large as they need to be: a nation's months are soon added up."""
    dated = counts.routes[tally.unpacked(counts.routes.index)["month"] > 0]
    return Tally(
        files=(file,),
        routes=tally.by(counts.routes, *KEYS["routes"]),
        airports=tally.by(dated, *KEYS["airports"]),
        blocks=counts.blocks,
        owners=dict.fromkeys(tally.by(dated, "year", "month", "carrier").index.tolist(), file.name),
    )


def _count_months(file: TableFile, header: Header) -> Tally:
    """Return the nation's counts by month, as a file of monthly totals gives them."""
    check = RowCheck.whole(file, header, MONTHS.names)
    raw = {name: check.read(name, kind, required=True) for name, kind in MONTHS.columns.values()}
    unread = check.bad.copy()
    never = raw["cancelled"] + raw["diverted"]
    check.require((raw["flights"] > 0) | unread, "one flight at least", "flights")
    fits = raw["late_operated"] + never <= raw["flights"]
    names = ("flights", "late_operated", "cancelled", "diverted")
    check.require(fits | unread, "no more late, cancelled and diverted than flights", *names)
    check.require_once({"month": raw["month"]})
    check.finish()
    keys = tally.packed({"year": raw["month"] // 12, "month": raw["month"] % 12 + 1})
    counts = (raw["flights"], raw["late_operated"], never)
    months = tally.cells_of(keys, dict(zip(tally.TOTALS, counts, strict=True)))
    owners = dict.fromkeys(months.index.tolist(), file.name)
    return Tally((_counted(file, MONTHS, months, None),), months=months, owners=owners)


def _year(name: str, given: int | None) -> int:
    named = {int(one) for one in NAMED_YEAR.findall(name)}
    year = given or (named.pop() if len(named) == 1 else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearUnknown(name, FIRST_YEAR, LAST_YEAR)
    return year

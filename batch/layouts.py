"""Layouts: which column of a file holds which field of a flight, or of the weather.

Flights come in Pushback's own columns, as in the lake, or in the schedule columns of the official
on-time file of the Bureau of Transportation Statistics (BTS).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa
from pyarrow import types

from batch.errors import ColumnsMissing, ColumnWrong
from pushback.flights import WEATHER_FIELDS

Test = Callable[[pa.DataType], bool]


def _is_text(kind: pa.DataType) -> bool:
    if types.is_dictionary(kind):
        kind = kind.value_type
    return any(
        test(kind) for test in (types.is_string, types.is_large_string, types.is_string_view)
    )


def _is_number(kind: pa.DataType) -> bool:
    return bool(types.is_floating(kind) or types.is_integer(kind))


def _is_local_time(kind: pa.DataType) -> bool:
    return types.is_timestamp(kind) and kind.tz is None


TEXT: tuple[tuple[Test, ...], str] = ((_is_text,), "text")
TIME: tuple[tuple[Test, ...], str] = (
    (_is_local_time, _is_text),
    "local times, as timestamps without a zone or as text such as 2026-12-23T18:30",
)
DAY: tuple[tuple[Test, ...], str] = (
    (types.is_date, _is_local_time, _is_text),
    "days, as dates or as text such as 2026-12-23",
)
CLOCK: tuple[tuple[Test, ...], str] = ((_is_number, _is_text), "clocks such as 0659")
NUMBER: tuple[tuple[Test, ...], str] = ((_is_number,), "numbers")
MINUTES: tuple[tuple[Test, ...], str] = ((_is_number, _is_text), "minutes")


@dataclass(frozen=True)
class Column:
    """A column: its role, its possible names in files (the first that exists counts), its kind."""

    role: str
    names: tuple[str, ...]
    kind: tuple[tuple[Test, ...], str]
    is_required: bool = True


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of file."""

    name: str
    columns: tuple[Column, ...]

    @property
    def needs(self) -> str:
        """The required columns, in words."""
        return ", ".join(column.names[0] for column in self.columns if column.is_required)

    def found_in(self, names: Sequence[str]) -> dict[str, str] | None:
        """Return the name of each column by its role; None if a required column is missing."""
        found = {
            column.role: next(name for name in column.names if name in names)
            for column in self.columns
            if not set(column.names).isdisjoint(names)
        }
        needed = {column.role for column in self.columns if column.is_required}
        return found if needed <= set(found) else None


OWN = Layout(
    "pushback",
    (
        Column("carrier", ("carrier",), TEXT),
        Column("origin", ("origin",), TEXT),
        Column("destination", ("destination",), TEXT),
        Column("departure", ("scheduled_departure",), TIME),
        Column("arrival", ("scheduled_arrival",), TIME, is_required=False),
    ),
)
BTS = Layout(
    "bts",
    (
        Column("carrier", ("IATA_CODE_Reporting_Airline", "Reporting_Airline"), TEXT),
        Column("origin", ("Origin",), TEXT),
        Column("destination", ("Dest",), TEXT),
        Column("day", ("FlightDate",), DAY),
        Column("departure", ("CRSDepTime",), CLOCK),
        Column("arrival", ("CRSArrTime",), CLOCK, is_required=False),
        Column("elapsed", ("CRSElapsedTime",), MINUTES, is_required=False),
    ),
)
WEATHER = Layout(
    "weather",
    (
        Column("airport", ("airport",), TEXT),
        Column("time", ("time",), TIME),
        *(Column(name, (name,), NUMBER, is_required=False) for name in WEATHER_FIELDS),
    ),
)
FLIGHTS = (OWN, BTS)
LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {layout.name: layout for layout in (*FLIGHTS, WEATHER)}
)


def recognised(
    path: str, names: Sequence[str], layouts: Sequence[Layout]
) -> tuple[Layout, dict[str, str]]:
    """Return the layout of a file and the name of each of its columns, by role.

    Raises
    ------
    ColumnsMissing
        If the file fits no layout.
    """
    for layout in layouts:
        if found := layout.found_in(names):
            return layout, found
    raise ColumnsMissing(path, names, "; or ".join(layout.needs for layout in layouts))


def check_types(path: str, layout: Layout, found: Mapping[str, str], schema: pa.Schema) -> None:
    """Check the types of a file's columns.

    Raises
    ------
    ColumnWrong
        For the first column of a type that cannot be used.
    """
    for column in layout.columns:
        if column.role not in found:
            continue
        name = found[column.role]
        seen, (tests, allowed) = schema.field(name).type, column.kind
        if not any(test(seen) for test in tests):
            raise ColumnWrong(path, name, str(seen), allowed)

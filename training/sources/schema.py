"""Schema: the lake's tables, column by column, and in what form a source hands them on.

Columns have their units in their names. Times are local to their airports and carry no zone. What
happened to a flight (delays, tail number) is kept for labels and for looking at; only the schedule
reaches the features. The ranges of the weather are those that the function accepts. Sources publish
US units; what turns them into the lake's stands here too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from batch.reader.containers import TableFile
from pushback.fields import FIELDS
from training.errors import RowsRefused

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema

KM_PER_MILE = 1.609344
KM_PER_NAUTICAL_MILE = 1.852
MM_PER_INCH = 25.4
HPA_PER_INCH_OF_MERCURY = 33.863886

TIME = "datetime64[s]"
WEATHER_RANGES = {
    field.name: (float(field.minimum or 0), float(field.maximum or 0))
    for field in FIELDS["weather"]
    if field.type == "number"
}
TABLES = {
    "flights": {
        "carrier": "str",
        "flight_number": "Int32",
        "tail_number": "str",
        "origin": "str",
        "destination": "str",
        "scheduled_departure": TIME,
        "scheduled_arrival": TIME,
        "departure_delay_min": "float32",
        "arrival_delay_min": "float32",
        "air_time_min": "float32",
        "distance_km": "float32",
        "cancelled": "bool",
        "diverted": "bool",
    },
    "weather": {"airport": "str", "time": TIME, **dict.fromkeys(WEATHER_RANGES, "float32")},
    "airports": {
        "airport": "str",
        "name": "str",
        "latitude": "float64",
        "longitude": "float64",
        "time_zone": "str",
    },
    "airlines": {"carrier": "str", "name": "str"},
}
"""The type of every column of every table."""

_OPTIONAL = {"flight_number", "tail_number", "scheduled_arrival", *WEATHER_RANGES} | {
    name for name in TABLES["flights"] if name.endswith(("_min", "_km"))
}

Column = TypeVar("Column", "pd.Series[float]", NDArray[np.float64])


def celsius(fahrenheit: Column) -> Column:
    """Return temperatures in degrees Celsius.

    Examples
    --------
    >>> celsius(np.array([32.0, 212.0])).tolist()
    [0.0, 100.0]
    """
    return (fahrenheit - 32) * 5 / 9


def build(table: str, values: Mapping[str, Any] | pd.DataFrame) -> pd.DataFrame:
    """Return rows of a table, in its columns and types; a column without values is missing.

    Examples
    --------
    >>> build("airlines", {"carrier": ["DL"]}).to_dict("records")
    [{'carrier': 'DL', 'name': nan}]
    >>> len(build("weather", {}))
    0
    """
    return pd.DataFrame(values).reindex(columns=list(TABLES[table])).astype(TABLES[table])


def conform(table: str, rows: pd.DataFrame, source: str) -> pd.DataFrame:
    """Return the rows; raises `RowsRefused` if their columns or values do not fit the schema."""
    from pandera.errors import SchemaError  # it takes half a second to load: see `_schema`

    try:
        return _schema(table).validate(rows)
    except SchemaError as error:
        raise RowsRefused(table, source, str(error).splitlines()[0]) from None


@cache
def _schema(table: str) -> "DataFrameSchema":
    """Return what pandera checks; it is loaded only by commands that bring rows into the lake."""
    from pandera.pandas import Check, Column, DataFrameSchema

    airport, positive = Check.str_matches(r"^[A-Z0-9]{3}\Z"), Check.gt(0)
    checks = {
        "carrier": Check.str_matches(r"^[A-Z0-9]{2}\Z"),
        **dict.fromkeys(("airport", "origin", "destination"), airport),
        **dict.fromkeys(("flight_number", "air_time_min", "distance_km"), positive),
        **{name: Check.in_range(*allowed) for name, allowed in WEATHER_RANGES.items()},
        "latitude": Check.in_range(-90, 90),
        "longitude": Check.in_range(-180, 180),
    }
    unique = {"airports": "airport", "airlines": "carrier"}.get(table)
    described = {
        name: Column(type_, checks.get(name), nullable=name in _OPTIONAL, unique=name == unique)
        for name, type_ in TABLES[table].items()
    }
    return DataFrameSchema(described, strict=True, ordered=True)


@dataclass(frozen=True)
class Provenance:
    """Where rows came from: `sha256` is over the source's files as they were read.

    `file` is the name of the file, "" for what is read out of an installed package.
    """

    source: str
    version: str
    sha256: str
    file: str = ""


def provenance(file: TableFile, source: str) -> Provenance:
    """Return where the rows of a file come from."""
    return Provenance(source, file.version, file.sha256, file.name)


@dataclass(frozen=True, eq=False)
class SourceData:
    """A source's tables in the lake's columns and units, not yet cleaned."""

    provenance: Provenance
    flights: pd.DataFrame = field(default_factory=partial(build, "flights", {}))
    weather: pd.DataFrame = field(default_factory=partial(build, "weather", {}))
    airports: pd.DataFrame = field(default_factory=partial(build, "airports", {}))
    airlines: pd.DataFrame = field(default_factory=partial(build, "airlines", {}))
    month: str | None = None
    """The month, as "2025-01", that all flights belong to, of a source that delivers months."""
    weather_by_airport: bool = False
    """Whether each airport's weather is delivered, and replaced, by itself."""
    notes: tuple[str, ...] = ()
    """What a person should know of these rows, in sentences."""


@dataclass(frozen=True)
class Publication:
    """A file to download and keep by a name; `absent` is what it means if there is none."""

    url: str
    name: str
    absent: str

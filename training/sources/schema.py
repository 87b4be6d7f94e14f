"""Schema: the lake's tables, column by column, with units in the names.

Times are local to their airports and carry no zone. What happened to a flight (delays, tail
number) is kept for labels and for looking at; only the schedule reaches the features. The
ranges of the weather are those that the function accepts.
"""

import pandas as pd
from pandera.errors import SchemaError
from pandera.pandas import Check, Column, DataFrameSchema

from pushback.fields import FIELDS
from training.errors import RowsRefused

TIME = "datetime64[s]"

_CARRIER = Check.str_matches("^[A-Z0-9]{2}$")
_AIRPORT = Check.str_matches("^[A-Z0-9]{3}$")
_OPTIONAL_NUMBER = Column("float32", nullable=True)
_OPTIONAL_POSITIVE = Column("float32", Check.gt(0), nullable=True)


def _table(columns: dict[str, Column]) -> DataFrameSchema:
    return DataFrameSchema(columns, strict=True, ordered=True)


FLIGHTS = _table(
    {
        "carrier": Column(str, _CARRIER),
        "flight_number": Column("Int32", Check.ge(1), nullable=True),
        "tail_number": Column(str, nullable=True),
        "origin": Column(str, _AIRPORT),
        "destination": Column(str, _AIRPORT),
        "scheduled_departure": Column(TIME),
        "scheduled_arrival": Column(TIME, nullable=True),
        "departure_delay_min": _OPTIONAL_NUMBER,
        "arrival_delay_min": _OPTIONAL_NUMBER,
        "air_time_min": _OPTIONAL_POSITIVE,
        "distance_km": _OPTIONAL_POSITIVE,
        "cancelled": Column(bool),
        "diverted": Column(bool),
    }
)
WEATHER_RANGES = {
    field.name: (float(field.minimum or 0), float(field.maximum or 0))
    for field in FIELDS["weather"]
    if field.type == "number"
}
WEATHER = _table(
    {
        "airport": Column(str, _AIRPORT),
        "time": Column(TIME),
        **{
            name: Column("float32", Check.in_range(*allowed), nullable=True)
            for name, allowed in WEATHER_RANGES.items()
        },
    }
)
AIRPORTS = _table(
    {
        "airport": Column(str, _AIRPORT, unique=True),
        "name": Column(str),
        "latitude": Column("float64", Check.in_range(-90, 90)),
        "longitude": Column("float64", Check.in_range(-180, 180)),
        "time_zone": Column(str),
    }
)
AIRLINES = _table({"carrier": Column(str, _CARRIER, unique=True), "name": Column(str)})

SCHEMAS = {"flights": FLIGHTS, "weather": WEATHER, "airports": AIRPORTS, "airlines": AIRLINES}


def conform(table: str, rows: pd.DataFrame, source: str) -> pd.DataFrame:
    """Return the rows, checked against their table's schema.

    Raises
    ------
    RowsRefused
        If a column is missing, or a value is outside what the schema allows.
    """
    try:
        return SCHEMAS[table].validate(rows)
    except SchemaError as error:
        raise RowsRefused(table, source, str(error).splitlines()[0]) from None


def empty(table: str) -> pd.DataFrame:
    """Return a table without rows.

    Examples
    --------
    >>> len(empty("weather")), list(empty("airlines"))
    (0, ['carrier', 'name'])
    """
    types = {name: str(column.dtype) for name, column in SCHEMAS[table].columns.items()}
    return pd.DataFrame({name: pd.Series(dtype=type_) for name, type_ in types.items()})


def columns(table: str) -> list[str]:
    """Return the names of a table's columns, in order."""
    return list(SCHEMAS[table].columns)

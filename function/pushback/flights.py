"""Flights: the fields of a flight and of its weather, as types and as columns.

Each field's name, unit and range is stated in its type alone: validation checks against the types,
and training writes them into the contract. The columns (`FlightTable`,
`WeatherTable`) are what the feature code reads, here and in training alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Annotated, Any

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

MAX_FLIGHTS = 1_000
MAX_WEATHER = 5_000
MAX_EXPLAINED = 20
"""An explanation scores as many rows as 1,900 answers: 64 for each of 30 coalitions of groups."""
FIRST_TIME = np.datetime64("1987-01-01T00:00", "m")
LAST_TIME = np.datetime64("2099-12-31T23:59", "m")

# `\Z`: in Python, `$` would let a newline follow.
LOCAL_TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-5][0-9])?\Z"


def published(pattern: str) -> str:
    r"""Return a pattern as the contract and OpenAPI state it, for JavaScript.

    Examples
    --------
    >>> published(r"^[A-Z]{3}\Z")
    '^[A-Z]{3}$'
    """
    return pattern.replace(r"\Z", "$")


def _number(ge: float, le: float, unit: str, description: str) -> Meta:
    return Meta(ge=ge, le=le, description=description, extra_json_schema={"x-unit": unit})


Carrier = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9]{2}\Z",
        description="IATA code of the airline that operates the flight",
        examples=["DL"],
    ),
]
Airport = Annotated[
    str,
    Meta(pattern=r"^[A-Za-z]{3}\Z", description="IATA code of the airport", examples=["JFK"]),
]
LocalTime = Annotated[
    str,
    Meta(
        pattern=LOCAL_TIME,
        description="Local time at the airport, without a zone, from 1987 to 2099",
        examples=["2026-12-23T18:30"],
    ),
]
Explain = Annotated[
    bool, Meta(description="Whether to say why each flight's chance of late is not the usual one")
]
DepartureDelay = Annotated[
    float,
    Meta(
        ge=-60,
        le=1440,
        multiple_of=1,
        description="Delay announced for the departure; what is told holds if it leaves so late",
        examples=[40],
        extra_json_schema={"x-unit": "min"},
    ),
]
Temperature = Annotated[float, _number(-90, 60, "°C", "Air temperature")]
DewPoint = Annotated[float, _number(-90, 60, "°C", "Dew point")]
Humidity = Annotated[float, _number(0, 100, "%", "Relative humidity")]
WindSpeed = Annotated[float, _number(0, 300, "km/h", "Wind speed")]
WindDirection = Annotated[float, _number(0, 360, "°", "Direction the wind blows from")]
Precipitation = Annotated[float, _number(0, 500, "mm", "Rain or melted snow in the hour")]
Pressure = Annotated[float, _number(850, 1100, "hPa", "Pressure at sea level")]
Visibility = Annotated[float, _number(0, 200, "km", "Visibility")]


class Flight(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One flight as the schedule states it, and on its day perhaps the board."""

    carrier: Carrier
    origin: Airport
    destination: Airport
    departure: LocalTime
    arrival: LocalTime | None = None
    departure_delay_min: DepartureDelay | None = None


class Weather(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One hour of weather at one airport; what is not known is left out or null.

    The weather at the origin counts: the hours around the departure, and its day from 5:00 to
    23:59. Rows of other airports, the destination among them, change no answer.
    """

    airport: Airport
    time: LocalTime
    temperature_c: Temperature | None = None
    dew_point_c: DewPoint | None = None
    humidity_pct: Humidity | None = None
    wind_speed_kmh: WindSpeed | None = None
    wind_direction_deg: WindDirection | None = None
    precipitation_mm: Precipitation | None = None
    pressure_hpa: Pressure | None = None
    visibility_km: Visibility | None = None


class Options(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Options that concern the whole answer."""

    explain: Explain = False


class Request(Options, forbid_unknown_fields=True, kw_only=True):
    """The body of POST /predict: flights, and the weather by the hour where they leave."""

    flights: Annotated[list[Flight], Meta(min_length=1)]
    weather: list[Weather] = []


class RoutesQuery(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The query of GET /routes: where routes leave, and perhaps where they lead."""

    origin: Airport
    destination: Airport | None = None


WEATHER_FIELDS = Weather.__struct_fields__[2:]


@dataclass(frozen=True, eq=False)
class FlightTable:
    """Flights as columns of one length; times are local to their airports.

    `arrival` holds NaT where it is not known, `announced` the minutes of delay announced for the
    departure, NaN where none is.
    """

    carrier: NDArray[np.object_]
    origin: NDArray[np.object_]
    destination: NDArray[np.object_]
    departure: NDArray[np.datetime64]
    arrival: NDArray[np.datetime64]
    announced: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.departure)

    @cached_property
    def trips(self) -> list[tuple[str, str, str]]:
        """Airline, origin and destination of each flight."""
        columns = (self.carrier, self.origin, self.destination)
        return list(zip(*(column.tolist() for column in columns), strict=True))

    @cached_property
    def timed(self) -> NDArray[np.intp]:
        """Rows whose arrival is known."""
        return (~np.isnat(self.arrival)).nonzero()[0]

    @cached_property
    def delayed(self) -> NDArray[np.intp]:
        """Rows of which a delay is announced."""
        return (~np.isnan(self.announced)).nonzero()[0]

    def take(self, rows: NDArray[Any]) -> "FlightTable":
        """Return the given rows (positions or a mask)."""
        return FlightTable(*(getattr(self, field.name)[rows] for field in fields(self)))

    @classmethod
    def from_flights(cls, flights: Sequence[Flight]) -> "FlightTable":
        """Turn checked flights into columns.

        Raises
        ------
        ValueError
            If a time is not in the calendar.
        """
        return cls(
            carrier=_codes([flight.carrier for flight in flights]),
            origin=_codes([flight.origin for flight in flights]),
            destination=_codes([flight.destination for flight in flights]),
            departure=_times([flight.departure for flight in flights]),
            arrival=_times([flight.arrival or "NaT" for flight in flights]),
            announced=np.array([flight.departure_delay_min for flight in flights], np.float32),
        )

    @classmethod
    def scheduled(
        cls,
        carrier: NDArray[np.object_],
        origin: NDArray[np.object_],
        destination: NDArray[np.object_],
        departure: NDArray[np.datetime64],
        arrival: NDArray[np.datetime64],
    ) -> "FlightTable":
        """Return flights of which no delay is announced."""
        unknown = np.full(len(departure), np.nan, np.float32)
        return cls(carrier, origin, destination, departure, arrival, unknown)


@dataclass(frozen=True, eq=False)
class WeatherTable:
    """Weather as columns: airport, local time and `values` of shape (rows, WEATHER_FIELDS)."""

    airport: NDArray[np.object_]
    time: NDArray[np.datetime64]
    values: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.time)

    @classmethod
    def from_rows(cls, rows: Sequence[Weather]) -> "WeatherTable":
        """Turn checked weather rows into columns; what is not known becomes NaN.

        Raises
        ------
        ValueError
            If a time is not in the calendar.
        """
        values = [msgspec.structs.astuple(row)[2:] for row in rows]
        return cls(
            airport=_codes([row.airport for row in rows]),
            time=_times([row.time for row in rows]),
            values=np.array(values, np.float32).reshape(len(rows), len(WEATHER_FIELDS)),
        )


def _codes(values: Sequence[str]) -> NDArray[np.object_]:
    return np.array([value.upper() for value in values], object)


def _times(values: Sequence[str]) -> NDArray[np.datetime64]:
    return np.array([value[:16] for value in values], "datetime64[m]")  # seconds are dropped


NO_WEATHER = WeatherTable.from_rows([])

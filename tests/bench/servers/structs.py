"""Structs: the body of POST /predict as msgspec's users write it, for Litestar."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from pushback.flights import MAX_FLIGHTS, MAX_WEATHER

Carrier = Annotated[str, Meta(pattern="^[A-Za-z0-9]{2}$")]
Airport = Annotated[str, Meta(pattern="^[A-Za-z]{3}$")]


class LocalTime(datetime):
    """A time without a zone. msgspec's own `datetime` takes none without seconds."""


DECODERS = [(lambda kind: kind is LocalTime, lambda kind, text: kind.fromisoformat(text))]
"""What Litestar is told of it."""


class Flight(Struct, forbid_unknown_fields=True):
    """One flight as the schedule states it."""

    carrier: Carrier
    origin: Airport
    destination: Airport
    departure: LocalTime
    arrival: LocalTime | None = None

    def __post_init__(self) -> None:
        self.carrier = self.carrier.upper()
        self.origin = self.origin.upper()
        self.destination = self.destination.upper()


class Weather(Struct, forbid_unknown_fields=True):
    """One hour of weather at one airport."""

    airport: Airport
    time: LocalTime
    temperature_c: Annotated[float, Meta(ge=-90, le=60)] | None = None
    dew_point_c: Annotated[float, Meta(ge=-90, le=60)] | None = None
    humidity_pct: Annotated[float, Meta(ge=0, le=100)] | None = None
    wind_speed_kmh: Annotated[float, Meta(ge=0, le=300)] | None = None
    wind_direction_deg: Annotated[float, Meta(ge=0, le=360)] | None = None
    precipitation_mm: Annotated[float, Meta(ge=0, le=500)] | None = None
    pressure_hpa: Annotated[float, Meta(ge=850, le=1100)] | None = None
    visibility_km: Annotated[float, Meta(ge=0, le=200)] | None = None

    def __post_init__(self) -> None:
        self.airport = self.airport.upper()


class Body(Struct, forbid_unknown_fields=True):
    """The body of POST /predict."""

    flights: Annotated[list[Flight], Meta(min_length=1, max_length=MAX_FLIGHTS)]
    weather: Annotated[list[Weather], Meta(max_length=MAX_WEATHER)] = []

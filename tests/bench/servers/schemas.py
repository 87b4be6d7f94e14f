"""Schemas: the bodies of POST /predict and of its answer, as FastAPI users write them."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime, StringConstraints

from pushback.flights import MAX_FLIGHTS, MAX_WEATHER

Carrier = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9]{2}$", to_upper=True)]
Airport = Annotated[str, StringConstraints(pattern="^[A-Za-z]{3}$", to_upper=True)]


class Flight(BaseModel):
    """One flight as the schedule states it."""

    model_config = ConfigDict(extra="forbid")

    carrier: Carrier
    origin: Airport
    destination: Airport
    departure: NaiveDatetime
    arrival: NaiveDatetime | None = None


class Weather(BaseModel):
    """One hour of weather at one airport."""

    model_config = ConfigDict(extra="forbid")

    airport: Airport
    time: NaiveDatetime
    temperature_c: float | None = Field(None, ge=-90, le=60)
    dew_point_c: float | None = Field(None, ge=-90, le=60)
    humidity_pct: float | None = Field(None, ge=0, le=100)
    wind_speed_kmh: float | None = Field(None, ge=0, le=300)
    wind_direction_deg: float | None = Field(None, ge=0, le=360)
    precipitation_mm: float | None = Field(None, ge=0, le=500)
    pressure_hpa: float | None = Field(None, ge=850, le=1100)
    visibility_km: float | None = Field(None, ge=0, le=200)


class Body(BaseModel):
    """The body of POST /predict."""

    model_config = ConfigDict(extra="forbid")

    flights: list[Flight] = Field(min_length=1, max_length=MAX_FLIGHTS)
    weather: list[Weather] = Field([], max_length=MAX_WEATHER)


class DelayMinutes(BaseModel):
    """Minutes late that hold 5, 8 and 19 times in 10, 10 and 20."""

    p50: int | None
    p80: int | None
    p95: int | None


class Usual(BaseModel):
    """The airline's record on the route."""

    late: float
    flights: int


class KnownWeather(BaseModel):
    """What the answer could use of the weather at the origin."""

    known: str
    missing_hours: int


class Note(BaseModel):
    """What the model cannot know well."""

    code: str
    message: str


class Prediction(BaseModel):
    """The answer for one flight."""

    late: float
    cancelled: float
    outcomes: dict[str, float]
    delay_minutes: DelayMinutes
    usual: Usual | None
    weather: KnownWeather
    notes: list[Note]


class ModelVersion(BaseModel):
    """Which model answered."""

    version: str


class Answer(BaseModel):
    """The body of the answer."""

    model: ModelVersion
    predictions: list[Prediction]

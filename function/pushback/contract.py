"""Contract: what training hands to the function along with the model (contract.json).

Clients and people read it at start; what is known of single routes is in the look-ups it names.
"""

from typing import Any, Literal

import msgspec

from pushback.contract_day import DayCard
from pushback.contract_profile import Months, Profile

FORMAT: Literal[3] = 3
"""The version of the format of contract.json that this code reads and writes."""


class Airline(msgspec.Struct, frozen=True, omit_defaults=True):
    """An airline seen in training.

    Attributes
    ----------
    last_year
        The last year of which the record has flights of it.
    ceased
        The year in which it stopped flying under this code, if it did.
    """

    name: str
    last_year: int
    ceased: int | None = None


class Place(msgspec.Struct, frozen=True):
    """An airport seen in training. The time zone is an IANA name."""

    name: str
    latitude: float
    longitude: float
    time_zone: str


class Holidays(msgspec.Struct, frozen=True):
    """Days as ISO dates: public holidays, and those of them that fill the airports."""

    all: list[str]
    busy: list[str]


class ModelCard(msgspec.Struct, frozen=True, kw_only=True):
    """The model's file, its estimator's parameters, and the recipe of the training run."""

    name: str
    file: str
    sha256: str
    bytes: int
    parameters: dict[str, Any]
    recipe: dict[str, Any]


class LookupsCard(msgspec.Struct, frozen=True, kw_only=True):
    """The look-ups' file, and the rows of each of its tables (`pushback.lookups`)."""

    file: str
    sha256: str
    bytes: int
    rows: dict[str, int]


class Field(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A field of a request. `choices` are those the model has seen; others get a note."""

    name: str
    type: Literal["code", "local_time", "number", "boolean"]
    required: bool
    description: str
    unit: str | None = None
    minimum: float | str | None = None
    maximum: float | str | None = None
    multiple_of: float | None = None
    pattern: str | None = None
    example: str | None = None
    choices: list[str] | None = None


class ContractOutcome(msgspec.Struct, frozen=True):
    """An outcome class. `minutes` holds evenly spaced quantiles of the delays within it."""

    name: str
    from_minutes: int | None
    to_minutes: int | None
    minutes: list[float] | None


class Feature(msgspec.Struct, frozen=True):
    """An input of the model and the group it is explained with."""

    name: str
    group: str


class Background(msgspec.Struct, frozen=True):
    """The usual flights that explanations start from: their mean chance of late, and how many.

    The look-ups have their inputs.
    """

    late: float
    flights: int


class SourceCard(msgspec.Struct, frozen=True):
    """Where flights came from. `sha256` is over the files as they were read."""

    name: str
    version: str
    sha256: str
    flights: int


class RecordCard(msgspec.Struct, frozen=True):
    """The nation's record: its checksum, its flights by airline and route, and their years."""

    sha256: str
    flights: int
    years: list[int]


class DataCard(msgspec.Struct, frozen=True):
    """The data behind the model.

    Attributes
    ----------
    fingerprint
        Of the flights and the weather; it changes when any of them does.
    record
        What the model learned of flights of which only counts are kept.
    train
        The flights that the model learned from, with their weather.
    judged, test
        Before it was fitted on all of them, a model like it was fitted on those of `judged` and
        scored on those of `test`, which are later.
    """

    fingerprint: str
    sources: list[SourceCard]
    record: RecordCard
    train: Months
    judged: Months
    test: Months


class CalibrationBin(msgspec.Struct, frozen=True):
    """Test flights that were given about the same chance of late.

    Attributes
    ----------
    said
        Their mean chance of late.
    came
        Share of them that came late, or never.
    """

    said: float
    came: float
    flights: int


class SliceMetrics(msgspec.Struct, frozen=True):
    """Scores on some test flights: of the model, and of climatology.

    Attributes
    ----------
    late_predicted, late_predicted_forecast, late_predicted_none
        Mean chance of late with all the weather, with what a forecast has, and without any. The
        other scores are with all the weather.
    """

    flights: int
    late_observed: float
    late_predicted: float
    late_predicted_forecast: float
    late_predicted_none: float
    log_loss: float
    climatology_log_loss: float
    auc: float


class MonthAhead(msgspec.Struct, frozen=True, kw_only=True):
    """A month of the year, of flights from the airports of `origins`.

    Attributes
    ----------
    month
        1 to 12.
    said
        Mean chance of late by the schedule alone, as the model tells it months ahead.
    lowest, highest
        Shares of late flights in the years in which it was least and most.
    years
        Those years that are known.
    """

    month: int
    said: float
    lowest: float
    highest: float
    years: list[int]


class Contract(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """contract.json.

    Attributes
    ----------
    airlines, airports
        By code; the look-ups name each by its position here.
    origins
        The airports that training flights departed from.
    metrics
        By model or baseline: its scores on the test months.
    calibration
        By weather state, "full", "forecast" or "none": the flights of the test months in bins of
        about equal size, from the lowest chance of late to the highest.
    metrics_by_month
        By test month, as "2023-10".
    months_ahead
        By month of the year, how far it can be off; none in bundles made before it was told.
    metrics_by_carrier, metrics_by_origin
        By airline, and by airport of departure, if the test months have enough flights.
    """

    format: Literal[3]
    version: str
    model: ModelCard
    lookups: LookupsCard
    day: DayCard
    airlines: dict[str, Airline]
    airports: dict[str, Place]
    origins: list[str]
    holidays: Holidays
    fields: dict[str, list[Field]]
    limits: dict[str, int]
    outcomes: list[ContractOutcome]
    features: list[Feature]
    background: Background
    data: DataCard
    profile: Profile
    metrics: dict[str, dict[str, float]]
    calibration: dict[str, list[CalibrationBin]]
    metrics_by_month: dict[str, SliceMetrics]
    metrics_by_carrier: dict[str, SliceMetrics]
    metrics_by_origin: dict[str, SliceMetrics]
    libraries: dict[str, str]
    months_ahead: list[MonthAhead] = []

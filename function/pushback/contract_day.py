"""Contract of the day: what the contract says of the model that knows an announced delay."""

from typing import Any

import msgspec

BANDS = (-60, 1, 15, 30, 60, 120)
"""First minutes of the bands of departure delays."""


class DayBand(msgspec.Struct, frozen=True):
    """Flights whose departures were about as late, from `from_minutes` up to the next band.

    Attributes
    ----------
    residuals
        Evenly spaced quantiles of the residuals: by how many of the expected distances a flight
        arrived later than expected.
    never
        Share of the flights that left and arrived nowhere: diverted, or cancelled after all.
    """

    from_minutes: int
    residuals: list[float]
    never: float


class DayScores(msgspec.Struct, frozen=True):
    """Scores on the test flights of a band that left: of the model of the day, and of baselines.

    Attributes
    ----------
    log_loss
        By system: "day", "delay_alone" and "usual_recovery".
    """

    from_minutes: int
    flights: int
    late_observed: float
    late_predicted: float
    log_loss: dict[str, float]


class DayCard(msgspec.Struct, frozen=True, kw_only=True):
    """The model of the day: what the delay of the departure means for the arrival.

    Attributes
    ----------
    flights
        Those with a known departure delay that it learned from.
    bands
        In the order of their delays (`pushback.day`).
    scores, auc
        On the test months, by band, and the AUC of late over all bands by system.
    """

    file: str
    sha256: str
    bytes: int
    flights: int
    parameters: dict[str, dict[str, Any]]
    bands: list[DayBand]
    scores: list[DayScores]
    auc: dict[str, float]

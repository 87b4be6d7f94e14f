"""Notes: what a reader of an answer should know about how far to trust it."""

import time

import msgspec
import numpy as np
from numpy.typing import NDArray

from pushback.clock import utc_offset_minutes
from pushback.contract import Reference
from pushback.features import FEATURE_NAMES
from pushback.flights import WEATHER_FIELDS, FlightTable
from pushback.weather_features import WEATHER_FEATURES

_WEATHER = [FEATURE_NAMES.index(feature.name) for feature in WEATHER_FEATURES]
# The wind's direction enters the model as the wind's components.
_SHOWN_BY = {name: name for name in WEATHER_FIELDS} | {"wind_direction_deg": "wind_from_east_kmh"}
_SHOWN_BY |= {"the other hours of the day": "humidity_pct_mean_day"}
_PARTS = [FEATURE_NAMES.index(feature) for feature in _SHOWN_BY.values()]


class Note(msgspec.Struct, frozen=True):
    """Something the model cannot know well; `code` is stable, `message` is for people."""

    code: str
    message: str


NO_WEATHER = Note(
    "no_weather", "No weather at the origin could be used: the answer is for any kind of day."
)
MINUTES = 24 * 60
LATEST_OFFSET = -12 * 60.0
"""No airport's clock is later than that, in minutes from UTC."""


class Notes:
    """Says of each flight what the model has not seen."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def of(self, flights: FlightTable, inputs: NDArray[np.float32]) -> list[list[Note]]:
        """Return each flight's notes, in the flights' order."""
        past = self._past(flights)
        unknown = np.isnan(inputs)
        no_weather = np.logical_and.reduce(unknown[:, _WEATHER], axis=1)
        partial = np.logical_or.reduce(unknown[:, _PARTS], axis=1)
        notes = []
        for row in range(len(flights)):
            found = self._unseen(
                flights.carrier[row], flights.origin[row], flights.destination[row]
            )
            if no_weather[row]:
                found.append(NO_WEATHER)
            elif partial[row]:
                found.append(_partial_weather(unknown[row, _PARTS]))
            if past[row]:
                found.append(_past(flights.departure[row]))
            notes.append(found)
        return notes

    def _past(self, flights: FlightTable) -> list[bool]:
        """Tell which departures have passed, by the clock of their origin."""
        now = int(time.time() // 60)
        minutes = flights.departure.astype(np.int64).tolist()
        return [
            minute - self._offset(origin, minute) < now
            for origin, minute in zip(flights.origin, minutes, strict=True)
        ]

    def _offset(self, origin: str, minute: int) -> float:
        """Return the origin's offset from UTC in minutes; for one not known, the latest clock's."""
        place = self._reference.airports.get(origin)
        return utc_offset_minutes(place.time_zone, minute // MINUTES) if place else LATEST_OFFSET

    def _unseen(self, carrier: str, origin: str, destination: str) -> list[Note]:
        known = self._reference
        notes = []
        if carrier not in known.airlines:
            notes.append(Note("unseen_carrier", f"The model has not seen the airline {carrier}."))
        if origin not in known.origins:
            notes.append(Note("unseen_origin", f"The model has not seen departures from {origin}."))
        if destination not in known.airports:
            notes.append(
                Note("unseen_destination", f"The model has not seen arrivals at {destination}.")
            )
        route = known.routes.get(f"{origin}-{destination}")
        if not notes and (route is None or carrier not in route.usual):
            notes.append(
                Note(
                    "unseen_route",
                    f"The model has not seen {carrier} fly from {origin} to {destination}.",
                )
            )
        return notes


def _partial_weather(unknown: NDArray[np.bool_]) -> Note:
    missing = [name for name, lacks in zip(_SHOWN_BY, unknown, strict=True) if lacks]
    if "wind_speed_kmh" in missing and "wind_direction_deg" in missing:
        missing.remove("wind_direction_deg")  # a direction without a speed tells nothing
    return Note("partial_weather", f"The weather of the departure lacks: {', '.join(missing)}.")


def _past(departure: np.datetime64) -> Note:
    return Note("past_departure", f"The departure {departure} has passed; this is not its record.")

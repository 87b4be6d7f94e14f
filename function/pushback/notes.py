"""Notes: what a reader of an answer should know about how far to trust it."""

from datetime import UTC, datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from pushback.contract import Reference
from pushback.features import FEATURE_NAMES, WEATHER_FEATURES
from pushback.flights import WEATHER_FIELDS, FlightTable

_WEATHER = slice(-len(WEATHER_FEATURES), None)
_AT_DEPARTURE = slice(
    FEATURE_NAMES.index(WEATHER_FIELDS[0]), FEATURE_NAMES.index(WEATHER_FIELDS[-1]) + 1
)


class Note(msgspec.Struct, frozen=True):
    """Something the model cannot know well; `code` is stable, `message` is for people."""

    code: str
    message: str


NO_WEATHER = Note("no_weather", "No weather at the origin was given: this is an average day's.")


class Notes:
    """Says of each flight what the model has not seen."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def of(self, flights: FlightTable, inputs: NDArray[np.float32]) -> list[list[Note]]:
        """Return each flight's notes, in the flights' order."""
        now = np.datetime64(datetime.now(UTC).replace(tzinfo=None), "m")
        past = (flights.departure < now - np.timedelta64(1, "D")).tolist()
        unknown = np.isnan(inputs)
        no_weather = np.logical_and.reduce(unknown[:, _WEATHER], axis=1)
        partial = np.logical_or.reduce(unknown[:, _AT_DEPARTURE], axis=1)
        notes = []
        for row in range(len(flights)):
            found = self._unseen(
                flights.carrier[row], flights.origin[row], flights.destination[row]
            )
            if no_weather[row]:
                found.append(NO_WEATHER)
            elif partial[row]:
                found.append(_partial_weather(unknown[row, _AT_DEPARTURE]))
            if past[row]:
                found.append(_past(flights.departure[row]))
            notes.append(found)
        return notes

    def _unseen(self, carrier: str, origin: str, destination: str) -> list[Note]:
        known = self._reference
        notes = []
        if carrier not in known.airlines:
            notes.append(Note("unseen_carrier", f"The model has not seen the airline {carrier}."))
        if origin not in known.schedule:
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
    missing = [name for name, lacks in zip(WEATHER_FIELDS, unknown, strict=True) if lacks]
    listed = ", ".join(missing)
    return Note("partial_weather", f"The weather at the hour of departure lacks: {listed}.")


def _past(departure: np.datetime64) -> Note:
    return Note("past_departure", f"The departure {departure} has passed; this is not its record.")

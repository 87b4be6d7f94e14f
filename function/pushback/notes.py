"""Notes: reasons why an answer may deserve less trust."""

import time
from itertools import compress

import msgspec
import numpy as np
from numpy.typing import NDArray

from pushback.clock import utc_offset_minutes
from pushback.flights import FlightTable
from pushback.lookups import Reference
from pushback.record import Record
from pushback.weather_known import NONE, PARTIAL

Whole = NDArray[np.int64]


class Note(msgspec.Struct, frozen=True):
    """Something the model cannot know well; `code` is stable, `message` is for people."""

    code: str
    message: str


NO_WEATHER = Note(
    "no_weather", "No weather at the origin could be used: the answer is for any kind of day."
)
CODES = (
    "unseen_carrier",
    "unseen_origin",
    "unseen_destination",
    "unseen_route",
    NO_WEATHER.code,
    "partial_weather",
    "weather_from_elsewhere",
    "past_departure",
)
MINUTES = 24 * 60
LATEST_OFFSET = -12 * 60.0
"""Offset from UTC, in minutes, of the clock that is furthest behind."""


class Notes:
    """Finds the notes of each flight."""

    def __init__(self, reference: Reference, record: Record) -> None:
        self._reference = reference
        self._record = record
        learned = ", ".join(reference.origins)
        self._elsewhere = Note(
            "weather_from_elsewhere", f"What weather does was learned at other airports: {learned}."
        )

    def of(self, flights: FlightTable, weather: Whole, missing: Whole) -> list[list[Note]]:
        """Return each flight's notes, in the flights' order.

        Parameters
        ----------
        weather, missing
            What `FeatureBuilder.known_weather` returned for the flights.
        """
        return [
            [self._note(code, flights, missing, row) for code in compress(CODES, applies)]
            for row, applies in enumerate(zip(*self.columns(flights, weather), strict=True))
        ]

    def columns(self, flights: FlightTable, weather: Whole) -> list[list[bool]]:
        """Return for each of `CODES` whether it applies to each flight."""
        known = self._reference
        places = [
            [code not in known.airlines for code in flights.carrier],
            [code not in known.airports for code in flights.origin],
            [code not in known.airports for code in flights.destination],
        ]
        trips = zip(flights.carrier, flights.origin, flights.destination, strict=True)
        # An airline or an airport with a note needs no second one for its route.
        route = [
            not self._record.has(trip) and not (carrier or origin or destination)
            for trip, carrier, origin, destination in zip(trips, *places, strict=True)
        ]
        states = ((weather == state).tolist() for state in (NONE, PARTIAL))
        elsewhere = [
            is_used and code in known.airports and code not in known.origins
            for code, is_used in zip(flights.origin, (weather != NONE).tolist(), strict=True)
        ]
        return [*places, route, *states, elsewhere, self._past(flights)]

    def seconds_to_change(self, flights: FlightTable, most: int) -> int:
        """Return how many seconds the notes of these flights stay true, at most `most`.

        Time alone changes a note only when a departure passes.
        """
        now = time.time()
        passes = (
            60 * (minute + 1 - self._offset(origin, minute))
            for origin, minute in zip(flights.origin, _minutes(flights), strict=True)
        )
        return min((int(at - now) for at in passes if now < at < now + most), default=most)

    def _past(self, flights: FlightTable) -> list[bool]:
        """Return which departures have passed, by the clock of their origin."""
        now = int(time.time() // 60)
        # No offset is as long as a day: most departures need no time zone.
        return [
            minute < now - MINUTES
            or (minute < now + MINUTES and minute - self._offset(origin, minute) < now)
            for origin, minute in zip(flights.origin, _minutes(flights), strict=True)
        ]

    def _offset(self, origin: str, minute: int) -> float:
        """Return the origin's offset from UTC in minutes; `LATEST_OFFSET` if it is not known."""
        place = self._reference.airports.get(origin)
        return utc_offset_minutes(place.time_zone, minute // MINUTES) if place else LATEST_OFFSET

    def _note(self, code: str, flights: FlightTable, missing: Whole, row: int) -> Note:
        if code == NO_WEATHER.code:
            return NO_WEATHER
        if code == self._elsewhere.code:
            return self._elsewhere
        return Note(code, _message(code, flights, missing, row))


def _minutes(flights: FlightTable) -> list[int]:
    """Return the departures in minutes since 1970, by the clocks of their origins."""
    minutes: list[int] = flights.departure.astype(np.int64).tolist()
    return minutes


def _message(code: str, flights: FlightTable, missing: Whole, row: int) -> str:
    carrier, origin = flights.carrier[row], flights.origin[row]
    destination = flights.destination[row]
    match code:
        case "unseen_carrier":
            return f"The model has not seen the airline {carrier}."
        case "unseen_origin":
            return f"The model has not seen departures from {origin}."
        case "unseen_destination":
            return f"The model has not seen arrivals at {destination}."
        case "unseen_route":
            return f"The model has not seen {carrier} fly from {origin} to {destination}."
        case "partial_weather":
            return (
                f"The weather given for {origin} lacks {missing[row]} of the hours that count:"
                " those around the departure and those of its day."
            )
        case _:
            departed = flights.departure[row]
            return f"The departure {departed} has passed; this is not its record."

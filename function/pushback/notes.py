"""Notes: reasons why an answer may deserve less trust."""

import time
from collections.abc import Iterable, Iterator
from itertools import compress
from operator import and_

import msgspec
import numpy as np
from numpy.typing import NDArray

from pushback.airport_zones import ZONES
from pushback.clock import offsets_at, utc_offset_minutes
from pushback.flights import FlightTable
from pushback.lookups import Reference
from pushback.plurals import count_of
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
IF_IT_LEAVES = "if_it_leaves"
"""The note of every answer that an announced delay is part of."""
CODES = (
    "unseen_carrier",
    "unseen_origin",
    "unseen_destination",
    "unseen_route",
    NO_WEATHER.code,
    "partial_weather",
    "weather_from_elsewhere",
    "past_departure",
    IF_IT_LEAVES,
    "delay_from_elsewhere",
    "delay_announced_early",
    "leaves_after_arrival_day",
    "clock_change",
)
MINUTES = 24 * 60
CHANGE_BEGINS, CHANGE_ENDS = 60, 180
"""The minutes of the day that clocks repeat or leave out lie between these."""
EARLY_DAYS = 3
"""Earlier than so many days before a departure nobody announces its delay."""
LATEST_OFFSET = -12 * 60.0
"""Offset from UTC, in minutes, of the clock that is furthest behind."""


class Notes:
    """Finds the notes of each flight."""

    def __init__(self, reference: Reference, record: Record) -> None:
        self._reference = reference
        self._record = record
        self._origins = frozenset(reference.origins)
        learned = ", ".join(reference.origins)
        said = {
            "weather_from_elsewhere": "What weather does was learned at other airports:"
            f" {learned}.",
            "delay_from_elsewhere": "What a late departure means was learned at other airports:"
            f" {learned}.",
            NO_WEATHER.code: NO_WEATHER.message,
        }
        self._same_for_all = {code: Note(code, message) for code, message in said.items()}

    def of(self, flights: FlightTable, weather: Whole, missing: Whole) -> list[list[Note]]:
        """Return each flight's notes, in the flights' order.

        Parameters
        ----------
        weather, missing
            What `FeatureBuilder.known_weather` returned for the flights.
        """
        notes: list[list[Note]] = [[] for _ in range(len(flights))]
        for code, applies in zip(CODES, self.columns(flights, weather), strict=True):
            if True not in applies:
                continue
            for row in compress(range(len(flights)), applies):
                notes[row].append(self._note(code, flights, missing, row))
        return notes

    def columns(self, flights: FlightTable, weather: Whole) -> list[list[bool]]:
        """Return for each of `CODES` whether it applies to each flight."""
        known = self._reference
        carriers, origins, destinations = (
            codes.tolist() for codes in (flights.carrier, flights.origin, flights.destination)
        )
        places = [
            [code not in known.airlines for code in carriers],
            [code not in known.airports for code in origins],
            [code not in known.airports for code in destinations],
        ]
        # An airline or an airport with a note needs no second one for its route.
        route = [
            not self._record.has(trip) and not (carrier or origin or destination)
            for trip, carrier, origin, destination in zip(flights.trips, *places, strict=True)
        ]
        states = weather.tolist()
        is_elsewhere = [code in known.airports and code not in self._origins for code in origins]
        minutes = _minutes(flights)
        return [
            *places,
            route,
            [state == NONE for state in states],
            [state == PARTIAL for state in states],
            [there and state != NONE for there, state in zip(is_elsewhere, states, strict=True)],
            self._past(origins, minutes),
            *self._of_announced(flights, minutes, is_elsewhere),
            self._changing(flights, minutes),
        ]

    def seconds_to_change(self, flights: FlightTable, most: int) -> int:
        """Return how many seconds the notes of these flights stay true, at most `most`.

        Time alone changes a note only when a departure passes, or an announcement is early no more.
        """
        now = time.time()
        passes = (
            60 * (minute - self._offset(origin, minute) - ahead)
            for (_, origin, _), minute in zip(flights.trips, _minutes(flights), strict=True)
            for ahead in (-1, EARLY_DAYS * MINUTES)  # the departure's own minute has not passed
        )
        return min((int(at - now) for at in passes if now < at < now + most), default=most)

    def _past(self, origins: Iterable[str], minutes: list[int]) -> list[bool]:
        """Return which departures have passed, by the clock of their origin."""
        now = int(time.time() // 60)
        # No offset is as long as a day: most departures need no time zone.
        return [
            minute < now - MINUTES
            or (minute < now + MINUTES and minute - self._offset(origin, minute) < now)
            for origin, minute in zip(origins, minutes, strict=True)
        ]

    def _of_announced(
        self,
        flights: FlightTable,
        minutes: list[int],
        is_elsewhere: list[bool],
    ) -> list[list[bool]]:
        """Return the columns of the four of `CODES` that are of announced delays."""
        if not len(flights.delayed):
            return [[False] * len(flights)] * 4
        is_announced = (~np.isnan(flights.announced)).tolist()
        return [
            is_announced,
            list(map(and_, is_elsewhere, is_announced)),
            self._early(flights.origin.tolist(), minutes, is_announced),
            _after_arrival_day(flights),
        ]

    def _early(
        self, origins: Iterable[str], minutes: list[int], is_announced: list[bool]
    ) -> list[bool]:
        """Return whose delay is given too early to have been announced."""
        soon = int(time.time() // 60) + EARLY_DAYS * MINUTES
        return [
            announced and minute - self._offset(origin, minute) > soon
            for announced, origin, minute in zip(is_announced, origins, minutes, strict=True)
        ]

    def _changing(self, flights: FlightTable, minutes: list[int]) -> list[bool]:
        """Return which flights have a time that clocks show twice or never."""
        lands: list[int] = flights.arrival.astype(np.int64).tolist()
        may = [
            # Most times are settled by their hour alone.
            (CHANGE_BEGINS <= left % MINUTES < CHANGE_ENDS and self._changes(origin, left))
            or (CHANGE_BEGINS <= landed % MINUTES < CHANGE_ENDS and self._changes(place, landed))
            for (_, origin, place), left, landed in zip(flights.trips, minutes, lands, strict=True)
        ]
        for row in compress(range(len(may)), may):
            may[row] = any(self._odd_times(flights, row))
        return may

    def _changes(self, airport: str, minute: int) -> bool:
        """Return whether clocks change on the day of a time, which is negative if not known."""
        zone, day = self._zone(airport), minute // MINUTES
        if not zone or minute < 0:
            return False
        return utc_offset_minutes(zone, day) != utc_offset_minutes(zone, day - 1)

    def _odd_times(self, flights: FlightTable, row: int) -> Iterator[str]:
        """Yield what is odd about the times of a flight, in words."""
        for airports, times in (
            (flights.origin, flights.departure),
            (flights.destination, flights.arrival),
        ):
            zone, local = self._zone(airports[row]), times[row].item()
            first, second = offsets_at(zone, local) if zone and local else (0, 0)
            if first != second:
                shown = "twice" if first > second else "not at all"
                yield f"clocks at {airports[row]} show {local:%H:%M} {shown}"

    def _zone(self, airport: str) -> str | None:
        place = self._reference.airports.get(airport)
        return place.time_zone if place else ZONES.get(airport)

    def _offset(self, origin: str, minute: int) -> float:
        """Return the origin's offset from UTC in minutes; `LATEST_OFFSET` if it is not known."""
        zone = self._zone(origin)
        return utc_offset_minutes(zone, minute // MINUTES) if zone else LATEST_OFFSET

    def _note(self, code: str, flights: FlightTable, missing: Whole, row: int) -> Note:
        if code == "clock_change":
            odd = " and ".join(self._odd_times(flights, row))
            return Note(code, f"On this night {odd}: the likelier time is taken.")
        return self._same_for_all.get(code) or Note(code, _message(code, flights, missing, row))


def _minutes(flights: FlightTable) -> list[int]:
    """Return the departures in minutes since 1970, by the clocks of their origins."""
    minutes: list[int] = flights.departure.astype(np.int64).tolist()
    return minutes


def _leaves(delay: int) -> str:
    """Word a delay.

    Examples
    --------
    >>> _leaves(40), _leaves(-1), _leaves(0)
    ('40 minutes late', '1 minute early', 'on time')
    """
    side = "late" if delay > 0 else "early"
    return f"{count_of(abs(delay), 'minute')} {side}" if delay else "on time"


def _after_arrival_day(flights: FlightTable) -> list[bool]:
    """Return which announced delays move the departure past the day of the scheduled arrival.

    From Guam to Hawaii a flight leaves on the day after its arrival without any delay.
    """
    delay = np.nan_to_num(flights.announced).astype("timedelta64[m]")
    leaving, scheduled, landing = (
        times.astype("datetime64[D]")
        for times in (flights.departure + delay, flights.departure, flights.arrival)
    )
    is_after: list[bool] = ((leaving > scheduled) & (leaving > landing)).tolist()
    return is_after


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
        case "if_it_leaves":
            leaves = _leaves(round(flights.announced[row]))
            return (
                f"The answer is for a flight that leaves {leaves}. An announced delay can still"
                " grow, and how many of these flights never leave is not known."
            )
        case "delay_announced_early":
            return (
                f"Delays are not announced {EARLY_DAYS} days ahead: the answer supposes that the"
                f" flight leaves {_leaves(round(flights.announced[row]))}."
            )
        case "leaves_after_arrival_day":
            return "With this delay it leaves after the day on which it should have arrived."
        case _:
            departed = flights.departure[row]
            return f"The departure {departed} has passed; this is not its record."

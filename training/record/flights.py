"""Flights of a file: what its columns say, checked, as counts of each batch."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from batch.reader.tables import Columns
from batch.reader.times import MINUTES_A_DAY
from pushback.clock import utc_offset_minutes
from training.months import year_numbers
from training.record.forms import AIRPORTS, BTS, FIRST_YEAR, LAST_YEAR, LETTERS, Form
from training.record.record import LATE
from training.record.tally import NEVER, Cells, Numbers, Tally, cells_of, counted, packed
from training.sources.checks import Findings, Mask, RowCheck, Values
from training.sources.places import read_places

UNKNOWN_PLACE = "left out, as no list of airports knows it"
NO_OUTCOME = "left out, as it neither arrived nor was cancelled or diverted"
_DAYS = 1 << 20
"""More than there are days since 1970."""

Progress = Callable[[int], None]
Days = NDArray[np.datetime64]
Minutes = NDArray[np.float64]


class FlightReader:
    """Reads the flights of a file, and tells of those that cannot be counted.

    Attributes
    ----------
    rows
        Flights so far.
    left_out
        Those of them whose outcome or airports are not known.
    notes
        Where these stand.
    """

    def __init__(self, form: Form, file: str, unit: str, year: int) -> None:
        """Begin a file, whose places are `unit`s; `year` is 0 if its columns tell the year."""
        self._form, self._year = form, year
        self._names = {role: name for role, (name, _) in form.columns.items()}
        self._faults, self.notes = Findings(file, unit), Findings(file, unit)
        self.rows = self.left_out = self._bad = 0

    def read(self, batches: Iterable[Columns], progress: Progress) -> Iterator[Tally]:
        """Yield the flights of each batch by their whole key, and the minutes of their routes.

        Raises RowsUnusable in the end, if there are rows that cannot be read.
        """
        for columns in batches:
            check = RowCheck(columns, self._faults)
            yield self._read(check)
            self.rows += check.rows
            self._bad += int(check.bad.sum())
            progress(self.rows)
        self._faults.refuse(self._bad, self.rows)

    def _read(self, check: RowCheck) -> Tally:
        raw = {
            role: check.read(name, kind, required=role not in self._form.optional)
            for role, (name, kind) in self._form.columns.items()
        }
        days, minutes = self._departures(raw)
        unread = check.bad.copy()
        self._check_days(check, days, unread)
        never = self._check_outcomes(check, raw, unread)
        if "flight" in raw:
            told = ("carrier", "flight", "origin", "destination", "day", "minute")
            check.require_once({self._names[role]: raw[role] for role in told})
        chosen = ~check.bad & self._are_known(check, raw, never)
        raw = {role: values[chosen] for role, values in raw.items()}
        days, minutes, never = days[chosen], minutes[chosen], never[chosen]
        hour = (minutes % MINUTES_A_DAY // 60).astype(np.int64)
        keys = packed({**raw, **self._dates(days), "hour": hour})
        outcomes = np.where(never, NEVER, np.digitize(raw["delay"], LATE))
        return Tally(routes=counted(keys, outcomes), blocks=_blocks(raw, days, minutes))

    def _departures(self, raw: Values) -> tuple[Days, Minutes]:
        """Return days, NaT where not known, and minutes of the day, of departures."""
        if "departs" in raw:
            return raw["departs"].astype("datetime64[D]"), _minute_of_day(raw["departs"])
        if "day" in raw:
            return raw["day"], raw["minute"]
        first, number = np.datetime64(f"{self._year}-01-01"), raw["day_of_year"]
        days = first + np.nan_to_num(number, nan=1).astype("timedelta64[D]") - 1
        return np.where(np.isnan(number), np.datetime64("NaT"), days), raw["minute"]

    def _check_days(self, check: RowCheck, days: Days, unread: Mask) -> None:
        role = next(one for one in ("departs", "day", "day_of_year") if one in self._names)
        years, months = year_numbers(days), days.astype("datetime64[M]")
        if self._year:
            right, allowed = years == self._year, f"a day of {self._year}"
        elif self._form is BTS and not np.isnat(days[0]):  # read at once, so that is the first row
            right, allowed = months == months[0], f"a day of {months[0]}, as in the first row"
        else:
            right = (years >= FIRST_YEAR) & (years <= LAST_YEAR)
            allowed = f"a day from {FIRST_YEAR} to {LAST_YEAR}"
        check.require(right | unread | np.isnat(days), allowed, self._names[role])

    def _check_outcomes(self, check: RowCheck, raw: Values, unread: Mask) -> Mask:
        """Return which flights never arrived.

        They were cancelled, diverted, or have no delay in a form that has no column for diverted.
        """
        roles = [role for role in ("cancelled", "diverted") if role in raw]
        never = np.logical_or.reduce([raw[role] for role in roles])
        arrived = ~np.isnan(raw["delay"])
        names = [self._names[role] for role in ("delay", *roles)]
        allowed = f"no delay of a flight that was {' or '.join(roles)}"
        check.require(~(never & arrived) | unread, allowed, *names)
        return never if "diverted" in raw else ~arrived

    def _are_known(self, check: RowCheck, raw: Values, never: Mask) -> Mask:
        """Return whose airports and outcome are known, and note the others."""
        good, known = ~check.bad, np.ones(check.rows, bool)
        for role in ("origin", "destination"):
            name = self._names[role]
            unknown = good & (_zones()[0][raw[role]] < 0)
            for number in np.unique(raw[role][unknown]):
                rows = np.flatnonzero(unknown & (raw[role] == number))
                held = f"{name} {check.seen(name, int(rows[0]))}"
                self.notes.add((name, str(number), UNKNOWN_PLACE), check.columns.places[rows], held)
            known &= ~unknown
        name = self._names["delay"]
        if (without := np.flatnonzero(good & known & ~never & np.isnan(raw["delay"]))).size:
            self.notes.add((name, NO_OUTCOME), check.columns.places[without], f"{name} is missing")
            known[without] = False
        self.left_out += int((good & ~known).sum())
        return known

    def _dates(self, days: Days) -> dict[str, Numbers]:
        """Return year and month of days; month 0 of a day that is not known, of a known year."""
        known = ~np.isnat(days)
        month = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
        return {
            "year": np.where(known, year_numbers(days), self._year),
            "month": np.where(known, month, 0),
        }


def _blocks(raw: Values, days: Days, departure: Minutes) -> Cells:
    """Return flights and their scheduled minutes in all, by route; none of a form without arrivals.

    No flight is a day long, so that clocks and zones are enough.
    """
    nothing = np.full(len(days), np.nan)
    arrival = raw.get("arrival_minute", nothing)
    if "arrives" in raw:
        arrival = _minute_of_day(raw["arrives"])
    known = ~np.isnan(arrival)
    airports = {role: raw[role][known] for role in ("origin", "destination")}
    here, there = (_offsets(one, days[known].astype(np.int64)) for one in airports.values())
    block = np.mod(arrival[known] - departure[known] - (there - here), MINUTES_A_DAY)
    return cells_of(packed(airports), {"flights": 1, "scheduled_minutes": block.astype(np.int64)})


def _minute_of_day(times: NDArray[np.datetime64]) -> Minutes:
    return np.asarray((times - times.astype("datetime64[D]")) / np.timedelta64(1, "m"))


@cache
def _zones() -> tuple[Numbers, list[str]]:
    """Return the place of each airport's time zone, -1 if not known, and the zones."""
    zones = read_places().zones
    names = sorted(set(zones.values()))
    places = np.full(AIRPORTS, -1)
    for code, zone in zones.items():
        places[int(code, LETTERS)] = names.index(zone)
    return places, names


def _offsets(airports: Numbers, days: Numbers) -> Minutes:
    """Return offsets from UTC in minutes at airports on days since 1970-01-01."""
    places, names = _zones()
    distinct, at = np.unique(places[airports] * _DAYS + days, return_inverse=True)
    found = [utc_offset_minutes(names[one // _DAYS], one % _DAYS) for one in distinct.tolist()]
    return np.array(found, float)[at]

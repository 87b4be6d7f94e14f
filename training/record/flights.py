"""Flights of a batch: what its columns say, checked, as numbers that can be counted."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from batch.reader.times import MINUTES_A_DAY
from pushback.clock import utc_offset_minutes
from training.record.cells import Cells, packed
from training.record.forms import AIRPORTS, FIRST_YEAR, LAST_YEAR, Form, number_of
from training.record.record import LATE
from training.sources.checks import Findings, Mask, RowCheck, Values
from training.sources.places import Places

UNKNOWN_PLACE = "left out, as no list of airports knows it"
NO_OUTCOME = "left out, as it neither arrived nor was cancelled or diverted"
_DAYS = 1 << 20
"""More than there are days since 1970."""


@dataclass(frozen=True, eq=False)
class Zones:
    """The time zones of airports: of each airport's number, the place of its zone in `names`.

    An airport that is not known has place -1.
    """

    of: NDArray[np.int64]
    names: list[str]

    @classmethod
    def read(cls, places: Places) -> "Zones":
        """Return the zones of all airports that are known."""
        names = sorted(set(places.zones.values()))
        of = np.full(AIRPORTS, -1)
        for code, zone in places.zones.items():
            of[number_of(code)] = names.index(zone)
        return cls(of, names)

    def offsets(self, airports: NDArray[np.int64], days: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return offsets from UTC in minutes at airports on days since 1970-01-01."""
        distinct, at = np.unique(self.of[airports] * _DAYS + days, return_inverse=True)
        found = [
            utc_offset_minutes(self.names[one // _DAYS], one % _DAYS) for one in distinct.tolist()
        ]
        return np.array(found)[at]


class FlightReader:
    """Reads flights of one form, and tells of those that cannot be counted.

    Attributes
    ----------
    left_out
        Flights so far whose outcome or airports are not known.
    notes
        Where those stand.
    """

    def __init__(self, form: Form, zones: Zones, notes: Findings, year: int, month: str) -> None:
        """Begin a file of a `year` or of a `month` where all of it is of that one."""
        self._form, self._zones, self._year, self._month = form, zones, year, month
        self.notes, self.left_out = notes, 0

    def read(self, check: RowCheck) -> tuple[Cells, Cells]:
        """Return the flights of a batch by their whole key, and the minutes of their routes.

        The rows of `check` that cannot be read are in neither.
        """
        raw = {
            role: check.read(name, kind, required=role not in self._form.optional)
            for role, (name, kind) in self._form.columns.items()
        }
        days, minutes = self._departures(raw)
        unread = check.bad.copy()
        self._check_days(check, days, unread)
        never = self._check_outcomes(check, raw, unread)
        if "flight" in raw:
            names = {name: raw[role] for role, (name, _) in self._form.columns.items()}
            told = ("carrier", "flight", "origin", "destination", "day", "minute")
            check.require_once(names, [self._form.columns[role][0] for role in told])
        counted = ~check.bad & self._are_known(check, raw, never)
        rows = {
            name: raw[name][counted] for name in ("carrier", "origin", "destination")
        } | _date_parts(days[counted], self._year)
        rows["hour"] = (minutes[counted] % MINUTES_A_DAY // 60).astype(np.int64)
        late = np.digitize(raw["delay"][counted], LATE)
        outcomes = np.where(never[counted], len(LATE) + 1, late)
        blocks = self._blocks(raw, days, minutes, counted)
        return Cells.counted(packed(rows), outcomes), blocks

    def _departures(self, raw: Values) -> tuple[NDArray[np.datetime64], NDArray[np.float64]]:
        """Return days, NaT where not known, and minutes of the day, of departures."""
        if "departs" in raw:
            days = raw["departs"].astype("datetime64[D]")
            return days, (raw["departs"] - days) / np.timedelta64(1, "m")
        if "day" in raw:
            return raw["day"], raw["minute"]
        first, number = np.datetime64(f"{self._year}-01-01"), raw["day_of_year"]
        days = first + np.nan_to_num(number, nan=1).astype("timedelta64[D]") - 1
        return np.where(np.isnan(number), np.datetime64("NaT"), days), raw["minute"]

    def _check_days(self, check: RowCheck, days: NDArray[np.datetime64], unread: Mask) -> None:
        role = next(one for one in ("departs", "day", "day_of_year") if one in self._form.columns)
        name = self._form.columns[role][0]
        passed = unread | np.isnat(days)
        years = days.astype("datetime64[Y]").astype(np.int64) + 1970
        if self._year:
            right = years == self._year
            check.require(right | passed, f"a day of {self._year}", name)
        elif self._month:
            right = days.astype("datetime64[M]") == np.datetime64(self._month)
            check.require(right | passed, f"a day of {self._month}, as in the first row", name)
        else:
            right = (years >= FIRST_YEAR) & (years <= LAST_YEAR)
            check.require(right | passed, f"a day from {FIRST_YEAR} to {LAST_YEAR}", name)

    def _check_outcomes(self, check: RowCheck, raw: Values, unread: Mask) -> Mask:
        """Return which flights never arrived.

        They were cancelled, diverted, or have no delay in a form that has no column for diverted.
        """
        roles = [role for role in ("cancelled", "diverted") if role in raw]
        never = np.logical_or.reduce([raw[role] for role in roles])
        arrived = ~np.isnan(raw["delay"])
        names = [self._form.columns[role][0] for role in ("delay", *roles)]
        allowed = f"no delay of a flight that was {' or '.join(roles)}"
        check.require(~(never & arrived) | unread, allowed, *names)
        return never if "diverted" in raw else ~arrived

    def _are_known(self, check: RowCheck, raw: Values, never: Mask) -> Mask:
        """Return whose airports and outcome are known, and note the others."""
        good, known = ~check.bad, np.ones(check.rows, bool)
        for role in ("origin", "destination"):
            name = self._form.columns[role][0]
            unknown = good & (self._zones.of[raw[role]] < 0)
            for number in np.unique(raw[role][unknown]):
                rows = np.flatnonzero(unknown & (raw[role] == number))
                held = f"{name} {check.seen(name, int(rows[0]))}"
                self.notes.add((name, str(number), UNKNOWN_PLACE), check.columns.places[rows], held)
            known &= ~unknown
        name = self._form.columns["delay"][0]
        if (without := np.flatnonzero(good & known & ~never & np.isnan(raw["delay"]))).size:
            self.notes.add((name, NO_OUTCOME), check.columns.places[without], f"{name} is missing")
            known[without] = False
        self.left_out += int((good & ~known).sum())
        return known

    def _blocks(
        self,
        raw: Values,
        days: NDArray[np.datetime64],
        minutes: NDArray[np.float64],
        counted: Mask,
    ) -> Cells:
        """Return flights and their scheduled minutes in all, by route.

        No flight is a day long, so that clocks and zones are enough.
        """
        arrival = _arrival_minutes(raw)
        if arrival is None:
            return Cells.none(2)
        chosen = counted & ~np.isnan(arrival)
        day = days[chosen].astype(np.int64)
        there, here = (
            self._zones.offsets(raw[role][chosen], day) for role in ("destination", "origin")
        )
        block = np.mod(arrival[chosen] - minutes[chosen] - (there - here), MINUTES_A_DAY)
        nothing = np.zeros(len(day), np.int64)
        keys = dict.fromkeys(("year", "month", "carrier", "hour"), nothing)
        routes = {role: raw[role][chosen] for role in ("origin", "destination")}
        sums = np.column_stack([np.ones_like(nothing), block.astype(np.int64)])
        return Cells.summed(packed(keys | routes), sums)


def _arrival_minutes(raw: Values) -> NDArray[np.float64] | None:
    if "arrives" in raw:
        arrives = raw["arrives"]
        return np.asarray((arrives - arrives.astype("datetime64[D]")) / np.timedelta64(1, "m"))
    return raw.get("arrival_minute")


def _date_parts(days: NDArray[np.datetime64], year: int) -> dict[str, NDArray[Any]]:
    """Return year and month of days; month 0 of a day that is not known, of a known year."""
    known = ~np.isnat(days)
    months = np.where(known, days, np.datetime64(0, "D")).astype("datetime64[M]").astype(np.int64)
    return {
        "year": np.where(known, months // 12 + 1970, year),
        "month": np.where(known, months % 12 + 1, 0),
    }

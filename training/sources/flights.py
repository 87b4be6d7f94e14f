"""Flights: the columns of any file of flights as the lake's values, and rows that have none.

Flights that a model is judged on come by themselves (`read_judged`): a CSV or Parquet file with the
columns of `JUDGED`. All times are local to the airports.
"""

from copy import copy
from pathlib import Path

import numpy as np
import pandas as pd

from batch.reader import dating, times
from batch.reader import values as fields
from batch.reader.containers import TableFile, find_table
from batch.reader.dating import Minutes, Times
from batch.reader.day_orders import day_order
from batch.reader.errors import ColumnsMissing
from batch.reader.headers import Header, read_header
from batch.reader.tables import check_times, check_zone
from batch.reader.vocabulary import CODES, DATE, DAYS, Layout, Roles
from pushback.flights import FIRST_TIME, LAST_TIME
from training.sources.checks import Findings, Mask, RowCheck, Values, check_delays, check_flags
from training.sources.places import read_places
from training.sources.schema import KM_PER_MILE

FIELDS = {
    "carrier": fields.CARRIER,
    "origin": fields.AIRPORT,
    "destination": fields.AIRPORT,
    "flight_number": fields.FLIGHT_NUMBER,
    "tail_number": fields.TEXT,
    "departure_delay": fields.DELAY,
    "arrival_delay": fields.DELAY,
    "air_time": fields.MINUTES,
    "distance": fields.DISTANCE,
    "distance_km": fields.DISTANCE,
    "cancelled": fields.FLAG,
    "diverted": fields.DIVERTED,
    "status": fields.STATUS,
}
SAMPLE = 1000
"""Distinct texts of a column that tell clocks from times."""
SURE = {"cancelled", "diverted"}
"""Flags that an official month must not leave out."""

_MINUTE = np.timedelta64(1, "m")
YEARS = f"a year from {FIRST_TIME.item().year} to {LAST_TIME.item().year}"
DAY, EARLY = np.timedelta64(1440, "m"), np.timedelta64(240, "m")
"""A clock is that of the first such time from 4 hours before the schedule on."""


def read_flights(
    file: TableFile, header: Header, layout: Layout, order: str = ""
) -> tuple[RowCheck, Values]:
    """Read a file of flights.

    Returns the check of its rows, not yet finished, and the values by role and by the lake's
    columns: what the file does not have is missing in every row. Raises FileRefused if the file is
    damaged, or its days can be read in two ways and no `order` is given.
    """
    wanted = _wanted(layout.columns)
    check = RowCheck.whole(file, header, wanted | _actual(layout))
    check_times(file.name, layout, "departure", check.columns["departure"].distinct[:SAMPLE])
    if "zone" in check.columns:
        check_zone(file.name, layout, check.columns["zone"].distinct)
    texts = (text for role in DAYS if role in wanted for text in check.columns[role].distinct)
    order = day_order(file.name, texts, order, layout.usual_order)
    reader = _TimeReader(check, layout.has_days, order)
    raw = check.read_all(FIELDS, {*CODES, *(SURE if layout.kind == "bts" else ())})
    raw["day"] = reader.days
    raw["departure"], _ = reader.read("departure", required=True)
    raw["arrival"], clock = reader.read("arrival", required=layout.kind == "outcomes")
    dated = read_places().arrivals(raw["departure"], clock, raw["origin"], raw["destination"])
    raw["arrival"] = np.where(np.isnan(clock), raw["arrival"], dated)
    for what in ("departure", "arrival"):
        is_told = f"{what}_delay" in layout.columns
        if is_told and not _actual(layout):
            if what == "arrival":
                check_flags(file.name, layout.columns[f"{what}_delay"], raw[f"{what}_delay"])
            continue
        actual, clock = (reader.quietly() if is_told else reader).read(f"actual_{what}")
        near = actual + np.ceil(((raw[what] - actual) - EARLY) / DAY) * DAY
        raw[f"actual_{what}"] = np.where(np.isnan(clock), actual, near)
        minutes = (raw[f"actual_{what}"] - raw[what]) / _MINUTE
        if is_told:
            check_delays(file.name, layout.columns[f"{what}_delay"], raw[f"{what}_delay"], minutes)
        else:
            raw[f"{what}_delay"] = minutes
    return check, raw | _in_the_lakes_columns(check, raw)


def _actual(layout: Layout) -> Roles:
    """Return the columns that delays are held against, but for official months."""
    roles = {} if layout.kind == "bts" else layout.columns
    return {role: name for role, name in roles.items() if role.startswith("actual_")}


def _wanted(roles: Roles) -> Roles:
    """Return the columns that tell something that no other tells better."""
    spare = {"elapsed", *(DATE if "day" in roles else ())}
    if "arrival_delay" in roles:
        spare.add("actual_arrival")
    # Where no column tells it, a flight without an actual departure was cancelled.
    if "departure_delay" in roles and "cancelled" in roles:
        spare.add("actual_departure")
    return {role: name for role, name in roles.items() if role not in spare}


def _in_the_lakes_columns(check: RowCheck, raw: Values) -> Values:
    """Return what the lake calls otherwise, or keeps in other units."""
    if "cancelled" not in check.columns and "arrival_delay" in check.columns:
        gone = check.columns.get("actual_departure")
        # One that landed, or has yet to leave, is not known to have been cancelled.
        never = np.isnan(raw["arrival_delay"]) & (raw["status"] != "other")
        raw["cancelled"] = never & (gone.codes < 0) if gone else never
        raw["diverted"] = never & ~raw["cancelled"]
    for what in ("cancelled", "diverted"):
        raw[what] = raw[what] | (raw["status"] == what)
    never = raw["cancelled"] | raw["diverted"]
    is_actual = "arrival_delay" not in check.columns
    return {
        "scheduled_departure": raw["departure"],
        "scheduled_arrival": raw["arrival"],
        "departure_delay_min": raw["departure_delay"],
        "arrival_delay_min": np.where(never & is_actual, np.nan, raw["arrival_delay"]),
        # A few air times of old years are 0 or less.
        "air_time_min": np.where(raw["air_time"] > 0, raw["air_time"], np.nan),
        "distance_km": np.fmax(raw["distance_km"], raw["distance"] * KM_PER_MILE),
    }


class _TimeReader:
    """Reads the local times of a file, each in one column or as a clock of a day."""

    def __init__(self, check: RowCheck, has_days: bool, order: str) -> None:
        self._check, self._has_days, self._order = check, has_days, order
        self.days = self._days()

    def quietly(self) -> "_TimeReader":
        """Return a reader of the same rows that reports no faults."""
        silent = copy(self)
        silent._check = RowCheck(self._check.columns, Findings("", ""))
        return silent

    def read(self, role: str, *, required: bool = False) -> tuple[Times, Minutes]:
        """Return a column's times, and its clocks if it has only those, shape (rows,) each."""
        none = np.full(self._check.rows, np.nan)
        if role not in self._check.columns:
            return np.full(self._check.rows, "NaT", "datetime64[m]"), none
        held = self._check.columns[role].distinct
        kind = fields.ARRIVAL_CLOCK if role.endswith("arrival") else fields.CLOCK
        if self._has_days and any(
            kind.read(text) is not None or times.is_serial(text) for text in held[:SAMPLE]
        ):
            clock = self._check.read(role, kind, required=required)
            return dating.at(self.days, clock), clock
        kind = fields.in_order(fields.TIME, self._order)
        return self._in_years(self._check.read(role, kind, required=required), role), none

    def _days(self) -> Times:
        check = self._check
        if "day" in check.columns:
            kind = fields.in_order(fields.DAY, self._order)
            return self._in_years(check.read("day", kind, required=True), "day")
        if not self._has_days:
            return np.full(check.rows, "NaT", "datetime64[D]")
        parts = [check.read(role, kind, required=True) for role, kind in fields.DATE_PARTS.items()]
        days, unread = dating.joined(*parts), np.isnan(sum(parts))
        check.require(~np.isnat(days) | unread, "a day of the calendar", *DATE)
        return self._in_years(days, *DATE)

    def _in_years(self, found: Times, *roles: str) -> Times:
        """Return times without those of years that no flight is of, which are reported."""
        is_in = np.isnat(found) | is_in_years(found)
        self._check.require(is_in, YEARS, *roles)
        return np.where(is_in, found, np.datetime64("NaT"))


def is_in_years(found: Times) -> Mask:
    """Return which times are of `YEARS`; one that is missing is of none."""
    return np.asarray((found >= FIRST_TIME) & (found <= LAST_TIME))


KNOWN = {"carrier", "origin", "destination", "departure"}
JUDGED = {
    **{name: FIELDS[name] for name in CODES},
    "departure": fields.TIME,
    "arrival": fields.TIME,
    "arrival_delay_min": fields.DELAY,
    "cancelled": fields.FLAG,
    "diverted": fields.FLAG,
}
"""How each column of flights to judge on is read; those in `KNOWN` may not be empty."""


def read_judged(path: Path) -> pd.DataFrame:
    """Return the flights of a file, by `JUDGED`; the delay is NaN of those that never arrived.

    Raises FileRefused if the file is damaged or lacks a column, and RowsUnusable if rows hold what
    cannot be.
    """
    file = find_table(path)
    header = read_header(file)
    if missing := [name for name in JUDGED if name not in header.names]:
        raise ColumnsMissing(file.name, "flights to judge on", missing)
    check = RowCheck.whole(file, header, {name: name for name in JUDGED})
    raw = check.read_all(JUDGED, KNOWN)
    unread, told = check.bad.copy(), ("arrival_delay_min", "cancelled", "diverted")
    right = np.isnan(raw["arrival_delay_min"]) == (raw["cancelled"] | raw["diverted"])
    check.require(right | unread, "a delay, or cancelled or diverted, not both", *told)
    check.require(is_in_years(raw["departure"]) | unread, YEARS, "departure")
    check.finish()
    return pd.DataFrame(raw)

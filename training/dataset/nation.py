"""Nation: the flights of the record, and those of the lake, counted together and in one level.

`training.dataset.lateness` shrinks what is counted of few flights.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.lookups import HOURS
from pushback.outcomes import CANCELLED, ON_TIME, OUTCOMES
from training.dataset.dataset import Flights
from training.dataset.lateness import CODES, KINDS, Keys, Numbers, Sums, age_weight, spread_weight
from training.months import year_numbers
from training.record import Record

SHRUNK = {"airport": 500.0, "hour": 200.0, "sample": 3000.0}
"""Flights as usual that start what is expected of an airport and of its hour, and what is found
of a year's level at an airport."""

LEAST_RATIO = 0.2
"""Of a year's level to the largest year's: below it, few flights are told apart from luck."""

LATE = OUTCOMES[ON_TIME + 1 : CANCELLED]
TRIP = ["year", "carrier", "origin", "destination"]


@dataclass(frozen=True, eq=False)
class Codes:
    """The codes of airlines and airports that flights are counted by, in order."""

    airlines: "pd.Index[str]"
    airports: "pd.Index[str]"

    @property
    def sizes(self) -> dict[str, int]:
        """Positions that `Keys` have, one of them for codes that are not listed."""
        airports = len(self.airports) + 1
        sizes = (len(self.airlines) + 1, airports, airports, HOURS)
        return dict(zip(CODES, sizes, strict=True))

    def keys(self, carrier: Any, origin: Any, destination: Any, hour: NDArray[Any]) -> Keys:
        """Return flights by position."""
        lists = (self.airlines, self.airports, self.airports)
        positions = [
            of.get_indexer(pd.Index(codes)) % (len(of) + 1)
            for of, codes in zip(lists, (carrier, origin, destination), strict=True)
        ]
        at = zip(CODES, [*positions, np.asarray(hour, np.int64)], strict=True)
        return Keys(dict(at), self.sizes)


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows that stand for a number of flights each."""

    keys: Keys
    year: NDArray[np.int64]
    """What they are, and of which year, shape (rows,)."""
    flights: Numbers
    late: Numbers
    """How many they are, and how many were late or never arrived, shape (rows,)."""
    spread: Numbers
    """`spread_weight` of them."""

    def take(self, rows: NDArray[Any]) -> "Rows":
        """Return the given rows (positions or a mask)."""
        columns = (self.year, self.flights, self.late, self.spread)
        return Rows(self.keys.take(rows), *(column[rows] for column in columns))


@dataclass(frozen=True, eq=False)
class Nation:
    """Flights of all years by airline, route and hour."""

    codes: Codes
    """Those that they are counted by."""
    record: Rows
    """The record's rows, in the level."""
    outcomes: Numbers
    """How many flights of each had each of the six outcomes, shape (rows, outcomes)."""
    lake: Rows
    """The lake's flights, one a row; a late one counts as many late ones as it is in the level."""
    expected: "Expected"
    """What is usual, as of the record's largest year."""

    def sums(self, now: int) -> Sums:
        """Add everything up as it weighs for flights of a year."""
        record, lake = (self.sums_of(rows, now) for rows in (self.record, self.lake))
        return {name: counts + lake[name] for name, counts in record.items()}

    def sums_of(self, rows: Rows, now: int) -> Sums:
        """Add some rows up as they weigh for flights of a year."""
        sums = {}
        for name, added in self.counts(rows, now):
            by = KINDS[name].by
            place, size = rows.keys.place(by), prod(rows.keys.sizes[code] for code in by)
            sums[name] = np.stack([np.bincount(place, of, size) for of in added]).astype(float)
        return sums

    def counts(self, rows: Rows, now: int) -> Iterator[tuple[str, Numbers]]:
        """Yield what rows add to each kind: flights and surplus, shape (2, rows)."""
        weight, usual = age_weight(rows.year, now), self.expected.usual(rows.keys)
        flights, late = rows.flights * weight, rows.late * weight
        for name, kind in KINDS.items():
            both = np.stack([flights, late - flights * usual[kind.usual]])
            yield name, both * rows.spread if kind.is_spread else both


def learn_nation(record: Record, flights: Flights, codes: Codes) -> Nation:
    """Put the record and the lake's flights in one level.

    Where the lake holds flights of an airline on a route in a year, they take the place of the
    record's.
    """
    rows = not_of_the_lake(record.routes, flights)
    keys = codes.keys(rows["carrier"], rows["origin"], rows["destination"], rows["hour"].to_numpy())
    year, outcomes = rows["year"].to_numpy(np.int64), outcome_counts(rows)
    spread = spread_weight(keys, year, outcomes.sum(axis=1))
    late = (flights.outcome != ON_TIME).astype(np.float64)
    expected = Expected.learn(keys, year, outcomes, late)
    outcomes = _in_level(keys, year, outcomes, expected)
    all_late = outcomes[:, ON_TIME + 1 :].sum(axis=1)

    table, lake_year, one = flights.table, year_numbers(flights.month), np.ones(len(flights))
    hour = table.departure.astype("datetime64[h]").astype(np.int64) % HOURS
    lake_keys = codes.keys(table.carrier, table.origin, table.destination, hour)
    lake_late = _months_in_level(lake_keys, flights.month, late, expected)
    return Nation(
        codes=codes,
        record=Rows(keys, year, outcomes.sum(axis=1), all_late, spread),
        outcomes=outcomes,
        lake=Rows(lake_keys, lake_year, one, lake_late, spread_weight(lake_keys, lake_year, one)),
        expected=expected,
    )


def outcome_counts(rows: pd.DataFrame) -> Numbers:
    """Return the record's rows as counts of the six outcomes, shape (rows, outcomes)."""
    never = rows["cancelled"].to_numpy(np.float64)
    at_least = [rows["flights"].to_numpy(np.float64) - never]
    at_least += [rows[f"late_{outcome.from_minutes}"].to_numpy(np.float64) for outcome in LATE]
    at_least.append(np.zeros(len(rows)))
    arrived = [more - less for more, less in pairwise(at_least)]
    return np.column_stack([*arrived, never])


@dataclass(frozen=True, eq=False)
class Expected:
    """What the record's largest year has as the share of late flights."""

    nation: float
    """Of all flights."""
    airport: Numbers
    hour: Numbers
    """Of departures, by airport, and by airport and hour: shape (airports, 24)."""
    airlines: NDArray[np.int64]
    """Positions of the airlines that it knows."""

    @classmethod
    def learn(
        cls, keys: Keys, year: NDArray[np.int64], outcomes: Numbers, lake_late: Numbers
    ) -> "Expected":
        """Learn it; of a record without flights, from the lake's, for all airports alike."""
        airports = keys.sizes["origin"]
        if not len(keys):
            nation = float(lake_late.mean()) if len(lake_late) else 0.0
            alike = np.full((airports, HOURS), nation)
            return cls(nation, alike[:, 0], alike, np.arange(keys.sizes["airline"]))
        of = year == largest_year(year, outcomes.sum(axis=1))
        known, flown = keys.take(of), outcomes[of].sum(axis=1)
        late = outcomes[of, ON_TIME + 1 :].sum(axis=1)
        nation = float(late.sum() / flown.sum())
        airport = _shares(known.of["origin"], flown, late, nation, SHRUNK["airport"], airports)
        place, usual = known.place(("origin", "hour")), np.repeat(airport, HOURS)
        hour = _shares(place, flown, late, usual, SHRUNK["hour"], airports * HOURS)
        return cls(nation, airport, hour.reshape(-1, HOURS), np.unique(known.of["airline"]))

    def usual(self, keys: Keys) -> dict[str, Any]:
        """Return what is usual of rows, as shares of late flights, by `Kind.usual`."""
        origin, hour = keys.of["origin"], keys.of["hour"]
        return {
            "nation": self.nation,
            "airport": self.airport[origin],
            "hour": self.hour[origin, hour],
        }


def largest_year(year: NDArray[np.int64], flights: Numbers) -> int:
    """Return the year with most flights, the first of several."""
    years, of = np.unique(year, return_inverse=True)
    return int(years[np.bincount(of, flights).argmax()])


def _shares(
    place: NDArray[np.int64], flights: Numbers, late: Numbers, usual: Any, start: float, size: int
) -> Numbers:
    """Return the share late at each place, shrunk towards what is usual."""
    counted, counted_late = (np.bincount(place, of, size) for of in (flights, late))
    return np.asarray((counted_late + start * usual) / (counted + start))


def _in_level(
    keys: Keys, year: NDArray[np.int64], outcomes: Numbers, expected: Expected
) -> Numbers:
    """Return outcomes in the level of the largest year, by year and airport of departure.

    The level is measured on the airlines of the largest year, so that one that it lacks keeps
    what sets it apart.
    """
    scaled, flights, origin = outcomes.copy(), outcomes.sum(axis=1), keys.of["origin"]
    late = outcomes[:, ON_TIME + 1 :].sum(axis=1)
    usual = flights * expected.usual(keys)["hour"]
    told = np.isin(keys.of["airline"], expected.airlines)
    for one in np.unique(year):
        rows = np.flatnonzero(year == one)
        seen = rows[told[rows]]
        if not usual[seen].any():
            continue
        nation = late[seen].sum() / usual[seen].sum()
        start, airports = SHRUNK["sample"] * expected.nation, keys.sizes["origin"]
        found, due = (np.bincount(origin[seen], of[seen], airports) for of in (late, usual))
        by_airport = np.maximum((found + start * nation) / (due + start), LEAST_RATIO)
        scaled[rows, ON_TIME + 1 :] /= by_airport[origin[rows], None]
    not_on_time = scaled[:, ON_TIME + 1 :]
    at_most = np.minimum(1.0, flights / np.maximum(not_on_time.sum(axis=1), 1e-9))
    not_on_time *= at_most[:, None]
    scaled[:, ON_TIME] = np.maximum(flights - not_on_time.sum(axis=1), 0)
    return scaled


def _months_in_level(
    keys: Keys, month: NDArray[np.datetime64], late: Numbers, expected: Expected
) -> Numbers:
    """Return the lake's late flights in the level of the largest year, by month."""
    months, of = np.unique(month, return_inverse=True)
    found = np.bincount(of, late, len(months))
    due = np.bincount(of, expected.usual(keys)["hour"], len(months))
    ratio = np.maximum(found / np.maximum(due, 1e-9), LEAST_RATIO)
    return np.asarray(late / ratio[of])


def not_of_the_lake(rows: pd.DataFrame, flights: Flights) -> pd.DataFrame:
    """Return the record's rows of trips and years that the lake has no flights of."""
    table = flights.table
    columns = (year_numbers(flights.month), table.carrier, table.origin, table.destination)
    held = pd.DataFrame(dict(zip(TRIP, columns, strict=True))).drop_duplicates()
    trips = pd.MultiIndex.from_frame(rows[TRIP].astype(dict.fromkeys(TRIP[1:], object)))
    return rows[~trips.isin(pd.MultiIndex.from_frame(held))]

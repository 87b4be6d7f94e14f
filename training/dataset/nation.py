"""Nation: the flights of the record, and those of the lake, counted together and in one level.

`training.dataset.lateness` shrinks what is counted of few flights.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.outcomes import CANCELLED, ON_TIME, OUTCOMES
from training.dataset.dataset import Flights
from training.dataset.lateness import HOURS, Counts, Keys, Numbers, Sums, age_weight, spread_weight
from training.record import Record

SHRUNK = {"airport": 500.0, "hour": 200.0, "sample": 3000.0}
"""Flights as usual that start what is expected of an airport and of its hour, and what is found
of a year's level at an airport."""

LEAST_RATIO = 0.2
"""Of a year's level to the largest year's: below it, few flights are told apart from luck."""

LEVEL_HALF_LIFE = 8.0
"""Years over which a month counts half for the nation's level: longer than a flight's weight, for
years go up and down (20.6 % late in 2018, 23.3 % in 2025, between them less and more)."""

TRIP = ["year", "carrier", "origin", "destination"]


@dataclass(frozen=True, eq=False)
class Codes:
    """The codes of airlines and airports that flights are counted by, in order."""

    airlines: "pd.Index[str]"
    airports: "pd.Index[str]"

    def keys(self, carrier: Any, origin: Any, destination: Any, hour: NDArray[Any]) -> Keys:
        """Return flights by position; a code that is not listed has the last one."""
        airlines, airports = len(self.airlines) + 1, len(self.airports) + 1
        return Keys(
            self.airlines.get_indexer(pd.Index(carrier)) % airlines,
            self.airports.get_indexer(pd.Index(origin)) % airports,
            self.airports.get_indexer(pd.Index(destination)) % airports,
            np.asarray(hour, np.int64),
            airlines,
            airports,
        )

    def keys_of(self, flights: Flights) -> Keys:
        """Return flights of the lake by position."""
        table = flights.table
        hour = table.departure.astype("datetime64[h]").astype(np.int64) % HOURS
        return self.keys(table.carrier, table.origin, table.destination, hour)


@dataclass(frozen=True, eq=False)
class Nation:
    """Flights of all years by airline, route and hour.

    Attributes
    ----------
    codes
        Those that they are counted by.
    keys, year, outcomes
        Of the record's rows: what they are, of which year, and how many flights had each of the
        six outcomes, shape (rows, outcomes); those that were not on time scaled to the level.
    lake_keys, lake_late
        Of the lake's flights: what they are, and 0, or for a late one what counts for it.
    lake_month
        The lake's flights' months.
    spread, lake_spread
        `spread_weight` of the record's rows and of the lake's flights.
    expected
        What is usual, as of the record's largest year.
    """

    codes: Codes
    keys: Keys
    year: NDArray[np.int64]
    outcomes: Numbers
    lake_keys: Keys
    lake_late: Numbers
    lake_month: NDArray[np.datetime64]
    spread: Numbers
    lake_spread: Numbers
    expected: "Expected"

    def sums(self, now: int) -> Sums:
        """Add everything up as it weighs for flights of a year."""
        record = Sums.count(self.keys, self.counts(now))
        return record + self.lake_sums(np.ones(len(self.lake_keys), bool), now)

    def counts(self, now: int) -> Counts:
        """Return the record's rows as they weigh for flights of a year."""
        weight, flights = age_weight(self.year, now), self.outcomes.sum(axis=1)
        late = self.outcomes[:, ON_TIME + 1 :].sum(axis=1)
        usual = self.expected.usual(self.keys)
        return Counts(flights * weight, late * weight, self.spread, usual)

    def lake_sums(self, rows: NDArray[np.bool_], now: int) -> Sums:
        """Add some of the lake's flights up as they weigh for flights of a year."""
        keys, weight = self.lake_keys.take(rows), age_weight(_years(self.lake_month[rows]), now)
        late, usual = self.lake_late[rows] * weight, self.expected.usual(keys)
        return Sums.count(keys, Counts(weight, late, self.lake_spread[rows], usual))


def learn_nation(record: Record, flights: Flights, codes: Codes) -> Nation:
    """Put the record and the lake's flights in one level.

    Where the lake holds flights of an airline on a route in a year, they take the place of the
    record's.
    """
    rows = not_of_the_lake(record.routes, flights)
    keys = codes.keys(rows["carrier"], rows["origin"], rows["destination"], rows["hour"].to_numpy())
    year, outcomes = rows["year"].to_numpy(np.int64), outcome_counts(rows)
    late = (flights.outcome != ON_TIME).astype(np.float64)
    expected = Expected.learn(keys, year, outcomes, late)
    lake_keys = codes.keys_of(flights)
    return Nation(
        codes=codes,
        keys=keys,
        year=year,
        outcomes=_in_level(keys, year, outcomes, expected),
        lake_keys=lake_keys,
        lake_late=_months_in_level(lake_keys, flights.month, late, expected),
        lake_month=flights.month,
        spread=spread_weight(keys, year, outcomes.sum(axis=1)),
        lake_spread=spread_weight(lake_keys, _years(flights.month), np.ones(len(flights))),
        expected=expected,
    )


def outcome_counts(rows: pd.DataFrame) -> Numbers:
    """Return the record's rows as counts of the six outcomes, shape (rows, outcomes)."""
    never = rows["cancelled"].to_numpy(np.float64)
    at_least = [rows["flights"].to_numpy(np.float64) - never]
    at_least += [rows[f"late_{outcome.from_minutes}"].to_numpy(np.float64) for outcome in _LATE]
    at_least.append(np.zeros(len(rows)))
    arrived = [more - less for more, less in pairwise(at_least)]
    return np.column_stack([*arrived, never])


_LATE = OUTCOMES[ON_TIME + 1 : CANCELLED]


@dataclass(frozen=True, eq=False)
class Expected:
    """What the record's largest year has as the share of late flights.

    Attributes
    ----------
    nation
        Of all flights.
    airport
        Of departures, by airport.
    hour
        Of departures, by airport and hour, shape (airports, 24).
    airlines
        Positions of the airlines that it knows.
    """

    nation: float
    airport: Numbers
    hour: Numbers
    airlines: NDArray[np.int64]

    @classmethod
    def learn(
        cls, keys: Keys, year: NDArray[np.int64], outcomes: Numbers, lake_late: Numbers
    ) -> "Expected":
        """Learn it; of a record without flights, from the lake's, for all airports alike."""
        if not len(keys):
            nation = float(lake_late.mean()) if len(lake_late) else 0.0
            alike = np.full((keys.airports, HOURS), nation)
            return cls(nation, alike[:, 0], alike, np.arange(keys.airlines))
        flown = outcomes.sum(axis=1)
        years, flights = np.unique(year), np.bincount(year, flown)
        of = year == years[flights[years].argmax()]
        late, flown, known = outcomes[of, ON_TIME + 1 :].sum(axis=1), flown[of], keys.take(of)
        nation = late.sum() / flown.sum()
        airport = _shares(known.origin, flown, late, nation, SHRUNK["airport"], keys.airports)
        place, usual = known.place(("origin", "hour")), np.repeat(airport, HOURS)
        hour = _shares(place, flown, late, usual, SHRUNK["hour"], keys.airports * HOURS)
        by_hour = hour.reshape(keys.airports, HOURS)
        return cls(float(nation), airport, by_hour, np.unique(known.airline))

    def usual(self, keys: Keys) -> dict[str, Any]:
        """Return what is usual of rows, as `training.dataset.lateness` takes it."""
        airport, hour = self.airport[keys.origin], self.hour[keys.origin, keys.hour]
        return {"nation": self.nation, "airport": airport, "hour": hour}


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
    scaled, flights = outcomes.copy(), outcomes.sum(axis=1)
    late = outcomes[:, ON_TIME + 1 :].sum(axis=1)
    usual = flights * expected.usual(keys)["hour"]
    told = np.isin(keys.airline, expected.airlines)
    for one in np.unique(year):
        rows = np.flatnonzero(year == one)
        seen = rows[told[rows]]
        if not usual[seen].any():
            continue
        ratio = late[seen].sum() / usual[seen].sum()
        found, due = (
            np.bincount(keys.origin[seen], of[seen], keys.airports) for of in (late, usual)
        )
        start = SHRUNK["sample"] * expected.nation
        by_airport = np.maximum((found + start * ratio) / (due + start), LEAST_RATIO)
        scaled[rows, ON_TIME + 1 :] /= by_airport[keys.origin[rows], None]
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
    held = pd.DataFrame(
        {
            "year": _years(flights.month),
            "carrier": table.carrier,
            "origin": table.origin,
            "destination": table.destination,
        }
    ).drop_duplicates()
    held = held[held["year"].isin(rows["year"].unique())]
    if held.empty:
        return rows
    trips = pd.MultiIndex.from_frame(rows[TRIP].astype(dict.fromkeys(TRIP[1:], object)))
    return rows[~trips.isin(pd.MultiIndex.from_frame(held))]


def _years(month: NDArray[np.datetime64]) -> NDArray[np.int64]:
    return month.astype("datetime64[Y]").astype(np.int64) + 1970


class Level(NamedTuple):
    """Shares of late flights, and of those that never arrived."""

    late: float
    cancelled: float


def newest_level(record: Record) -> Level | None:
    """Return the nation's shares in its newest months; None of a record without months.

    Every month counts, by its flights and by age.
    """
    months = record.months
    if months.empty:
        return None
    year = months["year"].to_numpy(np.int64)
    weight = age_weight(year, int(year.max()), LEVEL_HALF_LIFE)
    flights, *shares = (
        float((months[name].to_numpy(np.float64) * weight).sum())
        for name in ("flights", "late_15", "cancelled")
    )
    return Level(*(share / flights for share in shares))

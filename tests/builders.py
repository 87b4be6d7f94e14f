"""Builders: an ordinary case of each thing, to be varied by a test."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.contract import Airline, Holidays, Place
from pushback.features import FEATURE_NAMES
from pushback.flights import Flight, FlightTable, Weather, WeatherTable
from pushback.lookups import FIRST_YEAR, HOURS, TABLES, Lookups, Reference
from pushback.shapley import Inputs, Predict
from training.record.record import KEYS, LATE_COUNTS, VALUES, Record, typed
from training.sources.nyc import NYC2023, NycYear
from training.sources.schema import SourceData

Change = Callable[[pd.DataFrame], pd.DataFrame]

JFK = Place("John F Kennedy Intl", 40.6398, -73.7789, "America/New_York")
LAX = Place("Los Angeles Intl", 33.9425, -118.4081, "America/Los_Angeles")


def flight(**changes: Any) -> dict[str, Any]:
    """Return an ordinary flight as JSON has it."""
    ordinary = {
        "carrier": "DL",
        "origin": "JFK",
        "destination": "LAX",
        "departure": "2026-12-23T18:30",
        "arrival": "2026-12-23T22:05",
    }
    return {name: value for name, value in {**ordinary, **changes}.items() if value is not ...}


def weather(**changes: Any) -> dict[str, Any]:
    """Return an ordinary hour of weather as JSON has it."""
    ordinary = {
        "airport": "JFK",
        "time": "2026-12-23T18:00",
        "temperature_c": 8.0,
        "dew_point_c": 1.0,
        "humidity_pct": 60,
        "wind_speed_kmh": 12,
        "wind_direction_deg": 220,
        "precipitation_mm": 0.0,
        "pressure_hpa": 1018,
        "visibility_km": 16,
    }
    return {**ordinary, **changes}


def fair_day(day: str = "2026-12-23", airport: str = "JFK", **changes: Any) -> list[dict[str, Any]]:
    """Return the 24 hours of a fair day, or of one changed throughout."""
    return [weather(airport=airport, time=f"{day}T{hour:02d}:00", **changes) for hour in range(24)]


def flight_table(*flights: dict[str, Any]) -> FlightTable:
    """Return flights as columns."""
    return FlightTable.from_flights([Flight(**row) for row in flights])


def weather_table(*rows: dict[str, Any]) -> WeatherTable:
    """Return weather as columns."""
    return WeatherTable.from_rows([Weather(**row) for row in rows])


def lookups(**changes: list[tuple[Any, ...]]) -> Lookups:
    """Return the look-ups of a small world: one airline on one route, twice a day for two years."""
    by_hour = [0.5 * hour for hour in range(HOURS)]
    rows: dict[str, list[tuple[Any, ...]]] = {
        "airlines": [(0, -3.0, by_hour)],
        "airports": [(0, 2.0, 1.0, by_hour), (1, -1.0, 0.5, by_hour)],
        "hours": [(hour, 0.25 * hour) for hour in range(HOURS)],
        "routes": [(0, 1, 375.0, -1.5, 3.0)],
        "bases": [(0, 0, -2.5, -0.75)],
        "flown": [(0, 0, 1, 1200, 300, years(2013, 2023), 1 << 7 | 1 << 18, -2.0)],
        **changes,
    }
    tables = {name: np.array(rows[name], TABLES[name]) for name in TABLES}
    return Lookups(**tables, background=np.zeros((2, len(FEATURE_NAMES)), np.float32))


def years(*flown: int) -> int:
    """Return years as the bits of the look-ups."""
    return sum(1 << year - FIRST_YEAR for year in flown)


def reference(**changes: list[tuple[Any, ...]]) -> Reference:
    """Return a small world; `changes` are the rows of tables of its look-ups."""
    holidays = ["2026-11-26", "2026-12-25", "2027-01-01", "2027-01-18"]
    return Reference(
        airlines={"DL": Airline("Delta Air Lines Inc.", 2023)},
        airports={"JFK": JFK, "LAX": LAX},
        origins=["JFK"],
        holidays=Holidays(holidays, holidays[:3]),
        lookups=lookups(**changes),
    )


def trips(reference: Reference) -> list[tuple[str, ...]]:
    """Return what the record has: the codes of airlines, origins and destinations."""
    return list(reference.index(reference.lookups.flown))


def effects_by_every_order(
    predict: Predict, row: Inputs, background: Inputs, groups: Sequence[Sequence[int]]
) -> NDArray[np.float64]:
    """Return Shapley values by letting the groups join in every order, as they are defined."""

    @cache
    def worth(joined: frozenset[int]) -> float:
        mixed = background.copy()
        for group in joined:
            mixed[:, groups[group]] = row[groups[group]]
        return float(predict(mixed).mean())

    effects = np.zeros(len(groups))
    orders = list(permutations(range(len(groups))))
    for order in orders:
        for place, group in enumerate(order):
            before = frozenset(order[:place])
            effects[group] += (worth(before | {group}) - worth(before)) / len(orders)
    return effects


def outcomes_file(path: Path, flights: pd.DataFrame) -> Path:
    """Write flights of the lake as a customer's file of flights with what became of them.

    As CSV, or as Parquet, which takes a fraction of the time to read, by the path's ending.
    """
    late = pd.to_timedelta(flights["arrival_delay_min"], unit="min")
    schedule = ["carrier", "origin", "destination", "scheduled_departure", "scheduled_arrival"]
    rows = flights[[*schedule, "cancelled", "diverted"]].assign(
        actual_arrival=flights["scheduled_arrival"] + late
    )
    if path.suffix == ".parquet":
        rows.to_parquet(path)
    else:
        rows.to_csv(path, index=False, date_format="%Y-%m-%dT%H:%M")
    return path


def record(*rows: tuple[Any, ...], months: Sequence[tuple[int, ...]] = ()) -> Record:
    """Return a record of rows of year, carrier, origin, destination, hour, flights and late ones.

    A tenth of the late flights never arrived. `months` are rows of year, month, flights, late ones
    and those that never arrived.
    """
    keys = list(KEYS["routes"])
    routes = pd.DataFrame(rows, columns=[*keys, "flights", "late"])
    late = routes.pop("late").astype(int)
    routes["cancelled"] = late // 10
    for place, name in enumerate(LATE_COUNTS):
        routes[name] = (late - late // 10) // (place + 1)
    nation = pd.DataFrame(months, columns=["year", "month", "flights", "late_15", "cancelled"])
    nation[list(LATE_COUNTS[1:])] = pd.NA
    airports, blocks = (
        typed(name, pd.DataFrame(columns=[*KEYS[name], *VALUES[name]]))
        for name in ("airports", "blocks")
    )
    return Record(typed("routes", routes), airports, typed("months", nation), blocks)


def small_record() -> Record:
    """Return a record that training learns from in no time: two airlines on four routes."""
    trips = [("DL", "JFK", "LAX"), ("DL", "ATL", "MCO"), ("AA", "ORD", "DFW"), ("WN", "DAL", "HOU")]
    rows = [
        (year, *trip, hour, 90 + hour, 5 + hour)
        for year in (2015, 2018)
        for trip in trips
        for hour in (7, 12, 18)
        if year == 2015 or trip[0] != "WN"
    ]
    months = [(2018, month, 1000, 150 + 10 * month, 20) for month in range(1, 13)]
    return record(*rows, months=months)


class EveryTenth(NycYear):
    """Every tenth flight of January to a month of 2023, changed as a test wants them.

    A real source that trains in seconds.
    """

    def __init__(self, last: int, change: Change = lambda flights: flights) -> None:
        super().__init__(NYC2023.name, NYC2023.title, NYC2023.package, NYC2023.weather_zone)
        self.last = last
        self.change = change

    def read(self) -> SourceData:
        """Return the sample; the weather is whole."""
        data = _tenth_of_2023()
        early = data.flights["scheduled_departure"].dt.month <= self.last
        return replace(data, flights=self.change(data.flights[early].reset_index(drop=True)))


@cache
def _tenth_of_2023() -> SourceData:
    """Read the package once for all tests of a worker: that takes seconds."""
    data = NYC2023.read()
    return replace(data, flights=data.flights[np.arange(len(data.flights)) % 10 == 0])

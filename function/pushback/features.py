"""Features: builds the model's inputs from raw flights and weather.

The only feature code there is: training, function and batch all call `FeatureBuilder.build`.
Everything is known before departure; what a flight lacks (no weather, an airport never seen)
is NaN, as in a part of the training flights. The features were chosen by ablation on test months
April to September 2023; those of the record's lateness on the public test of the nation, too.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pushback.airport_zones import ZONES
from pushback.clock import UNKNOWN_ZONE, block_minutes
from pushback.contract import Feature
from pushback.flights import FlightTable, WeatherTable
from pushback.histories import LATENESS, Histories
from pushback.holidays import HolidayCalendar
from pushback.lookups import Reference
from pushback.weather import HourlyWeather
from pushback.weather_features import WEATHER_FEATURES
from pushback.weather_held import WeatherFeatures, build_weather_features
from pushback.weather_known import known_weather

Floats = NDArray[np.float32]
Weather = WeatherTable | HourlyWeather | WeatherFeatures
Key = TypeVar("Key", bound=Hashable)

DECIMALS = 2
"""Inputs are rounded to a grid far coarser than float32, so that sums taken in another order (a
larger batch, another processor) cannot put a flight on the other side of a threshold."""

SCHEDULE_FEATURES = (
    Feature("carrier", "airline"),
    Feature("airline_history", "airline"),
    Feature("origin", "route"),
    Feature("route_history", "route"),
    Feature("block_minutes", "route"),
    Feature("block_slack_minutes", "route"),
    Feature("days_from_holiday", "day"),
    Feature("days_from_busy_holiday", "day"),
    Feature("departure_minute", "departure_time"),
    *(Feature(f"{name}_lateness", group) for name, group in LATENESS.items()),
)

SEASON_FEATURE = Feature("season_row", "day")
"""Read by the season's table, not by the estimator, which would overfit to its few years."""
DAYS = 366
FEATURES = (*SCHEDULE_FEATURES, *WEATHER_FEATURES, SEASON_FEATURE)
FEATURE_NAMES = tuple(feature.name for feature in FEATURES)
_ORIGIN = FEATURE_NAMES.index("origin")
_WEATHER = slice(len(SCHEDULE_FEATURES), -1)


class FeatureBuilder:
    """Turns flights into model inputs, with the look-up tables of `reference`."""

    def __init__(self, reference: Reference) -> None:
        self._carriers = _index(reference.airlines)
        self._airports = _index(reference.airports)
        self._origins = np.full(len(self._airports) + 1, np.nan)
        origins = [self._airports[code] for code in reference.origins if code in self._airports]
        self._origins[origins] = origins
        known = {code: place.time_zone for code, place in reference.airports.items()}
        self._zones = ZONES | known
        self._histories = Histories(reference.lookups, len(self._carriers), len(self._airports))
        self._holidays = HolidayCalendar(reference.holidays.all, reference.holidays.busy)

    def hold(self, weather: WeatherTable) -> WeatherFeatures:
        """Prepare the weather for many calls of `build`, each of which is then quicker."""
        return WeatherFeatures(weather, self._airports)

    def sort(self, weather: WeatherTable) -> HourlyWeather:
        """Prepare the weather for one call each of `build` and `known_weather`."""
        return HourlyWeather(weather, self._airports)

    def build(self, flights: FlightTable, weather: Weather) -> Floats:
        """Return the model's inputs, shape (flights, FEATURES).

        Each row depends only on its flight and the weather, not on the other flights or their
        order.
        """
        inputs = np.empty((len(flights), len(FEATURES)), np.float32)
        split = len(SCHEDULE_FEATURES)
        origin = _positions(self._airports, flights.origin)
        self._schedule_features(flights, origin, inputs[:, :split])
        inputs[:, split:-1] = (
            weather.of(origin, flights.departure)
            if isinstance(weather, WeatherFeatures)
            else build_weather_features(self._sorted(weather), origin, flights.departure)
        )
        inputs[:, -1] = season_row(flights.departure, np.isnan(inputs[:, _ORIGIN]))
        return np.round(inputs, DECIMALS, out=inputs)

    def known_weather(
        self, flights: FlightTable, weather: Weather, inputs: Floats
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how much of the weather each flight's inputs could use.

        Parameters
        ----------
        inputs
            What `build` returned for the same flights and weather.

        Returns
        -------
        state, missing
            Positions in `pushback.weather_known.STATES`, and numbers of missing hours.
        """
        origin = np.array(_positions(self._airports, flights.origin), np.int64)
        is_used = np.any(~np.isnan(inputs[:, _WEATHER]), axis=1)
        return known_weather(self._sorted(weather), origin, flights.departure, is_used)

    def block_minutes(self, flights: FlightTable) -> NDArray[np.float64]:
        """Return scheduled gate-to-gate minutes; NaN where the arrival or a zone is unknown."""
        if np.isnat(flights.arrival).all():
            return np.full(len(flights), np.nan)
        zones = (self.zones_of(airports) for airports in (flights.origin, flights.destination))
        return block_minutes(flights.departure, flights.arrival, *zones)

    def zones_of(self, airports: Iterable[str]) -> list[str]:
        """Return the zone of each airport, `UNKNOWN_ZONE` of those that are in no US record."""
        return [self._zones.get(code, UNKNOWN_ZONE) for code in airports]

    def _sorted(self, weather: Weather) -> HourlyWeather:
        if isinstance(weather, WeatherFeatures):
            return weather.hourly
        return self.sort(weather) if isinstance(weather, WeatherTable) else weather

    def _schedule_features(self, flights: FlightTable, origin: list[int], out: Floats) -> None:
        days = flights.departure.astype("datetime64[D]")
        minute = (flights.departure - days).astype(np.int64)
        airline = _positions(self._carriers, flights.carrier)
        destination = _positions(self._airports, flights.destination)
        carrier, here, there = (np.array(at, np.int64) for at in (airline, origin, destination))
        past = self._histories.of(carrier, here, there, minute // 60)
        block = self.block_minutes(flights)
        is_unknown = np.isnan(block)
        columns = (
            np.where(carrier < 0, np.nan, carrier),
            past.base,
            self._origins[here],
            past.route,
            # A schedule without an arrival is taken to be the route's usual one.
            np.where(is_unknown, past.block_minutes, block),
            np.where(is_unknown, 0, block - past.block_minutes),
            *self._holidays.days_from_nearest(days),
            minute,
            *past.lateness,
        )
        for at, column in enumerate(columns):
            out[:, at] = column


def season_row(
    departures: NDArray[np.datetime64], is_elsewhere: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return the place in the season's table, 0 to 731.

    First come the days of the year where weather was learned, then those of everywhere else.
    """
    return day_of_year(departures) + DAYS * is_elsewhere


def day_of_year(times: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return the day of the year, 0 to 365.

    Examples
    --------
    >>> day_of_year(np.array(["2026-01-01T08:00", "2028-12-31T18:30"], "datetime64[m]"))
    array([  0, 365])
    """
    days = times.astype("datetime64[D]") - times.astype("datetime64[Y]")
    return np.asarray(days.astype(np.int64))


def _index(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _positions(index: Mapping[Key, int], keys: Iterable[Key]) -> list[int]:
    """Positions of the keys; -1, the table's last row, for what is not known."""
    return [index.get(key, -1) for key in keys]

"""Features: builds the model's inputs from raw flights and weather.

The only feature code there is: training, function and batch all call `FeatureBuilder.build`.
Everything is known before departure; what a flight lacks (no weather, an airport never seen)
is NaN, as in a part of the training flights. The features were chosen by ablation on test months
April to September 2023; those of the record's lateness on the public test of the nation, too.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from pushback.airport_zones import ZONES
from pushback.clock import UNKNOWN_ZONE, block_minutes
from pushback.contract import Feature
from pushback.flights import FlightTable, WeatherTable
from pushback.histories import LATENESS, PAST, Histories
from pushback.holidays import HolidayCalendar
from pushback.lookups import Reference
from pushback.weather import HourlyWeather
from pushback.weather_features import WEATHER_FEATURES
from pushback.weather_held import WeatherFeatures, build_weather_features
from pushback.weather_known import known_weather

Floats = NDArray[np.float32]
Weather = WeatherTable | HourlyWeather | WeatherFeatures

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
MINUTES_OF_DAY = 24 * 60
FEATURES = (*SCHEDULE_FEATURES, *WEATHER_FEATURES, SEASON_FEATURE)
FEATURE_NAMES = tuple(feature.name for feature in FEATURES)
_PAST = np.array([FEATURE_NAMES.index(name) for name in PAST])
_CARRIER, _ORIGIN, _BLOCK, _SLACK, _MINUTE, _HOLIDAY = (
    FEATURE_NAMES.index(name)
    for name in (
        "carrier",
        "origin",
        "block_minutes",
        "block_slack_minutes",
        "departure_minute",
        "days_from_holiday",
    )
)
_HOLIDAYS = slice(_HOLIDAY, _HOLIDAY + 2)
_WEATHER = slice(len(SCHEDULE_FEATURES), -1)


class FeatureBuilder:
    """Turns flights into model inputs, with the look-up tables of `reference`."""

    def __init__(self, reference: Reference) -> None:
        self._carriers = _index(reference.airlines)
        self._airports = _index(reference.airports)
        learned = [code for code in self._airports if code in reference.origins]
        # What the model reads of a position; the last is of unknown codes.
        self._told_carriers = np.append(np.arange(len(self._carriers)), np.nan).astype(np.float32)
        self._told_origins = np.full(len(self._airports) + 1, np.nan, np.float32)
        for code in learned:
            self._told_origins[self._airports[code]] = self._airports[code]
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
        self._put_schedule(flights, inputs)
        origin = _positions(self._airports, flights.origin.tolist(), -1)
        inputs[:, _WEATHER] = (
            weather.of(origin, flights.departure)
            if isinstance(weather, WeatherFeatures)
            else build_weather_features(self._sorted(weather), origin, flights.departure)
        )
        inputs[:, -1] = season_row(flights.departure, np.isnan(inputs[:, _ORIGIN]))
        return inputs.round(DECIMALS, out=inputs)

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
        origin = np.array(_positions(self._airports, flights.origin.tolist(), -1), np.int64)
        features = inputs[:, _WEATHER]
        return known_weather(self._sorted(weather), origin, flights.departure, features)

    def block_minutes(self, flights: FlightTable) -> NDArray[np.float64]:
        """Return scheduled gate-to-gate minutes; NaN where the arrival or a zone is unknown."""
        if not len(flights.timed):
            return np.full(len(flights), np.nan)
        airports = (flights.origin.tolist(), flights.destination.tolist())
        zones = (self.zones_of(codes) for codes in airports)
        return block_minutes(flights.departure, flights.arrival, *zones)

    def zones_of(self, airports: Iterable[str]) -> list[str]:
        """Return the zone of each airport, `UNKNOWN_ZONE` of those that are in no US record."""
        return [self._zones.get(code, UNKNOWN_ZONE) for code in airports]

    def _sorted(self, weather: Weather) -> HourlyWeather:
        if isinstance(weather, WeatherFeatures):
            return weather.hourly
        return self.sort(weather) if isinstance(weather, WeatherTable) else weather

    def _put_schedule(self, flights: FlightTable, inputs: Floats) -> None:
        """Write all features but those of the weather and the season."""
        day, minute = np.divmod(flights.departure.astype(np.int64), MINUTES_OF_DAY)
        carrier = _positions(self._carriers, flights.carrier.tolist(), len(self._carriers))
        origin, destination = (
            _positions(self._airports, airports.tolist(), len(self._airports))
            for airports in (flights.origin, flights.destination)
        )
        hour = (minute // 60).tolist()
        positions = np.array([carrier, origin, destination, hour], np.int64).T
        inputs[:, _PAST] = self._histories.of(positions)
        inputs[:, _CARRIER] = self._told_carriers.take(positions[:, 0])
        inputs[:, _ORIGIN] = self._told_origins.take(positions[:, 1])
        inputs[:, _HOLIDAYS] = self._holidays.days_from_nearest(day)
        inputs[:, _MINUTE] = minute
        # A schedule without an arrival is taken to be the route's usual one.
        inputs[:, _SLACK] = 0.0
        if len(flights.timed):
            self._put_block(flights, inputs)

    def _put_block(self, flights: FlightTable, inputs: Floats) -> None:
        block = self.block_minutes(flights)
        is_known = ~np.isnan(block)
        np.subtract(block, inputs[:, _BLOCK], out=inputs[:, _SLACK], where=is_known)
        np.copyto(inputs[:, _BLOCK], block, where=is_known)


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
    new_year = times.astype("datetime64[Y]").astype("datetime64[D]")
    return times.astype("datetime64[D]").astype(np.int64) - new_year.astype(np.int64)


def _index(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _positions(index: Mapping[str, int], codes: Iterable[str], unknown: int) -> list[int]:
    return [index.get(code, unknown) for code in codes]

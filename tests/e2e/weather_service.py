"""A stand-in for the National Weather Service: Playwright answers in its place."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, Route

from tests.e2e.one_flight import batch_of, day

HOST = "https://api.weather.gov"
ZONES = {"33.9": "America/Los_Angeles", "33.6": "America/New_York", "41.9": "America/Chicago"}
"""Time zones by the beginning of the latitude: LAX, ATL and ORD. All others are New York's."""
HOURS = 156
"""How far a forecast reaches as a rule."""
OPEN = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/geo+json"}
POINTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
KM_PER_MILE = 1.609344


@dataclass(frozen=True)
class Hour:
    """The weather of an hour, whether it is forecast or was measured."""

    temperature_c: float = 10
    dew_point_c: float = 3.333
    humidity_pct: float = 81
    wind_speed_kmh: float = 12
    wind_direction_deg: float = 315


def calm(local: datetime) -> Hour:
    """Return the weather of a local hour on a quiet day."""
    return Hour()


@dataclass(frozen=True)
class Storm:
    """A cold front with a storm: damp and windy all day, worst around the local hour it comes."""

    comes: datetime

    def __call__(self, local: datetime) -> Hour:
        """Return the weather of a local hour."""
        hours = (local - self.comes).total_seconds() / 3600
        near = max(0.0, 1 - abs(hours) / 8)
        warmth = 20 if hours < 0 else 11
        return Hour(warmth, warmth - 1.5, 88 + 9 * near, 25 + 35 * near, 180 if hours < 0 else 315)


def period(start: datetime, **changes: Any) -> dict[str, Any]:
    """Return an hour of a forecast, in the form that the service gives it."""
    end = start + timedelta(hours=1)
    return {
        "number": 1,
        "name": "",
        "startTime": start.isoformat(),
        "endTime": end.isoformat(),
        "isDaytime": False,
        "temperature": 50,
        "temperatureUnit": "F",
        "temperatureTrend": None,
        "probabilityOfPrecipitation": {"unitCode": "wmoUnit:percent", "value": 20},
        "dewpoint": {"unitCode": "wmoUnit:degC", "value": 3.333},
        "relativeHumidity": {"unitCode": "wmoUnit:percent", "value": 81},
        "windSpeed": "5 to 10 mph",
        "windDirection": "NW",
        "shortForecast": "Chance Rain",
        **changes,
    }


def forecast(weather: Hour) -> dict[str, Any]:
    """Return what a forecast says of an hour: whole degrees Fahrenheit and miles, and a compass."""
    return {
        "temperature": round(weather.temperature_c * 1.8 + 32),
        "dewpoint": {"unitCode": "wmoUnit:degC", "value": weather.dew_point_c},
        "relativeHumidity": {"unitCode": "wmoUnit:percent", "value": round(weather.humidity_pct)},
        "windSpeed": f"{round(weather.wind_speed_kmh / KM_PER_MILE)} mph",
        "windDirection": POINTS[round(weather.wind_direction_deg / 45) % len(POINTS)],
    }


def observation(taken: datetime, weather: Hour, **changes: Any) -> dict[str, Any]:
    """Return what a station measured, in the form that the service gives it."""
    speed = {"unitCode": "wmoUnit:km_h-1", "value": weather.wind_speed_kmh}
    angle = {"unitCode": "wmoUnit:degree_(angle)", "value": weather.wind_direction_deg}
    measured = {
        "timestamp": taken.astimezone(UTC).isoformat(),
        "textDescription": "Rain",
        "temperature": {"unitCode": "wmoUnit:degC", "value": weather.temperature_c},
        "dewpoint": {"unitCode": "wmoUnit:degC", "value": weather.dew_point_c},
        "relativeHumidity": {"unitCode": "wmoUnit:percent", "value": weather.humidity_pct},
        "windSpeed": {**speed, "qualityControl": "V"},
        "windDirection": {**angle, "qualityControl": "V"},
        "barometricPressure": {"unitCode": "wmoUnit:Pa", "value": 101_000},
        "visibility": {"unitCode": "wmoUnit:m", "value": 8_000},
        **changes,
    }
    return {"type": "Feature", "properties": measured}


@dataclass
class WeatherService:
    """What it answers, and what it was asked.

    Attributes
    ----------
    changes
        Fields of every hour of the forecast that are not as usual.
    failing
        Beginnings of the latitudes that it knows no forecast for.
    hours, start
        How many hours the forecast holds, and how many hours from now it begins: a stale one
        before now, half a day after it.
    holes
        Local hours that neither the forecast nor the station tells, as "2026-12-23T09:00".
    observations
        For how many hours the station has measured the weather; None where it cannot be asked.
    weather
        The weather of a local hour, forecast and measured.
    now
        The moment that it answers for; the clock's where left out. Freeze the page's clock at it:
        `page.clock.set_fixed_time(now)`.
    instead
        Answers in place of its own, as `Route.fulfill` takes them, or "abort" or "hang", by what
        is asked for: "points", "forecast", "stations", "observations".
    """

    changes: dict[str, Any] = field(default_factory=dict)
    failing: tuple[str, ...] = ()
    hours: int = HOURS
    start: int = 0
    holes: Collection[str] = ()
    observations: int | None = 48
    weather: Callable[[datetime], Hour] | None = None
    now: datetime | None = None
    instead: dict[str, dict[str, Any] | str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def take_over(self, page: Page) -> None:
        """Answer in the place of the real one."""
        page.route(f"{HOST}/**", self._answer)

    def count(self, kind: str) -> int:
        """Return how often it was asked for points, forecast, stations or observations."""
        return [_kind(url) for url in self.asked].count(kind)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        self.asked.append(url)
        kind = _kind(url)
        latitude = _latitude(url)
        instead = self.instead.get(kind)
        if latitude in self.failing or (kind == "observations" and self.observations is None):
            route.fulfill(status=503, headers=OPEN)
        elif instead == "abort":
            route.abort()
        elif isinstance(instead, dict):
            route.fulfill(**{"headers": OPEN, **instead})
        elif instead is None:
            route.fulfill(json=self._body(kind, latitude), headers=OPEN)

    def _body(self, kind: str, latitude: str) -> dict[str, Any]:
        where = f"{HOST}/gridpoints/TST/{latitude}"
        zone = ZoneInfo(ZONES.get(latitude, "America/New_York"))
        if kind == "points":
            named = {"forecastHourly": f"{where}/forecast/hourly", "timeZone": zone.key}
            return _feature(named | {"observationStations": f"{where}/stations"})
        if kind == "stations":
            stations = [f"{HOST}/stations/{name}{latitude}" for name in ("KTS", "KFAR")]
            return {"type": "FeatureCollection", "features": [{"id": url} for url in stations]}
        now = (self.now or datetime.now(zone)).astimezone(zone)
        if kind == "forecast":
            return _feature({"periods": self._periods(now)})
        return {"type": "FeatureCollection", "features": self.measured(now)}

    def _periods(self, now: datetime) -> list[dict[str, Any]]:
        return [period(hour, **self._told(hour)) for hour in self._range(now, self.start)]

    def _told(self, hour: datetime) -> dict[str, Any]:
        if self.weather is None:
            return self.changes
        return forecast(self.weather(hour.replace(tzinfo=None))) | self.changes

    def measured(self, now: datetime) -> list[dict[str, Any]]:
        """Return reports at nine minutes to each hour, the latest first."""
        count = self.observations or 0
        taken = [hour + timedelta(minutes=51) for hour in self._range(now, -count, count + 1)]
        weather = self.weather or calm
        return [
            observation(moment, weather(moment.replace(minute=0, tzinfo=None)))
            for moment in reversed(taken)
            if moment <= now
        ]

    def _range(self, now: datetime, first: int, count: int | None = None) -> list[datetime]:
        begin = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        hours = range(first, first + (self.hours if count is None else count))
        found = [(begin + timedelta(hours=hour)).astimezone(now.tzinfo) for hour in hours]
        return [hour for hour in found if f"{hour:%Y-%m-%dT%H:00}" not in self.holes]


def _kind(url: str) -> str:
    if "/points/" in url:
        return "points"
    if "/observations" in url:
        return "observations"
    return "stations" if url.endswith("/stations") else "forecast"


def _latitude(url: str) -> str:
    found = re.search(r"\d\d\.\d", url)
    return found.group() if found else ""


def _feature(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties}


def questions(page: Page) -> list[dict[str, Any]]:
    """Return a list that gathers what the page asks of the function."""
    asked: list[dict[str, Any]] = []

    def note(route: Route) -> None:
        asked.append(batch_of(route))
        route.continue_()

    page.route("**/predict", note)
    return asked


SOON = day(3)
"""A day that the forecast reaches, whatever the hour of the test."""
CONDITIONS: dict[str, dict[str, Any]] = {
    "156 hours and observations": {},
    "96 hours": {"hours": 96},
    "30 hours": {"hours": 30},
    "stale hours": {"start": -6, "hours": 96},
    "missing hours": {"holes": [f"{day(ahead)}T12:00" for ahead in range(7)]},
    "no observations": {"observations": None},
}
"""What the service can hold, by what it is called."""

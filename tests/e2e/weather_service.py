"""A stand-in for the National Weather Service: Playwright answers in its place."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, Route

from tests.e2e.one_flight import day

HOST = "https://api.weather.gov"
ZONES = {"40.6": "America/New_York", "33.9": "America/Los_Angeles"}
"""Time zones by the beginning of the latitude: JFK and LAX."""
HOURS = 156


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


@dataclass
class WeatherService:
    """What it answers, and what it was asked."""

    changes: dict[str, Any] = field(default_factory=dict)
    failing: tuple[str, ...] = ()
    """Beginnings of the latitudes that it knows no forecast for."""
    asked: list[str] = field(default_factory=list)

    def take_over(self, page: Page) -> None:
        """Answer in the place of the real one."""
        page.route(f"{HOST}/**", self._answer)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        self.asked.append(url)
        latitude = url.split("/")[-1].split(",")[0][:4]
        if latitude in self.failing:
            route.fulfill(status=503, headers={"Access-Control-Allow-Origin": "*"})
        elif "/points/" in url:
            where = f"{HOST}/gridpoints/TST/{latitude}"
            self._say(route, {"forecastHourly": where, "timeZone": ZONES[latitude]})
        else:
            now = datetime.now(ZoneInfo(ZONES[latitude])).replace(minute=0, second=0, microsecond=0)
            hours = [now + timedelta(hours=hour) for hour in range(HOURS)]
            self._say(route, {"periods": [period(hour, **self.changes) for hour in hours]})

    @staticmethod
    def _say(route: Route, properties: dict[str, Any]) -> None:
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/geo+json"}
        route.fulfill(json={"type": "Feature", "properties": properties}, headers=headers)


SOON = day(3)
"""A day that the forecast reaches, whatever the hour of the test."""

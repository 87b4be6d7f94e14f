"""Tests of training.sources.us_airports: what function and reader know is what it writes."""

from zoneinfo import available_timezones

from pushback.airport_zones import ZONES
from training.sources.us_airports import modules


def test_the_modules_are_those_that_the_package_gives() -> None:
    for path, text in modules().items():
        assert path.read_text() == text, f"run python -m training.sources.us_airports for {path}"


def test_every_zone_is_one_that_python_knows() -> None:
    assert len(ZONES) > 1_900
    assert set(ZONES.values()) <= available_timezones()

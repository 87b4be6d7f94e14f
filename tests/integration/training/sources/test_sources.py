"""Tests of the sources, on the packages' real files."""

import numpy as np
import pandas as pd
import pytest

from training.dataset.dataset import label_outcomes
from training.errors import SourceMissing, UnknownName
from training.lake.intake import clean_flights, clean_weather
from training.sources import SOURCES, find_source
from training.sources.places import DataPackage
from training.sources.schema import SourceData, conform


@pytest.fixture(scope="module", params=list(SOURCES))
def data(request: pytest.FixtureRequest) -> SourceData:
    return find_source(request.param).read()


def test_every_table_fits_its_schema_after_cleaning(data: SourceData) -> None:
    name = data.provenance.source
    conform("flights", clean_flights(data.flights).rows, name)
    conform("weather", clean_weather(data.weather).rows, name)
    conform("airports", data.airports, name)
    conform("airlines", data.airlines, name)


def test_every_flight_is_read(data: SourceData) -> None:
    assert len(data.flights) == {"nyc2013": 336_776, "nyc2023": 435_352}[data.provenance.source]


def test_weather_hours_are_local(data: SourceData) -> None:
    """Taken as local when they are UTC, the warmest hour would fall in the evening."""
    weather = clean_weather(data.weather).rows
    by_hour = weather.groupby(weather["time"].dt.hour)["temperature_c"].mean()
    assert by_hour.idxmax() in (13, 14, 15)
    assert by_hour.idxmin() in (4, 5, 6)


def test_rain_is_of_whole_hours(data: SourceData) -> None:
    """New York has 800 to 1,200 mm a year; parts of hours would sum to a third of it."""
    rain = data.weather.groupby("airport")["precipitation_mm"]
    assert rain.sum().between(800, 1200).all()
    assert (rain.agg(lambda hours: (hours > 0.2).mean())).between(0.06, 0.07).all()


def test_block_times_fit_the_distances(data: SourceData) -> None:
    """A wrong date or zone of the arrival would show as a flight of impossible speed."""
    flights = data.flights.dropna(subset=["air_time_min"])
    zones = data.airports.set_index("airport")["time_zone"]
    local = flights["destination"].map(zones) == "America/New_York"  # no zones to cross
    block = flights["scheduled_arrival"] - flights["scheduled_departure"]
    spare = block[local].dt.total_seconds() / 60 - flights["air_time_min"][local]
    assert spare.between(0, 120).mean() > 0.99


def test_every_destination_has_a_place(data: SourceData) -> None:
    assert set(data.flights["destination"]) <= set(data.airports["airport"])


def test_outcome_shares_of_2023_stay_as_measured() -> None:
    flights = find_source("nyc2023").read().flights
    outcome = label_outcomes(flights["arrival_delay_min"].to_numpy(np.float32))
    shares = np.bincount(outcome, minlength=6) / len(outcome)
    assert shares == pytest.approx([0.765, 0.064, 0.060, 0.048, 0.034, 0.029], abs=0.001)


def test_cancelled_and_diverted_never_arrive(data: SourceData) -> None:
    flights = data.flights
    gone = flights["cancelled"] | flights["diverted"]
    pd.testing.assert_series_equal(gone, flights["arrival_delay_min"].isna(), check_names=False)
    assert not (flights["cancelled"] & flights["diverted"]).any()


def test_an_unknown_source_names_those_there_are() -> None:
    with pytest.raises(UnknownName, match="nyc2013, nyc2023"):
        find_source("nyc1999")


def test_a_missing_package_says_how_to_install_it() -> None:
    with pytest.raises(SourceMissing, match="make setup"):
        DataPackage("no-such-package", {"flights": "flights.parquet"}).read("flights")

"""Tests of pushback.features."""

import numpy as np
import pytest

from pushback.features import FEATURE_NAMES, SCHEDULE_FEATURES, FeatureBuilder
from tests.builders import fair_day, flight, flight_table, reference, weather, weather_table

NO_WEATHER = weather_table()


@pytest.fixture
def builder() -> FeatureBuilder:
    return FeatureBuilder(reference())


def features(builder: FeatureBuilder, *rows: dict, hours: list[dict] | None = None) -> dict:  # type: ignore[type-arg]
    inputs = builder.build(
        flight_table(flight(**(rows[0] if rows else {}))), weather_table(*hours or [])
    )
    return dict(zip(FEATURE_NAMES, inputs[0].tolist(), strict=True))


def test_a_known_flight_has_every_schedule_feature(builder: FeatureBuilder) -> None:
    found = features(builder)
    assert not any(np.isnan(found[feature.name]) for feature in SCHEDULE_FEATURES)
    assert found["departure_minute"] == 18 * 60 + 30
    assert found["weekday"] == 2  # a Wednesday
    assert found["distance_km"] == pytest.approx(3974, abs=5)
    assert found["block_minutes"] == 395
    assert found["block_slack_minutes"] == 20
    assert found["departures_in_hour"] == 10
    assert found["departures_before"] == 30


def test_a_flight_without_arrival_is_taken_to_be_the_usual_length(builder: FeatureBuilder) -> None:
    found = features(builder, {"arrival": None})
    assert (found["block_minutes"], found["block_slack_minutes"]) == (375, 0)


@pytest.mark.parametrize(
    ("change", "unknown"),
    [
        ({"carrier": "ZZ"}, {"carrier"}),
        ({"origin": "XXX"}, {"origin", "distance_km", "departures_in_hour"}),
        ({"destination": "XXX"}, {"destination", "destination_latitude", "distance_km"}),
    ],
)
def test_what_was_never_seen_is_unknown(
    builder: FeatureBuilder, change: dict[str, str], unknown: set[str]
) -> None:
    found = features(builder, change)
    assert all(np.isnan(found[name]) for name in unknown)


def test_without_weather_every_weather_feature_is_unknown(builder: FeatureBuilder) -> None:
    inputs = builder.build(flight_table(flight()), NO_WEATHER)
    assert np.isnan(inputs[:, len(SCHEDULE_FEATURES) :]).all()


def test_with_a_whole_day_of_weather_every_feature_is_known(builder: FeatureBuilder) -> None:
    inputs = builder.build(flight_table(flight()), weather_table(*fair_day()))
    assert not np.isnan(inputs).any()


def test_weather_of_other_airports_changes_nothing_at_the_origin(builder: FeatureBuilder) -> None:
    hours = fair_day()
    storm = fair_day(airport="LAX", wind_speed_kmh=90)
    table = flight_table(flight())
    np.testing.assert_array_equal(
        builder.build(table, weather_table(*hours)),
        builder.build(table, weather_table(*hours, *storm)),
    )


def test_a_flights_features_do_not_depend_on_its_neighbours(builder: FeatureBuilder) -> None:
    rows = [flight(departure=f"2026-12-23T{hour:02d}:15", arrival=None) for hour in range(24)]
    rows += [flight(carrier="ZZ"), flight(origin="LAX", destination="JFK", arrival=None)]
    hours = weather_table(*fair_day(), weather(time="2026-12-23T20:00", wind_speed_kmh=70))
    together = builder.build(flight_table(*rows), hours)
    alone = np.concatenate([builder.build(flight_table(row), hours) for row in rows])
    np.testing.assert_array_equal(together, alone)


def test_codes_are_read_in_either_case(builder: FeatureBuilder) -> None:
    lower = features(builder, {"carrier": "dl", "origin": "jfk", "destination": "lax"})
    assert str(lower) == str(features(builder))

"""Tests of pushback.features."""

from typing import Any

import numpy as np
import pytest

from pushback.features import FEATURE_NAMES, SCHEDULE_FEATURES, FeatureBuilder
from pushback.weather_features import WEATHER_FEATURES
from tests.builders import fair_day, flight, flight_table, reference, weather, weather_table

NO_WEATHER = weather_table()


@pytest.fixture
def builder() -> FeatureBuilder:
    return FeatureBuilder(reference())


def features(
    builder: FeatureBuilder, *rows: dict[str, Any], hours: list[dict[str, Any]] | None = None
) -> dict[str, float]:
    inputs = builder.build(
        flight_table(flight(**(rows[0] if rows else {}))), weather_table(*hours or [])
    )
    return dict(zip(FEATURE_NAMES, inputs[0].tolist(), strict=True))


def test_a_known_flight_has_every_schedule_feature(builder: FeatureBuilder) -> None:
    found = features(builder)
    assert not any(np.isnan(found[feature.name]) for feature in SCHEDULE_FEATURES)
    assert found["departure_minute"] == 18 * 60 + 30
    assert (found["airline_history"], found["route_history"]) == (-2.5, -1.5)
    assert (found["days_from_holiday"], found["days_from_busy_holiday"]) == (-2, -2)
    assert found["block_minutes"] == 395
    assert found["block_slack_minutes"] == 20


def test_zones_are_known_of_airports_from_which_no_flight_was_counted(
    builder: FeatureBuilder,
) -> None:
    unseen = {"origin": "TUS", "destination": "OGG", "arrival": "2026-12-23T21:45"}
    found = features(builder, unseen)
    assert np.isnan(found["origin"])
    assert found["block_minutes"] == 195 + 180  # Arizona is three hours ahead of Hawaii


def test_a_flight_without_arrival_is_taken_to_be_the_usual_length(builder: FeatureBuilder) -> None:
    found = features(builder, {"arrival": None})
    assert (found["block_minutes"], found["block_slack_minutes"]) == (375, 0)


@pytest.mark.parametrize(
    ("change", "unknown"),
    [
        ({"carrier": "ZZ"}, {"carrier", "airline_history"}),
        ({"origin": "XXX"}, {"origin", "route_history"}),
        ({"destination": "XXX"}, {"route_history", "block_minutes"}),
    ],
)
def test_what_was_never_seen_is_unknown(
    builder: FeatureBuilder, change: dict[str, str], unknown: set[str]
) -> None:
    found = features(builder, change)
    assert all(np.isnan(found[name]) for name in unknown)


def test_without_weather_every_weather_feature_is_unknown(builder: FeatureBuilder) -> None:
    inputs = builder.build(flight_table(flight()), NO_WEATHER)
    weather = [FEATURE_NAMES.index(feature.name) for feature in WEATHER_FEATURES]
    assert np.isnan(inputs[:, weather]).all()


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


def day_feature(builder: FeatureBuilder, name: str, hours: list[dict[str, Any]]) -> float:
    return float(features(builder, hours=hours)[name])


def test_a_front_shows_as_a_drop_of_temperature_and_a_shift_of_wind(
    builder: FeatureBuilder,
) -> None:
    morning = fair_day(temperature_c=20.0, wind_direction_deg=180, wind_speed_kmh=30)[:17]
    evening = fair_day(temperature_c=9.0, wind_direction_deg=360, wind_speed_kmh=30)[17:]
    hours = morning + evening
    assert day_feature(builder, "temperature_drop_day", hours) == 11
    assert day_feature(builder, "temperature_drop_near", hours) == 11
    assert day_feature(builder, "wind_shift_day", hours) == pytest.approx(60)
    assert day_feature(builder, "wind_from_north_kmh", hours) == pytest.approx(30)
    steady = fair_day(temperature_c=20.0)
    assert day_feature(builder, "temperature_drop_day", steady) == 0
    assert day_feature(builder, "wind_shift_day", steady) == 0


def test_a_change_of_pressure_is_against_the_hour_of_departure(builder: FeatureBuilder) -> None:
    hours = fair_day()
    hours[18]["pressure_hpa"] = 1008
    assert day_feature(builder, "pressure_hpa_change_before", hours) == 10
    assert day_feature(builder, "pressure_hpa_change_after", hours) == 10


def test_a_calm_comes_from_nowhere(builder: FeatureBuilder) -> None:
    calm = fair_day(wind_speed_kmh=0, wind_direction_deg=None)
    assert day_feature(builder, "wind_from_east_kmh", calm) == 0
    assert day_feature(builder, "wind_shift_day", calm) == 0


def test_one_bad_hour_is_no_measure_of_a_day(builder: FeatureBuilder) -> None:
    found = features(builder, hours=[weather(precipitation_mm=9)])
    assert found["precipitation_mm"] == 9
    windows = [name for name in found if name.endswith(("_day", "_before", "_after", "_near"))]
    assert all(np.isnan(found[name]) for name in windows)


def test_half_the_hours_of_a_day_are_enough(builder: FeatureBuilder) -> None:
    assert not np.isnan(day_feature(builder, "temperature_c_max_day", fair_day()[8:20]))
    assert np.isnan(day_feature(builder, "temperature_c_max_day", fair_day()[15:20]))


def test_beyond_the_calendar_holidays_are_unknown(builder: FeatureBuilder) -> None:
    found = features(builder, {"departure": "2045-12-24T18:30", "arrival": None})
    assert np.isnan(found["days_from_holiday"])


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

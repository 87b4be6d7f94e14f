"""What the released model must do: beat the baselines, lean the right way, stay put."""

from typing import Any

import numpy as np
import pytest

from pushback.bundle import Bundle
from pushback.predictor import Predictor
from tests.builders import fair_day, flight, flight_table, trips, weather_table

ROUTES = (("DL", "LAX"), ("B6", "BOS"), ("AA", "ORD"), ("DL", "ATL"), ("B6", "MCO"))
DAY = "2026-03-18"


def flights(hour: int = 17, **changes: Any) -> list[dict[str, Any]]:
    """Return an afternoon flight on each of a few routes."""
    ordinary = {"departure": f"{DAY}T{hour:02d}:00", "arrival": None}
    return [
        flight(carrier=carrier, destination=destination, **{**ordinary, **changes})
        for carrier, destination in ROUTES
    ]


def chances(
    predictor: Predictor, rows: list[dict[str, Any]], hours: list[dict[str, Any]]
) -> "np.ndarray[Any, Any]":
    inputs = predictor.features.build(flight_table(*rows), weather_table(*hours))
    return predictor.probabilities(inputs)


def risk(
    predictor: Predictor, rows: list[dict[str, Any]], hours: list[dict[str, Any]] | None = None
) -> float:
    """Return the mean chance of being late."""
    return float(1 - chances(predictor, rows, hours or [])[:, 0].mean())


def test_the_released_scores_beat_the_baselines(released: Bundle) -> None:
    metrics = released.contract.metrics
    for state in ("full", "forecast", "none"):
        assert metrics[state]["log_loss"] < metrics["climatology"]["log_loss"]
        assert metrics[state]["log_loss"] < metrics["constant"]["log_loss"]


def test_an_evening_flight_is_riskier_than_a_morning_one(predictor: Predictor) -> None:
    assert risk(predictor, flights(19)) > risk(predictor, flights(6)) + 0.05
    fair = fair_day(DAY)
    assert risk(predictor, flights(19), fair) > risk(predictor, flights(6), fair)


@pytest.mark.parametrize(
    ("what", "weather"),
    [
        ("fog", {"visibility_km": 0.4, "humidity_pct": 100, "dew_point_c": 8.0}),
        ("a rainstorm", {"precipitation_mm": 6.0, "humidity_pct": 97, "dew_point_c": 7.5,
                         "visibility_km": 3.0, "wind_speed_kmh": 45, "pressure_hpa": 998}),
        ("snow", {"temperature_c": -1.0, "dew_point_c": -2.0, "precipitation_mm": 2.0,
                  "humidity_pct": 95, "visibility_km": 0.8, "wind_speed_kmh": 35,
                  "pressure_hpa": 1000}),
    ],
)  # fmt: skip
def test_bad_weather_is_riskier_than_a_fair_day(
    predictor: Predictor, what: str, weather: dict[str, Any]
) -> None:
    fair = risk(predictor, flights(), fair_day(DAY))
    assert risk(predictor, flights(), fair_day(DAY, **weather)) > fair + 0.05, what


def test_snow_cancels_flights(predictor: Predictor) -> None:
    snow = fair_day(DAY, temperature_c=-2.0, dew_point_c=-3.0, precipitation_mm=3.0,
                    humidity_pct=95, visibility_km=0.5, wind_speed_kmh=45)  # fmt: skip
    cancelled = chances(predictor, flights(), snow)[:, 5].mean()
    assert cancelled > 2 * chances(predictor, flights(), fair_day(DAY))[:, 5].mean()


def test_the_order_of_a_batch_changes_nothing(predictor: Predictor) -> None:
    rows = [row for hour in range(6, 22) for row in flights(hour)]
    order = np.random.default_rng(5).permutation(len(rows))
    shuffled = chances(predictor, [rows[at] for at in order], fair_day(DAY))
    ordered = chances(predictor, rows, fair_day(DAY))
    # onnxruntime adds the trees up in float32, in an order that depends on the batch.
    np.testing.assert_allclose(shuffled, ordered[order], atol=2e-6)


def test_the_case_of_codes_changes_nothing(predictor: Predictor) -> None:
    lower = [
        {**row, **{name: row[name].lower() for name in ("carrier", "origin", "destination")}}
        for row in flights()
    ]
    np.testing.assert_array_equal(chances(predictor, lower, []), chances(predictor, flights(), []))


def test_every_known_flight_gets_sane_chances(predictor: Predictor) -> None:
    rows = [
        flight(carrier=carrier, origin=origin, destination=destination, arrival=None)
        for carrier, origin, destination in trips(predictor.reference)
    ]
    found = chances(predictor, rows, [])
    assert found.sum(axis=1) == pytest.approx(np.ones(len(rows)))
    assert np.all(found > 0)
    assert np.all((found[:, 0] > 0.3) & (found[:, 0] < 0.98))


def test_flights_never_seen_get_sane_chances(predictor: Predictor) -> None:
    odd = flight(carrier="ZZ", origin="XXX", destination="YYY", arrival=None)
    assert 0.05 < risk(predictor, [odd]) < 0.6


def announced(predictor: Predictor, delays: list[int], count: int) -> "np.ndarray[Any, Any]":
    """Return the chances of late of many flights at each delay, shape (delays, flights)."""
    hours = [
        row
        for at in range(count // len(ROUTES))
        for row in flights(5 + at % 18, departure=f"2026-{1 + at % 12:02d}-17T{5 + at % 18:02d}:00")
    ]
    found = []
    for delay in delays:
        table = flight_table(*({**row, "departure_delay_min": delay} for row in hours))
        inputs = predictor.features.build(table, weather_table())
        found.append(1 - predictor.distribution(table, inputs)[0][:, 0])
    return np.array(found)


def test_a_later_announced_departure_never_lowers_the_chance_of_late(predictor: Predictor) -> None:
    late = announced(predictor, [*range(-60, 0, 10), *range(0, 241, 3), 300, 600, 1440], 1_000)
    assert late.shape[1] == 1_000
    fallen = (np.maximum.accumulate(late) - late).max()
    assert fallen <= 0.01
    assert late[0].mean() < 0.1
    assert late[-1].min() > 0.99


def test_on_the_day_the_released_model_beats_what_counting_tells(released: Bundle) -> None:
    day = released.contract.day
    assert day.auc["day"] > max(day.auc["delay_alone"], day.auc["usual_recovery"])
    for band in day.scores:
        if band.flights > 2_000:
            ours, *others = band.log_loss.values()
            assert ours < min(others), band.from_minutes

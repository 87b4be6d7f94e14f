"""Tests of training.evaluation.slices."""

import numpy as np
import pandas as pd
import pytest

from pushback.contract import CalibrationBin
from tests.builders import flight, flight_table
from training.dataset.dataset import Flights
from training.dataset.masking import WEATHER_STATES
from training.evaluation.metrics import Chances
from training.evaluation.slices import calibration, reliability, score_slices


def rows() -> pd.DataFrame:
    random = np.random.default_rng(6)
    chance = random.uniform(0, 1, 20_000)
    return pd.DataFrame(
        {
            "carrier": random.choice(["DL", "AA"], len(chance)),
            "departure": pd.Timestamp("2023-04-01")
            + pd.to_timedelta(random.integers(0, 60 * 24 * 90, len(chance)), unit="min"),
            "outcome": (random.uniform(0, 1, len(chance)) < chance).astype(int),
            "late_full": chance,
            "log_loss_full": 1.0,
        }
    )


def test_chances_that_come_true_lie_on_the_diagonal() -> None:
    curve = reliability(rows(), "full")["curve"]
    assert len(curve) == 10
    assert sum(one["flights"] for one in curve) == 20_000
    for one in curve:
        assert one["frequency"] == pytest.approx(one["chance"], abs=0.04)


@pytest.mark.parametrize("by", ["month", "carrier", "hour"])
def test_every_flight_is_in_one_slice(by: str) -> None:
    found = reliability(rows(), "full")[by]
    assert sum(one["flights"] for one in found) == 20_000
    assert len({one[by] for one in found}) == len(found)
    assert {"month": 3, "carrier": 2, "hour": 24}[by] == len(found)


def chances_of(*late: float) -> Chances:
    """Return chances for a flight each: on time, or late by some; nothing else happens."""
    return np.column_stack([1 - np.array(late), late, *np.zeros((4, len(late)))])


def in_each_state(*late: float) -> dict[str, Chances]:
    return {state: chances_of(*late) for state in WEATHER_STATES}


def test_said_and_came_are_means_of_the_flights_of_a_bin() -> None:
    said = np.repeat(np.linspace(0.05, 0.5, 10), 20)
    came = np.tile(np.arange(20) < 5, 10)
    curves = calibration(came.astype(np.int64), in_each_state(*said))
    assert list(curves) == list(WEATHER_STATES)
    for curve in curves.values():
        assert curve == [
            CalibrationBin(said=round(0.05 * tenth, 5), came=0.25, flights=20)
            for tenth in range(1, 11)
        ]


def test_every_late_outcome_has_come_late() -> None:
    (one,) = calibration(np.arange(6), in_each_state(*[0.5] * 6))["none"]
    assert one == CalibrationBin(said=0.5, came=0.83333, flights=6)


def test_the_bins_of_a_state_hold_every_flight_once() -> None:
    random = np.random.default_rng(11)
    late, outcome = random.uniform(0, 1, 1_003).round(2), random.integers(0, 6, 1_003)
    for curve in calibration(outcome, in_each_state(*late)).values():
        flights = [one.flights for one in curve]
        assert sum(flights) == 1_003
        assert len(curve) == 10
        assert [one.said for one in curve] == sorted(one.said for one in curve)
        assert np.average([one.said for one in curve], weights=flights) == pytest.approx(
            late.mean(), abs=1e-5
        )
        assert np.average([one.came for one in curve], weights=flights) == pytest.approx(
            np.mean(outcome != 0), abs=1e-5
        )


def test_a_slice_tells_what_was_expected_in_each_weather_state() -> None:
    expected = {"full": 0.3, "forecast": 0.25, "none": 0.2}
    outcome = np.tile([0, 0, 0, 1], 100)
    predictions = {state: chances_of(*[late] * 400) for state, late in expected.items()}
    table = flight_table(*[flight(departure="2023-12-01T18:30") for _ in outcome])
    flights = Flights(table, outcome, np.zeros(400, np.float32), np.zeros(400, np.float32))
    predictions["climatology"] = predictions["full"]
    months = score_slices(flights, predictions)["month"]
    assert list(months) == ["2023-12"]
    found = months["2023-12"]
    assert found.late_observed == 0.25
    told = (found.late_predicted, found.late_predicted_forecast, found.late_predicted_none)
    assert told == (0.3, 0.25, 0.2)

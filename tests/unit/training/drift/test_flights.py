"""Tests of training.drift.flights: chances held against what happened."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pytest
from numpy.typing import NDArray

from pushback.contract import SliceMetrics
from pushback.flights import FlightTable
from pushback.outcomes import CANCELLED, ON_TIME
from training.dataset.dataset import Flights
from training.drift.flights import Calibration, calibrate

DAYS, A_DAY = 31, 200
DEPARTURE = np.repeat(np.arange("2025-01-01", "2025-02-01", dtype="datetime64[D]"), A_DAY)


def month_of_testing(predicted: float, observed: float) -> SliceMetrics:
    return SliceMetrics(1000, observed, predicted, predicted, predicted, 0.8, 0.9, 0.7)


def calibrated(
    late: NDArray[np.bool_],
    departure: NDArray[np.datetime64] = DEPARTURE,
    tested: Mapping[str, SliceMetrics] = MappingProxyType({}),
) -> Calibration:
    """Calibrate chances of .2 of flights some of which were late."""
    code, unknown = np.full(len(late), "JFK", object), np.full(len(late), "NaT", departure.dtype)
    flights = Flights(
        FlightTable.scheduled(code, code, code, departure, unknown),
        np.where(late, CANCELLED, ON_TIME),
        *np.zeros((2, len(late)), np.float32),
    )
    chances = np.zeros((len(late), 6))
    chances[:, ON_TIME], chances[:, CANCELLED] = 0.8, 0.2
    return calibrate(flights, chances, tested)


def held(
    observed: float, bound: SliceMetrics, departure: NDArray[np.datetime64] = DEPARTURE
) -> Calibration:
    """Calibrate chances of .2 where a share was late, the same on every day or nearly so."""
    late = np.random.default_rng(0).random(len(DEPARTURE)) < observed
    return calibrated(late, departure, {"2024-12": bound})


@pytest.mark.parametrize(
    ("observed", "worst", "standing"),
    [
        (0.2, month_of_testing(0.2, 0.2), "within"),
        (0.17, month_of_testing(0.2, 0.2), "within"),  # surely off, and by less than .05
        (0.3, month_of_testing(0.2, 0.2), "past"),
        (0.1, month_of_testing(0.2, 0.2), "past"),
        (0.3, month_of_testing(0.2, 0.32), "within"),  # a month of testing was off by more
        (0.3, month_of_testing(0.32, 0.2), "within"),
    ],
)
def test_a_gap_is_past_where_no_month_of_testing_had_a_larger(
    observed: float, worst: SliceMetrics, standing: str
) -> None:
    (month,) = held(observed, worst).months
    assert month.standing == standing
    assert month.gap.value == pytest.approx(0.2 - observed, abs=0.02)


def test_a_gap_that_the_days_could_have_made_is_within() -> None:
    """Half the flights of one week are late: a month of such days says little of the mean."""
    by_day = np.repeat(np.random.default_rng(3).random(DAYS) < 0.29, A_DAY)
    (month,) = calibrated(by_day).months
    assert abs(month.gap.value) > 0.05
    assert month.standing == "within"


def test_each_month_is_judged_by_itself() -> None:
    departure = np.where(np.arange(len(DEPARTURE)) % 2, DEPARTURE, DEPARTURE - 31)
    found = held(0.3, month_of_testing(0.2, 0.2), departure)
    assert [month.month for month in found.months] == ["2024-12", "2025-01"]


def test_few_days_are_noted_at_most() -> None:
    departure = DEPARTURE[0] + np.arange(len(DEPARTURE)) % 19
    (month,) = held(0.3, month_of_testing(0.2, 0.2), departure).months
    assert (month.days, month.standing) == (19, "noted")


def test_the_worst_month_of_testing_is_not_past_itself() -> None:
    found = held(0.3, month_of_testing(0.2, 0.2)).months[0]
    again = held(0.3, month_of_testing(found.late_predicted, found.late_observed)).months[0]
    assert again.standing == "within"

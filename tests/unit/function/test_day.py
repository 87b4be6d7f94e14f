"""Tests of pushback.day."""

import numpy as np
import pytest
from numpy.typing import NDArray

from pushback.bundle import Bundle
from pushback.contract_day import BANDS, DayBand
from pushback.day import ArrivalDelays, band_of
from pushback.outcomes import CANCELLED, ON_TIME

EVEN = [-2.0, -1.0, 0.0, 1.0, 2.0]


def delays(*minutes: float) -> NDArray[np.float32]:
    return np.array(minutes, np.float32)


@pytest.fixture
def arrivals() -> ArrivalDelays:
    """Residuals from -2 to 2 distances, each as likely; in the last band a tenth goes nowhere."""
    return ArrivalDelays([DayBand(start, EVEN, 0.1 if start == 120 else 0.0) for start in BANDS])


def expecting(recovery: float, distance: float, count: int = 1) -> NDArray[np.float64]:
    return np.tile([recovery, np.log(distance)], (count, 1))


def test_each_delay_has_its_band() -> None:
    assert band_of(delays(-60, 0, 1, 14, 15, 59, 60, 119, 120, 1440)).tolist() == [
        *(0, 0, 1, 1, 2, 3, 4, 4, 5, 5)
    ]


def test_chances_are_those_of_the_delay_the_recovery_and_the_residuals(
    arrivals: ArrivalDelays,
) -> None:
    """Left 24 late, ten minutes recovered, give or take twenty: from 6 minutes early to 34 late."""
    [chances] = arrivals.chances(delays(24), expecting(-10, 10))
    assert chances == pytest.approx([20.5 / 40, 15 / 40, 4.5 / 40, 0, 0, 0], abs=5e-4)
    assert chances.sum() == pytest.approx(1)


def test_minutes_are_quantiles_of_the_same_distribution(arrivals: ArrivalDelays) -> None:
    found = arrivals.minutes(delays(24, 0), expecting(-10, 10, 2), (0.25, 0.5, 1.0))
    assert found.tolist() == [pytest.approx([4, 14, 34]), pytest.approx([0, 0, 10])]


def test_a_quantile_among_those_that_arrive_nowhere_is_no_number(arrivals: ArrivalDelays) -> None:
    found = arrivals.minutes(delays(200), expecting(0, 1), (0.45, 0.95))[0]
    assert found[0] == pytest.approx(200)
    assert np.isnan(found[1])
    assert arrivals.chances(delays(200), expecting(0, 1))[0, CANCELLED] == pytest.approx(0.1)


def test_no_outcome_of_a_flight_that_arrives_is_impossible(arrivals: ArrivalDelays) -> None:
    chances = arrivals.chances(delays(-60, 1440), expecting(0, 1, 2))
    assert (chances[:, :CANCELLED] > 0).all()
    assert chances[0, ON_TIME] > 0.99
    assert chances[1, CANCELLED - 1] == pytest.approx(0.9, abs=0.001)


def test_the_released_bands_are_those_of_the_code(released: Bundle) -> None:
    bands = released.contract.day.bands
    assert tuple(band.from_minutes for band in bands) == BANDS
    for band in bands:
        assert band.residuals == sorted(band.residuals)
        assert 0 < band.never < 0.05

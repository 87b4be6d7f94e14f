"""Tests of training.release.profile: bins, and distances between two sets of flights."""

import math

import numpy as np
import pytest

from training.release.profile import distance, largest_psi, psi, psi_by_luck


def test_the_psi_is_the_book_s_sum_over_the_bins() -> None:
    expected, seen = np.array([50_000, 30_000, 20_000]), np.array([40_000, 30_000, 30_000])
    by_hand = (0.4 - 0.5) * math.log(0.4 / 0.5) + (0.3 - 0.2) * math.log(0.3 / 0.2)
    assert psi(expected, seen) == pytest.approx(by_hand, rel=1e-3)


def test_the_psi_does_not_care_which_set_is_which() -> None:
    one, other = np.array([10, 90, 0]), np.array([40, 50, 10])
    assert psi(one, other) == pytest.approx(psi(other, one))


def test_an_empty_bin_gives_a_finite_psi() -> None:
    assert 0 < psi(np.array([1000, 0]), np.array([0, 1000])) < 20


def test_the_distance_goes_from_alike_to_nothing_in_common() -> None:
    assert distance(np.array([5, 5]), np.array([50, 50])) == 0
    assert distance(np.array([10**9, 0]), np.array([0, 10**9])) == pytest.approx(1)


@pytest.mark.parametrize("flights", [300, 5000])
def test_flights_drawn_alike_hardly_ever_exceed_what_luck_does(flights: int) -> None:
    shares, random = np.full(11, 1 / 11), np.random.default_rng(0)
    trained = random.multinomial(300_000, shares)
    drawn = random.multinomial(flights, shares, size=4000)
    above = [psi(trained, one) > psi_by_luck(11, 300_000, flights) for one in drawn]
    assert 0 < np.mean(above) < 0.004


def test_a_month_is_held_against_the_others_and_not_against_itself() -> None:
    months = [np.array([900, 100]), np.array([900, 100]), np.array([100, 900])]
    assert largest_psi(months) == psi(np.array([1800, 200]), np.array([100, 900]))


def test_a_single_month_strays_from_nothing() -> None:
    assert largest_psi([np.array([900, 100])]) == 0

"""Tests of samples of the lake: a share of every month, and what is learned from it."""

from dataclasses import replace

import numpy as np
import pytest

from training.config import TrainingConfig
from training.dataset.dataset import Dataset, Flights, load_dataset
from training.lake import Lake

A_MONTH = 1000
SAMPLE = TrainingConfig(flights_a_month=A_MONTH, seed=7)


@pytest.fixture(scope="module")
def sampled(sampled_lake: Lake) -> Flights:
    """A thousand flights of a month, at most."""
    return load_dataset(sampled_lake, config=SAMPLE).flights


def a_month(flights: Flights) -> dict[str, int]:
    months, counts = np.unique(flights.month.astype(str), return_counts=True)
    return dict(zip(months.tolist(), counts.tolist(), strict=True))


def departures(flights: Flights) -> list[str]:
    table = flights.table
    columns = (table.carrier, table.origin, table.destination, table.departure.astype(str))
    return [" ".join(map(str, row)) for row in zip(*columns, strict=True)]


def test_no_month_has_more_flights_than_asked_for(sampled: Flights) -> None:
    assert max(a_month(sampled).values()) == A_MONTH


def test_every_month_keeps_its_weight(sampled: Flights, sampled_dataset: Dataset) -> None:
    """Months of many delays would count for more, or for less, than there are flights in them."""
    whole = a_month(sampled_dataset.flights)
    share = A_MONTH / max(whole.values())
    assert a_month(sampled) == {month: int(count * share) for month, count in whole.items()}


def test_no_flight_is_drawn_twice(sampled: Flights, sampled_dataset: Dataset) -> None:
    drawn, whole = departures(sampled), departures(sampled_dataset.flights)
    assert set(drawn) <= set(whole)
    assert len(set(drawn)) >= len(drawn) - (len(whole) - len(set(whole)))


def test_the_outcomes_are_as_frequent_as_in_the_lake(
    sampled: Flights, sampled_dataset: Dataset
) -> None:
    ours, theirs = (
        np.bincount(one.outcome) / len(one) for one in (sampled, sampled_dataset.flights)
    )
    np.testing.assert_allclose(ours, theirs, atol=3 * np.sqrt(0.25 / len(sampled)))


def test_the_same_seed_draws_the_same_flights(sampled_lake: Lake, sampled: Flights) -> None:
    again, other = (
        load_dataset(sampled_lake, config=replace(SAMPLE, seed=seed)).flights for seed in (7, 8)
    )
    assert departures(again) == departures(sampled)
    assert departures(other) != departures(sampled)


def test_a_sample_larger_than_any_month_is_all(
    sampled_lake: Lake, sampled_dataset: Dataset
) -> None:
    flights = load_dataset(sampled_lake, config=replace(SAMPLE, flights_a_month=1_000_000)).flights
    assert departures(flights) == departures(sampled_dataset.flights)


def test_some_months_can_be_sampled(sampled_lake: Lake) -> None:
    flights = load_dataset(sampled_lake, ["2023-02", "2023-04"], SAMPLE).flights
    assert list(a_month(flights)) == ["2023-02", "2023-04"]
    assert max(a_month(flights).values()) == A_MONTH

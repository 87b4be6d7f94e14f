"""Tests of training.evaluation.baselines."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from pushback.flights import FlightTable
from tests.unit.training.dataset.test_lookups import flights
from training.dataset.dataset import Flights
from training.evaluation.baselines import SHRINKAGE, climatology, constant

Chances = NDArray[np.float64]
RANDOM = np.random.default_rng(15)


def random_flights(count: int, carriers: str, origins: tuple[str, ...]) -> Flights:
    minutes = RANDOM.integers(0, 60 * 24 * 60, count).astype("timedelta64[m]")
    departure = np.datetime64("2023-01-01T00:00") + minutes
    return Flights(
        table=FlightTable.scheduled(
            carrier=RANDOM.choice(list(carriers), count).astype(object),
            origin=RANDOM.choice(origins, count).astype(object),
            destination=np.full(count, "LAX", object),
            departure=departure,
            arrival=departure + np.timedelta64(90, "m"),
        ),
        outcome=RANDOM.integers(0, 6, count),
        delay=np.zeros(count, np.float32),
        departure_delay=np.zeros(count, np.float32),
    )


def record_of(
    train: Flights, weight: NDArray[np.float64], alike: NDArray[np.bool_], above: Chances
) -> Chances:
    """The definition, for one cell: the flights that are alike, drawn towards the cell above."""
    counts = np.zeros(6)
    for outcome, one in zip(train.outcome[alike], weight[alike], strict=True):
        counts[outcome] += one
    return (counts + SHRINKAGE * above) / (counts.sum() + SHRINKAGE) if alike.any() else above


@pytest.mark.parametrize("baseline", [constant, climatology])
def test_a_baselines_chances_sum_to_one(
    baseline: Callable[[Flights, NDArray[np.float64], Flights], Chances],
) -> None:
    train = flights([{}, {"carrier": "AA"}, {}], [0, 3, 5])
    unseen = flights([{}, {"carrier": "ZZ"}, {"origin": "LGA"}], [0, 0, 0])
    chances = baseline(train, np.ones(3), unseen)
    assert chances.shape == (3, 6)
    assert chances.sum(axis=1) == pytest.approx(np.ones(3))


def test_climatology_follows_a_cells_record_as_flights_add_up() -> None:
    always_late = flights([{}] * 400 + [{"carrier": "AA"}] * 400, [3] * 400 + [0] * 400)
    chances = climatology(always_late, np.ones(800), flights([{}], [0]))
    assert chances[0, 3] > 0.95


def test_climatology_is_what_a_loop_over_the_flights_gives() -> None:
    train = random_flights(3000, "ABCD", ("JFK", "LGA"))
    asked = random_flights(200, "ABCDE", ("JFK", "LGA", "EWR"))  # some unseen
    weight = RANDOM.choice([0.5, 1.0], len(train))
    hour, hours = (
        one.table.departure.astype("datetime64[h]").astype(int) % 24 for one in (train, asked)
    )
    overall = constant(train, weight, asked)[0]
    for at, chances in enumerate(climatology(train, weight, asked)):
        origin = (train.table.origin == asked.table.origin[at]) & (hour == hours[at])
        airline = origin & (train.table.carrier == asked.table.carrier[at])
        coarse = record_of(train, weight, origin, overall)
        np.testing.assert_array_equal(chances, record_of(train, weight, airline, coarse))

"""Tests of training.dataset.splitting."""

import numpy as np
import pytest

from tests.builders import flight, flight_table
from training.dataset.dataset import Flights
from training.dataset.splitting import rolling_origin, split_by_share
from training.errors import UnusableSplit


def year(months: range = range(1, 13), number: int = 2023) -> list[str]:
    return [f"{number}-{month:02d}-{day:02d}T08:00" for month in months for day in (3, 17)]


def flights(times: list[str]) -> Flights:
    count = len(times)
    return Flights(
        table=flight_table(*(flight(departure=time, arrival=None) for time in times)),
        outcome=np.zeros(count, np.int64),
        delay=np.zeros(count, np.float32),
        departure_delay=np.zeros(count, np.float32),
    )


@pytest.mark.parametrize(
    ("share", "first_test"), [(0.1, "2023-12"), (0.25, "2023-10"), (0.5, "2023-07")]
)
def test_the_last_whole_months_are_held_back(share: float, first_test: str) -> None:
    data = flights(year(number=2013) + year())
    split = split_by_share(data, share)
    assert data.month[split.test].min() == np.datetime64(first_test)
    assert data.month[split.train].max() == np.datetime64(first_test) - 1
    assert np.all(split.train ^ split.test)


@pytest.mark.parametrize("share", [0.001, 0.999])
def test_a_month_at_least_is_on_either_side(share: float) -> None:
    data = flights(year())
    split = split_by_share(data, share)
    assert split.train.any()
    assert split.test.any()


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.5, float("nan")])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(UnusableSplit, match="between 0 and 1"):
        split_by_share(flights(year()), share)


def test_a_single_month_cannot_be_split() -> None:
    with pytest.raises(UnusableSplit, match="two months"):
        split_by_share(flights(year(range(1, 2))), 0.5)


def test_rolling_origin_tests_each_month_on_all_before_it() -> None:
    data = flights(year(number=2013) + year())
    folds = dict(rolling_origin(data, 4, 12))
    assert list(folds) == list(range(4, 13))
    for month, split in folds.items():
        assert set(data.month[split.test]) == {np.datetime64(f"2023-{month:02d}")}
        assert data.month[split.train].max() < data.month[split.test].min()


@pytest.mark.parametrize(("first", "last"), [(1, 3), (5, 4), (4, 13)])
def test_months_out_of_order_are_refused(first: int, last: int) -> None:
    with pytest.raises(UnusableSplit):
        list(rolling_origin(flights(year()), first, last))


def test_a_month_without_flights_is_refused() -> None:
    with pytest.raises(UnusableSplit, match="no flights in 2023-05"):
        list(rolling_origin(flights(year(range(1, 5))), 4, 5))

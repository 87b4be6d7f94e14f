"""Tests of training.parallel."""

import time

import pytest
from threadpoolctl import threadpool_info

from training.parallel import side_by_side


def test_results_come_in_the_order_of_the_tasks() -> None:
    def work(seconds: float) -> float:
        time.sleep(seconds)
        return seconds

    assert list(side_by_side(work, [0.05, 0, 0.02])) == [0.05, 0, 0.02]


def test_each_task_has_one_core() -> None:
    def threads(_: int) -> list[int]:
        return [one["num_threads"] for one in threadpool_info() if one["user_api"] == "openmp"]

    assert all(counts and set(counts) == {1} for counts in side_by_side(threads, range(4)))


def test_an_error_comes_through_and_the_rest_is_not_begun() -> None:
    begun = []

    def work(task: int) -> None:
        begun.append(task)
        raise ValueError(task)

    with pytest.raises(ValueError, match="0"):
        list(side_by_side(work, range(1000)))
    assert len(begun) < 1000

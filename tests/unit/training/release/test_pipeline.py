"""Two pieces of work go on at once, and what one of them raises is raised where it is asked for."""

import os
import threading
from pathlib import Path

import pytest
import sklearn.ensemble  # noqa: F401 - brings the OpenMP code
from threadpoolctl import threadpool_info

from training.errors import LakeEmpty, TrainingError
from training.release.pipeline import beside, half_the_cores


def openmp_threads() -> set[int]:
    """Return how many threads the OpenMP code of this thread may use."""
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "openmp"}


def test_the_work_goes_on_meanwhile_and_its_result_is_handed_over() -> None:
    gate = threading.Event()
    work = beside(lambda: gate.wait(10))
    assert not work.done()
    gate.set()
    assert work.result(10) is True


def test_what_it_raises_is_raised_where_the_result_is_asked_for() -> None:
    def work() -> None:
        raise LakeEmpty(Path("lake"))

    with pytest.raises(TrainingError, match="lake"):
        beside(work).result(10)


def test_each_has_half_of_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    with half_the_cores():
        assert openmp_threads() == beside(openmp_threads).result(10) == {3}

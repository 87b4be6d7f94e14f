"""Tests of training.studies.tuning, on a sample of real flights."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.evaluation.bootstrap import Estimate
from training.model.estimators import PARAMETERS
from training.studies.contenders import CONTENDERS, MODEL
from training.studies.tuning import (
    MOST_LEAVES,
    STARTS,
    Trial,
    choose,
    draw_settings,
    tune,
)

CONFIG, SHARE, MONTHS = TrainingConfig(), 0.1, (4,)
LIBRARIES = [one.library for one in CONTENDERS]

Kept = dict[Path, int]
"""When each trial was written."""


class Searched(NamedTuple):
    """The trials kept when the search stopped, what it found, and the trials kept in the end."""

    stopped: Kept
    found: dict[str, Any]
    ended: Kept


@pytest.fixture(scope="module")
def searched(sampled_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Searched:
    """A search of two trials for each library, stopped as the third begins and taken up again."""
    storage, told = tmp_path_factory.mktemp("tuning") / "trials", list[str]()

    def stop(name: str) -> None:
        told.append(name)
        if len(told) == 3:
            raise KeyboardInterrupt

    def search(progress: Callable[[str], None]) -> dict[str, Any]:
        return tune(sampled_dataset, storage, 2, CONFIG, SHARE, MONTHS, progress)

    with pytest.raises(KeyboardInterrupt):
        search(stop)
    kept = written(storage)
    return Searched(kept, search(told.append), written(storage))


def written(storage: Path) -> Kept:
    return {path: path.stat().st_mtime_ns for path in storage.iterdir()}


def test_every_library_tries_the_same_settings_best_first(searched: Searched) -> None:
    found = searched.found
    assert list(found["trials"]) == list(found["chosen"]) == LIBRARIES
    for trials in found["trials"].values():
        assert {one.setting for one in trials} == set(draw_settings(2, CONFIG.seed))
        assert [one.log_loss for one in trials] == sorted(one.log_loss for one in trials)
        assert trials[0].behind.value == 0 <= trials[1].behind.value


def test_a_search_is_taken_up_where_it_stopped(searched: Searched) -> None:
    assert len(searched.stopped) == 2
    assert len(searched.ended) == 2 * len(LIBRARIES)
    assert searched.stopped.items() <= searched.ended.items()


def test_the_search_begins_at_its_starts_and_names_our_parameters() -> None:
    assert draw_settings(3, 7)[:2] == [*STARTS]
    assert STARTS[0].parameters.keys() <= PARAMETERS[MODEL].keys()


def test_no_setting_makes_a_graph_too_large_for_the_bundle() -> None:
    settings = draw_settings(200, 1)
    assert max(one.leaves for one in settings) <= MOST_LEAVES
    assert {one.max_leaf_nodes for one in settings} == {8, 16, 31}
    assert {one.random_thresholds for one in settings} == {False, True}


def test_the_smallest_model_within_noise_is_chosen() -> None:
    def trial(rounds: int, value: float, low: float) -> Trial:
        setting = replace(STARTS[0], max_iter=rounds)
        return Trial(setting, 0.8 + value, Estimate(value, low, value + 0.01))

    best, level, worse = trial(60, 0.0, 0.0), trial(40, 0.001, -0.001), trial(20, 0.01, 0.002)
    assert choose([best, level, worse]) == level.setting
    assert choose([best, worse]) == best.setting

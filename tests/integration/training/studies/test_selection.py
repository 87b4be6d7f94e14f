"""Tests of training.studies.selection, on a sample of real flights, and of its figure."""

from xml.etree import ElementTree

import pytest

from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.evaluation.bootstrap import Estimate
from training.studies.figures.model import selection_figure
from training.studies.selection import CANDIDATES, Judged, Selection, as_json, select, selections

CONFIG = TrainingConfig("decision_tree")


@pytest.fixture(scope="module")
def found(sampled_dataset: Dataset) -> Selection:
    return select(sampled_dataset, CONFIG, validation=(3, 3), unseen=(4, 4), repeats=1)


def judged(name: str, rise: float = 0.01, correlation: float = 0.0) -> Judged:
    return Judged(name, Estimate(rise, rise - 0.001, rise + 0.001), "carrier", correlation)


def test_every_feature_is_judged_the_most_important_first(found: Selection) -> None:
    assert {one.name for one in found.judged} == set(CANDIDATES)
    rises = [one.rise.value for one in found.judged]
    assert rises == sorted(rises, reverse=True)


def test_a_twin_matters_more_than_what_it_stands_in_for(found: Selection) -> None:
    place = {one.name: at for at, one in enumerate(found.judged)}
    twins = [one for one in found.judged if one.is_twin]
    assert twins
    assert all(one.twin is not None and place[one.twin] < place[one.name] for one in twins)


def test_the_same_selections_are_scored_on_both_spans(found: Selection) -> None:
    names = list(selections(found.judged, CONFIG))
    assert list(found.months) == ["3 to 3", "4 to 4"]
    assert all([one.name for one in scored] == names for scored in found.months.values())


def test_what_goes_is_what_was_judged_so() -> None:
    all_three = [
        judged("origin"),
        judged("carrier", rise=-0.001),
        judged("block_minutes", 0.1, 0.95),
    ]
    _, twins, idle, either = selections(all_three, CONFIG).values()
    assert twins.without == ("block_minutes",)
    assert idle.without == ("carrier",)
    assert set(either.without) == {"carrier", "block_minutes"}


def test_the_results_say_which_features_could_go(found: Selection) -> None:
    written = as_json(found)["features"]
    assert sum(one["is_twin"] for one in written) == sum(one.is_twin for one in found.judged)


def test_the_figure_is_the_same_on_every_run(found: Selection) -> None:
    content = selection_figure(found)
    assert ElementTree.fromstring(content).tag.endswith("svg")
    assert selection_figure(found) == content

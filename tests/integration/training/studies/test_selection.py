"""Tests of training.studies.selection, on a sample of real flights, and of its figure."""

from typing import Any
from xml.etree import ElementTree

import pytest

from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.studies.figures.model import selection_figure
from training.studies.selection import CANDIDATES, Feature, select, selections

CONFIG = TrainingConfig("decision_tree")


@pytest.fixture(scope="module")
def found(sampled_dataset: Dataset) -> dict[str, Any]:
    return select(sampled_dataset, CONFIG, validation=(3, 3), unseen=(4, 4), repeats=1)


def feature(name: str, *, is_twin: bool = False, is_idle: bool = False) -> Feature:
    return {"name": name, "is_twin": is_twin, "is_idle": is_idle}


def test_every_feature_is_judged_the_most_important_first(found: dict[str, Any]) -> None:
    assert {one["name"] for one in found["features"]} == set(CANDIDATES)
    rises = [one["rise"].value for one in found["features"]]
    assert rises == sorted(rises, reverse=True)


def test_a_twin_matters_more_than_what_it_stands_in_for(found: dict[str, Any]) -> None:
    place = {one["name"]: at for at, one in enumerate(found["features"])}
    twins = [one for one in found["features"] if one["is_twin"]]
    assert twins
    assert all(place[one["twin"]] < place[one["name"]] for one in twins)


def test_a_feature_could_go_if_it_is_a_close_twin_or_costs_nothing(found: dict[str, Any]) -> None:
    for one in found["features"]:
        assert one["is_twin"] == (abs(one["correlation"]) >= 0.9)
        assert one["is_idle"] == (one["rise"].value <= 0)


def test_the_same_selections_are_scored_on_both_spans(found: dict[str, Any]) -> None:
    names = list(selections(found["features"], CONFIG))
    assert list(found["months"]) == ["3 to 3", "4 to 4"]
    assert all([one.name for one in scored] == names for scored in found["months"].values())


def test_what_goes_is_what_was_judged_so() -> None:
    all_three = [
        feature("origin"),
        feature("carrier", is_idle=True),
        feature("block_minutes", is_twin=True),
    ]
    _, twins, idle, either = selections(all_three, CONFIG).values()
    assert twins.without == ("block_minutes",)
    assert idle.without == ("carrier",)
    assert set(either.without) == {"carrier", "block_minutes"}


def test_the_figure_is_the_same_on_every_run(found: dict[str, Any]) -> None:
    content = selection_figure(found)
    assert ElementTree.fromstring(content).tag.endswith("svg")
    assert selection_figure(found) == content

"""Tests of `importance` and `costs`, from the command line to their figures, on real flights."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from pushback.explanation import GROUPS
from pushback.features import FEATURE_NAMES
from tests.unit.training.studies.test_costs import ROWS
from training.cli import main
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.splitting import split_by_share
from training.evaluation.bootstrap import Estimate
from training.evaluation.fold import Fold, fit, make_fold
from training.lake import Lake
from training.studies.figures.model import partial_figure, permutation_figure, shapley_figure
from training.studies.importance import Importance, Rise, Sizes, depend, measure, permute

CONFIG = TrainingConfig("decision_tree")  # the boosted trees learn nothing from so few flights
SMALL = Sizes(flights=400, repeats=2, averaged=60, curves=10, explained=12, background=8)
FIGURES = (permutation_figure, partial_figure, shapley_figure)
RANDOM = np.random.default_rng(3)
FILES = (
    "importance.json",
    "importance-permutation.svg",
    "importance-partial.svg",
    "importance-shapley.svg",
)


@pytest.fixture(scope="module")
def found(sampled_dataset: Dataset) -> Importance:
    return measure(sampled_dataset, CONFIG, SMALL, (3, 4))


@pytest.fixture(scope="module")
def fold(sampled_dataset: Dataset) -> Fold:
    return make_fold(sampled_dataset, split_by_share(sampled_dataset.flights, 0.25), CONFIG)


def is_svg(content: bytes) -> bool:
    return ElementTree.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"


def test_the_model_is_fitted_on_months_before_those_tested(found: Importance) -> None:
    assert (found.trained_to, *found.tested_on) == ("2023-02", "2023-03", "2023-04")


def test_every_group_and_every_feature_is_shuffled(found: Importance) -> None:
    assert [one.name for one in found.groups] == list(GROUPS)
    assert [one.name for one in found.features] == list(FEATURE_NAMES)


def test_shuffling_the_time_of_departure_costs_the_model(found: Importance) -> None:
    rise = next(one for one in found.groups if one.name == "departure_time").rise
    assert 0 < rise.low < rise.value < rise.high


def test_shuffling_a_constant_feature_costs_nothing(fold: Fold) -> None:
    inputs = fold.without([FEATURE_NAMES[0]]).test_inputs
    model = fit(fold, CONFIG)
    (constant,) = permute(model, inputs, fold.test, {"constant": [0]}, repeats=2, seed=1)
    assert (constant.rise.value, constant.rise.low, constant.rise.high) == (0, 0, 0)
    assert constant.repeats == (0, 0)


def test_the_groups_that_cost_most_are_told_first(found: Importance) -> None:
    values = {"route": 0.01, "weather": 0.04, "departure_time": 0.05}
    groups = [Rise(name, Estimate(rise, 0, 1), ()) for name, rise in values.items()]
    drawn = permutation_figure(replace(found, groups=groups)).decode()
    assert "Log-loss rises most without departure time (+0.050), then without weather" in drawn


def test_shapley_values_add_up_to_what_the_model_predicts(found: Importance) -> None:
    shares = found.shares
    gap = shares.effects.sum(axis=1) - (shares.late - shares.base)
    assert shares.effects.shape == (SMALL.explained, len(GROUPS))
    assert np.abs(gap).max() < 1e-12


def test_partial_dependence_and_curves_follow_the_model() -> None:
    wind, day = (FEATURE_NAMES.index(f"wind_speed_kmh{end}") for end in ("", "_max_day"))
    inputs = RANDOM.uniform(0, 50, (30, len(FEATURE_NAMES))).astype(np.float32)
    one = depend(lambda rows: rows[:, wind] + rows[:, day] / 2, inputs, "wind_speed_kmh", 10)
    assert one.late == pytest.approx(one.values + inputs[:, day].mean() / 2, rel=1e-5)
    assert one.together == pytest.approx(1.5 * one.values, rel=1e-5)
    assert one.single == pytest.approx(one.values + inputs[:10, [day]] / 2, rel=1e-5)


def test_curves_are_drawn_for_each_measure_and_its_windows(found: Importance) -> None:
    departure, wind, visibility = found.dependences
    assert all(len(one.single) == SMALL.curves for one in found.dependences)
    assert departure.together is None
    assert wind.together is not None
    assert visibility.together is not None


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_are_svg_without_a_date(
    figure: Callable[[Importance], bytes], found: Importance
) -> None:
    drawn = figure(found)
    assert is_svg(drawn)
    assert b"<dc:date>" not in drawn


def test_a_second_run_writes_the_same_files(sampled_lake: Lake, tmp_path: Path) -> None:
    for name in ("one", "two"):
        arguments = ["importance", "--model=decision_tree", "--first=4", "--last=4"]
        output = ["--flights=264", f"--lake={sampled_lake.folder}", f"--output={tmp_path / name}"]
        assert main([*arguments, *output]) == 0
    for file in FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    assert json.loads((tmp_path / "one" / "importance.json").read_bytes())["flights"] == 264


def test_too_few_flights_say_how_many_are_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["importance", "--flights=10"])
    assert exit_.value.code == 2
    assert "give 264 or more" in capsys.readouterr().err


@pytest.fixture
def evaluation(tmp_path: Path) -> Path:
    """Made-up test flights, as `evaluate` writes them."""
    path = tmp_path / "evaluation.parquet"
    ROWS.to_parquet(path)
    return path


def test_costs_prints_one_json_object_and_writes_the_same(
    evaluation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = evaluation.parent
    assert main(["costs", f"--input={evaluation}", f"--output={folder}", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads((folder / "costs.json").read_bytes())
    assert [one["name"] for one in printed["policies"]][:2] == ["never", "always"]
    assert is_svg((folder / "costs.svg").read_bytes())


def test_a_second_run_of_costs_writes_the_same_files(evaluation: Path) -> None:
    folder = evaluation.parent
    written = []
    for _ in range(2):
        assert main(["costs", f"--input={evaluation}", f"--output={folder}"]) == 0
        written.append([(folder / name).read_bytes() for name in ("costs.json", "costs.svg")])
    assert written[0] == written[1]


def test_your_own_costs_replace_the_assumed_ones(
    evaluation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [f"--input={evaluation}", f"--output={evaluation.parent}", "--json"]
    assert main(["costs", "--late-60=300", "--rebooking=0", *arguments]) == 0
    table = json.loads(capsys.readouterr().out)["cost_table"]
    assert (table["late_60"], table["rebooking"], table["late_15"]) == (300, 0, 20)


def test_costs_without_an_evaluation_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["costs", f"--input={tmp_path / 'evaluation.parquet'}"]) == 1
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert "python -m training evaluate" in errors[0]

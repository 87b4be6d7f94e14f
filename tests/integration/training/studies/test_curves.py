"""Tests of learning and validation curves, on a sample of real flights."""

import io
import json
from contextlib import redirect_stdout
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import numpy as np
import pytest

from pushback.outcomes import OUTCOMES
from training.cli import main
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.splitting import rolling_origin
from training.evaluation.fold import Fold, fit, make_fold
from training.evaluation.metrics import log_losses
from training.lake import Lake
from training.model.estimators import PARAMETERS
from training.studies.curve_verdict import Losses
from training.studies.curves import (
    EVERY,
    FITS,
    LEFT_OUT,
    MODEL,
    SHARES,
    Curves,
    Point,
    cross,
    days,
    learn,
    staged_losses,
)
from training.studies.figures.model import curves_figure

# The released parameters learn little from so few flights.
TREES = {"max_iter": 10, "min_samples_leaf": 40, "max_leaf_nodes": 7, "learning_rate": 0.2}
CONFIG = TrainingConfig(parameters=TREES)
ROUNDS = [2, 5, 10]
RELEASED = {**PARAMETERS[MODEL], "max_iter": PARAMETERS[MODEL]["max_iter"] // 10}


@pytest.fixture(scope="module")
def fold(sampled_dataset: Dataset) -> Fold:
    [(_, split)] = rolling_origin(sampled_dataset.flights, 4, 4)
    return make_fold(sampled_dataset, split, CONFIG)


@pytest.fixture(scope="module")
def crossed(fold: Fold) -> dict[int, Losses]:
    return cross(fold, CONFIG, ROUNDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="module")
def printed(sampled_lake: Lake, folder: Path) -> dict[str, Any]:
    """What the command printed, where a tenth of the rounds are released."""
    arguments = ["--months", "4", "--share=0.1", f"--lake={sampled_lake.folder}"]
    with redirect_stdout(io.StringIO()) as stream, pytest.MonkeyPatch.context() as patch:
        patch.setitem(PARAMETERS[MODEL], "max_iter", RELEASED["max_iter"])
        assert main(["curves", *arguments, f"--output={folder}", "--json"]) == 0
    content: dict[str, Any] = json.loads(stream.getvalue())
    return content


@pytest.fixture(scope="module")
def found(printed: dict[str, Any]) -> Curves:
    return msgspec.convert(printed, Curves)


def test_few_flights_are_learnt_by_heart(fold: Fold) -> None:
    few, all_ = learn(fold.take(days(fold) % EVERY == 0), CONFIG), learn(fold, CONFIG)
    assert few.means["fitted"] < all_.means["fitted"]
    assert few.means["test"] > all_.means["test"]


def test_the_leaf_shrinks_with_the_share(fold: Fold) -> None:
    quarter, leaf = days(fold) % 4 == 0, int(len(fold.train) * 0.3)
    assert leaf > quarter.sum()  # as it stands, no flight would be told from another
    few_rounds = {**TREES, "max_iter": 2, "min_samples_leaf": leaf}
    learnt = learn(fold.take(quarter), replace(CONFIG, parameters=few_rounds))
    assert learnt.test["test_full"].nunique() > len(OUTCOMES)


def test_a_stage_is_what_a_fit_of_so_many_rounds_gives(fold: Fold) -> None:
    few, more = (
        fit(fold, replace(CONFIG, parameters={**TREES, "max_iter": rounds})) for rounds in (3, 6)
    )
    staged = staged_losses(more, fold.test_inputs, fold.test.outcome, [3, 6])
    for rounds, model in ((3, few), (6, more)):
        whole = log_losses(model.predict_proba(fold.test_inputs), fold.test.outcome)
        assert staged[rounds] == pytest.approx(whole, abs=1e-12)


def test_what_is_left_out_is_a_fifth_of_the_days(fold: Fold, crossed: dict[int, Losses]) -> None:
    left_out = np.unique(crossed[2].train["departure"].to_numpy("datetime64[D]"))
    assert len(left_out) == np.isin(np.unique(days(fold)) % EVERY, LEFT_OUT).sum()
    assert len(crossed[2].test) == len(fold.test)


def test_more_rounds_fit_the_training_flights_ever_better(crossed: dict[int, Losses]) -> None:
    fitted = [crossed[rounds].train["fitted"].mean() for rounds in ROUNDS]
    assert (np.diff(fitted) < 0).all()


def test_days_left_out_are_harder_than_the_same_days_fitted_on(
    crossed: dict[int, Losses],
) -> None:
    early, late = (crossed[rounds].over_fit for rounds in (2, 10))
    assert early.low > 0
    assert early.value < late.value


def test_every_curve_covers_its_settings(found: Curves) -> None:
    for points in (found.by_flights, found.by_days):
        assert [point.at for point in points] == list(SHARES)
    assert max(point.at for point in found.by_rounds) == 3 * RELEASED["max_iter"]
    sizes = [point.at / RELEASED["min_samples_leaf"] for point in found.by_leaf]
    assert sizes == pytest.approx([1 / 16, 1 / 4, 1, 4, 16], rel=1e-2)


def test_the_learning_curves_end_at_the_same_model(found: Curves) -> None:
    assert found.by_flights[-1] == found.by_days[-1]
    assert len(found.by_flights) + len(found.by_days[:-1]) + len(found.by_leaf) == FITS


def at_released(found: Curves) -> Point:
    return next(point for point in found.by_rounds if point.at == RELEASED["max_iter"])


def test_the_validation_curves_meet_at_the_released_setting(found: Curves) -> None:
    leaf = next(point for point in found.by_leaf if point.at == RELEASED["min_samples_leaf"])
    assert astuple(at_released(found))[1:] == astuple(leaf)[1:]


def test_over_fit_and_drift_add_up_to_the_gap(found: Curves) -> None:
    gap = found.evidence.over_fit.value + found.evidence.drift
    assert gap == pytest.approx(at_released(found).test - at_released(found).fitted, abs=3e-5)


def test_a_step_is_the_difference_of_its_points(found: Curves) -> None:
    (double,) = (point.test for point in found.by_rounds if point.at == 2 * RELEASED["max_iter"])
    step = next(one for one in found.evidence.steps if one.name == "Twice the rounds")
    assert step.test.value == pytest.approx(double - at_released(found).test, abs=3e-5)


def test_what_is_printed_is_written_with_the_figure(printed: dict[str, Any], folder: Path) -> None:
    assert printed == json.loads((folder / "curves.json").read_bytes())
    assert (printed["months"], printed["share"]) == ([4], 0.1)
    assert printed["sentences"][0] == f"The model {printed['verdict']}."


def test_the_figure_is_the_same_svg_each_time(found: Curves, folder: Path) -> None:
    written = (folder / "curves.svg").read_bytes()
    assert ElementTree.fromstring(written).tag == "{http://www.w3.org/2000/svg}svg"
    assert written == curves_figure(found)
    assert b"<dc:date>" not in written


def test_a_month_that_is_not_in_the_data_is_refused_before_any_fit(
    sampled_lake: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["curves", "--months", "4", "5", f"--lake={sampled_lake.folder}"]) == 1
    assert "there are no flights in 2023-05" in capsys.readouterr().err


@pytest.mark.parametrize("month", ["3", "10", "x"])
def test_months_that_choices_are_not_made_on_are_refused(
    month: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["curves", "--months", month])
    assert exit_.value.code == 2
    assert "--months" in capsys.readouterr().err

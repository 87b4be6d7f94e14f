"""Tests of learning and validation curves, on a sample of real flights."""

import io
import json
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
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
from training.studies.contenders import MODEL
from training.studies.curve_verdict import means_of, optimism_of
from training.studies.curves import (
    EVERY,
    FITS,
    LEFT_OUT,
    SHARES,
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
Study = dict[str, Any]
RELEASED = {**PARAMETERS[MODEL], "max_iter": PARAMETERS[MODEL]["max_iter"] // 10}


@pytest.fixture(scope="module")
def fold(sampled_dataset: Dataset) -> Fold:
    [(_, split)] = rolling_origin(sampled_dataset.flights, 4, 4)
    return make_fold(sampled_dataset, split, CONFIG)


@pytest.fixture(scope="module")
def crossed(fold: Fold) -> dict[int, pd.DataFrame]:
    return cross(fold, CONFIG, ROUNDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="module")
def printed(sampled_lake: Lake, folder: Path) -> Study:
    """What the command printed, where a tenth of the rounds are released."""
    arguments = ["--months", "4", "--share=0.1", f"--lake={sampled_lake.folder}"]
    with redirect_stdout(io.StringIO()) as stream, pytest.MonkeyPatch.context() as patch:
        patch.setitem(PARAMETERS[MODEL], "max_iter", RELEASED["max_iter"])
        assert main(["curves", *arguments, f"--output={folder}", "--json"]) == 0
    content: dict[str, Any] = json.loads(stream.getvalue())
    return content


def test_few_flights_are_learnt_by_heart(fold: Fold) -> None:
    few, all_ = (
        means_of(learn(part, CONFIG)) for part in (fold.take(days(fold) % EVERY == 0), fold)
    )
    assert few["fitted"] < all_["fitted"]
    assert few["test"] > all_["test"]


def test_the_leaf_shrinks_with_the_share(fold: Fold) -> None:
    quarter, leaf = days(fold) % 4 == 0, int(len(fold.train) * 0.3)
    assert leaf > quarter.sum()  # as it stands, no flight would be told from another
    few_rounds = {**TREES, "max_iter": 2, "min_samples_leaf": leaf}
    learnt = learn(fold.take(quarter), replace(CONFIG, parameters=few_rounds))
    assert learnt["test_full"].nunique() > len(OUTCOMES)


def test_a_stage_is_what_a_fit_of_so_many_rounds_gives(fold: Fold) -> None:
    few, more = (
        fit(fold, replace(CONFIG, parameters={**TREES, "max_iter": rounds})) for rounds in (3, 6)
    )
    staged = staged_losses(more, fold.test_inputs, fold.test.outcome, [3, 6])
    for rounds, model in ((3, few), (6, more)):
        whole = log_losses(model.predict_proba(fold.test_inputs), fold.test.outcome)
        assert staged[rounds] == pytest.approx(whole, abs=1e-12)


def test_what_is_left_out_is_a_fifth_of_the_days(
    fold: Fold, crossed: dict[int, pd.DataFrame]
) -> None:
    train = crossed[2].dropna(subset=["left_out"])
    left_out = np.unique(train["departure"].to_numpy("datetime64[D]"))
    assert len(left_out) == np.isin(np.unique(days(fold)) % EVERY, LEFT_OUT).sum()
    assert len(crossed[2]) == len(train) + len(fold.test)


def test_more_rounds_fit_the_training_flights_ever_better(
    crossed: dict[int, pd.DataFrame],
) -> None:
    fitted = [crossed[rounds]["fitted"].mean() for rounds in ROUNDS]
    assert (np.diff(fitted) < 0).all()


def test_days_left_out_are_harder_than_the_same_days_fitted_on(
    crossed: dict[int, pd.DataFrame],
) -> None:
    early, late = (optimism_of(crossed[rounds]) for rounds in (2, 10))
    assert early.low > 0
    assert early.value < late.value


def test_every_curve_covers_its_settings(printed: Study) -> None:
    for curve in ("by_flights", "by_days"):
        assert [point["at"] for point in printed[curve]] == list(SHARES)
    assert max(point["at"] for point in printed["by_rounds"]) == 3 * RELEASED["max_iter"]
    sizes = [point["at"] / RELEASED["min_samples_leaf"] for point in printed["by_leaf"]]
    assert sizes == pytest.approx([1 / 16, 1 / 4, 1, 4, 16], rel=1e-2)


def test_the_learning_curves_end_at_the_same_model(printed: Study) -> None:
    flights, days, leaf = (printed[curve] for curve in ("by_flights", "by_days", "by_leaf"))
    assert flights[-1] == days[-1]
    assert len(flights) + len(days[:-1]) + len(leaf) == FITS


def at_released(printed: Study, curve: str, parameter: str) -> dict[str, float]:
    found = (point for point in printed[curve] if point["at"] == RELEASED[parameter])
    return {name: loss for name, loss in next(found).items() if name != "at"}


def test_the_validation_curves_meet_at_the_released_setting(printed: Study) -> None:
    rounds = at_released(printed, "by_rounds", "max_iter")
    assert rounds == at_released(printed, "by_leaf", "min_samples_leaf")


def test_optimism_and_drift_add_up_to_the_gap(printed: Study) -> None:
    released, evidence = at_released(printed, "by_rounds", "max_iter"), printed["evidence"]
    gap = evidence["optimism"]["value"] + evidence["drift"]
    assert gap == pytest.approx(released["test"] - released["fitted"], abs=3e-5)


def test_a_step_is_the_difference_of_its_points(printed: Study) -> None:
    rounds = {point["at"]: point["test"] for point in printed["by_rounds"]}
    step = next(one for one in printed["evidence"]["steps"] if one["name"] == "Twice the rounds")
    apart = rounds[2 * RELEASED["max_iter"]] - rounds[RELEASED["max_iter"]]
    assert step["test"]["value"] == pytest.approx(apart, abs=3e-5)


def test_what_is_printed_is_written_with_the_figure(printed: Study, folder: Path) -> None:
    assert printed == json.loads((folder / "curves.json").read_bytes())
    assert (printed["months"], printed["share"]) == ([4], 0.1)
    assert printed["sentences"][0] == f"The model {printed['verdict']}."


def test_the_figure_is_drawn_from_what_is_written(printed: Study, folder: Path) -> None:
    written = (folder / "curves.svg").read_bytes()
    assert ElementTree.fromstring(written).tag == "{http://www.w3.org/2000/svg}svg"
    assert written == curves_figure(printed)
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

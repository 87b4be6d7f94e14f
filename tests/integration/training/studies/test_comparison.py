"""Tests of the comparison with other libraries, on real flights."""

import io
import json
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pushback.outcomes import ON_TIME
from training.cli import main
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import rolling_origin
from training.evaluation.bootstrap import Estimate
from training.evaluation.fold import Fold, evaluate, fit, make_fold
from training.lake import Lake
from training.studies.comparison import CONTENDERS, OURS, Comparison, Row
from training.studies.contenders import RIVALS, Contender, Ours, Rival, draw_settings

CONFIG = TrainingConfig()
ARGUMENTS = ("compare", "--trials=1", "--tuning=4", "--first=3", "--last=4")


def contenders() -> dict[str, Contender]:
    [setting] = draw_settings(1, CONFIG.seed)
    rivals = {rival.library: rival(setting, CONFIG.seed) for rival in RIVALS}
    return {OURS: Ours(CONFIG), **rivals}


@pytest.fixture(scope="module")
def fold(sampled_dataset: Dataset) -> Fold:
    [(_, split)] = rolling_origin(sampled_dataset.flights, 4, 4)
    return make_fold(sampled_dataset, split, CONFIG)


@pytest.fixture(scope="module", params=CONTENDERS)
def fitted(request: pytest.FixtureRequest, fold: Fold) -> Contender:
    return contenders()[request.param].fit(fold)


@pytest.fixture(scope="module")
def written(sampled_lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the command wrote, next to the table it printed."""
    return run_command(sampled_lake, tmp_path_factory.mktemp("table"))


def run_command(lake: Lake, folder: Path, *more: str) -> dict[str, Any]:
    with redirect_stdout(io.StringIO()) as stream:
        assert main([*ARGUMENTS, *more, f"--output={folder}", f"--lake={lake.folder}"]) == 0
    written: dict[str, Any] = json.loads((folder / "comparison.json").read_text())
    return {"printed": stream.getvalue(), **written}


def test_every_contender_gives_chances_without_weather(fitted: Contender, fold: Fold) -> None:
    inputs = mask(fold.test_inputs, "none")
    assert np.isnan(inputs).any()
    chances = fitted.predict_proba(inputs)
    assert chances.shape == (len(inputs), 6)
    assert chances.min() > 0
    np.testing.assert_allclose(chances.sum(axis=1), 1)


@pytest.mark.parametrize("rival", RIVALS)
def test_every_rival_follows_the_season(rival: type[Rival], fold: Fold) -> None:
    season = np.ones_like(fold.season)
    season[:, ON_TIME] = 1e-6
    [setting] = draw_settings(1, CONFIG.seed)
    fitted = rival(setting, CONFIG.seed).fit(replace(fold, season=season))
    assert fitted.predict_proba(fold.test_inputs)[:, ON_TIME].max() < 1e-3


def test_one_row_alone_gets_the_chances_it_gets_among_others(fitted: Contender, fold: Fold) -> None:
    rows = mask(fold.test_inputs[:3], "forecast")
    alone = np.ravel(fitted.one_row()(rows[:1]))
    assert alone == pytest.approx(fitted.predict_proba(rows)[0], abs=1e-5)


def test_every_contender_ranks_flights_better_than_chance(written: dict[str, Any]) -> None:
    assert list(written["contenders"]) == list(CONTENDERS)
    assert all(row["auc"] > 0.55 for row in written["contenders"].values())


def test_our_scores_are_those_of_evaluate(
    sampled_dataset: Dataset, written: dict[str, Any]
) -> None:
    folds = [
        make_fold(sampled_dataset, split, CONFIG)
        for _, split in rolling_origin(sampled_dataset.flights, 3, 4)
    ]
    scores = [evaluate(fold, fit(fold, CONFIG)).scores for fold in folds]
    ours = written["contenders"][OURS]
    for state in WEATHER_STATES:
        evaluated = np.mean([fold[state]["log_loss"] for fold in scores])
        assert ours["log_loss"][state] == pytest.approx(evaluated, abs=1e-5)


def test_the_command_prints_a_table_with_the_verdict(written: dict[str, Any]) -> None:
    for word in (*CONTENDERS, "log-loss", "AUC", "kB", "µs", "Verdict:"):
        assert word in written["printed"]
    assert f"Verdict: {written['verdict']}." in " ".join(written["printed"].split())


def test_a_second_run_repeats_the_scores_and_prints_them_as_json(
    sampled_lake: Lake, written: dict[str, Any], tmp_path: Path
) -> None:
    again = run_command(sampled_lake, tmp_path, "--json")
    assert json.loads(again.pop("printed")) == again
    for name, row in again["contenders"].items():
        for figure in ("parameters", "log_loss", "auc", "behind", "kilobytes"):
            assert row[figure] == written["contenders"][name][figure], (name, figure)


@pytest.mark.parametrize("library", [rival.library for rival in RIVALS])
def test_a_missing_library_says_how_to_install_it(
    library: str,
    sampled_lake: Lake,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    places = (f"--output={tmp_path}", f"--lake={sampled_lake.folder}")
    assert main([*ARGUMENTS, *places]) == 1
    [error] = [line for line in capsys.readouterr().err.splitlines() if "error: " in line]
    assert f"{library} is not installed" in error
    assert "make setup" in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("trials", ["0", "-1", "many"])
def test_no_trials_is_refused(trials: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["compare", f"--trials={trials}"])
    assert exit_.value.code == 2
    assert "give 1 or more" in capsys.readouterr().err


def compared_as(**behind: Estimate) -> Comparison:
    everyone = {OURS: Estimate(0.0, 0.0, 0.0), **behind}
    rows = {name: Row({}, {}, 0.7, estimate, 1.0, 1.0, 1.0) for name, estimate in everyone.items()}
    return Comparison((4,), 100, 1, rows)


def test_the_verdict_follows_the_intervals() -> None:
    worse, noise = Estimate(0.02, 0.01, 0.03), Estimate(-0.02, -0.05, 0.01)
    clear = Estimate(-0.01, -0.02, -0.005)
    assert compared_as(one=worse).verdict == "ours is the best"
    assert compared_as(one=worse, two=noise).verdict == (
        "ours is inside the noise of the best:"
        " two is better by 0.0200 (95 % interval -0.0100 to 0.0500)"
    )
    assert compared_as(one=noise, two=clear).verdict == (
        "two is better by 0.0100 (95 % interval 0.0050 to 0.0200)"
    )

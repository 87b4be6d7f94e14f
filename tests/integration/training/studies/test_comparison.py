"""Tests of the comparison with other libraries, on real flights."""

import io
import json
import sys
from contextlib import redirect_stdout
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pushback.outcomes import ON_TIME
from training.atomic_write import write_json
from training.cli import main
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import rolling_origin
from training.evaluation.bootstrap import Estimate
from training.evaluation.fold import Fold, evaluate, fit, make_fold
from training.lake import Lake
from training.studies.comparison import OURS, say_verdict
from training.studies.contenders import CONTENDERS, RIVALS, Contender, Ours, Rival
from training.studies.tuning import STARTS

SETTING = replace(STARTS[0], max_iter=20)
CONFIG = TrainingConfig(parameters=SETTING.parameters)
ARGUMENTS = ("compare", "--first=3", "--last=4", "--share=1")
LIBRARIES = [one.library for one in CONTENDERS]


@pytest.fixture(scope="module")
def fold(sampled_dataset: Dataset) -> Fold:
    [(_, split)] = rolling_origin(sampled_dataset.flights, 4, 4)
    return make_fold(sampled_dataset, split, CONFIG)


@pytest.fixture(scope="module", params=CONTENDERS)
def fitted(request: pytest.FixtureRequest, fold: Fold) -> Contender:
    contender: type[Ours | Rival] = request.param
    return contender(SETTING, CONFIG.seed).fit(fold)


@pytest.fixture(scope="module")
def written(sampled_lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the command wrote, next to the table it printed."""
    return run_command(sampled_lake, tmp_path_factory.mktemp("table"))


def places(lake: Lake, folder: Path) -> tuple[str, ...]:
    """Return where to read and write, with one setting as tuned for all."""
    tuning = folder.parent / f"{folder.name}-tuned" / "tuning.json"
    write_json(tuning, {"chosen": {library: asdict(SETTING) for library in LIBRARIES}})
    return (f"--tuning={tuning.parent}", f"--output={folder}", f"--lake={lake.folder}")


def run_command(lake: Lake, folder: Path, *more: str) -> dict[str, Any]:
    with redirect_stdout(io.StringIO()) as stream:
        assert main([*ARGUMENTS, *more, *places(lake, folder)]) == 0
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
    fitted = rival(SETTING, CONFIG.seed).fit(replace(fold, season=season))
    assert fitted.predict_proba(fold.test_inputs)[:, ON_TIME].max() < 1e-3


def test_one_row_alone_gets_the_chances_it_gets_among_others(fitted: Contender, fold: Fold) -> None:
    rows = mask(fold.test_inputs[:3], "forecast")
    _, predict = fitted.export()
    alone = np.ravel(predict(rows[:1]))
    assert alone == pytest.approx(fitted.predict_proba(rows)[0], abs=1e-5)


def test_every_contender_ranks_flights_better_than_chance(written: dict[str, Any]) -> None:
    assert list(written["contenders"]) == LIBRARIES
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
    for word in (*LIBRARIES, "log-loss", "AUC", "kB", "µs", "Verdict:"):
        assert word in written["printed"]
    assert f"Verdict: {written['verdict']}." in " ".join(written["printed"].split())


def test_a_second_run_repeats_the_scores_and_prints_them_as_json(
    sampled_lake: Lake, written: dict[str, Any], tmp_path: Path
) -> None:
    again = run_command(sampled_lake, tmp_path, "--json")
    assert json.loads(again.pop("printed")) == again
    for name, row in again["contenders"].items():
        for figure in ("setting", "log_loss", "auc", "behind", "kilobytes"):
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
    output = tmp_path / "output"
    assert main([*ARGUMENTS, *places(sampled_lake, output)]) == 1
    [error] = [line for line in capsys.readouterr().err.splitlines() if "error: " in line]
    assert f"{library} is not installed" in error
    assert "make setup" in error
    assert not output.exists()


def test_without_settings_it_says_how_to_find_them(
    sampled_lake: Lake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [f"--tuning={tmp_path}", f"--lake={sampled_lake.folder}"]
    assert main([*ARGUMENTS, *arguments]) == 1
    assert "python -m training tune" in capsys.readouterr().err


@pytest.mark.parametrize("trials", ["0", "-1", "many"])
def test_no_trials_is_refused(trials: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["tune", f"--trials={trials}"])
    assert exit_.value.code == 2
    assert "give 1 or more" in capsys.readouterr().err


def verdict(**behind: Estimate) -> str:
    everyone = {OURS: Estimate(0.0, 0.0, 0.0), **behind}
    return say_verdict({name: {"behind": one} for name, one in everyone.items()})


def test_the_verdict_follows_both_kinds_of_interval() -> None:
    worse, noise = Estimate(0.02, 0.01, 0.03), Estimate(-0.02, -0.05, 0.01)
    assert verdict(one=worse, two=noise) == (
        "one is worse than ours (+0.0200 (+0.0100 to +0.0300));"
        " two is level with ours within noise (-0.0200 (-0.0500 to +0.0100))"
    )
    assert "better than ours" in verdict(one=Estimate(-0.01, -0.02, -0.005))
    months = Estimate(-0.01, -0.02, -0.005, (-0.03, 0.01))
    assert "level with ours within noise" in verdict(one=months)

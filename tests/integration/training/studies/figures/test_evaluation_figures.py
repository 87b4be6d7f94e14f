"""Tests of the evaluation's figures: on real flights, and on studies made to say a thing."""

import io
import json
import re
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from training.cli import main
from training.cli.evaluate import FIGURES
from training.dataset.masking import WEATHER_STATES
from training.evaluation.bootstrap import Estimate
from training.evaluation.metrics import UNSEASONED
from training.lake import Lake
from training.studies.figures.evaluation import (
    reliability_figure,
    seasons_figure,
    skill_figure,
    slices_figure,
)

Study = dict[str, Any]
Figure = Callable[[Study], bytes]
SYSTEMS = ("full", "forecast", "none", UNSEASONED, "climatology", "seasonal_climatology")
LATE = 0.20


@pytest.fixture(scope="module")
def runs(sampled_lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What two runs of the command wrote; what they printed, JSON and tables, lies beside it."""
    folders = (tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two"))
    for folder, form in zip(folders, (["--json"], []), strict=True):
        arguments = ["evaluate", "--model=decision_tree", "--first=3", "--last=4", *form]
        with redirect_stdout(io.StringIO()) as stream:
            assert main([*arguments, f"--lake={sampled_lake.folder}", f"--output={folder}"]) == 0
        folder.with_suffix(".txt").write_text(stream.getvalue())
    return folders


def record(gap: float, flights: int = 1000, **key: Any) -> dict[str, Any]:
    return {
        **key,
        "chance": LATE + gap,
        "frequency": LATE,
        "log_loss": 0.8 + abs(gap),
        "flights": flights,
    }


def study(
    before: Sequence[float] = (0.10,),
    after: Sequence[float] = (0.05,),
    skill: Estimate = Estimate(0.08, 0.06, 0.10),  # noqa: B008 - frozen
    flights: int = 1000,
) -> Study:
    """Return a study of a month for each gap, before and after the season table."""
    gaps = {system: before if system == UNSEASONED else after for system in SYSTEMS}
    references = ("climatology", "seasonal_climatology")
    return {
        "reliability": {
            system: {
                "curve": [record(gap[0], flights)],
                "month": [record(one, flights, month=4 + at) for at, one in enumerate(gap)],
                "hour": [record(gap[0], flights, hour=7)],
                "carrier": [record(gap[0], flights, carrier="DL")],
            }
            for system, gap in gaps.items()
        },
        "folds": [
            {"test_month": 4 + at, **{system: {"log_loss": 0.8} for system in SYSTEMS}}
            for at in range(len(after))
        ],
        "skill": {
            state: {reference: vars(skill) for reference in references} for state in SYSTEMS[:3]
        },
    }


def texts(drawn: bytes) -> list[str]:
    """Return what a figure says, which stands beside its paths as comments."""
    return re.findall(r"<!-- (.*?) -->", drawn.decode())


def test_evaluate_prints_one_json_object(runs: tuple[Path, Path]) -> None:
    printed = json.loads(runs[0].with_suffix(".txt").read_text())
    assert {*WEATHER_STATES, "climatology", "constant", "folds"} <= set(printed)
    assert printed == json.loads((runs[0] / "evaluation.json").read_text())
    assert len(pd.read_parquet(runs[0] / "evaluation.parquet")) == sum(
        one["flights"] for one in printed["reliability"]["full"]["month"]
    )
    assert [fold["test_month"] for fold in printed["folds"]] == [3, 4]
    both = [fold["full"]["log_loss"] for fold in printed["folds"]]
    assert printed["full"]["log_loss"] == pytest.approx(np.mean(both), abs=1e-5)  # of rounded ones


def test_evaluate_prints_tables_of_every_month_and_of_their_mean(runs: tuple[Path, Path]) -> None:
    printed = runs[1].with_suffix(".txt").read_text()
    for title in ("tested on month 3", "tested on month 4", "mean of 2 months", "On the day"):
        assert title in printed


@pytest.mark.parametrize("name", FIGURES)
def test_evaluate_draws_each_figure_the_same_on_every_run(
    name: str, runs: tuple[Path, Path]
) -> None:
    one, two = ((folder / name).read_bytes() for folder in runs)
    assert one == two
    assert ElementTree.fromstring(one).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"<dc:date>" not in one


def test_figures_need_no_more_than_the_results_file(runs: tuple[Path, Path]) -> None:
    written = json.loads((runs[0] / "evaluation.json").read_bytes())
    for name, draw in FIGURES.items():
        assert draw(written) == (runs[0] / name).read_bytes()


@pytest.mark.parametrize("draw", FIGURES.values())
@pytest.mark.parametrize("flights", [1, 1000])
def test_one_month_of_one_airline_is_drawn_too(draw: Figure, flights: int) -> None:
    assert f"{flights:,} flights of April" in " ".join(texts(draw(study(flights=flights))))


@pytest.mark.parametrize(
    ("before", "after", "headline", "nearer"),
    [
        ([0.06] * 6, [0.04] * 6, ("6.0", "0.860", "4.0", "0.840"), "6 of 6"),
        ([-0.06, 0.02], [0.04, -0.04], ("4.0", "0.840", "4.0", "0.840"), "1 of 2"),
        ([0.04], [-0.06], ("4.0", "0.840", "6.0", "0.860"), "0 of 1"),
    ],
)
def test_the_season_table_is_judged_by_gap_log_loss_and_months(
    before: list[float], after: list[float], headline: tuple[str, ...], nearer: str
) -> None:
    said = texts(seasons_figure(study(before, after)))
    gap, loss, gap_after, loss_after = headline
    assert (
        f"Gap of a month: {gap} points (log-loss {loss}) before the season table,"
        f" {gap_after} points (log-loss {loss_after}) after"
    ) in said
    assert any(text.endswith(f"nearer after in {nearer}") for text in said)


def test_skill_is_told_with_its_interval() -> None:
    said = texts(skill_figure(study(skill=Estimate(0.08, -0.01, 0.17))))
    found = "8.0% (-1.0% to 17.0%)"
    assert f"Log-loss below climatology's: all weather {found}, no weather {found}" in said


def test_reliability_says_how_far_chances_are_off_and_which_way() -> None:
    said = texts(reliability_figure(study()))
    assert "Chances are 5.0 points off with all weather, 5.0 with none" in said
    assert any("too high in 1 of 1 bins" in text for text in said)


def test_a_slice_counts_by_its_flights() -> None:
    made = study()
    made["reliability"]["full"]["carrier"].append(record(0.10, 4000, carrier="HA"))
    said = texts(slices_figure(made))
    assert "Chances are 5.0 points off by hour, 9.0 by airline" in said
    assert {"DL", "HA"} <= set(said)

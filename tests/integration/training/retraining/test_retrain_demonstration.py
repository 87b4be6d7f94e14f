"""The demonstration: a champion of January to September 2023 meets the flights of October."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pushback.bundle import Bundle
from tests.builders import EveryTenth, outcomes_file
from tests.integration.training.drift.drift_runs import Drift, Run
from tests.integration.worlds import lake_to, released, train
from training.cli import main
from training.lake import Lake
from training.release.archive import Archive


@dataclass(frozen=True)
class World:
    """A champion that learned from January to August and was tested on September, and its lake."""

    bundle: Path
    lake: Lake


@pytest.fixture(scope="module")
def october(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A customer's file of October's flights and what became of them."""
    flights = EveryTenth(10).read().flights
    flights = flights[flights["scheduled_departure"].dt.month == 10]
    left = flights["scheduled_departure"] + pd.to_timedelta(flights["departure_delay_min"], "min")
    path = outcomes_file(tmp_path_factory.mktemp("october") / "october.csv", flights)
    rows = pd.read_csv(path).assign(actual_departure=left.dt.strftime("%Y-%m-%dT%H:%M").array)
    rows.to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, october: Path) -> World:
    """The world in which October's outcomes have arrived."""
    folder = tmp_path_factory.mktemp("world")
    lake = lake_to(9, folder / "lake")
    bundle = released(train(lake, folder / "trained"), folder / "bundle")
    assert Bundle.load(bundle).contract.data.test.months == ["2023-09"]
    assert main(["ingest", str(october), f"--lake={lake.folder}"]) == 0
    return World(bundle, lake)


@pytest.fixture
def drift(world: World, october: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The run that holds October against the champion's training flights."""
    run = Drift(tmp_path, world.lake.folder, capsys)
    return run(october, f"--bundle={world.bundle}", "--json")


def test_drift_of_the_new_month_is_reported(drift: Run) -> None:
    """Fewer were late than ever in training, and a lake of one year knows no season."""
    assert drift.code == 3
    assert drift.found["past"] == ["calibration of 2023-10"]
    (month,) = drift.found["calibration"]["months"]
    assert month["late_observed"] < 0.14 < 0.24 < month["late_predicted"]
    assert "Drift past its threshold" in drift.report.read_text()


def test_what_else_moved_is_weather_and_noted_alone(drift: Run) -> None:
    """October was dry."""
    moved = [one for one in drift.found["inputs"] if one["standing"] != "within"]
    noted = {one["name"]: one["group"] for one in moved}
    assert {"precipitation_mm_mean_day", "humidity_pct_mean_day"} <= noted.keys()
    assert set(noted.values()) == {"weather"}
    page = drift.report.read_text()
    assert all(f"{name} by bin (noted)" in page for name in noted)


def test_the_better_model_is_released_with_the_reason(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, decisions = released(world.bundle, tmp_path / "bundle"), tmp_path / "decisions"
    places = [f"--lake={world.lake.folder}", f"--bundle={bundle}", f"--output={decisions}"]
    assert main(["retrain", *places]) == 0
    decision = decided(decisions)
    assert (decision["judged"]["months"], decision["judged"]["tested"]) == (["2023-10"], [])
    assert decision["challenger"]["months"] == [f"2023-{month:02d}" for month in range(1, 10)]
    assert (decision["verdict"], decision["promoted"]) == ("promote", True)
    assert version(bundle) == decision["released"]["version"]
    assert decision["released"]["months"][-1] == "2023-10"
    assert Archive(bundle).kept().replaced == version(world.bundle)
    assert decision["reason"] in capsys.readouterr().out


def version(bundle: Path) -> str:
    """Return the version of a bundle."""
    return Bundle.load(bundle).contract.version


def decided(folder: Path) -> dict[str, Any]:
    """Return the one decision in a folder, of which there is a page too."""
    (path,) = folder.glob("*.json")
    assert path.with_suffix(".html").exists()
    decision: dict[str, Any] = json.loads(path.read_bytes())
    return decision

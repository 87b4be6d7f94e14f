"""Tests of training on a sample, and on a lake without weather, from the command line."""

import json
from pathlib import Path

import pytest

from pushback.bundle import Bundle
from pushback.contract import Contract
from tests.bts_files import write_month
from tests.integration.worlds import released, train
from training.cli import main
from training.lake import Lake
from training.lake.intake import ingest

FLIGHTS_A_MONTH = 2000
MODEL = "extra_trees"  # an average of trees: its means move least with the flights drawn


@pytest.fixture(scope="module")
def whole(sampled_lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle that learned from all flights."""
    return train(sampled_lake, tmp_path_factory.mktemp("whole"), MODEL)


@pytest.fixture(scope="module")
def sampled(sampled_lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> Contract:
    """The contract of a bundle that learned from a share of every month."""
    folder = tmp_path_factory.mktemp("sampled")
    sample = [f"--model={MODEL}", f"--flights-a-month={FLIGHTS_A_MONTH}", "--split=0.1"]
    assert main(["train", *sample, f"--output={folder}", f"--lake={sampled_lake.folder}"]) == 0
    return Bundle.load(folder).contract


def test_a_sample_is_learned_from_and_tested_on(sampled: Contract) -> None:
    train, test = sampled.data.train, sampled.data.test
    assert train.flights <= FLIGHTS_A_MONTH * len(train.months)
    assert test.flights <= FLIGHTS_A_MONTH * len(test.months)
    assert max(train.flights / len(train.months), test.flights) > 0.85 * FLIGHTS_A_MONTH


def test_the_recipe_tells_of_the_sample_and_of_nothing_where_there_is_none(
    sampled: Contract, whole: Path
) -> None:
    assert sampled.model.recipe["flights_a_month"] == FLIGHTS_A_MONTH
    assert "flights_a_month" not in Bundle.load(whole).contract.model.recipe


def test_chances_learned_from_a_sample_are_as_calibrated(sampled: Contract, whole: Path) -> None:
    """Both are asked about the same month, of which one sees a share."""
    ours, theirs = sampled.metrics_by_month, Bundle.load(whole).contract.metrics_by_month
    assert ours.keys() == theirs.keys() == {"2023-04"}
    assert ours["2023-04"].late_predicted == pytest.approx(
        theirs["2023-04"].late_predicted, abs=0.03
    )


def test_a_challenger_can_learn_from_a_sample(
    sampled_lake: Lake, whole: Path, tmp_path: Path
) -> None:
    bundle = released(whole, tmp_path / "bundle")
    places = [f"--lake={sampled_lake.folder}", f"--bundle={bundle}", f"--output={tmp_path}"]
    assert main(["retrain", f"--flights-a-month={FLIGHTS_A_MONTH}", "--dry-run", *places]) == 0
    (path,) = tmp_path.glob("*.json")
    decision = json.loads(path.read_bytes())
    assert decision["challenger"]["flights"] <= 3 * FLIGHTS_A_MONTH
    assert decision["judged"]["flights"] <= FLIGHTS_A_MONTH


@pytest.mark.parametrize("number", ["0", "many"])
def test_a_number_of_flights_that_is_none_ends_with_2(number: str) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["train", f"--flights-a-month={number}"])
    assert exit_.value.code == 2


def test_a_lake_without_any_weather_can_be_learned_from(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    for month in ("2025-01", "2025-02"):
        ingest(write_month(tmp_path, month, 3000), lake)
    contract = Bundle.load(train(lake, tmp_path / "bundle")).contract
    assert contract.data.train.months == ["2025-01"]

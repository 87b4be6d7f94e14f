"""The demonstration: a champion of January to September 2023 meets the flights of October."""

import json
from pathlib import Path

import pytest

from pushback.bundle import Bundle
from tests.integration.worlds import content, lake_to, released, train
from training.cli import main


def test_a_new_month_arrives_and_the_better_model_is_released_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The champion was fitted on January to August and tested on September."""
    until_september = lake_to(9, tmp_path / "lake")
    bundle = released(train(until_september, tmp_path / "trained"), tmp_path / "bundle")
    champion, before = Bundle.load(bundle).contract, content(bundle)
    assert champion.data.test.months == ["2023-09"]

    lake = lake_to(10, tmp_path / "lake")  # October's outcomes arrive
    decisions = tmp_path / "decisions"
    places = [f"--lake={lake.folder}", f"--bundle={bundle}", f"--output={decisions}"]
    assert main(["retrain", *places]) == 0

    (path,) = decisions.glob("*.json")
    decision = json.loads(path.read_bytes())
    assert decision["judged"]["months"] == ["2023-10"]
    assert decision["judged"]["tested"] == []
    assert decision["challenger"]["months"] == [f"2023-{month:02d}" for month in range(1, 10)]
    in_place = Bundle.load(bundle).contract.version
    if decision["verdict"] == "promote":
        assert in_place == decision["challenger"]["version"]
    else:
        assert content(bundle) == before
    printed = capsys.readouterr().out
    assert decision["reason"] in printed
    assert in_place in printed
    assert path.with_suffix(".html").exists()

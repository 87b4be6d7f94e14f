"""Tests of the command data, on a lake of several sources."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bts_files import row, write_month
from training.cli import main
from training.lake import Lake
from training.lake.intake import ingest
from training.sources.outcomes import TEMPLATE


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """A lake of January and October, the latter from two sources; named by the environment."""
    lake = Lake(tmp_path / "lake")
    for month in ("2025-01", "2025-10"):
        ingest(write_month(tmp_path, month, [row(f"{month}-01"), row(f"{month}-02")]), lake)
    (tmp_path / "own.csv").write_text(TEMPLATE)
    ingest(tmp_path / "own.csv", lake)
    monkeypatch.setenv("PUSHBACK_LAKE", str(lake.folder))
    return lake


def as_json(capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["data", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_months_rows_and_sources_are_listed(lake: Lake, capsys: pytest.CaptureFixture[str]) -> None:
    assert as_json(capsys)["months"] == [
        {"month": "2025-01", "flights": {"bts": 2}, "weather": {}},
        {"month": "2025-10", "flights": {"outcomes": 3, "bts": 2}, "weather": {}},
    ]


def test_gaps_are_listed(lake: Lake, capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys)
    assert found["gaps"] == [{"first": "2025-02", "last": "2025-09"}]
    assert found["without_weather"] == ["2025-01", "2025-10"]


def test_every_file_has_its_provenance(lake: Lake, capsys: pytest.CaptureFixture[str]) -> None:
    (own,) = (file for file in as_json(capsys)["files"] if file["source"] == "outcomes")
    assert (own["source_file"], own["rows"], len(own["source_sha256"])) == ("own.csv", 3, 64)


def test_people_are_told_the_same_in_tables(lake: Lake, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data"]) == 0
    printed = capsys.readouterr().out
    assert "outcomes 3, bts 2" in printed
    assert "Months without flights in between: 2025-02 to 2025-09" in printed
    assert "Months with flights but no weather: 2025-01, 2025-10" in printed


def test_an_empty_lake_says_how_to_fill_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", f"--lake={tmp_path}"]) == 1
    assert "make fetch" in capsys.readouterr().err


def test_an_empty_lake_is_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "--json", f"--lake={tmp_path}"]) == 0
    assert json.loads(capsys.readouterr().out)["months"] == []

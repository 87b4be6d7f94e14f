"""Tests of `results`: what was made is not made again, and what stopped goes on."""

from pathlib import Path

import pytest

from training.cli import main, publishing

MADE = "python -c \"open(r'{}', 'a').write('x')\""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which two results are made by writing a letter each."""
    monkeypatch.setattr(publishing, "STATE", tmp_path / "state.json")
    monkeypatch.setattr(publishing, "WRITTEN_BY", commands(tmp_path))
    monkeypatch.setenv("PUSHBACK_LAKE", str(tmp_path / "lake"))
    return tmp_path


def commands(folder: Path) -> dict[str, str]:
    return {name: MADE.format(folder / name) for name in ("first", "second")}


def made(folder: Path) -> dict[str, int]:
    """Return how often each result was made."""
    return {name: len((folder / name).read_text()) for name in ("first", "second")}


def test_each_is_made_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["results"]) == 0
    assert made(folder) == {"first": 1, "second": 1}
    assert "minutes" in capsys.readouterr().out
    assert main(["results"]) == 0
    assert made(folder) == {"first": 1, "second": 1}
    assert main(["results", "--again", "second"]) == 0
    assert made(folder) == {"first": 1, "second": 2}


def test_other_code_makes_them_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["results", "first"]) == 0
    monkeypatch.setattr(publishing, "CODE", ("batch",))
    assert main(["results", "first"]) == 0
    assert len((folder / "first").read_text()) == 2


def test_other_data_make_them_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flights, record = folder / "flights.csv", folder / "record.parquet"
    monkeypatch.setenv("PUSHBACK_RECORD", str(record))
    command = f"{MADE.format(folder / 'first')} --nation={flights}"
    monkeypatch.setattr(publishing, "WRITTEN_BY", {"first": command})
    for times, changed in enumerate((flights, flights, record, record), start=1):
        changed.write_text(f"{times}")
        assert main(["results"]) == 0
        assert main(["results"]) == 0
        assert len((folder / "first").read_text()) == times


def test_a_run_that_stopped_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = commands(folder) | {"second": "python -c 'exit(3)'"}
    monkeypatch.setattr(publishing, "WRITTEN_BY", broken)
    assert main(["results"]) == 1
    assert "failed, as told above" in capsys.readouterr().err
    monkeypatch.setattr(publishing, "WRITTEN_BY", commands(folder))
    assert main(["results"]) == 0
    assert made(folder) == {"first": 1, "second": 1}


def test_the_nation_needs_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = f"{MADE.format(folder / 'nation')} FILE"
    monkeypatch.setattr(publishing, "WRITTEN_BY", {"nation": command})
    assert main(["results"]) == 0
    assert "--nation must name a file" in capsys.readouterr().out
    assert not (folder / "nation").exists()
    assert main(["results", "--nation", str(folder / "of flights.csv")]) == 0
    assert (folder / "nation").exists()


def test_an_unknown_result_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["results", "third"]) == 1
    assert "there are: first, second" in capsys.readouterr().err

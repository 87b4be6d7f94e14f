"""The command line: help, examples, and misuse."""

import shlex
import time
from pathlib import Path

import pytest

from batch import progress
from batch.cli import main, make_parser
from tests.batch.schedules import csv, run, scheduled


def test_every_example_of_the_help_parses() -> None:
    text = make_parser().epilog or ""
    lines = text.replace("\\\n", " ").splitlines()
    examples = [shlex.split(line) for line in lines if line.strip().startswith("python")]
    assert len(examples) == 4
    for example in examples:
        assert example[:3] == ["python", "-m", "batch"]
        make_parser().parse_known_args(example[3:])


def test_every_option_has_help() -> None:
    for action in make_parser()._actions:
        assert action.help, action


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"runner": "Nonsense"}, "there is no runner 'Nonsense'; there are: DirectRunner"),
        ({"workers": 0}, "'0' is not a number of threads: give 1 or more"),
        ({"speed": "high"}, "unrecognized arguments: --speed high"),
        ({"runner": "DataflowRunner"}, "is on this machine"),
    ],
)
def test_misuse_is_told_with_what_is_allowed(
    options: dict[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        run(tmp_path / "out", tmp_path / "in.csv", **options)
    assert exit_.value.code == 2
    assert said in capsys.readouterr().err


def test_a_folder_that_is_a_pattern_is_misuse(tmp_path: Path) -> None:
    for name in ("run[1]", "run*", ""):
        with pytest.raises(SystemExit):
            make_parser().parse_args(["--input=in.csv", f"--output={name}"])


def test_a_place_that_no_file_system_has_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "out", "https://example.com/in.csv") == 1
    assert main(["--input=in.csv", "--output=https://example.com/out"]) == 1
    first, second = capsys.readouterr().err.strip().splitlines()
    assert first.startswith("error: https://example.com/in.csv cannot be opened")
    assert second.startswith("error: https://example.com/out cannot be opened")


def test_a_missing_bundle_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "out", tmp_path / "in.csv", model=tmp_path) == 1
    assert "contract.json is missing" in capsys.readouterr().err


def test_the_summary_counts_rows_and_leads_to_the_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path / "out", csv(tmp_path / "in.csv", [scheduled(), scheduled(origin="?")]))
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("2 rows in: 1 scored, 1 rejected, in ")
    assert (tmp_path / "out" / "_rejected").is_dir()
    assert second.endswith(str(tmp_path / "out" / "_rejected"))


def test_a_run_of_which_every_row_is_rejected_fails_and_tells_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [scheduled(origin="New York"), scheduled(origin="NYC")]
    assert run(tmp_path / "out", csv(tmp_path / "in.csv", rows)) == 1
    out, err = capsys.readouterr()
    assert out.startswith("2 rows in: 0 scored, 2 rejected, in ")
    assert err.endswith(
        "error: No row of 2 could be scored. One of the reasons:"
        " origin is 'New York': give one of EWR, JFK, LGA.\n"
    )


def test_a_log_tells_of_progress_once_there_is_some(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "EVERY_SECONDS_IN_LOG", 0.01)
    with progress.showing(total=None):
        time.sleep(0.1)
        assert capsys.readouterr().err == ""
        progress.DONE.add(5)
        while not (told := capsys.readouterr().err):
            time.sleep(0.01)
    assert told.startswith("5 rows, ")

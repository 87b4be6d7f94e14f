"""Tests of the command record: what it writes and tells, and what it refuses."""

from pathlib import Path

import pytest

from tests.bts_files import row, write_month
from tests.record_files import counted, flights_file, months_file, year_file
from training.cli import main
from training.lake import Lake
from training.lake.intake import ingest
from training.record import read_record
from training.record.record import encode


def test_files_are_counted_written_and_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [year_file(tmp_path, {}, {"origin": "QQQ"}), months_file(tmp_path)]
    output = tmp_path / "made" / "nation.parquet"
    assert main(["record", *map(str, files), f"--output={output}"]) == 0
    assert output.read_bytes() == encode(counted(*files))
    told = capsys.readouterr().out
    assert "us2018.parquet" in told
    assert "row 2: origin 'QQQ'; left out, as no list of airports knows it" in told
    assert f"{output.stat().st_size:,} bytes" in told


def test_faults_are_told_and_the_record_before_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "nation.parquet"
    good = year_file(tmp_path)
    assert main(["record", str(good), f"--output={output}"]) == 0
    before = output.read_bytes()
    bad = flights_file(tmp_path, {"carrier": "X"}, {"departure": "never"})
    assert main(["record", str(good), str(bad), f"--output={output}"]) == 1
    told = capsys.readouterr().err
    assert "- line 2: carrier 'X'" in told
    assert "- line 3: departure 'never'" in told
    assert told.strip().splitlines()[-1].startswith("error: flights.csv: line 2: carrier 'X'")
    assert output.read_bytes() == before
    assert not list(tmp_path.glob("*.tmp"))


def test_without_files_the_lakes_official_months_are_counted(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    ingest(write_month(tmp_path, "2025-01", [row(), row("2025-01-16T06:00")]), lake)
    output = tmp_path / "nation.parquet"
    assert main(["record", f"--lake={lake.folder}", f"--output={output}"]) == 0
    record = read_record(output)
    assert record.routes["hour"].tolist() == [6, 18]
    assert record.months["flights"].tolist() == [2]


def test_a_lake_without_official_months_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", f"--lake={tmp_path}", f"--output={tmp_path / 'x'}"]) == 1
    assert "The lake holds no official months" in capsys.readouterr().err


def test_a_month_of_the_lake_that_was_altered_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = Lake(tmp_path / "lake")
    ingest(write_month(tmp_path, "2025-01", [row()]), lake)
    (file,) = lake.manifest().of("flights")
    with (lake.folder / file.path).open("ab") as content:
        content.write(b"more")
    assert main(["record", f"--lake={lake.folder}", f"--output={tmp_path / 'x'}"]) == 1
    assert "was altered" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", str(tmp_path / "none.csv"), f"--output={tmp_path / 'x'}"]) == 1
    assert "none.csv" in capsys.readouterr().err


def test_options_of_a_runner_are_refused_without_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["record", "x.csv", "--region=us-central1"])
    assert ended.value.code == 2
    assert "unrecognized arguments: --region=us-central1" in capsys.readouterr().err

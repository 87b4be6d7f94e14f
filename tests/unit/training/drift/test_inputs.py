"""Tests that no file given to `python -m training drift` counts twice."""

import json
from pathlib import Path

import pytest

from batch.reader.errors import FileRefused
from training.drift.drift import check_once
from training.drift.flights import read_flights
from training.drift.request_log import read_logs


def test_a_file_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    log, copy, other = (tmp_path / name for name in ("a.log", "a (1).log", "b.log"))
    for path, content in ((log, "{}"), (copy, "{}"), (other, "{} ")):
        path.write_text(content)
    check_once([log, other, tmp_path / "none.log"])
    for again in (log, copy):
        with pytest.raises(FileRefused, match=r"holds the same as .*a\.log: give each file once"):
            check_once([log, other, again])


def test_logs_of_quiet_hours_are_not_the_same(tmp_path: Path) -> None:
    logs = [tmp_path / "a.log", tmp_path / "b.log"]
    for log in logs:
        log.touch()
    check_once(logs)


def test_a_file_of_no_kind_is_told_how_a_log_is_exported(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("TIMESTAMP  SEVERITY  MESSAGE\n2026-11-27  INFO  POST /predict 200\n")
    with pytest.raises(FileRefused, match="gcloud logging read --format=json exports it"):
        read_flights([path])


def test_an_entry_that_two_exports_hold_counts_once(tmp_path: Path) -> None:
    payload = {"version": "2023-12.0a", "flights": 2, "late_bins": [0, 2, *[0] * 8]}
    entries = [{"insertId": key, "jsonPayload": payload} for key in "abc"]
    for name, part in (("one.json", entries[:2]), ("two.json", entries[1:])):
        (tmp_path / name).write_text(json.dumps(part, indent=2))
    found = read_logs([tmp_path / "one.json", tmp_path / "two.json"], "2023-12.0a")
    assert (found.flights, found.repeated) == (6, 1)
    assert found.warnings("2023-12.0a")[0].endswith("counted once: 1 line.")


def test_lines_of_the_function_that_are_alike_all_count(tmp_path: Path) -> None:
    line = json.dumps({"version": "2023-12.0a", "flights": 1, "late_bins": [1, *[0] * 9]})
    (tmp_path / "a.log").write_text(f"{line}\n{line}\n")
    assert read_logs([tmp_path / "a.log"], "2023-12.0a").flights == 2

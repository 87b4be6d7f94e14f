"""Tests that no file given to `python -m training drift` counts twice."""

from pathlib import Path

import pytest

from batch.reader.errors import FileRefused
from training.drift.drift import check_once


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

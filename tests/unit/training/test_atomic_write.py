"""Tests of training.atomic_write: what is written takes no other thing's place."""

import os
import stat
import threading
from pathlib import Path

from training.atomic_write import write_bytes, write_changed


def test_a_file_is_replaced_and_one_that_holds_the_same_is_left(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "report.html"
    write_bytes(path, b"old")
    assert write_changed(path, b"new")
    assert not write_changed(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_what_is_no_file_is_written_to_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    assert write_changed(path, b"a report")
    reader.join(timeout=30)
    assert read == [b"a report"]
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert list(tmp_path.iterdir()) == [path]

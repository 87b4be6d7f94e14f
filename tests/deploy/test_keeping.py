"""Tests of `make keep-promoted`: what a retraining has left is committed, and pushed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.paths import REPOSITORY

IDENTITY = {
    f"GIT_{who}_{what}": text
    for who in ("AUTHOR", "COMMITTER")
    for what, text in (("NAME", "Pushback"), ("EMAIL", "pushback@pushback.example"))
}
KEPT = (
    "README.md",
    "function/model/contract.json",
    "training/record/nation.parquet",
    "training/results/decisions/one.json",
)


def run(folder: Path, *command: str) -> str:
    """Run a command in a folder, and return what it prints."""
    return subprocess.run(
        command, cwd=folder, env=os.environ | IDENTITY, capture_output=True, text=True, check=True
    ).stdout


def commit(folder: Path, message: str) -> None:
    """Commit all, and push it."""
    run(folder, "git", "add", "--all")
    run(folder, "git", "commit", "--quiet", "--message", message)
    run(folder, "git", "push", "--quiet", "origin", "HEAD")


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of a repository with what a retraining writes."""
    run(tmp_path, "git", "init", "--quiet", "--bare", "--initial-branch=main", "origin")
    ours, others = tmp_path / "ours", tmp_path / "others"
    run(tmp_path, "git", "clone", "--quiet", "origin", "ours")
    shutil.copy(REPOSITORY / "Makefile", ours)
    for name in KEPT:
        (ours / name).parent.mkdir(parents=True, exist_ok=True)
        (ours / name).write_text("before")
    commit(ours, "Begin")
    run(tmp_path, "git", "clone", "--quiet", "origin", "others")
    return ours, others


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (KEPT, "Retrained: the challenger is better [skip ci]"),
        (KEPT[2:], "Retrained: the champion stays [skip ci]"),
    ],
)
def test_it_says_which_model_won_and_is_pushed_where_others_have_pushed_meanwhile(
    clones: tuple[Path, Path], changed: tuple[str, ...], message: str
) -> None:
    ours, others = clones
    (others / "notes.txt").write_text("theirs")
    commit(others, "Theirs")
    for name in changed:
        (ours / name).write_text("after")
    run(ours, "make", "--silent", "keep-promoted")
    run(others, "git", "pull", "--quiet")
    assert run(others, "git", "log", "--format=%s").splitlines() == [message, "Theirs", "Begin"]
    is_new = [(others / name).read_text() == "after" for name in KEPT]
    record = "function/model/contract.json" in changed  # what it was learned from goes with it
    assert is_new == [name in changed and (record or "nation" not in name) for name in KEPT]


def test_where_nothing_has_changed_nothing_is_committed(clones: tuple[Path, Path]) -> None:
    ours, _ = clones
    run(ours, "make", "--silent", "keep-promoted")
    assert run(ours, "git", "log", "--format=%s").splitlines() == ["Begin"]

"""Tests of what watches over what is taken from others: pinned images, and the audit."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.container.conftest import give_up
from tests.container.engine import EngineUnusable
from tests.paths import REPOSITORY

DIGEST = "sha256:" + "0a" * 32
OTHER = "sha256:" + "1b" * 32
DOCKERFILES = ("function/Dockerfile", "batch/Dockerfile", "training/record/Dockerfile")
FILES = (*DOCKERFILES, "function/tls.sh", "bitbucket-pipelines.yml")
LOCKS = ("function", "frontend", "batch", "training", "training/sources", "notebooks", ".ci")
BILL = 'while [ "$1" != --output-file ]; do shift; done; echo > "$2"'


def checkout(folder: Path, *names: str) -> Path:
    """Return a copy of some files, with room for programs in tools/."""
    for name in (*names, ".ci/pin_images", ".ci/audit"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, folder / name)
    (folder / "tools").mkdir()
    return folder


def program(path: Path, text: str) -> None:
    """Write a program."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def run(folder: Path, script: str) -> "subprocess.CompletedProcess[str]":
    """Run one of .ci's scripts, with the programs of tools/ first."""
    tools = folder / "tools"
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "TOOLS": str(tools)}
    return subprocess.run(
        [str(folder / ".ci" / script)], env=environment, capture_output=True, text=True, check=False
    )


def test_every_image_is_pinned_and_pinned_anew(tmp_path: Path) -> None:
    folder = checkout(tmp_path, *FILES)
    for digest in (DIGEST, OTHER):
        program(folder / "tools" / "docker", f"echo {digest}")
        result = run(folder, "pin_images")
        assert result.returncode == 0, result.stderr
        for name in FILES:
            lines = (folder / name).read_text().splitlines()
            images = [line for line in lines if re.match(r"(ARG )?[A-Z]+_IMAGE=|\s*image:", line)]
            assert images
            assert all(line.endswith(f"@{digest}") and line.count("@") == 1 for line in images)


def test_pythons_image_is_pinned_in_every_dockerfile() -> None:
    pinned = [re.findall(r"^ARG BASE_IMAGE=(\S+)$", (REPOSITORY / name).read_text(), re.MULTILINE)
              for name in DOCKERFILES]  # fmt: skip
    assert {image for (image,) in pinned} == {pinned[0][0]}
    assert re.fullmatch(r"python:3\.\d+-slim@sha256:[0-9a-f]{64}", pinned[0][0])


@pytest.mark.parametrize(("digest", "code"), [("", 1), (f"@{DIGEST}", 0)])
@pytest.mark.parametrize("name", ["batch/Dockerfile", "training/record/Dockerfile"])
def test_beams_image_is_taken_by_its_digest_alone(name: str, digest: str, code: int) -> None:
    text = (REPOSITORY / name).read_text()
    (guard,) = re.findall(r"^ARG BEAM_IMAGE\nRUN (.+)$", text, re.MULTILINE)
    told = subprocess.run(
        ["sh", "-c", guard],
        env={"BEAM_IMAGE": f"apache/beam_python3.13_sdk:2.77.0{digest}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode, "make pin-images" in told.stderr) == (code, bool(code))


def test_caddys_image_is_pinned() -> None:
    text = (REPOSITORY / "function" / "tls.sh").read_text()
    assert re.search(r"^CADDY_IMAGE=\S+/caddy:2@sha256:[0-9a-f]{64}$", text, re.MULTILINE)


def test_the_pipelines_images_are_pinned() -> None:
    images = re.findall(r"image: (.+)", (REPOSITORY / "bitbucket-pipelines.yml").read_text())
    assert images
    assert all(re.fullmatch(r"\S+:\S+@sha256:[0-9a-f]{64}", image) for image in images)


def test_no_dockerfile_is_left_out() -> None:
    told = subprocess.run(
        ["git", "ls-files", "Dockerfile", "*/Dockerfile"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert set(told.stdout.split()) == set(DOCKERFILES)


@pytest.mark.parametrize(
    ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)]
)
def test_in_a_pipeline_the_containers_tests_fail_where_none_can_run(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no engine"):
        give_up(EngineUnusable("no engine"))


def test_where_the_registry_cannot_be_asked_nothing_is_changed(tmp_path: Path) -> None:
    folder = checkout(tmp_path, *FILES)
    program(folder / "tools" / "docker", "echo 'no such host' >&2; exit 1")
    before = [(folder / name).read_text() for name in FILES]
    result = run(folder, "pin_images")
    assert (result.returncode, "no such host" in result.stderr) == (1, True)
    assert [(folder / name).read_text() for name in FILES] == before


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        ("echo 'No known vulnerabilities found'", 0, "function: no vulnerability is known"),
        ("echo 'Found 2 known vulnerabilities in 1 package'; exit 1", 1, "Found 2 known"),
        ("echo 'no such host' >&2; exit 1", 2, "function: could not be asked: no such host"),
    ],
)
def test_an_audit_tells_what_is_known_from_what_could_not_be_asked(
    tmp_path: Path, told: str, code: int, words: str
) -> None:
    folder = checkout(tmp_path)
    program(folder / "tools" / "pip-audit", told)
    program(folder / "tools" / "cyclonedx-py", BILL)
    result = run(folder, "audit")
    assert result.returncode == code
    assert words in result.stdout
    made = {path.name for path in (folder / "sbom").iterdir()}
    assert made == {f"{part.replace('/', '-').lstrip('.')}.json" for part in LOCKS}


def test_every_lock_is_asked_about(tmp_path: Path) -> None:
    told = subprocess.run(
        ["git", "ls-files", "*requirements.txt"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    folder = checkout(tmp_path)
    program(folder / "tools" / "cyclonedx-py", BILL)
    program(folder / "tools" / "pip-audit", 'echo "$2" >>asked')
    assert run(folder, "audit").returncode == 0
    assert sorted((folder / "asked").read_text().split()) == sorted(told.stdout.split())


@pytest.mark.parametrize(
    ("told", "code"), [("exit 0", 2), ("echo 'Found 2 known vulnerabilities'; exit 1", 1)]
)
def test_a_bill_that_could_not_be_made_is_told_and_all_else_is_asked(
    tmp_path: Path, told: str, code: int
) -> None:
    folder = checkout(tmp_path)
    program(folder / "tools" / "cyclonedx-py", "echo 'no space left' >&2; exit 1")
    program(folder / "tools" / "pip-audit", told)
    result = run(folder, "audit")
    assert result.returncode == code
    for part in LOCKS:
        assert f"{part}: its bill of materials could not be made: no space left" in result.stdout

"""Tests of --dry-run: it asks nothing, needs nothing, and prints with all names filled in."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.deploy.checkout import PROJECT, Checkout
from tests.deploy.conftest import Rehearse
from tests.deploy.stub import FAILS, Stub

BOOTSTRAP = ["--bootstrap", "--access=public"]
PARTS = [
    [],
    BOOTSTRAP,
    ["--only", "function"],
    ["--only", "site"],
    ["--only", "vm"],
    ["--only", "vm", "--access=public"],
    ["--rollback"],
    ["--teardown"],
]
WELL = {
    "run services list *latestCreatedRevisionName*": "echo pushback-00002-abc",
    "run services describe *latestReadyRevisionName*": "echo pushback-00002-abc",
    "functions describe *": "echo https://f.example",
}
"""What tells a pasted plan that the function's steps went well."""


def pasted(
    rehearse: Rehearse, *part: str, answers: Mapping[str, str], smoke: int = 0, **environment: str
) -> Stub:
    """Return what gcloud was asked by a dry run's plan, pasted into a shell."""
    script = f"#!/bin/sh\nexit {smoke}\n"
    result, stub = rehearse("--dry-run", *part, answers=answers, smoke=script, **environment)
    subprocess.run(
        ["bash"], input=result.stdout, text=True, env=stub.environment(), check=False,
        cwd=stub.folder.parent / "checkout",
    )  # fmt: skip
    return stub


@pytest.mark.parametrize(
    ("part", "broken", "smoke", "uploads"),
    [
        (BOOTSTRAP, {}, 0, True),
        (BOOTSTRAP, {}, 1, False),
        # After a build that failed, no service runs the release.
        (BOOTSTRAP, {"run services list *latestCreatedRevisionName*": ""}, 0, False),
        (BOOTSTRAP, {"run services describe *latestReady*": "echo pushback-00001-abc"}, 0, False),
        (["--only", "site"], {}, 0, True),
        (["--only", "site"], {}, 1, False),
        (["--only", "site"], {"functions describe *": FAILS}, 1, False),
    ],
)
def test_a_pasted_plan_touches_the_bucket_only_if_the_function_is_proven(
    rehearse: Rehearse, part: list[str], broken: dict[str, str], smoke: int, uploads: bool
) -> None:
    stub = pasted(rehearse, *part, answers={**broken, **WELL} | broken, smoke=smoke)
    changes = [line for line in stub.asked("rsync", "buckets") if " describe " not in line
               and "get-iam-policy" not in line]  # fmt: skip
    assert any("rsync" in line for line in changes) == uploads
    assert uploads or changes == []


def test_a_pasted_plan_touches_no_bucket_if_the_page_cannot_be_built(rehearse: Rehearse) -> None:
    stub = pasted(rehearse, answers=WELL, PAGE_PYTHON="/no/such/python")
    assert stub.asked("functions")
    assert stub.asked("rsync") == []


@pytest.mark.parametrize("part", PARTS)
def test_a_dry_run_asks_gcloud_nothing(rehearse: Rehearse, part: list[str]) -> None:
    result, stub = rehearse("--dry-run", *part)
    assert (result.returncode, stub.commands) == (0, [])
    assert "gcloud " in result.stdout.splitlines()[0]


def test_a_dry_run_needs_no_gcloud(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "cat", "cut", "dirname", "env", "find", "git", "sort", "tr", "xargs"):
        path = next(Path(folder) / name for folder in os.get_exec_path()
                    if (Path(folder) / name).exists())  # fmt: skip
        (tools / name).symlink_to(path)
    checkout = Checkout.make(tmp_path / "checkout", {"PATH": str(tools)})
    assert checkout.deploy("--dry-run").returncode == 0


def test_names_come_from_the_options(rehearse: Rehearse) -> None:
    names = ("--region", "europe-west1", "--bucket", "other-bucket")
    result, _ = rehearse("--dry-run", *BOOTSTRAP, *names)
    commands = result.stdout.splitlines()
    assert all("us-central1" not in command for command in commands)
    assert any("gs://other-bucket --location=europe-west1" in command for command in commands)
    assert any("ALLOWED_ORIGINS=https://other-bucket.storage.googleapis.com," in command
               for command in commands)  # fmt: skip
    assert all("--project=" in command or PROJECT in command for command in commands
               if command.lstrip().startswith("gcloud"))  # fmt: skip


@pytest.mark.parametrize("part", ["function", "vm"])
def test_the_asynchronous_mode_is_deployed_where_asked(rehearse: Rehearse, part: str) -> None:
    plain, _ = rehearse("--dry-run", "--only", part)
    result, _ = rehearse("--dry-run", "--only", part, ASYNC="1")
    assert "FUNCTION_SOURCE=" in plain.stdout
    assert "main_async.py" not in plain.stdout
    assert "main_async.py" in result.stdout


def test_other_pages_may_be_let_in(rehearse: Rehearse) -> None:
    result, _ = rehearse("--dry-run", ALLOWED_ORIGINS="https://www.pushback.example")
    both = "https://pushback-test-pushback.storage.googleapis.com https://www.pushback.example"
    assert f"ALLOWED_ORIGINS={both}," in result.stdout

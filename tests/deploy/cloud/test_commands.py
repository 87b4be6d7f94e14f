"""Tests of the commands: each is one that gcloud knows, by gcloud's own linter."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.deploy.cloud.gcloud import complaints
from tests.deploy.conftest import Rehearse
from tests.deploy.stub import FAILS, READY, Stub
from tests.deploy.test_bootstrap import PIPELINE, SIGNED_IN
from tests.paths import REPOSITORY

LISTED = "echo roles/storage.objectViewer allUsers roles/storage.objectViewer"
BOOTSTRAP = ["--bootstrap", "--access=public", "--notify=team@pushback.example", "--budget=50"]
PARTS: list[list[str]] = [
    BOOTSTRAP,
    ["--only", "site"],
    ["--only", "vm", "--access=public"],
    ["--teardown"],
    ["--rollback"],
]


def asked(stub: Stub) -> Iterator[str]:
    """Yield each call as a line."""
    yield from (shlex.join(["gcloud", *command]) for command in stub.commands)


def pasted(rehearse: Rehearse, part: list[str], smoke: int) -> Iterator[str]:
    """Yield each gcloud command that a dry run's plan comes to when pasted."""
    answers = {"run services list *": "echo pushback-00001-abc", "* list*": "echo it",
               "*bindings.role,bindings.members,bindings.role)": LISTED,
               "billing projects describe *": "echo it"}  # fmt: skip
    script = f"#!/bin/sh\nexit {smoke}\n"
    result, stub = rehearse("--dry-run", *part, answers=answers, smoke=script, **PIPELINE)
    subprocess.run(["bash"], input=result.stdout, text=True, env=stub.environment(),
                   cwd=stub.folder.parent / "checkout", check=False)  # fmt: skip
    yield from asked(stub)


def test_every_command_passes_gclouds_linter(
    rehearse: Rehearse, gcloud: str, tmp_path: Path
) -> None:
    commands = {
        command for part in PARTS for smoke in (0, 1) for command in pasted(rehearse, part, smoke)
    }
    _, checked = rehearse(
        "--bootstrap", "--access=signed-in",
        answers={**READY, "services list *": FAILS}, CALLERS="group:team@pushback.example",
    )  # fmt: skip
    closed = {"run services get-iam-policy *": "echo group:team@pushback.example", **READY}
    _, signed_in = rehearse(answers=closed, **SIGNED_IN)
    commands |= {*asked(checked), *asked(signed_in)}
    assert complaints(sorted(commands), tmp_path) == []
    assert len(commands) > 100


PAGES = ("function/DEPLOYING.md", "batch/DATAFLOW.md")
UNKNOWN = "gcloud run services list --nowhere"


def test_every_command_of_the_documentation_passes_it_too_and_one_it_does_not_know_is_found_out(
    gcloud: str, tmp_path: Path
) -> None:
    commands = [UNKNOWN]
    for page in PAGES:
        text = (REPOSITORY / page).read_text().replace("\\\n", " ")
        blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        found = re.findall(r"gcloud [^\n|)#]+", "".join(blocks))
        assert found, page
        commands += found
    (complaint,) = complaints(commands, tmp_path)
    assert complaint.startswith(UNKNOWN)
    assert "unrecognized arguments" in complaint

"""Tests of what is checked first: each lack is one clear line, and nothing has been touched."""

import os
import re
from pathlib import Path

import pytest

from tests.deploy.checkout import Checkout
from tests.deploy.conftest import Rehearse
from tests.deploy.stub import CHANGES, FAILS, FAILS_ONCE, FORBIDDEN, NOT_THERE, OWNER, READY

BUCKET = "storage buckets describe *"
DEPLOYER = "pushback-deploy@pushback-test.iam.gserviceaccount.com"
OPTIONS = ("--project", "--region", "--bucket", "--only", "--access", "--budget", "--notify")
POLICY = "storage buckets get-iam-policy *"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"auth print-access-token": FAILS}, "gcloud auth login"),
        ({"projects describe *": FAILS}, "There is no project pushback-test"),
        ({"projects describe *": "echo DELETE_REQUESTED"}, "is DELETE_REQUESTED"),
        ({"billing projects describe *": "echo False"}, "has no billing account"),
        ({"billing projects describe *": FAILS}, "billing cannot be told"),
        ({"storage ls *": "echo gs://b/letter.pdf"}, "holds other things"),
        ({"storage ls *": FORBIDDEN}, "holds cannot be told: ERROR: HTTPError 403"),
        ({POLICY: FORBIDDEN}, "allows cannot be told: ERROR: HTTPError 403"),
        ({OWNER: "echo 999"}, "is another project's (999)"),
        (
            {POLICY: "echo roles/storage.objectViewer user:eve@pushback.example"},
            "other rights than Pushback does: roles/storage.objectViewer user:eve",
        ),
        (
            {POLICY: "echo roles/storage.objectAdmin allUsers"},
            "other rights than Pushback does: roles/storage.objectAdmin allUsers",
        ),
        (
            {OWNER: "echo 123", BUCKET: "echo photos", "storage ls *": "echo gs://b/x"},
            "Name another: --bucket",
        ),
    ],
)
def test_a_lack_is_told_before_anything_is_touched(
    rehearse: Rehearse, answers: dict[str, str], words: str
) -> None:
    result, stub = rehearse(answers={**answers, **READY} | answers)
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert words in result.stderr.splitlines()[-1]


def test_a_bucket_of_pushbacks_own_is_taken(rehearse: Rehearse) -> None:
    rights = (
        "roles/storage.legacyObjectReader allUsers",
        "roles/storage.objectViewer allUsers",  # until the next --bootstrap
        "roles/storage.legacyBucketOwner projectOwner:pushback-test",
        f"roles/storage.admin serviceAccount:{DEPLOYER}",
        f"roles/storage.admin deleted:serviceAccount:{DEPLOYER}?uid=123",  # after a --teardown
    )
    told = "; ".join(f"echo {right}" for right in rights)
    mine = {POLICY: told, BUCKET: "echo pushback", "storage ls *": "echo gs://b/index.html"}
    result, _ = rehearse("--only", "site", answers={**READY, **mine})
    assert result.returncode == 0, result.stderr


def test_without_gcloud_it_says_where_to_get_it(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "curl", "dirname", "env", "git"):
        path = next(Path(folder) / name for folder in os.get_exec_path()
                    if (Path(folder) / name).exists())  # fmt: skip
        (tools / name).symlink_to(path)
    result = Checkout.make(tmp_path / "checkout", {"PATH": str(tools)}).deploy()
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "needs gcloud: install it (https://cloud.google.com/sdk" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--project", "No Project"], "--project is 'No Project'"),
        *((["--bootstrap", option, ""], f"{option} needs a value") for option in OPTIONS),
        (["--only="], "--only needs a value"),
        (["--region", "here"], "give one like us-central1"),
        (["--bucket", "www.pushback.example"], "a dot in it would rule out HTTPS"),
        (["--only", "batch"], "give function, site or vm"),
        (["--only"], "--only needs a value"),
        (["--force"], "There is no option --force"),
    ],
)
def test_misuse_says_what_is_wrong_in_one_line(
    rehearse: Rehearse, arguments: list[str], words: str
) -> None:
    result, stub = rehearse(*arguments)
    assert (result.returncode, stub.commands) == (2, [])
    assert result.stderr.count("\n") == 1
    assert words in result.stderr
    assert "--help" in result.stderr


def test_an_origin_that_is_none_is_refused(rehearse: Rehearse) -> None:
    result, stub = rehearse(ALLOWED_ORIGINS="www.pushback.example")
    assert (result.returncode, stub.commands) == (2, [])
    assert "ALLOWED_ORIGINS has 'www.pushback.example'" in result.stderr


def test_a_mode_that_is_none_is_refused(rehearse: Rehearse) -> None:
    result, stub = rehearse(ASYNC="yes")
    assert (result.returncode, stub.commands) == (2, [])
    assert "ASYNC is 'yes': give 1, or nothing" in result.stderr


def test_help_shows_an_example(rehearse: Rehearse) -> None:
    result, _ = rehearse("--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert (
        "Example:\n  ./deploy.sh --project my-project --bootstrap --access=public --dry-run\n"
        in result.stdout
    )


def test_what_was_just_made_may_not_be_known_at_once(rehearse: Rehearse) -> None:
    binding = {"projects add-iam-policy-binding *": FAILS_ONCE}
    arguments = ("--bootstrap", "--access=public", "--only", "function")
    result, stub = rehearse(*arguments, answers={**READY, **binding})
    assert result.returncode == 0, result.stderr
    assert len([line for line in stub.asked("add-iam-policy-binding") if "projects" in line]) == 2


@pytest.mark.parametrize(
    "question",
    [
        "run services list *percent>0*",
        "logging metrics list *",
        "logging sinks list *",
        "projects get-iam-policy *",
        "run services get-iam-policy *--filter=bindings.role=*",
    ],
)
def test_what_was_just_enabled_may_not_answer_at_once(rehearse: Rehearse, question: str) -> None:
    arguments = ("--bootstrap", "--access=public", "--only", "function")
    result, _ = rehearse(*arguments, answers={**READY, question: FAILS_ONCE})
    assert result.returncode == 0, result.stderr
    assert "Try 2 of 6 in 13 seconds" in result.stderr


RIGHTS = "storage buckets get-iam-policy *bindings.members,bindings.role)"
LISTED = "echo roles/storage.objectViewer allUsers roles/storage.objectViewer"


@pytest.mark.parametrize(
    "early",
    [
        {RIGHTS: f"{FAILS_ONCE}; {LISTED}"},
        {RIGHTS: LISTED, "storage buckets remove-iam-policy-binding *": FAILS_ONCE},
    ],
)
def test_a_removal_is_tried_again_too(rehearse: Rehearse, early: dict[str, str]) -> None:
    result, stub = rehearse("--bootstrap", "--only", "site", answers={**READY, **early})
    assert result.returncode == 0, result.stderr
    assert "Try 2 of 6 in 13 seconds" in result.stderr
    assert stub.asked("remove-iam-policy-binding")


def test_a_deployment_asks_once(rehearse: Rehearse) -> None:
    answers = {**READY, "run services list *": FAILS}
    result, stub = rehearse("--only", "function", answers=answers)
    assert (result.returncode, stub.asked("deploy")) == (1, [])
    assert "Try" not in result.stderr


def test_a_page_without_a_function_is_told_at_once(rehearse: Rehearse) -> None:
    answers = {**READY, "functions describe *": FAILS}
    result, _ = rehearse("--bootstrap", "--only", "site", answers=answers)
    assert result.returncode == 1
    assert "Deploy the function first" in result.stderr.splitlines()[-1]
    assert "Try" not in result.stderr


def test_what_fails_is_tried_again_after_growing_waits_of_seven_minutes_in_all(
    rehearse: Rehearse,
) -> None:
    answers = {**READY, "projects add-iam-policy-binding *": FAILS}
    result, stub = rehearse("--bootstrap", "--access=public", "--only", "function", answers=answers)
    waits = [int(wait) for wait in re.findall(r"Try \d of 6 in (\d+) seconds", result.stderr)]
    assert (result.returncode, stub.asked("deploy")) == (1, [])
    assert waits == sorted(set(waits))
    assert 360 < sum(waits) <= 420


def test_a_bucket_that_is_not_there_is_an_owners_to_make(rehearse: Rehearse) -> None:
    result, stub = rehearse(answers={**READY, OWNER: NOT_THERE})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "There is no bucket pushback-test-pushback" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("arguments", [[], ["--bootstrap", "--access=public"]])
def test_a_bucket_that_may_not_be_seen_is_not_taken_for_none(
    rehearse: Rehearse, arguments: list[str]
) -> None:
    result, stub = rehearse(*arguments, answers={**READY, OWNER: FORBIDDEN})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "cannot be told: ERROR: HTTPError 403" in result.stderr.splitlines()[-1]


def test_a_python_that_cannot_build_the_page_is_told_before_anything_is_touched(
    rehearse: Rehearse,
) -> None:
    result, stub = rehearse(PAGE_PYTHON="/no/such/python")
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "Run `make page`" in result.stderr.splitlines()[-1]


def test_the_function_alone_needs_nothing_of_the_page(rehearse: Rehearse) -> None:
    result, _ = rehearse("--only", "function", PAGE_PYTHON="/no/such/python")
    assert result.returncode == 0, result.stderr

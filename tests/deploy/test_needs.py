"""Tests of what is checked first: each lack is one clear line, and nothing has been touched."""

import os
from pathlib import Path

import pytest

from tests.deploy.checkout import Checkout
from tests.deploy.conftest import Rehearse
from tests.deploy.stub import FAILS, FAILS_ONCE, OWNER, READY

BUCKET = "storage buckets describe *"
POLICY = "storage buckets get-iam-policy *"
CHANGES = ("create", "deploy", "enable", "update", "rsync", "delete", "add-iam-policy-binding")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"auth print-access-token": FAILS}, "gcloud auth login"),
        ({"projects describe *": FAILS}, "There is no project pushback-test"),
        ({"projects describe *": "echo DELETE_REQUESTED"}, "is DELETE_REQUESTED"),
        ({"billing projects describe *": "echo False"}, "has no billing account"),
        ({"billing projects describe *": FAILS}, "billing cannot be told"),
        ({"storage ls *": "echo gs://b/letter.pdf"}, "holds other things"),
        ({OWNER: "echo 999"}, "is another project's (999)"),
        (
            {POLICY: "echo user:eve@pushback.example"},
            "rights to others than Pushback does: user:eve",
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
    mine = {BUCKET: "echo pushback", "storage ls *": "echo gs://b/index.html"}
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
        (["--project", ""], "--project PROJECT"),
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
    assert "Example:\n  ./deploy.sh --project my-project --dry-run\n" in result.stdout


def test_what_was_just_made_may_not_be_known_at_once(rehearse: Rehearse) -> None:
    binding = {"projects add-iam-policy-binding *": FAILS_ONCE}
    result, stub = rehearse("--only", "function", answers={**READY, **binding})
    assert result.returncode == 0, result.stderr
    assert len([line for line in stub.asked("add-iam-policy-binding") if "projects" in line]) == 2


def test_in_a_pipeline_the_steps_own_token_signs_in(rehearse: Rehearse) -> None:
    result, stub = rehearse(
        "--only", "function", BITBUCKET_STEP_OIDC_TOKEN="a token", DEPLOYER="deployer@x",
        IDENTITY_PROVIDER="projects/1/locations/global/workloadIdentityPools/a/providers/b",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    (login,) = [part for part in stub.commands[0] if part.startswith("--output-file=")]
    assert login.removeprefix("--output-file=") == stub.seen(
        "CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE"
    )
    assert not any("a token" in part for command in stub.commands for part in command)


def test_a_pipeline_without_its_variables_is_told_so(rehearse: Rehearse) -> None:
    result, stub = rehearse(BITBUCKET_STEP_OIDC_TOKEN="a token")
    assert (result.returncode, stub.commands) == (1, [])
    assert "IDENTITY_PROVIDER and DEPLOYER" in result.stderr


def test_callers_that_are_none_are_refused(rehearse: Rehearse) -> None:
    result, stub = rehearse("--access=signed-in", CALLERS="everybody")
    assert (result.returncode, stub.commands) == (2, [])
    assert "CALLERS has 'everybody'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "callers", "words"),
    [
        (["--access=everybody"], "", "give public, signed-in or none"),
        (["--access=signed-in"], "", "lets in those that CALLERS names"),
        (["--access=public"], "user:a@pushback.example", "CALLERS is for --access=signed-in"),
    ],
)
def test_an_access_that_is_none_is_refused(
    rehearse: Rehearse, arguments: list[str], callers: str, words: str
) -> None:
    result, stub = rehearse(*arguments, CALLERS=callers)
    assert (result.returncode, stub.commands) == (2, [])
    assert words in result.stderr


INVOKERS = "run services get-iam-policy *"
RESTRICTED = {"resource-manager org-policies *": "echo C0abc"}


def test_a_first_deployment_asks_who_may_call_before_anything_is_made(rehearse: Rehearse) -> None:
    result, stub = rehearse(answers={**READY, INVOKERS: FAILS})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "Say who may call the function: --access=" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("before", ["allUsers", "group:team@pushback.example", ""])
def test_a_later_deployment_leaves_the_access_as_it_is(rehearse: Rehearse, before: str) -> None:
    answers = {INVOKERS: f"echo {before}", "auth print-identity-token": "echo signed", **READY}
    result, stub = rehearse("--only", "function", answers=answers)
    assert result.returncode == 0, result.stderr
    assert not [line for line in stub.asked("services") if "iam-policy-binding" in line]


def test_narrowing_the_access_removes_what_was_wider(rehearse: Rehearse) -> None:
    answers = {INVOKERS: "echo allUsers", "auth print-identity-token": "echo signed", **READY}
    result, stub = rehearse("--only", "function", "--access=none", answers=answers)
    assert result.returncode == 0, result.stderr
    (removed,) = stub.asked("remove-iam-policy-binding")
    assert "--member=allUsers" in removed


def test_where_members_are_restricted_no_bucket_can_be_public_and_it_is_said_first(
    rehearse: Rehearse,
) -> None:
    result, stub = rehearse("--access=public", answers={**READY, **RESTRICTED})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "--only function" in result.stderr.splitlines()[-1]


def test_where_members_are_restricted_a_public_function_asks_nobody_who_calls(
    rehearse: Rehearse,
) -> None:
    arguments = ("--only", "function", "--access=public")
    result, stub = rehearse(*arguments, answers={**READY, **RESTRICTED})
    assert result.returncode == 0, result.stderr
    assert len(stub.asked("--no-invoker-iam-check")) == 1
    assert not [line for line in stub.asked("add-iam-policy-binding") if "allUsers" in line]


def test_where_public_functions_are_forbidden_it_is_said_first(rehearse: Rehearse) -> None:
    forbidden = {**RESTRICTED, "org-policies *": "echo True"}
    arguments = ("--only", "function", "--access=public")
    result, stub = rehearse(*arguments, answers={**READY, **forbidden})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "run.managed.requireInvokerIam" in result.stderr.splitlines()[-1]


def test_named_callers_alone_are_let_in_and_the_smoke_test_says_who_asks(
    rehearse: Rehearse,
) -> None:
    answers = {"auth print-identity-token": "echo signed", **READY}
    team = "group:team@pushback.example"
    smoke = '#!/bin/sh\ngrep -q "Bearer signed" "$CURL_HOME/.curlrc"\n'
    result, stub = rehearse(
        "--only", "function", "--access=signed-in", answers=answers, smoke=smoke, CALLERS=team
    )
    assert result.returncode == 0, result.stderr
    assert any(f"--member={team}" in line for line in stub.asked("add-iam-policy-binding"))
    assert not any("allUsers" in part for command in stub.commands for part in command)


def test_a_python_that_cannot_build_the_page_is_told_before_anything_is_touched(
    rehearse: Rehearse,
) -> None:
    result, stub = rehearse(PAGE_PYTHON="/no/such/python")
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "Run `make page`" in result.stderr.splitlines()[-1]


def test_the_function_alone_needs_nothing_of_the_page(rehearse: Rehearse) -> None:
    result, _ = rehearse("--only", "function", PAGE_PYTHON="/no/such/python")
    assert result.returncode == 0, result.stderr

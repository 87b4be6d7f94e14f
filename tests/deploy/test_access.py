"""Tests of --access: who may call is asked for once, kept, and narrowed only when asked."""

import subprocess
from pathlib import Path

import pytest

from tests.deploy.conftest import Rehearse
from tests.deploy.stub import CHANGES, FAILS, FAILS_ONCE, FORBIDDEN, NOT_THERE, READY


def test_callers_that_are_none_are_refused(rehearse: Rehearse) -> None:
    result, stub = rehearse("--bootstrap", "--access=signed-in", CALLERS="everybody")
    assert (result.returncode, stub.commands) == (2, [])
    assert "CALLERS has 'everybody'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "callers", "words"),
    [
        (["--bootstrap", "--access=everybody"], "", "give public, signed-in or none"),
        (["--bootstrap", "--access=signed-in"], "", "lets in those that CALLERS names"),
        (["--bootstrap", "--access=public"], "user:a@pushback.example", "CALLERS is for"),
    ],
)
def test_an_access_that_is_none_is_refused(
    rehearse: Rehearse, arguments: list[str], callers: str, words: str
) -> None:
    result, stub = rehearse(*arguments, CALLERS=callers)
    assert (result.returncode, stub.commands) == (2, [])
    assert words in result.stderr


INVOKERS = "run services get-iam-policy *--filter=bindings.role=*"
SIGNED = {"auth print-identity-token": "echo signed"}
CLOSED = {INVOKERS: "echo", **SIGNED}
NAMED = ("--bootstrap", "--only", "function", "--access=signed-in")
ODD = "user:Ann.O'Hara+api@Pushback.example"


@pytest.mark.parametrize("arguments", [[], ["--bootstrap"]])
def test_a_first_deployment_asks_who_may_call_before_anything_is_made(
    rehearse: Rehearse, arguments: list[str]
) -> None:
    result, stub = rehearse(*arguments, answers={**READY, INVOKERS: FAILS})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "--bootstrap --access=public, signed-in or none" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("before", ["allUsers", "group:team@pushback.example", ""])
def test_a_later_deployment_leaves_the_access_as_it_is(rehearse: Rehearse, before: str) -> None:
    answers = {INVOKERS: f"echo {before}", "auth print-identity-token": "echo signed", **READY}
    result, stub = rehearse("--only", "function", answers=answers)
    assert result.returncode == 0, result.stderr
    assert not [line for line in stub.asked("services") if "iam-policy-binding" in line]


def test_narrowing_the_access_removes_what_was_wider(rehearse: Rehearse) -> None:
    answers = {INVOKERS: "echo allUsers", "auth print-identity-token": "echo signed", **READY}
    result, stub = rehearse("--bootstrap", "--only", "function", "--access=none", answers=answers)
    assert result.returncode == 0, result.stderr
    (removed,) = stub.asked("remove-iam-policy-binding")
    assert "--member=allUsers" in removed


def test_a_removal_that_fails_is_tried_again(rehearse: Rehearse) -> None:
    early = {INVOKERS: "echo allUsers", "run services remove-iam-policy-binding *": FAILS_ONCE}
    result, stub = rehearse(*CLOSING, answers={**early, **SIGNED, **READY})
    assert result.returncode == 0, result.stderr
    assert len(stub.asked("remove-iam-policy-binding")) == 2


def test_a_caller_who_is_refused_leaves_nobody_in(rehearse: Rehearse) -> None:
    refused = {"run services add-iam-policy-binding *": FAILS, INVOKERS: "echo allUsers"}
    result, stub = rehearse(*NAMED, answers={**refused, **SIGNED, **READY}, CALLERS=ODD)
    assert result.returncode == 1
    assert "--member=allUsers" in stub.asked("remove-iam-policy-binding")[0]


UNCHECKED = "run services list *invoker-iam-disabled*"


@pytest.mark.parametrize(("asks_who_calls", "changes"), [("", 1), ("pushback", 0)])
def test_narrowing_the_access_has_the_service_ask_again_who_calls(
    rehearse: Rehearse, asks_who_calls: str, changes: int
) -> None:
    answers = {
        UNCHECKED: f"echo {asks_who_calls}",
        "auth print-identity-token": "echo signed",
        **READY,
    }
    arguments = ("--bootstrap", "--only", "function", "--access=none")
    result, stub = rehearse(*arguments, answers=answers)
    assert result.returncode == 0, result.stderr
    assert len(stub.asked("--invoker-iam-check")) == changes


def test_closing_is_the_first_change_of_all(rehearse: Rehearse) -> None:
    answers = {
        "run services list *revisionName*": "echo pushback-1",
        "run services get-iam-policy *": "echo allUsers",
        "functions deploy *": FAILS,
        "auth print-identity-token": "echo signed",
        **READY,
    }
    arguments = ("--bootstrap", "--only", "function", "--access=none")
    result, stub = rehearse(*arguments, answers=answers)
    assert result.returncode != 0
    verbs = [word for command in stub.commands for word in command]
    changes = [word for word in verbs if word in (*CHANGES, "remove-iam-policy-binding")]
    assert changes[0] == "remove-iam-policy-binding"
    assert {"enable", "create", "deploy"} <= set(changes)


def test_what_a_dry_run_prints_narrows_too(rehearse: Rehearse) -> None:
    result, _ = rehearse("--dry-run", "--bootstrap", "--only", "function", "--access=none")
    plan = result.stdout.replace("\n", " ")
    assert "invoker-iam-disabled" in plan.partition("--invoker-iam-check")[0]
    signs = 'Bearer $(gcloud auth print-identity-token)\\"" >"$SIGNED/.curlrc"'
    assert signs in plan.partition("tests/smoke.sh --origin")[0]
    assert "remove-iam-policy-binding" in plan


def test_a_pasted_plan_signs_the_smoke_test_alone_and_keeps_no_token(
    rehearse: Rehearse, tmp_path: Path
) -> None:
    answers = {"auth print-identity-token": "echo signed", **READY}
    answers["run services list *"] = answers["run services describe *"] = "echo pushback-1"
    smoke = f'#!/bin/sh\n[ "$1" = --closed ] || cat "$CURL_HOME/.curlrc" >>{tmp_path}/sent\n'
    arguments = ("--dry-run", "--bootstrap", "--only", "function", "--access=none")
    result, stub = rehearse(*arguments, answers=answers, smoke=smoke)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    subprocess.run(
        ["bash", "-e"], input=result.stdout, text=True, check=True,
        cwd=stub.folder.parent / "checkout", env={**stub.environment(), "TMPDIR": str(scratch)},
    )  # fmt: skip
    assert "Bearer signed" in (tmp_path / "sent").read_text()
    assert not stub.seen("CURL_HOME")
    assert "signed" not in "".join(
        file.read_text() for file in scratch.rglob("*") if file.is_file()
    )


def test_the_smoke_test_alone_is_signed(rehearse: Rehearse) -> None:
    result, stub = rehearse("--only", "function", answers={**CLOSED, **READY})
    assert result.returncode == 0, result.stderr
    assert not stub.seen("CURL_HOME")


def test_a_service_that_asks_nobody_is_known_to_be_public(rehearse: Rehearse) -> None:
    # Where Google's documentation has "true", gcloud writes "True".
    answers = {"run services describe *invoker-iam-disabled*lower()*": "echo true", **READY}
    result, stub = rehearse("--only", "function", answers=answers)
    assert result.returncode == 0, result.stderr
    assert stub.asked("print-identity-token") == []


def test_a_service_that_cannot_be_asked_is_not_taken_for_a_closed_one(rehearse: Rehearse) -> None:
    answers = {"run services describe *invoker-iam-disabled*": FORBIDDEN, **READY}
    result, stub = rehearse("--bootstrap", "--only", "function", answers=answers)
    assert (result.returncode, stub.asked(*CHANGES, "remove-iam-policy-binding")) == (1, [])
    assert "cannot be told: ERROR: HTTPError 403" in result.stderr.splitlines()[-1]


def test_named_callers_alone_are_let_in_and_the_smoke_test_says_who_asks(
    rehearse: Rehearse,
) -> None:
    answers = {"auth print-identity-token": "echo signed", **READY}
    team = "group:team@pushback.example"
    smoke = '#!/bin/sh\ngrep -q "Bearer signed" "$CURL_HOME/.curlrc"\n'
    result, stub = rehearse(
        "--bootstrap",
        "--only",
        "function",
        "--access=signed-in",
        answers=answers,
        smoke=smoke,
        CALLERS=team,
    )
    assert result.returncode == 0, result.stderr
    assert any(f"--member={team}" in line for line in stub.asked("add-iam-policy-binding"))
    assert not any("allUsers" in part for command in stub.commands for part in command)


RIGHTS = 'run services get-iam-policy * --format=value[separator=" "]*'
ODD_AS_TOLD = "user:ann.o'hara+api@pushback.example"
ROLE = "roles/run.invoker"


def test_a_caller_whom_google_spells_in_other_letters_is_the_same(rehearse: Rehearse) -> None:
    told = {
        RIGHTS: f'echo "{ROLE} {ODD_AS_TOLD} {ROLE}"',
        INVOKERS: f'echo "{ODD_AS_TOLD}"; echo user:Eve@pushback.example',
    }
    result, stub = rehearse(*NAMED, answers={**told, **SIGNED, **READY}, CALLERS=ODD)
    assert result.returncode == 0, result.stderr
    assert not [line for line in stub.asked("add-iam-policy-binding") if "services" in line.split()]
    (removed,) = stub.asked("remove-iam-policy-binding")
    assert "--member=user:Eve@pushback.example" in removed
    assert "--all" in removed.split()  # with whatever condition


def test_a_pasted_plan_takes_a_caller_in_other_letters_for_the_same(rehearse: Rehearse) -> None:
    told = {INVOKERS: f'echo "{ODD_AS_TOLD}"; echo user:Eve@pushback.example'}
    result, stub = rehearse(*NAMED, "--dry-run", answers={**told, **READY}, CALLERS=ODD)
    subprocess.run(
        ["bash"], input=result.stdout, text=True, check=False,
        cwd=stub.folder.parent / "checkout", env=stub.environment(),
    )  # fmt: skip
    removed = stub.asked("remove-iam-policy-binding")
    assert removed
    assert all("--member=user:Eve@pushback.example" in line for line in removed)
    assert any(f"--member={ODD}" in part for command in stub.commands for part in command)


CLOSING = ("--bootstrap", "--only", "function", "--access=none")
STANDS = {
    "run services list *revisionName*": "echo pushback-1",
    "functions describe *": "echo https://f.example",
    **READY,
}


def test_what_is_closed_is_closed_also_where_nobody_can_sign_in(rehearse: Rehearse) -> None:
    answers = {INVOKERS: "echo allUsers", "auth print-identity-token": FAILS, **STANDS}
    result, stub = rehearse(*CLOSING, answers=answers)
    assert result.returncode == 1
    assert "there is no identity token" in result.stderr.splitlines()[-1]
    assert "--member=allUsers" in stub.asked("remove-iam-policy-binding")[0]
    assert stub.asked("deploy") == []


def test_a_function_that_still_answers_after_it_was_closed_is_an_error(rehearse: Rehearse) -> None:
    smoke = '#!/bin/sh\n[ "$1" != --closed ]\n'
    result, stub = rehearse(*CLOSING, answers={**SIGNED, **STANDS}, smoke=smoke)
    assert (result.returncode, stub.asked("deploy")) == (1, [])
    assert "Try 6 of 6" in result.stderr
    assert "does not refuse a request without a token" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(("open_still", "goes_on"), [("true", False), ("false", True)])
def test_a_pasted_plan_ends_where_what_it_closed_still_answers(
    rehearse: Rehearse, open_still: str, goes_on: bool
) -> None:
    smoke = f'#!/bin/sh\n[ "$1" = --closed ] && {open_still} && exit 1\nexit 0\n'
    answers = {INVOKERS: "echo allUsers", **STANDS}
    plan, stub = rehearse("--dry-run", *CLOSING, answers=answers, smoke=smoke)
    subprocess.run(
        ["bash"], input=plan.stdout, text=True, check=False,
        cwd=stub.folder.parent / "checkout", env=stub.environment(),
    )  # fmt: skip
    assert "--member=allUsers" in stub.asked("remove-iam-policy-binding")[0]
    assert bool(stub.asked("enable", "create", "deploy")) == goes_on


@pytest.mark.parametrize("question", [NOT_THERE, ""])
def test_where_nothing_stands_there_is_nothing_to_close_first(
    rehearse: Rehearse, question: str
) -> None:
    answers = {"run services list *percent>0*": question, **SIGNED, **READY}
    smoke = '#!/bin/sh\n[ "$1" != --closed ]\n'
    plan, stub = rehearse("--dry-run", *CLOSING, answers=answers, smoke=smoke)
    subprocess.run(
        ["bash"], input=plan.stdout, text=True, check=False,
        cwd=stub.folder.parent / "checkout", env=stub.environment(),
    )  # fmt: skip
    assert stub.asked("deploy")


def test_where_it_cannot_be_told_whether_there_is_something_to_close_nothing_is_made(
    rehearse: Rehearse,
) -> None:
    answers = {"run services list *percent>0*": FORBIDDEN, **SIGNED, **READY}
    result, stub = rehearse(*CLOSING, answers=answers)
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "cannot be told: ERROR: HTTPError 403" in result.stderr.splitlines()[-1]


def test_closing_takes_other_roles_from_everybody_too(rehearse: Rehearse) -> None:
    everybody = {"run services get-iam-policy *members~^all*": "echo roles/run.admin=allUsers"}
    result, stub = rehearse(*CLOSING, answers={**everybody, **SIGNED, **STANDS})
    assert result.returncode == 0, result.stderr
    removed = stub.asked("remove-iam-policy-binding")
    assert any("--role=roles/run.admin --member=allUsers" in line for line in removed)

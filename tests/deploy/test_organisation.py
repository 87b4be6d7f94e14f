"""Tests of what an organisation forbids: it is read, and said, before anything is made."""

import pytest

from tests.deploy.conftest import Rehearse
from tests.deploy.stub import CHANGES, FAILS, READY

RESTRICTED = {"resource-manager org-policies *": "echo C0abc"}
MANAGED = {"org-policies describe iam.managed.allowedPolicyMembers *": "echo True"}


@pytest.mark.parametrize(
    ("policy", "name"),
    [(RESTRICTED, "iam.allowedPolicyMemberDomains"), (MANAGED, "iam.managed.allowedPolicyMembers")],
)
def test_where_members_are_restricted_no_bucket_can_be_public_and_it_is_said_first(
    rehearse: Rehearse, policy: dict[str, str], name: str
) -> None:
    result, stub = rehearse("--bootstrap", "--access=public", answers={**READY, **policy})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    last = result.stderr.splitlines()[-1]
    assert "--only function" in last
    assert f"({name})" in last


PREVENTED = {"resource-manager org-policies *publicAccessPrevention*": "echo True"}


def test_where_public_buckets_are_prevented_it_is_said_first(rehearse: Rehearse) -> None:
    result, stub = rehearse("--bootstrap", "--access=public", answers={**READY, **PREVENTED})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "storage.publicAccessPrevention" in result.stderr.splitlines()[-1]
    assert "--only function" in result.stderr.splitlines()[-1]


def test_the_function_alone_needs_no_public_bucket(rehearse: Rehearse) -> None:
    arguments = ("--only", "function", "--bootstrap", "--access=public")
    result, _ = rehearse(*arguments, answers={**READY, **PREVENTED})
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("arguments", [["--only", "site"], ["--rollback", "--only", "site"]])
def test_a_page_that_its_address_does_not_give_to_the_public_is_no_success(
    rehearse: Rehearse, arguments: list[str]
) -> None:
    answers = {"storage buckets describe *labels.before*": "echo before", **READY}
    result, _ = rehearse(*arguments, answers=answers, PAGE_FAILS="22")
    assert (result.returncode, result.stdout) == (1, "")
    assert "storage.googleapis.com/index.html does not answer" in result.stderr.splitlines()[-1]
    assert "Try 6 of 6" in result.stderr


@pytest.mark.parametrize("policy", [RESTRICTED, MANAGED])
def test_where_members_are_restricted_a_public_function_asks_nobody_who_calls(
    rehearse: Rehearse, policy: dict[str, str]
) -> None:
    arguments = ("--only", "function", "--bootstrap", "--access=public")
    result, stub = rehearse(*arguments, answers={**READY, **policy})
    assert result.returncode == 0, result.stderr
    assert len(stub.asked("--no-invoker-iam-check")) == 1
    assert not [line for line in stub.asked("add-iam-policy-binding") if "allUsers" in line]


def test_where_it_cannot_be_read_whether_they_are_forbidden_that_is_said(
    rehearse: Rehearse,
) -> None:
    arguments = ("--only", "function", "--bootstrap", "--access=public")
    unread = {**RESTRICTED, "org-policies *": FAILS}
    result, _ = rehearse(*arguments, answers={**READY, **unread})
    assert result.returncode == 0, result.stderr
    assert "Not known: whether the organisation allows it" in result.stderr
    unread = {"resource-manager org-policies *": FAILS, "org-policies *": FAILS}
    result, _ = rehearse(*arguments, answers={**READY, **unread})
    assert result.returncode == 0, result.stderr
    assert "Not known: whether the organisation lets a bucket be public" in result.stderr
    assert "lets anybody in (iam.managed.allowedPolicyMembers): no right or no" in result.stderr


def test_where_public_functions_are_forbidden_it_is_said_first(rehearse: Rehearse) -> None:
    forbidden = {**RESTRICTED, "org-policies *": "echo True"}
    arguments = ("--only", "function", "--bootstrap", "--access=public")
    result, stub = rehearse(*arguments, answers={**READY, **forbidden})
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "run.managed.requireInvokerIam" in result.stderr.splitlines()[-1]

"""Tests where an organisation shares with its own domains only: the cloud then refuses allUsers."""

from dataclasses import replace

from tests.deploy.checkout import Checkout
from tests.deploy.cloud.state import Cloud

DOMAINS = ["C0abc"]
MEMBERS = ["//cloudresourcemanager.googleapis.com/organizations/1"]
FUNCTION = ("--only", "function")


def test_a_page_cannot_be_public_there_and_nothing_is_made_before_that_is_said(
    cloud: Cloud, checkout: Checkout
) -> None:
    cloud.domains = DOMAINS
    result = checkout.deploy("--bootstrap", "--access=public")
    assert (result.returncode, cloud.journal.writes) == (1, [])
    assert "--only function" in result.stderr.splitlines()[-1]


def test_the_managed_policy_is_read_before_anything_is_made_too(
    cloud: Cloud, checkout: Checkout
) -> None:
    cloud.members = MEMBERS
    result = checkout.deploy("--bootstrap", "--access=public")
    assert (result.returncode, cloud.journal.writes) == (1, [])
    assert "(iam.managed.allowedPolicyMembers)" in result.stderr.splitlines()[-1]


def test_where_buckets_are_kept_from_the_public_nothing_is_made_before_that_is_said(
    cloud: Cloud, checkout: Checkout
) -> None:
    cloud.prevented = True
    result = checkout.deploy("--bootstrap", "--access=public")
    assert (result.returncode, cloud.journal.writes) == (1, [])
    assert "storage.publicAccessPrevention" in result.stderr.splitlines()[-1]


def test_a_public_function_asks_nobody_who_calls_and_stays_as_it_is_when_deployed_again(
    cloud: Cloud, checkout: Checkout
) -> None:
    cloud.domains = DOMAINS
    origins = {"ALLOWED_ORIGINS": "https://www.pushback.example"}
    with_origins = replace(checkout, environment={**checkout.environment, **origins})
    first = with_origins.deploy("--bootstrap", *FUNCTION, "--access=public")
    assert first.returncode == 0, first.stderr
    assert cloud.service is not None
    assert (cloud.service.is_public, cloud.service.bindings) == (True, [])
    written = len(cloud.journal.writes)
    again = checkout.deploy(*FUNCTION)
    assert (again.returncode, cloud.journal.writes[written:]) == (0, []), again.stderr
    assert "ALLOWED_ORIGINS='https://www.pushback.example' stays" in again.stderr

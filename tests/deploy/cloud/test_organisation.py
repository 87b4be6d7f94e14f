"""Tests where an organisation shares with its own domains only: the cloud then refuses allUsers."""

from dataclasses import replace
from typing import Any

import pytest

from tests.deploy.checkout import Checkout
from tests.deploy.cloud.state import Cloud

DOMAINS = ["C0abc"]
MEMBERS = ["//cloudresourcemanager.googleapis.com/organizations/1"]
FUNCTION = ("--only", "function")


@pytest.mark.parametrize(
    ("policy", "value", "said"),
    [
        ("domains", DOMAINS, "--only function"),
        ("members", MEMBERS, "(iam.managed.allowedPolicyMembers)"),
        ("prevented", True, "storage.publicAccessPrevention"),
    ],
)
def test_that_a_page_cannot_be_public_is_said_before_anything_is_made(
    policy: str, value: Any, said: str, cloud: Cloud, checkout: Checkout
) -> None:
    setattr(cloud, policy, value)
    result = checkout.deploy("--bootstrap", "--access=public")
    assert (result.returncode, cloud.journal.writes) == (1, [])
    assert said in result.stderr.splitlines()[-1]


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

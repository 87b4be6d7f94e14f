"""Tests of what --dry-run prints: pasted into a shell, it deploys the same."""

import re
import subprocess

from tests.deploy.checkout import DEPLOY_SECONDS, Checkout
from tests.deploy.cloud.conftest import Deployed
from tests.deploy.cloud.state import Cloud

OF_ONE_CLOUD = re.compile(r"(?<=versions%2F)[0-9a-f]{12}|(?<=Generation=)\d+")
"""A page's version, which its function's address is part of; and when an object was made."""


def test_what_a_dry_run_prints_deploys_the_same_when_pasted(
    checkout: Checkout, cloud: Cloud, deployed: Deployed
) -> None:
    plan = checkout.deploy("--dry-run", "--bootstrap", "--access=public").stdout
    assert cloud.journal.writes == []
    subprocess.run(
        ["bash"], input=plan, text=True, cwd=checkout.folder, env=checkout.environment,
        capture_output=True, timeout=DEPLOY_SECONDS, check=True,
    )  # fmt: skip
    assert anywhere(cloud.journal.writes) == anywhere(deployed.writes)
    assert cloud.functions["pushback"]["buildConfig"] == deployed.function["buildConfig"]
    assert settings(cloud.functions["pushback"]) == settings(deployed.function)


def anywhere(writes: list[str]) -> list[str]:
    """Return writes in order of their names, without what differs from one cloud to another."""
    return sorted(OF_ONE_CLOUD.sub("*", write) for write in writes)


def settings(function: dict[str, dict[str, object]]) -> dict[str, object]:
    """Return a function's settings, but for what tells one source from another."""
    environment = function["serviceConfig"]["environmentVariables"]
    assert isinstance(environment, dict)
    return {**function["serviceConfig"], "environmentVariables": environment.keys()}

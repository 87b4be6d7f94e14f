"""Tests of interruption: a deployment killed after each step in turn is completed by the next.

The function's steps and the page's are taken in turn, each by a deployment of its part alone: a
deployment of both asks about all of the function again before it comes to the page's first step. Of
what watches the function, only the first step is one to be killed after: they come last, each is
made unless it is there, and to come there again costs a whole deployment each time.
"""

import os
import re
import signal
import subprocess
from collections.abc import Mapping
from typing import Any

import pytest

from tests.deploy.checkout import PROJECT, Checkout
from tests.deploy.cloud.conftest import Deployed
from tests.deploy.cloud.state import Cloud

NAMES = re.compile(r"(?<=/o/)[^?]+|\?.*|/upload/\d+$")
WATCHING = re.compile(r"POST /v[23]/projects/[^/]+/(metrics|uptimeCheckConfigs|alertPolicies)$")
RUN_SECONDS = 600
"""The longest that one deployment may take, on a busy machine."""


def kind(write: str) -> str:
    """Return what a write does, whatever it is done to."""
    return NAMES.sub("", write)


PARTS = (("--access=public", "--only", "function"), ("--only", "site"))


def deploy_until_new(
    cloud: Cloud, checkout: Checkout, seen: set[str], part: tuple[str, ...]
) -> bool:
    """Deploy, and kill the whole at the first write of a kind not seen; return whether it was."""
    process = checkout.start("--project", PROJECT, "--bootstrap", *part)
    killed = False

    def kill(write: str) -> None:
        nonlocal killed
        if killed or kind(write) in seen:
            return
        killed = not (WATCHING.match(write) and any(map(WATCHING.match, seen)))
        seen.add(kind(write))
        if killed:
            os.killpg(process.pid, signal.SIGKILL)

    cloud.journal.on_write = kill
    try:
        _, errors = process.communicate(timeout=RUN_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    assert killed or process.returncode == 0, errors
    return killed


@pytest.fixture
def steps(cloud: Cloud, checkout: Checkout) -> set[str]:
    """The kinds of writes, each of which a deployment was killed after."""
    seen: set[str] = set()
    for part in PARTS:
        while deploy_until_new(cloud, checkout, seen, part):
            pass
    return seen


def test_the_next_deployment_completes_it(
    steps: set[str], cloud: Cloud, deployed: Deployed
) -> None:
    service = cloud.service
    assert service is not None
    assert steps == {kind(write) for write in deployed.writes}
    assert service.serving.name == service.tags["proven"] == service.newest
    assert service.is_public
    assert cloud.bindings == deployed.cloud.bindings
    assert cloud.enabled == deployed.cloud.enabled
    assert set(cloud.page()) == set(deployed.page)
    assert alike_everywhere(cloud.page()) == alike_everywhere(deployed.page)


def alike_everywhere(page: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return what was stored of a page, but for the files that name the function's address."""
    return {
        name: (stored["md5Hash"], stored["cacheControl"])
        for name, stored in page.items()
        if name != "config.json" and not name.endswith(".html")
    }

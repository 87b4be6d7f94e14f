"""Tests of closing a public function: that is the first thing a deployment changes."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.deploy.checkout import PROJECT, Checkout
from tests.deploy.cloud.revision import Revision
from tests.deploy.cloud.run_service import RunService
from tests.deploy.cloud.state import Cloud

PLACE = f"projects/{PROJECT}/locations/us-central1"


@pytest.fixture
def public(cloud: Cloud) -> Iterator[RunService]:
    """A service that anybody may call; what it would answer is never asked for."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, text=True)
    revision = Revision("pushback-00001-abc", cloud.folder, "main.py", {}, process, 9)
    service = RunService("pushback", PROJECT, cloud.live_url, [revision])
    service.bindings = [{"role": "roles/run.invoker", "members": ["allUsers"]}]
    cloud.service = service
    cloud.functions["pushback"] = {"name": f"{PLACE}/functions/pushback", "serviceConfig": {}}
    with process:
        yield service
        process.terminate()


def test_a_public_function_is_closed_before_anything_is_made(
    cloud: Cloud, checkout: Checkout, public: RunService
) -> None:
    result = checkout.deploy("--bootstrap", "--only", "function", "--access=none")
    assert cloud.journal.writes[0] == f"POST /v1/{PLACE}/services/pushback:setIamPolicy"
    assert len(cloud.journal.writes) > 1
    assert not public.is_public
    # Nobody is signed in here, so the function, now closed, cannot be tested.
    assert result.returncode == 1
    assert "there is no identity token" in result.stderr.splitlines()[-1]

"""Fixtures: runs of deploy.sh with a gcloud that only keeps what it is asked."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.deploy.checkout import Checkout
from tests.deploy.stub import READY, Stub

NOWHERE = {"CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS": "http://127.0.0.1:9/"}
"""What is asked without gcloud reaches nothing either."""
Rehearse = Callable[..., tuple["CompletedProcess[str]", Stub]]


@pytest.fixture
def rehearse(tmp_path: Path) -> Rehearse:
    """A run of deploy.sh with a gcloud that only keeps what it is asked."""

    def run(
        *arguments: str,
        answers: Mapping[str, str] = READY,
        typed: str = "",
        smoke: str = "#!/bin/sh\n",
        **environment: str,
    ) -> tuple["CompletedProcess[str]", Stub]:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        stub = Stub.make(folder / "stub", answers)
        checkout = Checkout.make(
            folder / "checkout", {**stub.environment(), **NOWHERE, **environment}
        )
        (checkout.folder / "tests" / "smoke.sh").write_text(smoke)
        return checkout.deploy(*arguments, typed=typed), stub

    return run

"""Fixtures: gcloud where it is installed, a cloud of stand-ins, and a checkout to deploy from."""

import copy
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.deploy.checkout import Checkout
from tests.deploy.cloud.state import Cloud, Json, running_cloud


@dataclass(frozen=True)
class Deployed:
    """A first deployment: where from, where to, and what was there just after it."""

    cloud: Cloud
    checkout: Checkout
    result: "CompletedProcess[str]"
    writes: list[str]
    page: dict[str, Json]
    contents: dict[str, bytes]
    function: Json


@pytest.fixture(scope="session")
def gcloud() -> str:
    """The real gcloud; in a pipeline (CI is set), its lack fails, for nothing would be tested."""
    if found := shutil.which("gcloud"):
        return found
    if os.environ.get("CI"):
        pytest.fail("gcloud is not installed")
    pytest.skip("gcloud is not installed")


@pytest.fixture
def cloud(gcloud: str, tmp_path: Path) -> Iterator[Cloud]:
    """A project that holds nothing yet."""
    with running_cloud(tmp_path) as running:
        yield running


@pytest.fixture
def checkout(cloud: Cloud, tmp_path: Path) -> Checkout:
    """What is deployed, led to the cloud of stand-ins."""
    return Checkout.make(tmp_path / "checkout", cloud.environment)


@pytest.fixture(scope="session")
def deployed(gcloud: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """A function and a page that were deployed once; tests may deploy again."""
    folder = tmp_path_factory.mktemp("cloud")
    with running_cloud(folder) as cloud:
        cloud.too_early = 2
        checkout = Checkout.make(folder / "checkout", cloud.environment)
        for cache in ("function/__pycache__", "function/pushback/__pycache__"):
            (checkout.folder / cache).mkdir()
            (checkout.folder / cache / "main.cpython-313.pyc").write_bytes(b"cache")
        result = checkout.deploy("--bootstrap", "--access=public")
        assert result.returncode == 0, result.stderr
        page, function = copy.deepcopy(cloud.page()), copy.deepcopy(cloud.functions["pushback"])
        contents = {name: cloud.content(name) for name in page}
        writes = list(cloud.journal.writes)
        yield Deployed(cloud, checkout, result, writes, page, contents, function)

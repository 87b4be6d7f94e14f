"""Tests of a deployment that goes wrong: the traffic goes back, and the page stays as it was."""

import os
import signal
from dataclasses import dataclass
from subprocess import CompletedProcess

import pytest

from tests.deploy.checkout import PROJECT
from tests.deploy.cloud.conftest import Deployed
from tests.deploy.cloud.run_service import RunService

ENDPOINTS = "function/pushback/http/endpoints.py"
TABLE = "ROUTES: Mapping[str, Mapping[str, Endpoint]] = {\n"
ROUTE = '    "/contract": {"GET": contract},\n'


@dataclass(frozen=True)
class Failure:
    """A deployment of a source that starts, but lacks a path that the smoke test asks."""

    result: "CompletedProcess[str]"
    proven: str
    newest: str
    serving: str
    writes: list[str]


@pytest.fixture(scope="module")
def service(deployed: Deployed) -> RunService:
    """The service, all of whose traffic goes to a proven revision."""
    service = deployed.cloud.service
    assert service is not None
    assert service.serving.name == service.tags["proven"]
    return service


@pytest.fixture(scope="module")
def failure(deployed: Deployed, service: RunService) -> Failure:
    """Both the source and the page were changed, the source for the worse."""
    begin, proven = len(deployed.cloud.journal.writes), service.serving.name
    deployed.checkout.edit(ENDPOINTS, ROUTE, "")
    deployed.checkout.edit("frontend/locales/fr.json", "retard", "grand retard")
    result = deployed.checkout.deploy()
    writes = deployed.cloud.journal.writes[begin:]
    return Failure(result, proven, service.newest, service.serving.name, writes)


def test_a_revision_that_fails_the_smoke_test_gets_no_traffic(failure: Failure) -> None:
    assert (failure.result.returncode, failure.serving) == (1, failure.proven)
    assert failure.newest != failure.proven
    assert f"smoke test of {failure.newest} failed" in failure.result.stderr.splitlines()[-1]


def test_a_revision_that_failed_has_no_address_of_its_own_and_the_next_run_fails_too(
    failure: Failure, deployed: Deployed, service: RunService
) -> None:
    assert failure.newest not in service.tags.values()
    last = failure.result.stderr.splitlines()[-1]
    assert f"--update-tags=candidate={failure.newest}" in last
    again = deployed.checkout.deploy()
    assert (again.returncode, service.newest) == (1, failure.newest)
    assert f"smoke test of {failure.newest} failed" in again.stderr.splitlines()[-1]
    assert service.serving.name == failure.proven
    assert set(service.tags) == {"proven", "previous"}


def test_a_page_is_not_uploaded_beside_a_function_that_failed(failure: Failure) -> None:
    assert [write for write in failure.writes if "/storage/" in write] == []


def test_the_traffic_stays_with_what_was_proven_even_if_a_deployment_is_cut_short(
    failure: Failure, deployed: Deployed, service: RunService
) -> None:
    deployed.checkout.edit(ENDPOINTS, "CACHE_SECONDS = 3600", "CACHE_SECONDS = 3601")
    process = deployed.checkout.start("--project", PROJECT, "--only", "function")

    def kill(write: str) -> None:
        if "/functions/" in write:  # another revision has just been made
            os.killpg(process.pid, signal.SIGKILL)

    deployed.cloud.journal.on_write = kill
    process.communicate()
    deployed.cloud.journal.on_write = lambda _: None
    assert service.newest != failure.newest
    assert service.serving.name == failure.proven


def test_a_mended_source_gets_the_traffic_and_is_proven(
    failure: Failure, deployed: Deployed, service: RunService
) -> None:
    deployed.checkout.edit(ENDPOINTS, TABLE, TABLE + ROUTE)
    result = deployed.checkout.deploy("--only", "function")
    assert result.returncode == 0, result.stderr
    assert service.serving.name == service.newest == service.tags["proven"]
    assert service.tags["previous"] == failure.proven
    assert set(service.tags) == {"proven", "previous"}


def test_a_rollback_leads_to_the_revision_before_and_once_more_changes_nothing(
    failure: Failure, deployed: Deployed, service: RunService
) -> None:
    newest = service.serving.name
    for _ in range(2):
        result = deployed.checkout.deploy("--rollback", "--only", "function")
        assert (result.returncode, service.serving.name) == (0, failure.proven), result.stderr
    result = deployed.checkout.deploy("--only", "function")
    assert (result.returncode, service.serving.name) == (0, newest), result.stderr


def test_a_source_that_does_not_start_fails_each_time_and_gets_no_traffic(
    deployed: Deployed, service: RunService
) -> None:
    before, source = service.serving.name, deployed.checkout.folder / "function" / "main.py"
    text = source.read_text()
    source.write_text("raise SystemExit(1)\n")
    runs = [deployed.checkout.deploy("--only", "function").returncode for _ in range(2)]
    source.write_text(text)
    assert (runs, service.serving.name) == ([1, 1], before)
    assert not service.revisions[-1].ready

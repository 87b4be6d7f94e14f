"""Tests of --rollback of the page: the last two are kept, and the one before is served again."""

import os
import signal

import pytest

from tests.deploy.checkout import PROJECT
from tests.deploy.cloud.conftest import Deployed
from tests.deploy.cloud.state import BUCKET

Page = dict[str, tuple[bytes, str, str]]

SITE = ("--only", "site")


def served(deployed: Deployed) -> Page:
    """Return what a browser is sent of the page, by its name."""
    return {
        name: (deployed.cloud.content(name), one["cacheControl"], one["contentType"])
        for name, one in deployed.cloud.page().items()
    }


@pytest.fixture(scope="module")
def pages(deployed: Deployed) -> list[Page]:
    """Three pages as they were served, the newest last; each has other words and scripts."""
    found = [served(deployed)]
    for _ in range(2):
        deployed.checkout.edit("frontend/locales/en.json", "How", "How, how")
        deployed.checkout.edit(
            "frontend/scripts/main.js", "new Page().start(", "new Page().start(1,"
        )
        result = deployed.checkout.deploy(*SITE)
        assert result.returncode == 0, result.stderr
        found.append(served(deployed))
    return found


def kill_once_it_serves(deployed: Deployed, *arguments: str) -> None:
    """Run deploy.sh for the page, and kill it at the first file that is put where it is served."""
    process = deployed.checkout.start("--project", PROJECT, *arguments, *SITE)

    def kill(write: str) -> None:
        if "/rewriteTo/" in write or "/copyTo/" in write:
            os.killpg(process.pid, signal.SIGKILL)

    deployed.cloud.journal.on_write = kill
    process.communicate()
    deployed.cloud.journal.on_write = lambda _: None
    assert process.returncode == -signal.SIGKILL


def test_the_last_two_pages_are_kept(deployed: Deployed, pages: list[Page]) -> None:
    assert len(deployed.cloud.versions()) == 2
    assert pages[0] != pages[1] != pages[2]


def test_two_pages_of_one_revision_are_told_apart(deployed: Deployed, pages: list[Page]) -> None:
    service = deployed.cloud.service
    assert service is not None
    labels = deployed.cloud.storage.buckets[BUCKET]["labels"]
    assert labels["revision"] == f"after-{service.serving.name}"


def test_a_rollback_that_was_cut_short_is_completed_by_the_next(
    deployed: Deployed, pages: list[Page]
) -> None:
    kill_once_it_serves(deployed, "--rollback")
    result = deployed.checkout.deploy("--rollback", *SITE)
    assert (result.returncode, served(deployed)) == (0, pages[1]), result.stderr


def test_once_more_changes_nothing(deployed: Deployed, pages: list[Page]) -> None:
    begin = len(deployed.cloud.journal.writes)
    result = deployed.checkout.deploy("--rollback", *SITE)
    assert (result.returncode, deployed.cloud.journal.writes[begin:]) == (0, [])
    assert served(deployed) == pages[1]


def test_a_deployment_leads_forward_again(deployed: Deployed, pages: list[Page]) -> None:
    result = deployed.checkout.deploy(*SITE)
    assert (result.returncode, served(deployed)) == (0, pages[2]), result.stderr


def test_a_page_whose_upload_was_cut_short_is_never_gone_back_to(
    deployed: Deployed, pages: list[Page]
) -> None:
    words = ("frontend/locales/en.json", "How, how", "How, how, how")
    deployed.checkout.edit(*words)
    kill_once_it_serves(deployed)
    result = deployed.checkout.deploy("--rollback", *SITE)
    assert (result.returncode, served(deployed)) == (0, pages[2]), result.stderr
    deployed.checkout.edit(words[0], "How, how, how", "How, so how")
    for arguments in (SITE, ("--rollback", *SITE)):
        result = deployed.checkout.deploy(*arguments)
        assert result.returncode == 0, result.stderr
    assert served(deployed) == pages[2]

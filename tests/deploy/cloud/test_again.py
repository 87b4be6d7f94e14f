"""Tests of a second deployment: it changes nothing but what has changed."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

import pytest

from tests.deploy.cloud.conftest import Deployed

UPLOAD = re.compile(r"^POST /upload/")
GONE = "locales/api/fr.json"
DELETION = re.compile(r"^DELETE /storage/v1/b/[^/]+/o/([^?]+)")


@dataclass(frozen=True)
class Change:
    """A deployment of a changed page: what lay there before, what was written, what lies there."""

    before: dict[str, str]
    writes: list[str]
    after: dict[str, str]

    @property
    def deleted(self) -> set[str]:
        """The names of what was removed where the page is served."""
        found = {unquote(one[1]) for write in self.writes if (one := DELETION.match(write))}
        return {name for name in found if not name.startswith("versions/")}


def checksums(deployed: Deployed) -> dict[str, str]:
    """Return what each object of the page holds and who may keep it, by its name."""
    page = deployed.cloud.page().items()
    return {name: f"{one['generation']} {one['metageneration']}" for name, one in page}


@pytest.fixture(scope="module", autouse=True)
def settled(deployed: Deployed) -> None:
    """Have the checkout deployed as it stands, if other tests have deployed from it meanwhile."""
    if deployed.cloud.page() != deployed.page:
        result = deployed.checkout.deploy()
        assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def change(deployed: Deployed) -> Change:
    """A script and the English words were edited, and some French ones deleted."""
    begin, before = len(deployed.cloud.journal.writes), checksums(deployed)
    deployed.checkout.edit("frontend/scripts/main.js", "new Page().start(", "new Page().start(1,")
    deployed.checkout.edit("frontend/locales/en.json", "late will", "very late will")
    (deployed.checkout.folder / "frontend" / GONE).unlink()
    result = deployed.checkout.deploy("--only", "site")
    assert result.returncode == 0, result.stderr
    return Change(before, deployed.cloud.journal.writes[begin:], checksums(deployed))


def kept(names: dict[str, str]) -> set[str]:
    """Return the names of what browsers may keep."""
    return {name for name in names if name.startswith("kept-")}


def test_nothing_is_written_when_nothing_has_changed(deployed: Deployed) -> None:
    begin = len(deployed.cloud.journal.writes)
    result = deployed.checkout.deploy()
    assert (result.returncode, deployed.cloud.journal.writes[begin:]) == (0, [])


def test_changed_words_are_uploaded_and_the_other_language_is_not_touched(
    change: Change, deployed: Deployed
) -> None:
    assert b"very late will" in deployed.cloud.content("locales/en.json")
    assert change.after["locales/fr.json"] == change.before["locales/fr.json"]


def test_a_changed_script_makes_another_folder_which_the_pages_name(
    change: Change, deployed: Deployed
) -> None:
    (folder,) = {name.split("/")[0] for name in kept(change.after)}
    assert not kept(change.after) & kept(change.before)
    assert f'src="{folder}/scripts/main.js"' in deployed.cloud.content("index.html").decode()


def test_what_is_gone_is_removed_after_all_else(change: Change) -> None:
    assert change.deleted == kept(change.before) | {GONE}
    uploads = [number for number, write in enumerate(change.writes) if UPLOAD.match(write)]
    deletions = [number for number, write in enumerate(change.writes) if DELETION.match(write)]
    assert max(uploads) < min(deletions)

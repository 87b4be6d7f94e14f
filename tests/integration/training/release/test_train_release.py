"""Tests of `train --release`: what it replaces is kept, and the same again changes nothing."""

import shutil
from pathlib import Path

import pytest

from pushback.bundle import LOOKUPS_FILE, MODEL_FILE, Bundle
from tests.integration.worlds import content, lake_to
from training.cli import main
from training.lake import Lake
from training.release.archive import Archive


class Place:
    """A released bundle's place, and the command that trains and releases into it."""

    def __init__(self, lake: Lake, folder: Path) -> None:
        self.lake = lake
        self.folder = folder
        self.bundle = folder / "bundle"

    def release(self, model: str) -> None:
        """Train a model and release it."""
        places = [f"--lake={self.lake.folder}", f"--bundle={self.bundle}"]
        output = f"--output={self.folder / model}"
        assert main(["train", f"--model={model}", "--release", output, *places]) == 0

    def rollback(self) -> int:
        """Bring back what was there before."""
        return main(["rollback", f"--bundle={self.bundle}"])


@pytest.fixture(scope="module")
def thin_lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake of every fortieth flight: none of these tests is about what is learned."""
    folder = tmp_path_factory.mktemp("thin")
    return lake_to(4, folder, lambda flights: flights[::4].reset_index(drop=True))


@pytest.fixture(scope="module")
def template(thin_lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a decision tree was released, the first that was."""
    folder = tmp_path_factory.mktemp("template")
    Place(thin_lake, folder).release("decision_tree")
    return folder


@pytest.fixture
def place(thin_lake: Lake, template: Path, tmp_path: Path) -> Place:
    return Place(thin_lake, shutil.copytree(template, tmp_path / "place"))


def test_a_first_release_has_nothing_to_keep(place: Place) -> None:
    assert Bundle.load(place.bundle).contract.model.name == "decision_tree"
    assert Archive(place.bundle).kept().versions == []


def test_releasing_again_changes_nothing_and_rollback_brings_back_what_was_replaced(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(place.bundle)
    place.release("logistic_regression")
    assert content(place.bundle) != before
    assert f"training rollback --bundle={place.bundle}" in capsys.readouterr().out
    bundle, kept = content(place.bundle), Archive(place.bundle).kept()
    place.release("logistic_regression")
    assert content(place.bundle) == bundle
    assert Archive(place.bundle).kept() == kept
    assert "already" in capsys.readouterr().out
    assert place.rollback() == 0
    assert content(place.bundle) == before


@pytest.mark.parametrize("name", [MODEL_FILE, LOOKUPS_FILE])
def test_a_broken_bundle_is_replaced_and_not_kept(place: Place, name: str) -> None:
    version = Bundle.load(place.bundle).contract.version
    (place.bundle / name).write_bytes(b"half a fil")
    place.release("decision_tree")
    assert Bundle.load(place.bundle).contract.version == version
    assert Archive(place.bundle).kept().versions == []

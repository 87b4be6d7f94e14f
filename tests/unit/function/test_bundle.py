"""Tests of pushback.bundle: a bundle that is not whole, or of another release, is refused."""

import shutil
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from pushback.bundle import (
    BUNDLE_FILES,
    CONTRACT_FILE,
    LOOKUPS_FILE,
    MODEL_FILE,
    Bundle,
    BundleAltered,
    BundleError,
    BundleMissing,
    BundleUnknown,
)
from training.config import RELEASE_FOLDER
from training.release.bundle import BundleFiles, write_bundle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the released bundle, to be spoiled."""
    for name in BUNDLE_FILES:
        shutil.copy(RELEASE_FOLDER / name, tmp_path)
    return tmp_path


def test_a_whole_bundle_is_loaded(folder: Path) -> None:
    assert Bundle.load(folder) == Bundle.load(RELEASE_FOLDER)


@pytest.mark.parametrize("name", BUNDLE_FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BundleMissing, match=f"{name} is missing"):
        Bundle.load(folder)


@pytest.mark.parametrize("name", [MODEL_FILE, LOOKUPS_FILE])
@pytest.mark.parametrize("keep", [0, 1_000, 0.5, -1])
def test_a_file_that_is_cut_short_is_refused(folder: Path, name: str, keep: float) -> None:
    path = folder / name
    content = path.read_bytes()
    path.write_bytes(content[: int(keep * len(content)) if keep == 0.5 else int(keep)])
    with pytest.raises(BundleAltered, match=f"{name} has .* altered or cut short"):
        Bundle.load(folder)


@pytest.mark.parametrize("name", [MODEL_FILE, LOOKUPS_FILE])
@pytest.mark.parametrize("at", [0, 1_000, -1])
def test_a_file_with_one_bit_changed_is_refused(folder: Path, name: str, at: int) -> None:
    path = folder / name
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(BundleAltered, match=f"{name} has .* altered or cut short"):
        Bundle.load(folder)


def test_look_ups_of_another_release_are_refused_in_one_line(folder: Path) -> None:
    bundle = Bundle.load(folder)
    other = b"tables of another format"
    card = msgspec.structs.replace(bundle.contract.lookups, sha256=sha256(other).hexdigest())
    contract = msgspec.structs.replace(bundle.contract, lookups=card)
    write_bundle(folder, contract, BundleFiles(bundle.model, bundle.day, other))
    with pytest.raises(BundleUnknown, match=f"{LOOKUPS_FILE} is not .* this code knows") as refusal:
        Bundle.load(folder)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new"), [('"format": 3', '"format": 2'), ('"late_15"', '"late"'), ("{", "[")]
)
def test_a_contract_of_another_release_is_refused(folder: Path, old: str, new: str) -> None:
    contract = folder / CONTRACT_FILE
    contract.write_text(contract.read_text().replace(old, new, 1))
    with pytest.raises(BundleUnknown, match="not a contract this code knows"):
        Bundle.load(folder)


def test_half_a_contract_is_refused_in_one_line(folder: Path) -> None:
    contract = folder / CONTRACT_FILE
    contract.write_bytes(contract.read_bytes()[: contract.stat().st_size // 2])
    with pytest.raises(BundleError) as refusal:
        Bundle.load(folder)
    assert "\n" not in str(refusal.value)

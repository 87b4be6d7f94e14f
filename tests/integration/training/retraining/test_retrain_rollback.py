"""Tests of the archive and of `rollback`: what a promotion replaced comes back, whatever befell."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from pushback.bundle import LOOKUPS_FILE, MODEL_FILE, Bundle, BundleAltered, BundleError
from tests.integration.worlds import content, released, train
from tests.paths import FUNCTION, REPOSITORY
from training.cli import main
from training.config import MODELS_FOLDER, RELEASE_FOLDER
from training.errors import ArchiveDamaged, ChampionChanged, NotKept
from training.lake import Lake
from training.release.archive import KEPT, LIST, Archive
from training.release.bundle import BundleFiles, write_bundle


@pytest.fixture(scope="module")
def template(sampled_lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world with a released bundle, and a candidate that is to take its place."""
    folder = tmp_path_factory.mktemp("world")
    made = tmp_path_factory.mktemp("made")
    for name, model in (("bundle", "decision_tree"), ("candidate", "logistic_regression")):
        released(train(sampled_lake, made / name, model), folder / name)
    return folder


@pytest.fixture
def world(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "world")


@pytest.fixture
def promoted(world: Path) -> Path:
    promote(world)
    return world


def version(folder: Path) -> str:
    return Bundle.load(folder).contract.version


def promote(world: Path) -> None:
    Archive(world / "bundle").promote(world / "candidate", version(world / "bundle"))


def rollback(world: Path, *arguments: str) -> int:
    return main(["rollback", f"--bundle={world / 'bundle'}", *arguments])


def candidate_named(world: Path, name: str) -> Path:
    """A candidate of another version."""
    bundle = Bundle.load(world / "candidate")
    contract = msgspec.structs.replace(bundle.contract, version=name)
    write_bundle(world / name, contract, BundleFiles(bundle.model, bundle.day, bundle.lookups))
    return world / name


def test_a_promotion_puts_the_candidate_in_place_as_it_is(promoted: Path) -> None:
    assert content(promoted / "bundle") == content(promoted / "candidate")


def test_rollback_brings_the_champion_back_as_it_was(promoted: Path, template: Path) -> None:
    assert rollback(promoted) == 0
    assert content(promoted / "bundle") == content(template / "bundle")


def test_rolling_back_twice_is_rolling_back_once(
    promoted: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rollback(promoted) == rollback(promoted) == 0
    assert content(promoted / "bundle") == content(template / "bundle")
    assert "already" in capsys.readouterr().out


def test_a_rollback_can_be_undone(promoted: Path, template: Path) -> None:
    rollback(promoted)
    assert rollback(promoted, f"--to={version(template / 'candidate')}") == 0
    assert content(promoted / "bundle") == content(template / "candidate")


def test_the_list_tells_what_is_kept_and_what_is_in_place(
    promoted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rollback(promoted)
    capsys.readouterr()
    assert rollback(promoted, "--list") == 0
    lines = capsys.readouterr().out.splitlines()
    (ours,) = (line for line in lines if version(promoted / "bundle") in line)
    (others,) = (line for line in lines if version(promoted / "candidate") in line)
    assert "in place" in ours
    assert "in place" not in others
    assert "11,030" in others


@pytest.mark.parametrize("name", [MODEL_FILE, LOOKUPS_FILE])
def test_the_list_tells_which_bundle_cannot_be_served(
    promoted: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (kept,) = Archive(promoted / "bundle").kept().versions
    (promoted / "bundle-archive" / kept / name).unlink()
    assert rollback(promoted, "--list") == 0
    assert "cannot be served" in " ".join(capsys.readouterr().out.split())


def test_with_nothing_kept_rollback_says_so(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rollback(world) == 1
    assert "kept are: none yet" in capsys.readouterr().err


@pytest.mark.parametrize("unknown", ["2019-01.00000000", "../candidate"])
def test_an_unknown_version_names_those_that_are_kept(
    unknown: str, promoted: Path, template: Path
) -> None:
    with pytest.raises(NotKept, match=version(template / "bundle")):
        Archive(promoted / "bundle").bring_back(unknown)


def test_a_version_and_the_list_are_not_asked_for_together(promoted: Path) -> None:
    with pytest.raises(SystemExit) as exit_:
        rollback(promoted, "--list", "--to=2023-01.00000000")
    assert exit_.value.code == 2


@pytest.mark.parametrize("name", [MODEL_FILE, LOOKUPS_FILE])
def test_a_kept_bundle_that_was_altered_is_not_brought_back(promoted: Path, name: str) -> None:
    before = content(promoted / "bundle")
    archive = Archive(promoted / "bundle")
    kept = archive.kept()
    with (archive.folder / kept.replaced / name).open("ab") as file:
        file.write(b"!")
    with pytest.raises(BundleAltered):
        archive.bring_back()
    assert content(promoted / "bundle") == before
    assert archive.kept() == kept


@pytest.mark.parametrize("name", [MODEL_FILE, LOOKUPS_FILE])
def test_a_broken_bundle_is_replaced_by_the_one_before(
    promoted: Path, name: str, template: Path
) -> None:
    (promoted / "bundle" / name).write_bytes(b"half a fil")
    assert rollback(promoted) == 0
    assert content(promoted / "bundle") == content(template / "bundle")


def test_nothing_is_promoted_over_a_bundle_that_was_not_judged(world: Path, template: Path) -> None:
    with pytest.raises(ChampionChanged, match="nothing was replaced"):
        Archive(world / "bundle").promote(world / "candidate", "2023-01.00000000")
    assert content(world / "bundle") == content(template / "bundle")


def test_the_last_bundles_are_kept_and_no_more(promoted: Path) -> None:
    archive = Archive(promoted / "bundle")
    for number in range(KEPT + 1):
        name = f"2024-{number:02d}.00000000"
        archive.promote(candidate_named(promoted, name), version(promoted / "bundle"))
    kept = archive.kept().versions
    assert kept == [f"2024-{number:02d}.00000000" for number in range(KEPT)]
    assert {path.name for path in archive.folder.iterdir() if path.is_dir()} == set(kept)


def test_the_oldest_of_the_kept_can_be_brought_back(promoted: Path, template: Path) -> None:
    """Keeping the present one must not drop the very one that is asked for."""
    archive = Archive(promoted / "bundle")
    for number in range(KEPT - 1):
        name = f"2024-{number:02d}.00000000"
        archive.promote(candidate_named(promoted, name), version(promoted / "bundle"))
    oldest = archive.kept().versions[0]
    assert rollback(promoted, f"--to={oldest}") == 0
    assert content(promoted / "bundle") == content(template / "bundle")
    assert archive.kept().replaced in archive.kept().versions


def test_what_is_no_bundle_stays_in_the_archives_folder(world: Path) -> None:
    notes = world / "bundle-archive" / "notes" / "why.txt"
    notes.parent.mkdir(parents=True)
    notes.write_text("the old one was better in snow")
    promote(world)
    assert notes.exists()


def test_a_damaged_list_says_what_to_do(promoted: Path) -> None:
    (promoted / "bundle-archive" / LIST).write_text("[")
    with pytest.raises(ArchiveDamaged, match="by hand"):
        Archive(promoted / "bundle").bring_back()


def test_the_released_bundle_has_its_archive_among_the_models() -> None:
    assert Archive(RELEASE_FOLDER).folder == MODELS_FOLDER / "released"


def killed(action: str, template: Path, folder: Path) -> list[Path]:
    """Worlds as a kill left them, at each moment of the action."""
    subprocess.run(
        [sys.executable, "-m", "tests.integration.killed", action, str(template), str(folder)],
        env={**os.environ, "PYTHONPATH": f"{FUNCTION}{os.pathsep}{REPOSITORY}"},
        check=True,
        timeout=120,
    )
    return sorted(folder.iterdir(), key=lambda path: int(path.name))


def is_broken(world: Path) -> bool:
    try:
        Bundle.load(world / "bundle")
    except BundleError:
        return True
    return False


def test_a_promotion_killed_at_any_moment_is_put_right(template: Path, tmp_path: Path) -> None:
    champion = Bundle.load(template / "bundle")
    worlds = killed("promote", template, tmp_path / "killed")
    assert any(map(is_broken, worlds))
    for world in worlds:
        begun = bool(Archive(world / "bundle").kept().versions)
        assert rollback(world) == (0 if begun else 1), world
        assert Bundle.load(world / "bundle") == champion, world
        promote(world)
        assert content(world / "bundle") == content(template / "candidate"), world


def test_a_rollback_killed_at_any_moment_is_done_when_run_again(
    template: Path, tmp_path: Path
) -> None:
    world = shutil.copytree(template, tmp_path / "world")
    promote(world)
    worlds = killed("bring_back", world, tmp_path / "killed")
    assert any(map(is_broken, worlds))
    for world in worlds:
        assert rollback(world) == 0, world
        assert content(world / "bundle") == content(template / "bundle"), world

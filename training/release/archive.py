"""Archive: earlier released bundles, each kept whole, so that a promotion can be undone.

    training/models/released/archive.json         what is kept, and what was replaced last
    training/models/released/2023-09.0016ff3a/    the bundle's files

A promotion first copies the champion here, then names it in the list, then puts the challenger
in its place. A kill before the list leaves the champion serving and a folder that nothing names;
the next promotion removes it. A kill after the list, the graph half replaced even, leaves the
champion whole in the archive and named as what was replaced: `rollback` puts it back. Each step
is one replacement of a file, and each may be done again.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from filelock import FileLock

from pushback.bundle import BUNDLE_FILES, Bundle, BundleError
from training.atomic_write import write_json
from training.config import MODELS_FOLDER, RELEASE_FOLDER
from training.errors import ArchiveDamaged, ChampionChanged, NotKept
from training.release.bundle import CARD_FILE, copy_bundle, release

LIST = "archive.json"
KEPT = 5


class Kept(msgspec.Struct, frozen=True):
    """Versions in order of when they last served, and the one that the last promotion replaced."""

    versions: list[str] = []
    replaced: str = ""


class Return(NamedTuple):
    """What a rollback did: the version now in place, and the one before ("" if it was broken)."""

    version: str
    before: str


class Archive:
    """The bundles that were released before the one in `bundle`.

    They are kept in `folder`: training/models/released for function/model, and beside the bundle
    for any other.
    """

    def __init__(self, bundle: Path) -> None:
        self.bundle = bundle
        self.folder = bundle.with_name(f"{bundle.name}-archive")
        if bundle.resolve() == RELEASE_FOLDER:
            self.folder = MODELS_FOLDER / "released"

    def kept(self) -> Kept:
        """Return what the archive holds; nothing, if nothing was promoted yet.

        Raises ArchiveDamaged if the list cannot be read.
        """
        path = self.folder / LIST
        try:
            return msgspec.json.decode(path.read_bytes(), type=Kept)
        except FileNotFoundError:
            return Kept()
        except msgspec.MsgspecError as error:
            raise ArchiveDamaged(path, str(error)) from None

    def bundles(self) -> Iterator[tuple[str, Bundle | BundleError]]:
        """Yield each kept version, oldest first, with its bundle or why it cannot be served."""
        for version in self.kept().versions:
            try:
                yield version, Bundle.load(self.folder / version)
            except BundleError as error:
                yield version, error

    def promote(self, candidate: Path, champion: str) -> None:
        """Put the candidate's bundle in place of the champion, which is kept.

        Raises ChampionChanged, and replaces nothing, if the bundle in place is by now another than
        the champion's version, and BundleError if either bundle cannot be served.
        """
        with self._lock():
            current = Bundle.load(self.bundle)
            if current.contract.version != champion:
                raise ChampionChanged(self.bundle, current.contract.version, champion)
            self._keep(current, last=champion, replaced=champion)
            self._release(candidate)

    def bring_back(self, version: str = "") -> Return:
        """Put a kept bundle in place: the one that the last promotion replaced, or a named one.

        The bundle that was in place is kept in its turn. What is in place already stays so. Raises
        NotKept if there is no such bundle, and BundleError if it cannot be served; nothing is
        replaced then.
        """
        with self._lock():
            kept = self.kept()
            wanted = version or kept.replaced
            if wanted not in kept.versions:
                raise NotKept(self.folder, version, kept.versions)
            Bundle.load(self.folder / wanted)
            before = self.version_in_place
            if before not in {"", wanted}:
                self._keep(Bundle.load(self.bundle), last=wanted, replaced=kept.replaced)
            self._release(self.folder / wanted)
        return Return(wanted, before)

    def _lock(self) -> FileLock:
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / ".lock")

    def _release(self, folder: Path) -> None:
        """Put a bundle in place, and remove what an interrupted release left beside it."""
        release(folder, self.bundle)
        for left in self.bundle.glob("*.tmp"):
            left.unlink()

    @property
    def version_in_place(self) -> str:
        """The version of the released bundle; "" if there is none that could be served."""
        try:
            return Bundle.load(self.bundle).contract.version
        except BundleError:
            return ""

    def _keep(self, bundle: Bundle, last: str, replaced: str) -> None:
        """Copy a bundle here and list it; `last` and `replaced` are kept whatever their age."""
        version = bundle.contract.version
        copy_bundle(bundle, self.folder / version)
        others = [one for one in self.kept().versions if one not in {version, last, replaced}]
        listed = list(dict.fromkeys([*others, replaced, version, last]))[-KEPT:]
        write_json(self.folder / LIST, Kept(listed, replaced))
        # Others go, and with them what an interrupted copy left behind.
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in listed and _holds_a_bundle_alone(folder):
                shutil.rmtree(folder)


def _holds_a_bundle_alone(folder: Path) -> bool:
    return all(
        path.name in (*BUNDLE_FILES, CARD_FILE) or path.suffix == ".tmp"
        for path in folder.iterdir()
    )

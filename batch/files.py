"""Files: opened, moved and removed through Beam's file systems, on this machine or in a bucket."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, cast

from apache_beam.io.filesystem import BeamIOError, CompressionTypes
from apache_beam.io.filesystems import FileSystems

from batch.errors import PlaceUnknown


def matching(pattern: str) -> list[str]:
    """Return the files that match a pattern, in order."""
    # Beam finds nothing for a pattern without a folder, such as *.csv.
    is_bare = "/" not in pattern
    (found,) = FileSystems.match([f"./{pattern}" if is_bare else pattern])
    return sorted(file.path for file in found.metadata_list)


def joined(folder: str, *names: str) -> str:
    """Return the path of a file in a folder.

    Raises
    ------
    PlaceUnknown
        If no file system has the folder's scheme.
    """
    with _known(folder):
        return FileSystems.join(folder, *names)


def parent(path: str) -> str:
    """Return the folder of a file."""
    return cast(str, FileSystems.split(path)[0])


def exists(path: str) -> bool:
    """Tell whether there is such a file or folder.

    Raises
    ------
    PlaceUnknown
        If no file system has the path's scheme.
    """
    with _known(path):
        return cast(bool, FileSystems.exists(path))


def opened(path: str) -> BinaryIO:
    """Open a file for reading, as its bytes are."""
    return FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)


def created(path: str) -> BinaryIO:
    """Open a new file for writing; its folder is made if it does not exist."""
    return FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED)


def move(sources: Sequence[str], targets: Sequence[str]) -> None:
    """Move files; those that an earlier attempt has already moved are left as they are."""
    left = [pair for pair in zip(sources, targets, strict=True) if not exists(pair[1])]
    for folder in {parent(target) for _, target in left}:
        _make(folder)
    FileSystems.rename([source for source, _ in left], [target for _, target in left])


def remove(patterns: Sequence[str]) -> None:
    """Remove all files that match some patterns."""
    found = [path for pattern in patterns for path in matching(pattern)]
    if found:
        FileSystems.delete(found)


def remove_folder(folder: str) -> None:
    """Remove a folder with its contents, if it exists."""
    remove([joined(folder, "**")])
    if FileSystems.get_filesystem(folder).has_dirs() and exists(folder):
        FileSystems.delete([folder])


@contextmanager
def _known(path: str) -> Iterator[None]:
    try:
        yield
    except ValueError:  # what Beam raises where it has no file system
        raise PlaceUnknown(path) from None


def _make(folder: str) -> None:
    try:
        FileSystems.mkdirs(folder)
    except BeamIOError:  # it is there
        return
    except OSError:
        if not exists(folder):
            raise

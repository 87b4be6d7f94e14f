"""Sources: where flights and weather come from, one file a source."""

from collections.abc import Sequence

from training.errors import ColumnsMissing, FileUnknown, UnknownSource
from training.sources.asos import Asos
from training.sources.base import FileSource, Source, SourceData
from training.sources.bts import Bts
from training.sources.nyc import Nyc2013, Nyc2023
from training.sources.outcomes import Outcomes

SOURCES: dict[str, Source] = {source.name: source for source in (Nyc2013(), Nyc2023())}
"""Those that lie in installed packages."""

FILE_SOURCES: dict[str, FileSource] = {
    source.name: source for source in (Bts(), Outcomes(), Asos())
}
"""Those that come as files."""

PUBLISHED = ("bts", "asos")
"""Those of the latter that can be downloaded."""

__all__ = [
    "FILE_SOURCES",
    "PUBLISHED",
    "SOURCES",
    "FileSource",
    "Source",
    "SourceData",
    "find_source",
    "recognise",
]


def find_source(name: str) -> Source:
    """Return the source of this name, of those in installed packages.

    Raises
    ------
    UnknownSource
        If there is none.
    """
    if name not in SOURCES:
        raise UnknownSource(name, (*SOURCES, *PUBLISHED))
    return SOURCES[name]


def recognise(file: str, names: Sequence[str], start: str) -> FileSource:
    """Return the source whose columns a file has.

    Parameters
    ----------
    file
        The file's name, for messages.
    names, start
        The names of its columns, and how the line begins that holds them.

    Raises
    ------
    FileUnknown
        If the file has fewer than half of every source's columns.
    ColumnsMissing
        If it lacks some of those of the source it resembles most.
    """
    share = {
        source: len(set(source.columns) & set(names)) / len(source.columns)
        for source in FILE_SOURCES.values()
    }
    likest = max(share, key=lambda source: share[source])
    if share[likest] < 0.5:
        known = {source.name: ", ".join(source.columns[:3]) for source in share}
        raise FileUnknown(file, start, known)
    if missing := [name for name in likest.columns if name not in names]:
        raise ColumnsMissing(file, likest.name, missing)
    return likest

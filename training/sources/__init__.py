"""Sources: flights and weather as others publish them, read with suspicion, one file a source.

A source hands its tables on in the lake's columns and units (`schema`), with where they came
from; it cleans nothing. Imports the files at the root of `training` alone.
"""

from training.errors import ColumnsMissing, FileUnknown, UnknownName
from training.sources.asos import ASOS
from training.sources.base import FileSource, Source
from training.sources.bts import BTS
from training.sources.nyc import NYC2013, NYC2023
from training.sources.outcomes import OUTCOMES
from training.sources.tables import Header

SOURCES: dict[str, Source] = {source.name: source for source in (NYC2013, NYC2023)}
"""Sources that lie in installed packages."""

FILE_SOURCES = {source.name: source for source in (BTS, OUTCOMES, ASOS)}
"""Sources that come as files."""

PUBLISHED = ("bts", "asos")
"""Sources of files that can be downloaded."""


def find_source(name: str) -> Source:
    """Return the source of this name, of those in installed packages.

    Raises
    ------
    UnknownName
        If there is none.
    """
    if name not in SOURCES:
        raise UnknownName("source", name, (*SOURCES, *PUBLISHED))
    return SOURCES[name]


def recognise(file: str, header: Header) -> FileSource:
    """Return the source whose columns a file has.

    Parameters
    ----------
    file
        The file's name, for messages.

    Raises
    ------
    FileUnknown
        If the file has fewer than half of every source's columns.
    ColumnsMissing
        If it lacks some of those of the source it resembles most.
    """

    def lacks(source: FileSource) -> list[str]:
        return [name for name in source.columns if name not in header.names]

    likest = min(FILE_SOURCES.values(), key=lambda one: len(lacks(one)) / len(one.columns))
    missing = lacks(likest)
    if len(missing) * 2 > len(likest.columns):
        known = {name: ", ".join(one.columns[:3]) for name, one in FILE_SOURCES.items()}
        raise FileUnknown(file, ",".join(header.names)[:80], known)
    if missing:
        raise ColumnsMissing(file, likest.name, missing)
    return likest

"""Sources: where flights come from, one file a source."""

from training.errors import UnknownSource
from training.sources.base import Source, SourceData
from training.sources.nyc2013 import Nyc2013
from training.sources.nyc2023 import Nyc2023

SOURCES: dict[str, Source] = {source.name: source for source in (Nyc2013(), Nyc2023())}

__all__ = ["SOURCES", "Source", "SourceData", "find_source"]


def find_source(name: str) -> Source:
    """Return the source of this name.

    Raises
    ------
    UnknownSource
        If there is none.
    """
    if name not in SOURCES:
        raise UnknownSource(name, SOURCES)
    return SOURCES[name]

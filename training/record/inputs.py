"""Inputs: the files to count, named by a person or lying in the lake."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.lake import Lake
from training.record.errors import NothingCounted

OFFICIAL = "bts"
"""The lake's source whose months hold every flight of the nation's airlines."""


@dataclass(frozen=True)
class Input:
    """A file to count.

    Attributes
    ----------
    year
        The year of its flights, where neither its columns nor its name tell.
    is_nation
        Whether it holds every flight of its airlines in its months, whatever its form says.
    """

    path: str
    year: int | None = None
    is_nation: bool = False


def named_inputs(paths: Sequence[str], year: int | None) -> list[Input]:
    """Return files that were named."""
    return [Input(path, year) for path in paths]


def lake_inputs(lake: Lake) -> list[Input]:
    """Return the lake's official months.

    Raises
    ------
    NothingCounted
        If it holds none.
    LakeDamaged
        If a file is missing or is not what the manifest says.
    """
    files = [one for one in lake.manifest().of("flights") if one.source == OFFICIAL]
    if not files:
        raise NothingCounted
    return [Input(str(lake.checked(one)), is_nation=True) for one in files]

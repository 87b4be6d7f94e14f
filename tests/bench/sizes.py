"""Sizes: what each contender's packages take on disk, compiled modules included.

Measured on the packages of this environment: those a contender names, and all that these need.
"""

from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def installed_size(packages: Iterable[str]) -> int:
    """Return the bytes of packages and of all that they need."""
    return sum(_size(distribution(name)) for name in needed(packages))


def needed(packages: Iterable[str]) -> set[str]:
    """Return packages and all that they need here, by their normalised names.

    Examples
    --------
    >>> sorted(needed(["jinja2"]))
    ['jinja2', 'markupsafe']
    """
    found: set[str] = set()
    left = [Requirement(name) for name in packages]
    while left:
        requirement = left.pop()
        name = canonicalize_name(requirement.name)
        if name in found or not (installed := _find(name)):
            continue
        found.add(name)
        needs = (Requirement(line) for line in installed.requires or ())
        left += [one for one in needs if _holds(one)]
    return found


def _find(name: str) -> Distribution | None:
    """Return the package; None if it is not here, as one for another system is not."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _holds(requirement: Requirement) -> bool:
    """Tell whether a requirement is one of this system, without any extra."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def _size(package: Distribution) -> int:
    paths = (Path(str(package.locate_file(file))) for file in package.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file())

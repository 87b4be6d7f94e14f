"""Readme: the figures that README.md shows, filled in from the bundle and the results.

What stands between `<!-- name -->` and `<!-- /name -->` is written by the function of that name
in `training.readme_parts`, and by nobody's hand.
"""

import re
from pathlib import Path

from pushback.bundle import Bundle
from training.config import RELEASE_FOLDER
from training.errors import MarkerUnknown
from training.readme_parts import PARTS, Figures

MARKED = re.compile(r"(<!-- (\w+) -->)(.*?)(<!-- /\2 -->)", re.DOTALL)


def fill(path: Path) -> bool:
    """Bring README.md in line with the bundle and the results; return whether it changed.

    Raises
    ------
    MarkerUnknown
        If a marker has a name that nothing is written for.
    ResultsMissing
        If a study has not been run.
    """
    text = path.read_text()
    filled = filled_text(Figures(text, Bundle.load(RELEASE_FOLDER)))
    if filled != text:
        path.write_text(filled)
    return filled != text


def filled_text(figures: Figures) -> str:
    """Return the README with every marked part written anew; as `fill`."""

    def part(found: re.Match[str]) -> str:
        opening, name, _, closing = found.groups()
        if name not in PARTS:
            raise MarkerUnknown(name, list(PARTS))
        return f"{opening}{PARTS[name](figures)}{closing}"

    return MARKED.sub(part, figures.text)

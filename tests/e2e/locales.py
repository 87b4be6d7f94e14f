"""The words of the pages: those that all share, and those of each page alone."""

import json

from tests.paths import FRONTEND

LOCALES = FRONTEND / "locales"


def words_of(language: str) -> dict[str, str]:
    """Return all words in a language by key; no key is in two files.

    Raises
    ------
    ValueError
        If a key is.
    """
    found: dict[str, str] = {}
    for path in sorted(LOCALES.rglob(f"{language}.json")):
        texts: dict[str, str] = json.loads(path.read_text())
        if twice := found.keys() & texts.keys():
            raise ValueError(f"{min(twice)} is in two files of {language}.")
        found |= texts
    return found

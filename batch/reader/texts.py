"""Texts: a cell's text as it would be typed by hand, and what stands for no value."""

import tomllib
import unicodedata
from pathlib import Path

WORDS = tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))
"""What texts mean, as the file itself says."""
MISSING = frozenset(WORDS["missing"])
AROUND = " \t\"'=`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
"""Blanks and marks around a value that are not part of it: ="0700" is how Excel keeps a text."""
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_PLAIN_DASHES = str.maketrans(dict.fromkeys(DASHES, "-"))


def cleaned(text: str) -> str:
    """Return a text without invisible characters, in plain digits, dashes and blanks.

    Examples
    --------
    >>> cleaned(" JFK\u00a0"), cleaned('="0700"'), cleaned("\u22125"), cleaned("\u201cDL\u201d")
    ('JFK', '0700', '-5', 'DL')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_PLAIN_DASHES)
        text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return text.strip(AROUND)


def unaccented(text: str) -> str:
    """Return a text without its letters' accents."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_missing(text: str | None) -> bool:
    """Return whether a cleaned text stands for nothing."""
    return text is None or text.lower() in MISSING

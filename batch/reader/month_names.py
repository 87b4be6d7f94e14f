"""Month names: days whose month is a name, as days whose month is a number.

Examples
--------
>>> numbered("23-Dec-26 18:30"), numbered("Wednesday, December 23rd, 2026"), numbered("23DEC26")
('2026-12-23 18:30', '2026-12-23', '2026-12-23')
"""

import re
import unicodedata

MONTHS = {
    "jan": 1, "ene": 1, "feb": 2, "fev": 2, "mar": 3, "mrz": 3, "apr": 4, "avr": 4, "abr": 4,
    "may": 5, "mai": 5, "jun": 6, "juin": 6, "jul": 7, "juil": 7, "aug": 8, "aou": 8, "ago": 8,
    "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12, "dic": 12,
}  # fmt: skip
"""How the names of months begin in English, French, German and Spanish."""
FIRST_YEAR = "87"
"""The first year of the record, 1987."""
WEEKDAYS = (
    "mon tue wed thu fri sat sun lun mar mer jeu ven sam dim mie jue vie sab dom"
    " mit die don fre son mo di mi do fr sa so"
)
"""How the names of weekdays begin; those of two letters stand for themselves."""

_WEEKDAY = re.compile(r"([^\W\d_]{2,10})\.?,? +(?=\w)")
_MONTH = r"(?P<{}>[^\W\d_]{{3,10}})\.?"
_NUMBER = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|\.)?"
_NAMED = re.compile(
    rf"(?:{_NUMBER.format('one')}[-/ ]*(?:de )?{_MONTH.format('after')}"
    rf"|{_MONTH.format('before')}[-/ ]*{_NUMBER.format('two')})"
    r",?[-/ ]*(?:de )?'?(?P<year>\d{4}|\d\d)(?!\d)(?P<rest>.*)"
)


def whole_year(year: str) -> str:
    """Return a year of two digits with those before: it is one of 1987 to 2086.

    Examples
    --------
    >>> whole_year("26"), whole_year("99"), whole_year("2015")
    ('2026', '1999', '2015')
    """
    return year if len(year) > 2 else f"{'19' if year >= FIRST_YEAR else '20'}{year:>02}"


def numbered(text: str) -> str:
    """Return a text without its weekday, and with a number in place of its month's name.

    A month is looked for first: "Mar" begins a Tuesday too, in French and Spanish.
    """
    rest = _without_weekday(text)
    return _numbered(text) or _numbered(rest) or rest


def _numbered(text: str) -> str | None:
    named = _NAMED.fullmatch(text)
    if not named or not (month := _month(named["after"] or named["before"])):
        return None
    return f"{whole_year(named['year'])}-{month}-{named['one'] or named['two']}{named['rest']}"


def _without_weekday(text: str) -> str:
    found = _WEEKDAY.match(text)
    is_weekday = found and _folded(found[1])[:3] in WEEKDAYS.split()
    return text[found.end() :] if found and is_weekday else text


def _month(word: str) -> int | None:
    word = _folded(word)
    return MONTHS.get(word[:4]) or MONTHS.get(word[:3])


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

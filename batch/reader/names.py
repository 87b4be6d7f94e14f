"""Names: airports, cities and airlines as people call them, for texts that hold no code.

Examples
--------
>>> airports_called("Boston, MA"), airports_called("O'Hare"), airports_called("JFK airport")
(['BOS'], ['ORD'], ['JFK'])
>>> airports_called("New York"), airports_called("NYC"), airports_called("Atlantis")
(['EWR', 'JFK', 'LGA'], ['EWR', 'JFK', 'LGA'], [])
>>> airline_called("United Air Lines Inc."), airline_called("Air Atlantis")
('UA', None)
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from batch.reader.cities import CITIES, CITY_CODES, NAMES

_SHARED = re.compile(r" (?:airport|apt|intl|international|regional|municipal|metropolitan)$")
_APOSTROPHE = re.compile("['\u2019]")
AIRLINES = {
    "airtran": "FL", "alaska": "AS", "allegiant": "G4", "american": "AA", "avelo": "XP",
    "breeze": "MX", "commutair": "C5", "continental": "CO", "delta": "DL", "endeavor": "9E",
    "envoy": "MQ", "expressjet": "EV", "frontier": "F9", "gojet": "G7", "hawaiian": "HA",
    "horizon": "QX", "jetblue": "B6", "mesa": "YV", "northwest": "NW", "piedmont": "PT",
    "psa": "OH", "republic": "YX", "skywest": "OO", "southwest": "WN", "spirit": "NK",
    "suncountry": "SY", "united": "UA", "us": "US", "virginamerica": "VX", "wisconsin": "ZW",
}  # fmt: skip
"""What airlines are called, without the words in `SAID_OF_ALL`."""
SAID_OF_ALL = {
    "air", "airline", "airlines", "airways", "co", "company", "corp", "corporation", "inc",
    "line", "lines", "the",
}  # fmt: skip
_STATE = re.compile(r"([A-Z]{2}) ([^:]+): ")


def airports_called(text: str) -> list[str]:
    """Return the codes of all airports that a name or a city's code stands for; none if unknown."""
    if text.strip(" ").upper() in CITY_CODES:
        return CITY_CODES[text.strip(" ").upper()].split()
    name = _folded(text) if text.isprintable() else ""
    while name not in _CALLED and _SHARED.search(name):
        name = _SHARED.sub("", name)
    return sorted(_CALLED.get(name, ()))


def airline_called(text: str) -> str | None:
    """Return the code of the airline that a name stands for; None if it is not known."""
    words = _folded(text).split() if text.isprintable() else []
    return AIRLINES.get("".join(word for word in words if word not in SAID_OF_ALL))


def _folded(text: str) -> str:
    """Return a name without accents and marks, in small letters."""
    letters = unicodedata.normalize("NFD", _APOSTROPHE.sub("", text)).lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.sub(r"[\W_]+", " ", plain).strip()
    return re.sub(r"\bsaint\b", "st", words)


def _names() -> Iterator[tuple[str, str]]:
    """Yield what airports are called, each with its code."""
    state = ["", ""]
    for line in CITIES.strip().split("\n"):
        if found := _STATE.match(line):
            state = [found[1], found[2]]
        for code, cities in _pairs(_STATE.sub("", line)):
            for city in cities:
                yield from ((name, code) for name in (city, *(f"{city} {one}" for one in state)))
    for line in NAMES.strip().split("\n"):
        yield from ((name, code) for code, names in _pairs(line) for name in names)


def _pairs(line: str) -> Iterator[tuple[str, list[str]]]:
    for entry in line.split("|"):
        yield entry[:3], entry[4:].split(", ")


_CALLED: dict[str, set[str]] = defaultdict(set)
for _name, _code in _names():
    _CALLED[_folded(_name)].add(_code)

"""Names: airports, cities and airlines as people call them; `values.py` reads codes first.

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
import tomllib
from collections import defaultdict
from functools import cache
from itertools import product
from pathlib import Path

from batch.reader.texts import unaccented

KEPT = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
"""What names stand for, as the file itself says."""
_SHARED = re.compile(r" (?:airport|apt|intl|international|regional|municipal|metropolitan)$")
_APOSTROPHE = re.compile("['\u2019]")


def airports_called(text: str) -> list[str]:
    """Return the codes of all airports that a name or a city's code stands for; none if unknown."""
    if codes := KEPT["city_codes"].get(text.strip(" ").upper()):
        return list(codes)
    name = _folded(text) if text.isprintable() else ""
    while name not in _called() and _SHARED.search(name):
        name = _SHARED.sub("", name)
    return sorted(_called().get(name, ()))


def airline_called(text: str) -> str | None:
    """Return the code of the airline that a name stands for; None if it is not known."""
    words = _folded(text).split() if text.isprintable() else []
    name = "".join(word for word in words if word not in KEPT["said_of_all"])
    code: str | None = KEPT["airlines"].get(name)
    return code


@cache
def icao_codes() -> dict[str, str]:
    """Return the codes of US airports by their ICAO codes, where those are not a K before them."""
    return tomllib.loads(Path(__file__).with_name("icao_codes.toml").read_text("utf-8"))


def _folded(text: str) -> str:
    """Return a name without accents and marks, in small letters."""
    plain = unaccented(_APOSTROPHE.sub("", text)).lower()
    return re.sub(r"\bsaint\b", "st", re.sub(r"[\W_]+", " ", plain).strip())


@cache
def _called() -> dict[str, set[str]]:
    """Return the codes of airports by all that they are called."""
    called = defaultdict(set)
    for text in (KEPT["cities"], KEPT["airports"]):
        states: list[str] = []
        for line in text.splitlines():
            head, _, entries = line.rpartition(": ")
            states = [f" {head[:2]}", f" {head[3:]}"] if head else states
            for entry in entries.split("|"):
                for name, state in product(entry[4:].split(", "), ["", *states]):
                    called[_folded(name + state)].add(entry[:3])
    return dict(called)

"""Vocabulary: write the names and codes that the Python reader knows as a module of the page.

    PYTHONPATH=. python frontend/page_vocabulary.py

So a list on the page for many flights is read as `python -m batch` and `training ingest` read it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from batch.announced import FLOWN
from batch.reader.errors import ZONED
from batch.reader.names import KEPT, icao_codes
from batch.reader.texts import AROUND, DASHES, MISSING, WORDS
from batch.reader.times import MONTHS, WEEKDAYS
from batch.reader.vocabulary import ANSWERS, CAME_TRUE, DAYS, FLIGHTS, LOGBOOK, PLACES, SURER, plain

FRONTEND = Path(__file__).resolve().parent
MODULE = FRONTEND / "scripts" / "many-page" / "vocabulary.js"


def module() -> str:
    """Return the module's text."""
    parts: dict[str, dict[str, object]] = {
        "The names of columns by what they hold, as compared; the first that a sheet has counts.": {
            "FLIGHTS": {role: _plain(names) for role, names in FLIGHTS.items()},
        },
        "Names that come before all others.": {
            "SURER": {role: _plain(names) for role, names in SURER.items()},
        },
        "The airport of each time: some names may mean either.": {"PLACES": PLACES},
        "What is scheduled where a sheet tells of no delays; elsewhere what came true.": {
            "LOGBOOK": {role: _plain(names) for role, names in LOGBOOK.items()},
        },
        "The pattern of names that tell how flights went.": {"CAME_TRUE": CAME_TRUE.pattern},
        "Patterns of names that tell a zone, of notes that tell one, and of those that do not.": {
            "ZONED": ZONED.pattern,
            "NOT_LOCAL": WORDS["not_local"],
            "NOT_OF_ROWS": WORDS["not_of_rows"],
        },
        "What columns hold that only sheets of flights flown have; and where days may stand.": {
            "FLOWN": sorted(FLOWN),
            "DAYS": [role for role in DAYS if role in FLIGHTS],
        },
        "What answers add to a list: a list that comes back with these tells of no flight flown.": {
            "ANSWERS": list(ANSWERS),
        },
        "Codes that air traffic control uses, and those on tickets; of airports all in one text.": {
            "AIRLINES": KEPT["airlines_icao"],
            "AIRPORTS": " ".join(long + code for long, code in icao_codes().items()),
        },
        "What airlines are called, without the words that are said of all.": {
            "AIRLINES_CALLED": KEPT["airlines"],
            "SAID_OF_ALL": KEPT["said_of_all"],
        },
        "What programs write for a value that is not there.": {"MISSING": sorted(MISSING)},
        "Marks around values that are no part of them, and dashes for a minus.": {
            "AROUND": AROUND,
            "DASHES": DASHES,
        },
        "How the names of months and weekdays begin.": {
            "MONTHS": MONTHS,
            "WEEKDAYS": WEEKDAYS,
        },
    }
    texts = ["// Made by page_vocabulary.py from the tables of batch/reader: change it there.\n"]
    for comment, values in parts.items():
        texts.append(f"\n// {comment}\n")
        texts += [f"export const {name} = {_written(value)}\n" for name, value in values.items()]
    return "".join(texts)


def _plain(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(map(plain, names)))


def _written(value: object) -> str:
    """Return a value as JSON, each role on a line of its own."""
    if not isinstance(value, dict) or not all(isinstance(one, list) for one in value.values()):
        return json.dumps(value, ensure_ascii=False)
    lines = [
        f"  {json.dumps(key)}: {json.dumps(one, ensure_ascii=False)},\n"
        for key, one in value.items()
    ]
    return f"{{\n{''.join(lines)}}}"


def main() -> int:
    """Write the module; return the exit code."""
    MODULE.write_text(module())
    return 0


if __name__ == "__main__":
    sys.exit(main())

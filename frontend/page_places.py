"""Places: write where each airport lies as a module of the page, from the reader's tables.

    PYTHONPATH=. python frontend/page_places.py

The bundle's contract says which airports there are, and how each is called; the tables have the
city, the state and the four-letter code.
"""

import json
import sys
import textwrap
from pathlib import Path

from batch.reader.names import KEPT, icao_codes

FRONTEND = Path(__file__).resolve().parent
CONTRACT = FRONTEND.parent / "function" / "model" / "contract.json"
STROKE, APOSTROPHE = "'", "\u2019"
MODULE = FRONTEND / "scripts" / "ask" / "places.js"


def module(codes: list[str]) -> str:
    """Return the module's text for airports."""
    others = sorted(f"{code}{long}" for long, code in icao_codes().items() if code in codes)
    return (
        "// Made by page_places.py from the tables of batch/reader: change it there.\n\n"
        "// By state, each airport's code and the cities that it serves.\n"
        f"export const PLACES = `\n{KEPT['cities'].replace(STROKE, APOSTROPHE)}`\n\n"
        "// What airports are called, without the words that most of them share.\n"
        f"export const NAMES = `\n{KEPT['airports']}`\n\n"
        "// Names that are newer than those of the service.\n"
        f"export const RENAMED = {json.dumps(KEPT['renamed'], indent=2)}\n\n"
        "// Codes of cities, which stand for all their airports.\n"
        f"export const CITY_CODES = {json.dumps(KEPT['city_codes'])}\n\n"
        "// Three letters, and the four-letter code that is not a K before them.\n"
        f"export const LONG_CODES = `\n{textwrap.fill(' '.join(others), 96)}\n`\n"
    )


def main() -> int:
    """Write the module; return the exit code."""
    MODULE.write_text(module(list(json.loads(CONTRACT.read_text())["airports"])))
    return 0


if __name__ == "__main__":
    sys.exit(main())

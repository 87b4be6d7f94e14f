"""Places: write where each airport lies, from the package airportsdata, as a module of the page.

    python frontend/page_places.py

The bundle's contract says which airports there are, and how each is called; the package has the
city, the state and the four-letter code of all of them but one that has closed.
"""

import json
import sys
from pathlib import Path

import airportsdata

FRONTEND = Path(__file__).resolve().parent
CONTRACT = FRONTEND.parent / "function" / "model" / "contract.json"
MODULE = FRONTEND / "scripts" / "ask" / "places.js"


def module(codes: list[str]) -> str:
    """Return the module's text for airports."""
    known = airportsdata.load("IATA")
    states: dict[str, list[str]] = {}
    others = []
    for code in sorted(codes):
        if code not in known:
            continue
        place = known[code]
        states.setdefault(place["subd"], []).append(f"{code} {place['city']}")
        if place["icao"] != f"K{code}":
            others.append(f"{code} {place['icao']}")
    lines = [f"{state}: {'|'.join(cities)}" for state, cities in sorted(states.items())]
    return (
        "// Made by page_places.py from the package airportsdata: change it there.\n\n"
        "// By state, each airport's code and its city.\n"
        f"export const PLACES = `\n{chr(10).join(lines)}\n`\n\n"
        "// Four-letter codes that are not a K before the three letters.\n"
        f"export const LONG_CODES = `\n{chr(10).join(others)}\n`\n"
    )


def main() -> int:
    """Write the module; return the exit code."""
    MODULE.write_text(module(list(json.loads(CONTRACT.read_text())["airports"])))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""US airports: write what function and reader know of all of them, from the package airportsdata.

    python -m training.sources.us_airports

The bundle's contract tells of airports from which flights were counted, and the package is not
deployed. So zones are kept in a module of their own, and four-letter codes in a table.
"""

import textwrap
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from training.sources.places import us_airports

ROOT = Path(__file__).resolve().parents[2]
ZONES = ROOT / "function" / "pushback" / "airport_zones.py"
CODES = ROOT / "batch" / "reader" / "icao_codes.toml"
_MADE = "Made by `python -m training.sources.us_airports` from the package airportsdata (MIT)."
WIDTH = 96


def modules() -> dict[Path, str]:
    """Return the text of both files by their paths."""
    known = us_airports().sort_values("iata")
    return {ZONES: _zones(known), CODES: _codes(known)}


def _zones(known: pd.DataFrame) -> str:
    zones = known.groupby("tz")["iata"]
    lines = [f'    "{zone}": {_wrapped(codes)},\n' for zone, codes in zones]
    return (
        '"""Airport zones: the IANA time zone of every US airport, by its code.\n\n'
        f'{_MADE}\n"""\n\n'
        f"_BY_ZONE = {{\n{''.join(lines)}}}\n"
        "ZONES = {code: zone for zone, codes in _BY_ZONE.items() for code in codes.split()}\n"
    )


def _codes(known: pd.DataFrame) -> str:
    long = known[known["icao"].str.fullmatch("[A-Z]{4}", na=False)]
    long = long[long["icao"] != "K" + long["iata"]].sort_values("icao")
    # What ends like another airport's code is that airport's, as most people write it.
    taken = long["icao"].str.startswith("K") & long["icao"].str[1:].isin(known["iata"])
    pairs = long.loc[~taken, ["icao", "iata"]].itertuples(index=False)
    lines = [f'{icao} = "{iata}"\n' for icao, iata in pairs]
    sentence = "ICAO codes: those of US airports that are not a K before the code."
    return f"# {sentence}\n#\n# {_MADE}\n\n{''.join(lines)}"


def _wrapped(words: Iterable[str]) -> str:
    return f'"""\n{textwrap.fill(" ".join(words), WIDTH)}\n"""'


if __name__ == "__main__":
    for path, text in modules().items():
        path.write_text(text)

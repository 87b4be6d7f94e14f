"""Vocabulary: the names that columns have in files, one table for all commands.

Names are matched without regard to case, blanks, underscores and other marks: CRS_DEP_TIME and
CRSDepTime are one. Those of flights stand in `columns.toml`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from batch.reader.errors import ZONED, ColumnsMissing, FileUnknown
from batch.reader.times import DAY_FIRST, MONTH_FIRST, YEAR_FIRST
from pushback.flights import WEATHER_FIELDS

Names = Mapping[str, Sequence[str]]
"""The names of each role; of several the first that a file has counts."""

_TABLES = tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))
FLIGHTS: Names = _TABLES["flights"]
SURER: Names = _TABLES["surer"]
LOGBOOK: Names = _TABLES["logbook"]
ZONE = {"zone": FLIGHTS["zone"]}
WEATHER: Names = ZONE | {name: (name,) for name in ("airport", "time", *WEATHER_FIELDS)}
READINGS = ("tmpf", "dwpf", "relh", "drct", "sknt", "p01i", "vsby")
PRESSURES = ("mslp", "alti")
ZONED_TIME = re.compile(r"valid ?\((.+)\)", re.IGNORECASE)
"""What reports call their times where the name says in which zone they are."""
REPORTS: Names = ZONE | {name: (name,) for name in ("station", "valid", *READINGS, *PRESSURES)}
KINDS: Mapping[str, Names] = dict.fromkeys(("bts", "outcomes", "flights"), FLIGHTS) | {
    "weather": WEATHER,
    "asos": REPORTS,
}
OFFICIAL: Sequence[str] = _TABLES["official"]
"""One of these beside FlightDate: a month of the official archive."""
OFFICIAL_MONTH: Sequence[str] = _TABLES["official_month"]
"""The roles that such a month has."""

CODES = ("carrier", "origin", "destination")
SOLD_BY = "marketing_carrier"
"""The role that tells the airline of rows whose operating airline is not told."""
ANSWERS: Sequence[str] = _TABLES["answers"]
"""What our own answers add to flights. A file that has all of them comes back from us: these
columns tell of chances, not of what became of its flights."""

DAYS = ("day", "departure", "arrival", "actual_departure", "actual_arrival", "time", "valid")
"""Roles whose texts may hold a day."""

PLACES = {"departure": "origin", "arrival": "destination"}
"""The airport of each time: some names may mean either, as one or two columns of a file tell."""
SHOWN = 5
"""Columns of a kind that a message names."""
DATE = ("year", "month", "day_of_month")
"""Roles that tell a day together."""

Roles = dict[str, str]


def plain(name: str) -> str:
    """Return a name as it is compared.

    Examples
    --------
    >>> plain("CRS_DEP_TIME"), plain("Gate Departure (Scheduled)")
    ('crsdeptime', 'gatedeparturescheduled')
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", _UNIT.sub("", name))).lower()


ANNOUNCED = "departuredelaymin"
"""How names begin of delays that are announced."""
_FORMS = {"y/mm/dd": YEAR_FIRST, "mm/dd": MONTH_FIRST, "dd/mm": DAY_FIRST}
"""What names may say of the order of their days; the first that is there counts."""
_UNIT = re.compile(
    r"[\[(] *(?:min(?:ute)?s?\.?|mi(?:les)?|l|local(?: time)?|lt|hh:?mm|iata|icao"
    r"|[dmy]+(?:[-/.][dmy]+){2}) *[\])]\s*\Z",
    re.I,
)
"""What a name may end with and mean the same: delays are minutes, times local, days written so."""
_CLOCK = re.compile("dep|arr|std|sta|time", re.IGNORECASE)
"""What names of flights' times have in common."""
CAME_TRUE = re.compile(f"(?!{ANNOUNCED}).*(?:{'|'.join(_TABLES['came_true'])})")
"""The pattern of names that tell how flights went."""
KNOWN = frozenset(
    plain(name)
    for kind in (*KINDS.values(), SURER, LOGBOOK)
    for names in kind.values()
    for name in names
)


def known_names(names: Sequence[str]) -> int:
    """Return how many of some names are those of columns."""
    return sum(plain(name) in KNOWN for name in names)


@dataclass(frozen=True)
class Layout:
    """What a file's columns are: its kind, and the name of each column by its role."""

    kind: str
    columns: Roles

    @property
    def has_days(self) -> bool:
        """Whether columns of their own tell the days."""
        return "day" in self.columns or {*DATE} <= self.columns.keys()

    @property
    def usual_order(self) -> str:
        """In which order the file's names say that its days are written; "" if they do not."""
        names = [self.columns[role] for role in DAYS if role in self.columns]
        told = re.sub("[-.]", "/", " ".join(names).lower())
        written = (order for form, order in _FORMS.items() if form in told)
        return next(written, MONTH_FIRST if "fldate" in map(plain, names) else "")


def roles_of(kind: str, names: Sequence[str]) -> Roles:
    """Return the name of each column that a kind knows, by its role."""
    answers = ANSWERS if {*ANSWERS} <= {*names} else ()
    here = {plain(name): name for name in reversed(names) if name not in answers}
    here.update(("valid", name) for name in names if ZONED_TIME.fullmatch(name))
    found = _named(KINDS[kind], here)
    if KINDS[kind] is not FLIGHTS:
        return found
    found |= _named(SURER, here)
    if found.get("carrier") in _named(SURER, here).values():
        others = {one: name for one, name in here.items() if name != found["carrier"]}
        found |= _named({SOLD_BY: (*FLIGHTS["carrier"], *FLIGHTS["flight_number"])}, others)
    if ("distance", "time") in pairwise(map(plain, names)):
        here.pop("time")  # how long the flight takes
    is_flown, logbook = any(map(CAME_TRUE.match, here)), _named(LOGBOOK, here)
    apart = [role for role, name in logbook.items() if found.get(f"actual_{role}", name) != name]
    # Plain times are actual ones in a file of flights flown that has no others for these.
    plain_times = LOGBOOK if apart or not is_flown else {}
    if plain_times:
        found = logbook | found
        is_zoned = any(ZONED.search(name) and _CLOCK.search(name) for name in names)
        if "departure" not in found and "day" in found and not (is_zoned or is_flown):
            found["departure"] = found.pop("day")  # flight logs write the day with its clock
    is_place = False
    for time, place in PLACES.items():
        if place not in found or found[place] != found.get(time):
            is_place = is_place or {place, time} <= found.keys()
            continue
        others = {one: name for one, name in here.items() if name != found[place]}
        told = _named({time: (*FLIGHTS[time], *plain_times.get(time, ()))}, others)
        if is_place and not told:
            del found[time]  # as the departure's, it names an airport
        found, is_place = found | told, bool(told)
    if "carrier" not in found and "flight_number" in found:
        found["carrier"] = found["flight_number"]  # which may begin with it
    scheduled = {found.get(role) for role in PLACES}
    return {role: name for role, name in found.items() if role in PLACES or name not in scheduled}


def is_official(names: Sequence[str]) -> bool:
    """Return whether columns are those of the official archive's ready-made months."""
    here = set(map(plain, names))
    return "flightdate" in here and not here.isdisjoint(map(plain, OFFICIAL))


def is_archived(names: Sequence[str]) -> bool:
    """Return whether columns are those of an archive, whose lines all end, and names differ."""
    bare = {name.partition("(")[0].strip() for name in names}
    return is_official(names) or {"station", "valid"} <= bare


def recognise(
    file: str,
    names: Sequence[str],
    needs: Mapping[str, Sequence[str]],
    hints: Mapping[str, str] = MappingProxyType({}),
) -> Layout:
    """Return the layout of a file, of the kinds that are asked for.

    Each kind needs some roles, of which the first two tell it from others; `hints` are the ends of
    sentences on what a person may do who has none of a kind. Raises `FileUnknown` if the file has
    neither half of the columns that some kind needs nor its first two, and `ColumnsMissing` if it
    lacks some of those of the kind that it resembles most.
    """
    asked = {kind: needs[kind] for kind in needs if (kind == "bts") == is_official(names)} or needs
    found = {kind: roles_of(kind, names) for kind in asked}

    def lacks(kind: str) -> list[str]:
        return [role for role in needs[kind] if role not in found[kind]]

    nearest = min(asked, key=lambda kind: len(lacks(kind)) / len(needs[kind]))
    lacking = lacks(nearest)
    if len(lacking) * 2 > len(needs[nearest]) and {*needs[nearest][:2]} & {*lacking}:
        known = {
            kind: ", ".join(_shown(kind, role) for role in roles[:SHOWN])
            + (", …" if len(roles) > SHOWN else "")
            for kind, roles in needs.items()
        }
        raise FileUnknown(file, ",".join(names)[:80], known, "".join(hints.values()))
    if lacking:
        missing = [_shown(nearest, role) for role in lacking]
        hint = _why_actual(names) if "departure" in lacking else ""
        raise ColumnsMissing(file, nearest, missing, names, hint + hints.get(nearest, ""))
    return Layout(nearest, found[nearest])


def _why_actual(names: Sequence[str]) -> str:
    """Return why a plain time is not the scheduled one, as the end of a sentence."""
    here = {plain(name): name for name in names}
    time, flown = _named(LOGBOOK, here).get("departure"), [*filter(CAME_TRUE.match, here)]
    if not (time and flown):
        return ""
    because = f"because {here[flown[0]]} tells how flights went"
    otherwise = "if it is the scheduled time, call it scheduled_departure"
    return f". {time} is taken for the actual time, {because}: {otherwise}"


def _shown(kind: str, role: str) -> str:
    names = KINDS[kind][role]
    return names[:2][-1] if kind == "bts" else names[0]


def _named(kind: Names, here: Mapping[str, str]) -> Roles:
    known = {role: list(filter(here.get, map(plain, names))) for role, names in kind.items()}
    return {role: here[names[0]] for role, names in known.items() if names}

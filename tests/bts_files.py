"""BTS files: official-format months of invented flights, from three rows to half a million.

The header has the official 109 quoted names and the nameless 110th; values are quoted, or not,
as in the official files. Run it to write a month as large as the real ones:

    python -m tests.bts_files /tmp/months 2025-01 560000
"""

import io
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

COLUMNS = [
    "Year", "Quarter", "Month", "DayofMonth", "DayOfWeek", "FlightDate", "Reporting_Airline",
    "DOT_ID_Reporting_Airline", "IATA_CODE_Reporting_Airline", "Tail_Number",
    "Flight_Number_Reporting_Airline", "OriginAirportID", "OriginAirportSeqID",
    "OriginCityMarketID", "Origin", "OriginCityName", "OriginState", "OriginStateFips",
    "OriginStateName", "OriginWac", "DestAirportID", "DestAirportSeqID", "DestCityMarketID",
    "Dest", "DestCityName", "DestState", "DestStateFips", "DestStateName", "DestWac",
    "CRSDepTime", "DepTime", "DepDelay", "DepDelayMinutes", "DepDel15", "DepartureDelayGroups",
    "DepTimeBlk", "TaxiOut", "WheelsOff", "WheelsOn", "TaxiIn", "CRSArrTime", "ArrTime",
    "ArrDelay", "ArrDelayMinutes", "ArrDel15", "ArrivalDelayGroups", "ArrTimeBlk", "Cancelled",
    "CancellationCode", "Diverted", "CRSElapsedTime", "ActualElapsedTime", "AirTime", "Flights",
    "Distance", "DistanceGroup", "CarrierDelay", "WeatherDelay", "NASDelay", "SecurityDelay",
    "LateAircraftDelay", "FirstDepTime", "TotalAddGTime", "LongestAddGTime", "DivAirportLandings",
    "DivReachedDest", "DivActualElapsedTime", "DivArrDelay", "DivDistance",
    *(
        f"Div{number}{name}"
        for number in range(1, 6)
        for name in (
            "Airport", "AirportID", "AirportSeqID", "WheelsOn", "TotalGTime", "LongestGTime",
            "WheelsOff", "TailNum",
        )
    ),
]  # fmt: skip
QUOTED = {
    "Reporting_Airline", "IATA_CODE_Reporting_Airline", "Tail_Number",
    "Flight_Number_Reporting_Airline", "Origin", "OriginCityName", "OriginState",
    "OriginStateFips", "OriginStateName", "Dest", "DestCityName", "DestState", "DestStateFips",
    "DestStateName", "CRSDepTime", "DepTime", "DepTimeBlk", "WheelsOff", "WheelsOn", "CRSArrTime",
    "ArrTime", "ArrTimeBlk", "CancellationCode", "FirstDepTime",
}  # fmt: skip

# Zone, city and miles east of Guam's meridian, roughly: enough for plausible distances.
Places = Mapping[str, tuple[str, str, int]]
AIRPORTS: Places = {
    "JFK": ("America/New_York", "New York, NY", 7950),
    "ATL": ("America/New_York", "Atlanta, GA", 7700),
    "ORD": ("America/Chicago", "Chicago, IL", 7200),
    "DFW": ("America/Chicago", "Dallas/Fort Worth, TX", 7000),
    "DEN": ("America/Denver", "Denver, CO", 6600),
    "PHX": ("America/Phoenix", "Phoenix, AZ", 6300),
    "LAX": ("America/Los_Angeles", "Los Angeles, CA", 6000),
    "SEA": ("America/Los_Angeles", "Seattle, WA", 5700),
    "ANC": ("America/Anchorage", "Anchorage, AK", 4700),
    "HNL": ("Pacific/Honolulu", "Honolulu, HI", 3800),
    "GUM": ("Pacific/Guam", "Guam, TT", 0),
}
# What is written of every flight, so that lines are as long as the official ones.
FILLER = {
    "Quarter": 1, "DayOfWeek": 3, "DOT_ID_Reporting_Airline": 19790, "OriginAirportID": 12478,
    "OriginAirportSeqID": 1247805, "OriginCityMarketID": 31703, "OriginState": "NY",
    "OriginStateFips": "36", "OriginStateName": "New York", "OriginWac": 22,
    "DestAirportID": 12892, "DestAirportSeqID": 1289208, "DestCityMarketID": 32575,
    "DestState": "CA", "DestStateFips": "06", "DestStateName": "California", "DestWac": 91,
    "DepTime": "1827", "DepDelayMinutes": "0.00", "DepDel15": "0.00", "DepartureDelayGroups": -1,
    "DepTimeBlk": "1800-1859", "TaxiOut": "23.00", "WheelsOff": "1850", "WheelsOn": "2000",
    "TaxiIn": "9.00", "ArrTime": "2009", "ArrDelayMinutes": "0.00", "ArrDel15": "0.00",
    "ArrivalDelayGroups": -1, "ArrTimeBlk": "2000-2059", "ActualElapsedTime": "377.00",
    "Flights": "1.00", "DistanceGroup": 10, "DivAirportLandings": 0,
}  # fmt: skip
NEIGHBOURS = 19
"""How many others an invented airport has flights to: about as many as a real one."""
CARRIERS = ("AA", "DL", "UA", "WN", "B6", "9E")

Row = dict[str, Any]


def row(departure: str = "2025-01-15T18:30", airports: Places = AIRPORTS, **changes: Any) -> Row:
    """Return a flight on time from JFK to LAX; changes are to the official columns."""
    origin, destination = changes.get("Origin", "JFK"), changes.get("Dest", "LAX")
    leaves = datetime.fromisoformat(departure).replace(tzinfo=ZoneInfo(airports[origin][0]))
    miles = abs(airports[origin][2] - airports[destination][2]) + 100
    elapsed = 30 + miles // 8
    arrives = (leaves + timedelta(minutes=elapsed)).astimezone(ZoneInfo(airports[destination][0]))
    made: Row = {
        "Year": leaves.year,
        "Month": leaves.month,
        "DayofMonth": leaves.day,
        "FlightDate": f"{leaves:%Y-%m-%d}",
        "Reporting_Airline": "DL",
        "IATA_CODE_Reporting_Airline": changes.get("Reporting_Airline", "DL"),
        "Tail_Number": "N104DL",
        "Flight_Number_Reporting_Airline": 1,
        "Origin": origin,
        "OriginCityName": airports[origin][1],
        "Dest": destination,
        "DestCityName": airports[destination][1],
        "CRSDepTime": f"{leaves:%H%M}",
        "CRSArrTime": f"{arrives:%H%M}",
        "DepDelay": "-3.00",
        "ArrDelay": "-7.00",
        "Cancelled": "0.00",
        "Diverted": "0.00",
        "CRSElapsedTime": f"{elapsed}.00",
        "AirTime": f"{elapsed - 25}.00",
        "Distance": f"{miles}.00",
    }
    return {**FILLER, **made, **changes}


def cancelled(departure: str = "2025-01-15T18:30", **changes: Any) -> Row:
    """Return a cancelled flight."""
    gone = {"Cancelled": "1.00", "CancellationCode": "B", "DepDelay": "", "ArrDelay": ""}
    return row(departure, **{**gone, "AirTime": "", "Tail_Number": "", **changes})


def diverted(departure: str = "2025-01-15T18:30", **changes: Any) -> Row:
    """Return a flight that landed elsewhere."""
    return row(departure, **{"Diverted": "1.00", "ArrDelay": "", "AirTime": "", **changes})


KINDS = (row, cancelled, diverted)


def csv_text(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> str:
    """Return the file of these flights, the last comma of each line included."""
    out = io.StringIO()
    out.write(",".join(f'"{name}"' for name in columns) + ",\n")
    for one in rows:
        out.write(",".join(_written(name, one.get(name, "")) for name in columns) + ",\n")
    return out.getvalue()


def zip_name(month: str) -> str:
    """Return the official name of a month."""
    year, number = month.split("-")
    stem = f"On_Time_Reporting_Carrier_On_Time_Performance_1987_present_{year}_{int(number)}"
    return f"{stem}.zip"


def member_name(month: str) -> str:
    """Return the name that the CSV has in the archive."""
    return zip_name(month).replace("1987_present", "(1987_present)").replace(".zip", ".csv")


def write_zip(folder: Path, month: str, content: str | bytes, member: str | None = None) -> Path:
    """Write the archive of a month, dated so that it is the same every time."""
    path = folder / zip_name(month)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((member or member_name(month), content), ("readme.html", "<html>")):
            info = zipfile.ZipInfo(name, (2025, 3, 14, 9, 26, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return path


def write_month(folder: Path, month: str, rows: Iterable[Row] | int) -> Path:
    """Write an official archive of these flights, or of so many invented ones."""
    flights = invented(month, rows) if isinstance(rows, int) else rows
    return write_zip(folder, month, csv_text(flights))


def invented(
    month: str, count: int, airports: Places = AIRPORTS, carriers: Sequence[str] = CARRIERS
) -> Iterator[Row]:
    """Yield flights spread over the month, some late, cancelled or diverted; seeded."""
    random = np.random.default_rng(2025)
    first = datetime.fromisoformat(f"{month}-01")
    days = (np.datetime64(month, "M") + 1).astype("datetime64[D]") - np.datetime64(f"{month}-01")
    minutes = np.sort(random.integers(days.astype(int) * 288, size=count)) * 5
    kinds = random.choice(len(KINDS), count, p=[0.97, 0.02, 0.01])
    reach = min(len(airports), NEIGHBOURS + 1)
    codes, late = list(airports), random.gamma(1.0, 25.0, count).astype(int) - 12
    for number in range(count):
        origin, hops = int(random.integers(len(codes))), int(random.integers(1, reach))
        make = KINDS[kinds[number]]
        changes = {"ArrDelay": f"{late[number]}.00"} if make is row else {}
        yield make(
            (first + timedelta(minutes=int(minutes[number]))).isoformat(timespec="minutes"),
            airports=airports,
            Origin=codes[origin],
            Dest=codes[(origin + hops) % len(codes)],
            Reporting_Airline=carriers[number % len(carriers)],
            Flight_Number_Reporting_Airline=number % 9000 + 1,
            **changes,
        )


def _written(name: str, value: Any) -> str:
    return f'"{value}"' if name in QUOTED else str(value)


if __name__ == "__main__":
    folder, wanted, size = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    print(write_month(Path(folder), wanted, int(size)))  # noqa: T201 - where it lies
